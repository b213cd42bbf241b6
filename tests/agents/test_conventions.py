"""A project's conventions: noted, listed, forgotten and followed; and how an edit writes them."""

from __future__ import annotations

from typing import Any

import pytest

from agents.compile import compile_edit
from agents.conventions import MOST, changed, conventions
from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context, Request
from agents.prompt import prompt_of
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.model import EMPTY, Tree
from tests.agents.talks import PLAN, TODAY, Talk, numbered, talk, tell
from tests.plans import PROJECT, plan, update_project

ROLLOUT = "We always add a rollout task"


def agreed(*said: str, tasks: Any = (), **metadata: Any) -> Tree:
    return plan(update_project(metadata={"conventions": list(said), **metadata}), *tasks)


def there(said: Talk) -> tuple[str, ...]:
    return conventions(said.after.project)


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (ROLLOUT, ROLLOUT),
        ("Remember: tag everything with shop.", "Tag everything with shop"),
        ("please remember that releases happen on Tuesdays", "Releases happen on Tuesdays"),
        ("From now on, estimates are in hours", "Estimates are in hours"),
        ("Our convention is that tests come first", "Tests come first"),
        ("every release needs a changelog", "Every release needs a changelog"),
        ("never deploy on fridays", "Never deploy on fridays"),
        ("estimates should be in half days", "Estimates should be in half days"),
        ("estimate everything in hours", "Estimate everything in hours"),
        ("Call tasks in the imperative", "Call tasks in the imperative"),
        ("every new task goes to Anna", "Every new task goes to Anna"),
    ],
)
def test_a_convention_is_noted_as_a_draft(words: str, noted: str) -> None:
    """One patch of the project's metadata, beside whatever else is there."""
    said = tell(words, agreed("Be kind", tasks=(numbered(1, "A"),), sprint=7))
    [patch] = said.patches
    assert ("update", "project") == (patch.op, patch.target)
    assert ("Be kind", noted) == there(said)
    assert said.after.project is not None
    assert 7 == said.after.project.metadata["sprint"]
    assert "convention" in said.text


@pytest.mark.parametrize(
    ("words", "is_followed"),
    [("estimates should be in half days", True), ("Call tasks in the imperative", False)],
)
def test_it_is_said_whether_it_is_followed(words: str, is_followed: bool) -> None:
    said = tell(words, agreed(tasks=(numbered(1, "A"),)))
    assert is_followed == ("I follow it in what I plan" in said.text)
    assert is_followed != ("I do not follow it myself" in said.text)


@pytest.mark.parametrize(
    ("convention", "words", "effect"),
    [
        ("estimates should be in half days", "add a task for flyers, takes 3 hours", "minutes=240"),
        ("every new task goes to Anna", "add a task for flyers", "assignee=Anna"),
        ("new tasks go to Anna", "add a task for flyers, for Ben", "assignee=Ben"),
    ],
)
def test_a_new_task_is_as_agreed(convention: str, words: str, effect: str) -> None:
    """What is said of the task itself counts more."""
    [created] = talk(convention, words, tree=agreed(tasks=(numbered(1, "A"),))).effects()
    assert created.startswith("+Flyers")
    assert effect in created


def test_what_is_wrong_with_estimates_is_no_convention() -> None:
    assert () == tell("the estimates are in the wrong order", PLAN).patches


def test_it_is_noted_once() -> None:
    said = tell("we always add a rollout task!", agreed(ROLLOUT, tasks=(numbered(1, "A"),)))
    assert () == said.patches
    assert "agreed already" in said.text


def test_conventions_are_listed() -> None:
    assert "No conventions" in tell("what are our conventions?", PLAN).text
    assert ROLLOUT in tell("What do you remember?", agreed(ROLLOUT)).text


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Forget the convention about the rollout", ("Be kind",)),
        ("forget that we add a rollout task", ("Be kind",)),
        ("we no longer add a rollout task", ("Be kind",)),
        ("forget all conventions", ()),
        ("forget the convention: Be kind", (ROLLOUT,)),
    ],
)
def test_a_convention_is_forgotten_as_a_draft(words: str, left: tuple[str, ...]) -> None:
    """Found by its words; the key goes with the last of them."""
    said = tell(words, agreed(ROLLOUT, "Be kind", tasks=(numbered(1, "A"),)))
    assert left == there(said)
    assert said.after.project is not None
    assert bool(left) == ("conventions" in said.after.project.metadata)


def test_which_one_is_asked() -> None:
    """Where the words fit several, or none; and the answer is understood."""
    tree = agreed("We add a rollout task", "We add a review task", tasks=(numbered(1, "A"),))
    said = tell("forget the convention about the task", tree)
    assert said.question is not None
    assert ("Forget the convention: We add a rollout task",) == said.question.options[:1]
    then = talk("forget the convention about the task", said.question.options[0], tree=tree)
    assert ("We add a review task",) == there(then)
    assert "none to forget" in tell("forget the convention about cats", PLAN).text


