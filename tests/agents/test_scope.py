"""What an answer may change in task mode, and what the person is told of a plan that grew large."""

from __future__ import annotations

import pytest

from agents.edits import Edit
from agents.outcomes import Failed, Finished
from agents.ports import EditSaid, Source, Turn
from ledger.core.events import Passage, Question
from ledger.core.model import EMPTY
from tests.agents.scripted import Scripted, rename
from tests.agents.talks import Talk, numbered, task_id, tell
from tests.plans import create, plan

DEPLOY = rename("T6", "Ship it")
BESIDE = EditSaid(Edit("create", "N1", title="Beside", after="T3"))
TOP = EditSaid(Edit("create", "N1", title="On top"))
PLAN_TITLE = rename("P", "Another plan")


def in_task(instruction: str, *said: EditSaid, turns: tuple[Turn, ...] = ()) -> Talk:
    """An answer about T3 “Login API”, which has T4 and T5 under it."""
    return tell(instruction, task=3, turns=turns, provider=Scripted(list(said), []))


@pytest.mark.parametrize(
    "edit",
    [
        rename("T3", "Log in"),
        rename("T5", "Handle it"),
        EditSaid(Edit("create", "N1", title="Test it", parent="T3", depends_on=("T2", "T4"))),
        EditSaid(Edit("create", "N1", title="Test it", after="T5")),
        EditSaid(Edit("create", "N1", title="Test it", parent="T4")),
        EditSaid(Edit("update", "T4", add_depends_on=("T1",))),
        EditSaid(Edit("update", "T4", parent="P")),
        EditSaid(Edit("delete", "T4")),
    ],
)
def test_the_task_and_what_is_under_it_is_open(edit: EditSaid) -> None:
    """Changing it, adding to it, and depending on anything from there need not be asked for."""
    assert isinstance(in_task("make it better", edit).end, Finished)


@pytest.mark.parametrize(
    ("edit", "ref"),
    [
        (DEPLOY, "T6"),
        (EditSaid(Edit("delete", "T2")), "T2"),
        (EditSaid(Edit("update", "T6", add_depends_on=("T4",))), "T6"),
        (BESIDE, "N1"),
        (TOP, "N1"),
        (EditSaid(Edit("create", "N1", title="Elsewhere", parent="T6")), "N1"),
        (PLAN_TITLE, "P"),
        (EditSaid(Edit("delete", "P")), "P"),
    ],
)
def test_everything_else_is_refused_with_the_reason(edit: EditSaid, ref: str) -> None:
    """The reason names the selected task; the draft is as it was."""
    said = in_task("make it better", edit)
    assert isinstance(said.end, Failed)
    assert f"{ref} is outside of the selected task “Login API”" in said.end.message
    assert [] == said.effects()


@pytest.mark.parametrize(
    ("words", "edit"),
    [
        ("rename T6 as well", DEPLOY),
        ("rename task 6 as well", DEPLOY),
        ("and #6", DEPLOY),
        ("T1, 6 and 7 need better names", DEPLOY),
        ("T5-T7 need better names", DEPLOY),
        ("call the deploy to staging something shorter", DEPLOY),
        ("deploy to stagin should be shorter", DEPLOY),
        ("better names in the whole project", DEPLOY),
        ("add one after T3", BESIDE),
        ("add a task after this", BESIDE),
        ("a follow-up task, please", BESIDE),
        ("add it at the top level", TOP),
        ("the project needs another name", PLAN_TITLE),
    ],
)
def test_what_the_person_names_is_open(words: str, edit: EditSaid) -> None:
    """By its handle, by its title, mistyped or not, or by speaking of the project."""
    assert isinstance(in_task(words, edit).end, Finished)


def test_the_parent_is_open_alone_where_it_is_spoken_of() -> None:
    """Not what else is under it, and only in the person's words."""
    for edit, words, outcome in (
        (rename("T3", "Log in"), "rename the parent", Finished),
        (rename("T5", "Handle"), "rename the parent", Failed),
        (rename("T3", "Log in"), "rename it", Failed),
    ):
        assert isinstance(tell(words, task=4, provider=Scripted([edit], [])).end, outcome)


