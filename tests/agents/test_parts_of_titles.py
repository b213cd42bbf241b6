"""A task whose title lists several things is not removed for one of them."""

from __future__ import annotations

import pytest

from tests.agents.talks import numbered, talk
from tests.plans import plan

PARTY = plan(
    numbered(1, "Arrange food, drinks and the cake"),
    numbered(2, "Organise stock, packaging, shipping and returns"),
    numbered(3, "Prepare the day: run sheet, helpers, sound, video and streaming"),
    numbered(4, "Send the invitations"),
    numbered(5, "Choose the venue & date"),
    numbered(6, "Clean up"),
)


@pytest.mark.parametrize(
    ("said", "task", "shorter"),
    [
        ("no cake", 1, "Arrange food and drinks"),
        ("the food can go", 1, "Arrange drinks and the cake"),
        ("I don't want to do returns", 2, "Organise stock, packaging and shipping"),
        ("no streaming", 3, "Prepare the day: run sheet, helpers, sound and video"),
        ("drop the venue", 5, "Choose date"),
        ("delete the food and the cake", 1, "Arrange drinks"),
    ],
)
def test_it_is_asked_what_becomes_of_the_others(said: str, task: int, shorter: str) -> None:
    """Its title without them is offered, and that it goes as a whole."""
    asked = talk(said, tree=PARTY)
    assert [] == asked.effects()
    assert asked.question is not None
    options = (f"Rename T{task} to “{shorter}”", f"Delete T{task}", "Never mind")
    assert options == asked.question.options
    assert [f"T{task} title={shorter}"] == talk(said, options[0], tree=PARTY).effects()
    assert [f"-T{task}"] == talk(said, options[1], tree=PARTY).effects()
    assert [] == talk(said, options[2], tree=PARTY).effects()


@pytest.mark.parametrize(
    ("said", "task"),
    [
        ("delete T1", 1),
        ("delete food, drinks and the cake", 1),
        ("delete the cake task", 1),
        ("drop the invitations", 4),
        ("no food, no drinks, no cake", 1),
    ],
)
def test_a_task_that_was_named_as_such_is_removed(said: str, task: int) -> None:
    """By its number, by all that it does, or as a task."""
    assert [f"-T{task}"] == talk(said, tree=PARTY).effects()