def test_without_a_project_a_convention_is_a_goal() -> None:
    """There is nothing to note it in."""
    said = tell(ROLLOUT, EMPTY)
    assert said.after.project is not None
    assert () == there(said)


def test_a_new_plan_gets_what_is_always_added() -> None:
    """At the end of a plan, after its last task; not twice."""
    said = tell("Build an online shop for books", agreed(ROLLOUT))
    *_, last, added = said.after.ordered()
    assert ("Rollout", (last.id,)) == (added.title, added.depends_on)
    assert f"As agreed: “{ROLLOUT}”." in said.text
    again = tell("add tasks A, B and C", said.after)
    assert 1 == sum(task.title == "Rollout" for task in again.after.tasks.values())


def test_it_may_be_first_or_about_something() -> None:
    first = tell("Build an online shop", agreed("Every plan has to start with a kickoff task"))
    assert "Kickoff" == first.after.ordered()[0].title
    topic = tell("Build an online shop", agreed("Always include a task for data protection"))
    assert "Data protection" in [task.title for task in topic.after.ordered()]


def test_sub_tasks_get_what_every_task_has() -> None:
    """A convention about tasks is followed when one is broken down, one about plans is not."""
    tree = agreed(
        "Every task gets a documentation sub-task step", ROLLOUT, tasks=(numbered(1, "Login API"),)
    )
    said = tell("Break it down", tree, task=1)
    titles = [task.title for task in said.after.tasks.values()]
    assert any("ocumentation" in name for name in titles)
    assert "Rollout" not in titles


def test_estimates_and_tags_follow_what_was_agreed() -> None:
    """Whole days, and the tag on every new task."""
    tree = agreed("Always estimate in days", "Tag all tasks with shop", "We are nice")
    said = tell("Build an online shop", tree)
    assert all((t.estimated_minutes or 0) % 480 == 0 for t in said.after.tasks.values())
    assert all("shop" in t.tags for t in said.after.tasks.values())
    assert "We are nice" not in said.text


# How an edit writes them


def compiled(edit: Edit, tree: Tree) -> Tree:
    return apply_all(tree, compile_edit(edit, tree, Handles.of(PROJECT, tree), ""))


def test_an_edit_adds_and_removes_conventions() -> None:
    """Case, spaces and a dot do not make another; what was there keeps its place."""
    tree = agreed("One", "Two")
    after = compiled(
        Edit("update", "P", add_conventions=("Three", "one."), remove_conventions=("TWO",)), tree
    )
    assert ("One", "Three") == conventions(after.project)
    assert conventions(None) == ()


def test_conventions_are_of_the_project_only() -> None:
    with pytest.raises(Refused) as refusal:
        compiled(Edit("update", "T1", add_conventions=("x",)), PLAN)
    assert "wrong_target" == refusal.value.code


def test_what_stands_there_and_is_no_sentence_is_left_out() -> None:
    """Anybody may write metadata."""
    odd = plan(update_project(metadata={"conventions": ["a", 1, " ", {"b": 2}]}))
    assert ("a",) == conventions(odd.project)
    assert () == conventions(plan(update_project(metadata={"conventions": "x"})).project)


def test_there_are_not_too_many() -> None:
    """None is dropped in silence: a further one is refused, and those that are not followed are told of."""
    full = [f"Rule {n}" for n in range(MOST)]
    with pytest.raises(Refused, match="at most 50"):
        changed(full, ["new"], [])
    assert "new" == changed(full, ["new"], full[:1])[-1]
    first = agreed(*full, tasks=(numbered(1, "A"),))
    assert "forget one first" in tell("we always test on a phone", first).text
    over = agreed(*full, "Rule 50", "Rule 51", tasks=(numbered(1, "A"),))
    assert "2 more than 50" in tell("what are our conventions?", over).text
    shown = prompt_of(Request(Context(PROJECT, over, TODAY), "Plan.", "m"), 30_000).snapshot
    assert "2 more than 50" in shown
    assert "Rule 50" not in shown


def test_a_source_is_a_link_to_its_passage() -> None:
    """Beside the links that are there; once; of a passage that there is."""
    handles = Handles.of(PROJECT, PLAN, document=("doc", 3))
    patches = compile_edit(Edit("update", "T1", source="D3"), PLAN, handles, "")
    tree = apply_all(PLAN, patches)
    [link] = next(t for t in tree.tasks.values() if t.number == 1).links
    assert ("document", "doc#3") == (link.system, link.external_id)
    again = compile_edit(Edit("update", "T1", title="x", source="D3"), tree, handles, "")
    assert {"title"} == again[0].fields().keys()
    for wrong in ("D4", "D0", "D", "T3", "D٣"):
        with pytest.raises(Refused) as refusal:
            compile_edit(Edit("update", "T1", source=wrong), PLAN, handles, "")
        assert "unknown_handle" == refusal.value.code
    with pytest.raises(Refused):
        compile_edit(Edit("update", "T1", source="D1"), PLAN, Handles.of(PROJECT, PLAN), "")
