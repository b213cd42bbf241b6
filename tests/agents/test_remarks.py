"""Remarks about single tasks, as they go along with a message: each is taken at its word."""

from __future__ import annotations

import pytest

from tests.agents.talks import PLAN, talk, tell


@pytest.mark.parametrize(
    ("remark", "effects"),
    [
        ("T3: urgent", ["T3 priority=critical"]),
        ("T3: make it urgent", ["T3 priority=critical"]),
        ("T3: rename to Login service", ["T3 title=Login service"]),
        ("T3: estimate 2 days", ["T3 estimated_minutes=960"]),
        ("T4: remove", ["-T4"]),
        ("T3: urgent\nT4: remove it", ["-T4", "T3 priority=critical"]),
    ],
)
def test_a_remark_is_done_to_its_task(remark: str, effects: list[str]) -> None:
    """Whatever stands after the handle is about that task and no other."""
    assert effects == tell(remark).effects()


@pytest.mark.parametrize("remark", ["smaller", "Smaller", "Split it", "too big", "More detail"])
def test_what_is_too_large_is_broken_down(remark: str) -> None:
    """All that is new stands under the task."""
    effects = tell(f"T1: {remark}").effects()
    assert 2 <= len(effects)
    assert [] == [
        effect for effect in effects if not effect.startswith("+") or " at T1[" not in effect
    ]


def test_why_is_answered_from_what_the_task_says() -> None:
    """Nothing is changed; its description is told, and what waits for it."""
    said = tell("T2: why?")
    assert [] == said.effects()
    assert "T2 “Signup API”: Accounts by e-mail. T3 waits for it." == said.text
    assert "T4 “Write schema” says nothing of its purpose." in tell("T4: Why?").text
    assert "It is a part of T3 “Login API”." in tell("T4: Why?").text


def test_why_and_a_wish_in_one_message() -> None:
    """The one is told, the other done."""
    said = tell("T2: why?\nT3: urgent")
    assert ["T3 priority=critical"] == said.effects()
    assert said.text.startswith("T2 “Signup API”: Accounts by e-mail.")


def test_a_task_that_is_not_there_has_no_reasons() -> None:
    """A remark about no task is asked back like any other instruction that is not understood."""
    said = tell("T99: why?")
    assert [] == said.effects()
    assert said.question is not None


@pytest.mark.parametrize(
    "said",
    [
        "accept it",
        "Accept",
        "save it",
        "apply",
        "looks good, accept",
        "yes, accept",
        "accept all changes",
    ],
)
def test_who_wants_to_accept_is_told_where(said: str) -> None:
    """Nothing is changed or offered, also where something was asked before."""
    for told in (tell(said), talk("move the thing", said, tree=PLAN, task=None)):
        assert [] == told.effects()
        assert told.question is None
        assert "`patchledger accept`" in told.text


@pytest.mark.parametrize("said", ["Accept payments", "Apply for a permit", "Save the date"])
def test_what_is_accepted_in_a_task_is_no_draft(said: str) -> None:
    """It is work like any other."""
    assert "`patchledger accept`" not in tell(said).text
