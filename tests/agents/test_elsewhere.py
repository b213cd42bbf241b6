"""Instructions on other plans than the usual one: deep, tiny, finished, and with a history."""

from __future__ import annotations

import pytest

from agents.ports import Turn
from ledger.core.events import Question
from ledger.core.model import EMPTY
from tests.agents.talks import numbered, talk, task_id, tell
from tests.plans import plan

ALONE = plan(numbered(1, "Write docs"))
NESTED = plan(numbered(1, "Write docs"), numbered(2, "Draft", 1), numbered(3, "Title", 2))
PAIR = plan(numbered(1, "Alpha"), numbered(2, "Beta", depends_on=(1,)))
FINISHED = plan(numbered(1, "Alpha", status="completed"), numbered(2, "Beta", status="blocked"))
CIRCLE = plan(
    numbered(1, "Start"),
    numbered(2, "Middle", depends_on=(1,)),
    numbered(3, "End", depends_on=(2,)),
)


def test_the_only_task_has_nothing_to_be_combined_or_moved_with() -> None:
    """What takes two is told so, and nothing is changed."""
    assert "It takes two tasks to combine." == tell("combine 1", ALONE).text
    assert () == tell("move 1 to the end", ALONE).patches
    assert () == tell("move 1 to position 1", ALONE).patches


def test_a_deep_task_is_moved_out_one_level_or_to_the_top() -> None:
    """Out of its parent it stands beside it; to the top level it leaves all of them."""
    assert ["T3 at T1[1]"] == tell("outdent 3", NESTED).effects()
    assert ["T3 at P[1]"] == tell("move 3 to the top level", NESTED).effects()


def test_what_is_kept_keeps_what_it_is_part_of() -> None:
    """Everything but the deepest task leaves nothing that could be removed."""
    assert "That leaves nothing to remove." == tell("delete everything except 3", NESTED).text


def test_a_dependency_that_would_close_a_circle_is_dropped_and_told() -> None:
    """Combining the ends of a chain leaves the middle waiting for the combined task."""
    said = tell("combine 1 and 3", CIRCLE)
    assert ["-T3", "T1 title=Start and end"] == said.effects()
    assert "It does not depend on T2 “Middle”, which waits for it." in said.text


def test_titles_are_told_whole_where_they_change() -> None:
    """What was combined, and into what, can be read to the end."""
    one = "Decide with the editors which of the nine formats the user hears first"
    two = "Decide with the editors which of the nine formats the user hears last"
    said = tell("combine 1 and 2", plan(numbered(1, one), numbered(2, two)))
    assert (
        f"Combined T1 “{one}” and T2 “{two}” into “{said.after.ordered()[0].title}”." == said.text
    )


def test_a_chain_that_is_there_is_not_made_again() -> None:
    """Only the missing links are added."""
    chained = plan(*(numbered(n, t) for n, t in enumerate("ABC", 1)))
    assert ["T2 depends_on={T1}", "T3 depends_on={T2}"] == tell("chain all", chained).effects()
    assert () == tell("chain 1 and 2", PAIR).patches


def test_questions_on_a_plan_where_nothing_is_left() -> None:
    """The answers say so instead of naming something."""
    assert tell("what's next?", FINISHED).text.startswith("Nothing is ready")
    assert tell("how much work is left?", ALONE).text == "1 open task has no estimate."
    due = plan(numbered(1, "Alpha", due_date="2026-11-24"))
    assert "due tomorrow" in tell("what's next?", due).text


def test_both_means_the_two_that_there_are() -> None:
    """Without anything said before, on a plan of two."""
    expected = ["T1 status=completed", "T2 status=completed"]
    assert expected == tell("mark both done", PAIR).effects()


def test_my_tasks_are_those_assigned_to_me() -> None:
    """And not simply all."""
    mine = plan(numbered(1, "Alpha", assignee="me"), numbered(2, "Beta", assignee="Ann"))
    assert ["-T1"] == tell("delete all my tasks", mine).effects()
    assert ["-T2"] == tell("delete all ann tasks", mine).effects()


def test_the_same_title_twice_is_asked() -> None:
    """Exactness does not help where two tasks are called alike."""
    twins = plan(numbered(1, "Review"), numbered(2, "Review"), numbered(3, "Other"))
    said = tell("delete review", twins)
    assert said.question is not None
    assert ("T1 Review", "T2 Review") == said.question.options
    assert ["-T2"] == talk("delete review", "T2 Review", tree=twins).effects()


@pytest.mark.parametrize(
    ("instruction", "effect"),
    [
        ("add billing and delete the project", ["+Billing at P[2]", "+Delete the project at P[3]"]),
        ("T1 Alpha is done", ["T1 status=completed"]),
        ("T1 (alpha) is done", ["T1 status=completed"]),
        ("change 1 to Beta", ["T1 title=Beta"]),
        ("mark 1 done and delete the project", []),
        ("1 from soon to later", []),
        ("add a task; delete 2", []),
        ("T1 Beta is done", []),
    ],
)
def test_near_misses(instruction: str, effect: list[str]) -> None:
    """What almost fits is not made to fit."""
    assert effect == tell(instruction, PAIR).effects()


def test_an_instruction_may_be_too_long_to_be_understood() -> None:
    """Beyond two thousand characters nothing is read as an instruction, and nothing is changed."""
    assert () == tell("delete 1 " + "and 2 " * 400, PAIR).patches


@pytest.mark.parametrize("first", ["delete 9", "foo bar", "delete all cancelled"])
def test_a_question_that_no_longer_arises_is_dropped(first: str) -> None:
    """When the plan has changed under it, the answer is read as a new instruction."""
    turns = [Turn("user", first), Turn("agent", "Which?", question=Question("Which?"))]
    assert ["-T1"] == tell("delete 1", PAIR, turns=turns).effects()
    assert () == tell("T1", PAIR, turns=turns).patches


def test_there_is_nothing_to_name_on_an_empty_plan() -> None:
    """Adding beside something that is not there says so."""
    said = tell("add a task Foo under Bar", EMPTY)
    assert "There are no tasks yet." == said.text
    assert () == said.patches


def test_a_task_that_is_broken_down_is_not_again() -> None:
    """When there is nothing to add, that is what is said."""
    once = tell("break down 1", ALONE).after
    said = tell("break down 1", once)
    assert said.text or said.patches
    assert task_id(1) in said.after.tasks
