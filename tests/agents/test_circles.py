"""Links that would keep tasks from ever starting, through what they are part of."""

from __future__ import annotations

import pytest

from tests.agents.talks import numbered, talk
from tests.plans import plan

HOUSE = plan(
    numbered(1, "House"),
    numbered(2, "Walls", 1),
    numbered(3, "Roof", depends_on=(1,)),
    numbered(4, "Party", depends_on=(3,)),
    numbered(6, "Fence", depends_on=(2,)),
    numbered(7, "Street"),
    numbered(8, "Lamps", 7, depends_on=(2,)),
)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            "T2 waits for T4",
            "“Walls” cannot wait for “Party”: that waits for “House”, of which “Walls” is a part.",
        ),
        (
            "T1 waits for T6",
            "“House” cannot wait for “Fence”: that waits for “Walls”, which is a part of “House”.",
        ),
        ("T2 waits for T7", "“Walls” cannot wait for “Street”: that waits for “Walls” itself."),
    ],
)
def test_what_could_never_start_is_refused_in_a_sentence(said: str, why: str) -> None:
    """A link to what waits for the whole, for a part, or with a part of its own for the task itself."""
    answer = talk(said, tree=HOUSE)
    assert [] == answer.effects()
    assert "That cannot be done: " in answer.text
    assert why in answer.text


def test_what_is_done_is_waited_for_no_more() -> None:
    """The circle runs through a part that is open no more."""
    done = plan(
        numbered(1, "House"),
        numbered(2, "Walls", 1, status="completed"),
        numbered(3, "Fence", depends_on=(2,)),
    )
    assert ["T1 depends_on={T3}"] == talk("T1 waits for T3", tree=done).effects()


def test_a_plan_that_is_stuck_already_can_be_changed() -> None:
    """Only what would newly be kept from starting is refused."""
    stuck = plan(
        numbered(1, "House"),
        numbered(2, "Walls", 1, depends_on=(3,)),
        numbered(3, "Roof", depends_on=(1,)),
        numbered(4, "Party"),
    )
    assert ["T4 depends_on={T3}"] == talk("T4 waits for T3", tree=stuck).effects()
