"""Wishes about the draft as a whole: "shorter", "more detailed", "undo that"."""

from __future__ import annotations

import pytest

from agents.outcomes import Finished
from ledger.core.algebra.diff import diff
from ledger.core.model import EMPTY
from tests.agents.talks import PLAN, numbered, talk, task_id, tell
from tests.plans import PROJECT, plan

GOAL = "Organise a charity run"


@pytest.mark.parametrize(
    "wish", ["shorter", "Too long, make it shorter please!", "can you simplify that", "fewer steps"]
)
def test_shorter_drops_what_matters_least(wish: str) -> None:
    """A part of the drafted tasks goes, at least three stay, and nothing waits for what is gone."""
    long, short = talk(GOAL, tree=EMPTY).after, talk(GOAL, wish, tree=EMPTY).after
    assert 3 <= len(short.ordered()) < len(long.ordered())
    kept = {task.title for task in short.ordered()}
    assert kept < {task.title for task in long.ordered()}
    assert {task.title for task in long.ordered() if task.priority == "high"} <= kept


def test_who_waited_for_what_is_gone_waits_for_what_that_waited_for() -> None:
    """Of a chain of steps, those that stay are still a chain."""
    short = talk(GOAL, "shorter", tree=EMPTY).after
    assert [False, *[True] * (len(short.ordered()) - 1)] == [
        bool(task.depends_on) for task in short.ordered()
    ]


def test_a_number_of_steps_is_kept_to() -> None:
    """Who asks for three gets three."""
    said = talk(GOAL, "only the 3 most important steps", tree=EMPTY)
    assert 3 == len(said.after.ordered())


def test_what_is_short_stays() -> None:
    """A draft of one task is not made shorter."""
    said = talk("add billing", "shorter")
    assert () == said.patches
    assert "short already" in said.text


def test_more_detailed_breaks_the_drafted_milestones_down() -> None:
    """Each of them has sub-tasks then; of a selected task that has some, these are."""
    said = talk(GOAL, "more detailed please", tree=EMPTY)
    assert all(said.after.child_ids(task.id) for task in said.after.ordered())
    deeper = talk("break it down", "more details", task=7).after
    assert any(deeper.child_ids(id) for id in deeper.child_ids(task_id(7)))


def test_what_is_done_needs_no_detail() -> None:
    """Nothing is proposed where nothing is open."""
    said = tell("more detailed", plan(numbered(1, "Ship", status="completed")))
    assert () == said.patches
    assert said.text


def test_more_detailed_is_about_what_is_open_where_nothing_was_drafted() -> None:
    """What is done is left alone, and so is what has sub-tasks."""
    said = talk("more detailed")
    assert {1, 6, 7} == {
        said.after.tasks[task.parent_id].number
        for task in said.after.tasks.values()
        if task.id not in PLAN.tasks and task.parent_id
    }


@pytest.mark.parametrize(
    ("instructions", "left"),
    [
        (["mark T1 done", "undo that"], []),
        (["delete the first two", "no, undo"], []),
        (["delete T7", "oops, bring it back"], []),
        (["delete T3", "delete T7", "take that back please"], ["delete T3"]),
        (["mark T1 done", "make T7 urgent", "undo", "undo"], []),
        (["mark T1 done", "undo", "mark T7 done"], ["mark T7 done"]),
        (["mark T1 done", "make T7 urgent", "start over"], []),
        (["combine 4 and 5", "move docs up", "undo everything"], []),
    ],
)
def test_undo_takes_back_the_last_answer(instructions: list[str], left: list[str]) -> None:
    """The draft is as if the last answer that counts had never been given."""
    wanted = talk(*left).after if left else PLAN
    assert () == diff(wanted, talk(*instructions).after)


def test_a_new_plan_is_taken_back_whole() -> None:
    """Nothing of the first draft is left, and the project neither."""
    said = talk(GOAL, "undo that", tree=EMPTY)
    assert (None, 0) == (said.after.project, len(said.after.tasks))
    assert isinstance(said.end, Finished)
    assert {PROJECT} == {patch.target_id for patch in said.patches}


def test_at_most_so_many_folds_the_others_into_them() -> None:
    """Nothing that was planned is lost: titles, time and parts are in the tasks that are left."""
    whole = talk("Launch a podcast", "more detailed", tree=EMPTY)
    said = talk("Launch a podcast", "more detailed", "at most 4 tasks", tree=EMPTY)
    before, after = whole.after.ordered(), said.after.ordered()
    told = " ".join(f"{task.title} {task.description}" for task in after)
    assert 4 == len(after)
    assert [] == [task.title for task in before if task.title not in told]
    assert all(task.title in said.text for task in before if task.id not in said.after.tasks)
    parts = sum(len(whole.after.ordered(task.id)) for task in before)
    assert parts == sum(len(said.after.ordered(task.id)) for task in after)
    minutes = sum(task.estimated_minutes or 0 for task in before)
    assert minutes == sum(task.estimated_minutes or 0 for task in after)