def test_what_is_under_a_named_task_is_open_and_what_is_beside_it_is_not() -> None:
    """Naming T3 while T4 is selected opens T5, but not T6."""
    for edit, outcome in ((rename("T5", "Handle"), Finished), (DEPLOY, Failed)):
        said = tell("T3 needs better names", task=4, provider=Scripted([edit], []))
        assert isinstance(said.end, outcome)


def test_an_answer_to_a_question_opens_what_the_question_was_about() -> None:
    """The person's words before the agent asked back count with their answer; the agent's do not."""
    asked = Turn("agent", "Which? T7?", question=Question("Which? T7?"))
    turns = (Turn("user", "rename T6 as well"), asked)
    assert isinstance(in_task("the first", DEPLOY, turns=turns).end, Finished)
    assert isinstance(in_task("the first", rename("T7", "No"), turns=turns).end, Failed)
    later = (Turn("user", "rename T6 as well"), Turn("agent", "Done."))
    assert isinstance(in_task("and now?", DEPLOY, turns=later).end, Failed)


def test_what_this_conversation_changed_before_stays_open() -> None:
    """The person goes on about it without naming it again."""
    turns = (Turn("user", "rename T6"), Turn("agent", "Done.", (create(task_id(6), title="x"),)))
    assert isinstance(in_task("shorter", DEPLOY, turns=turns).end, Finished)


def test_new_tasks_of_the_answer_may_be_changed_on() -> None:
    """Wherever they were allowed to be made."""
    assert ["+First at P[3]"] == in_task(
        "add one after T3", BESIDE, rename("N1", "First")
    ).effects()


def test_titles_open_nothing() -> None:
    """A task that calls itself “all tasks of the project” does not widen what the person asked for."""
    tree = plan(numbered(1, "Change all tasks of the project, T2 too"), numbered(2, "Other"))
    said = tell("break it down", tree, task=1, provider=Scripted([rename("T2", "x")], []))
    assert isinstance(said.end, Failed)


def milestones(count: int) -> list[EditSaid]:
    tasks = (Edit("create", f"N{n}", title=f"M{n}") for n in range(1, count + 1))
    return [EditSaid(Edit("create", "P", title="New")), *map(EditSaid, tasks)]


@pytest.mark.parametrize(
    ("goal", "count", "notes"),
    [
        ("Open a bakery", 8, ()),
        ("Open a bakery", 9, ("This plan has 9 milestones",)),
        ("Open a bakery in 12 milestones", 12, ()),
        ("Open a bakery, in full detail", 12, ()),
    ],
)
def test_a_large_new_plan_is_told(goal: str, count: int, notes: tuple[str, ...]) -> None:
    """More than eight milestones that nobody asked for: a note to the person, and nothing is refused."""
    end = tell(goal, EMPTY, provider=Scripted(milestones(count))).end
    assert isinstance(end, Finished)
    assert count == end.edits - 1
    assert notes == tuple(note.split(";")[0] for note in end.notes)


def test_sub_tasks_of_a_new_plan_are_told() -> None:
    """Breaking down comes after the milestones were agreed, unless a document brings them along."""
    below = EditSaid(Edit("create", "N9", title="Below", parent="N1"))
    end = tell("Open a bakery", EMPTY, provider=Scripted([*milestones(3), below])).end
    assert isinstance(end, Finished)
    assert ("1 of its tasks are sub-tasks already; you did not ask for them.",) == end.notes
    passages = Source("id", "plan.md", (Passage("M1"),))
    asked_for = Scripted([*milestones(3), below])
    assert () == getattr(tell("", EMPTY, provider=asked_for, document=passages).end, "notes", None)
    assert () == getattr(tell("add more", provider=Scripted([TOP])).end, "notes", None)
