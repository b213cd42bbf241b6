"""From a goal to a plan, from a task to its sub-tasks, and what is said on an empty plan."""

from __future__ import annotations

import pytest

from agents.outcomes import Finished, Patched, Said
from agents.ports import Turn
from agents.providers.embedded.labels.network import network
from agents.providers.embedded.provider import Embedded
from ledger.core.apply import apply_all
from ledger.core.model import EMPTY, Tree
from tests.agents.talks import numbered, talk, task_id, tell
from tests.plans import create, create_project, plan, update, update_project

GOAL = "Build a new user authentication flow by the end of March"


def titles(tree: Tree, parent: str | None = None) -> list[str]:
    return [task.title for task in tree.ordered(parent)]


def test_a_goal_becomes_a_project_and_its_top_level() -> None:
    """The project comes first, then four to eight tasks that say how they are done, in an order."""
    said = tell(GOAL, EMPTY)
    kinds = [(patch.op, patch.target) for patch in said.patches]
    assert ("create", "project") == kinds[0]
    assert {("create", "task")} == set(kinds[1:])
    tasks = said.after.ordered()
    assert 4 <= len(tasks) <= 10
    assert all(t.description and t.acceptance_criteria and t.estimated_minutes for t in tasks)
    assert any(task.depends_on for task in tasks)
    assert all(task.metadata["outline"] for task in tasks)
    assert said.after.project is not None
    assert "authentication" in said.after.project.title


def test_edits_are_streamed_before_the_text() -> None:
    """What the plan is comes before what is said about it."""
    kinds = [type(outcome) for outcome in tell(GOAL, EMPTY).outcomes]
    assert [Patched, Said, Finished] == list(dict.fromkeys(kinds))


@pytest.mark.parametrize(
    "goal",
    ["Move to Berlin", "Rename our company", "Add dark mode to the app", "Split the monolith"],
)
def test_on_an_empty_plan_any_wish_is_a_goal(goal: str) -> None:
    """Words that would be instructions on a plan are a goal where there is none."""
    said = tell(goal, EMPTY)
    assert said.after.project is not None
    assert len(said.after.tasks) >= 4


def test_a_project_that_is_there_keeps_its_title() -> None:
    """Only what it does not say itself is filled in."""
    bare = plan(update_project(title="My shop"))
    said = tell("Build an online shop", bare)
    assert said.after.project is not None
    assert "My shop" == said.after.project.title
    assert said.after.project.summary
    assert len(said.after.tasks) >= 4


def test_plan_it_means_the_project() -> None:
    """Without a goal of its own, the project's title and summary are the goal."""
    project = create_project(title="Online shop", summary="Sell books.", tags=("shop",))
    tree = apply_all(EMPTY, [project])
    said = tell("Plan it", tree)
    assert {"create"} == {patch.op for patch in said.patches}
    assert any("shop" in task.title.lower() for task in said.after.tasks.values())


def test_tasks_that_are_named_are_added_to_an_empty_plan() -> None:
    """To add tasks A and B is no goal; where there is no project, there is one then."""
    assert ["A", "B"] == titles(tell("add tasks A and B", plan()).after)
    said = tell("add a task Foo", EMPTY)
    assert said.after.project is not None
    assert ("New project", ["Foo"]) == (said.after.project.title, titles(said.after))


@pytest.mark.parametrize(
    "goal",
    [
        "bake a cake",
        "please bake a cake",
        "Fix the roof",
        "I need to clean the garage",
        "Wash the car",
    ],
)
def test_a_small_goal_is_planned_as_well(goal: str) -> None:
    """Its steps are a plan of its own name, and not one task of a new project."""
    said = tell(goal, EMPTY)
    assert said.after.project is not None
    assert said.after.project.title.lower() in goal.lower()
    assert 4 <= len(said.after.ordered()) <= 8


def test_a_cake_is_baked_and_not_managed() -> None:
    """The day by which it is wanted is no part of what is baked."""
    tasks = titles(tell("bake a cake by friday", EMPTY).after)
    assert "Prepare the cake as the recipe says" in tasks
    assert not any("decides" in title or "review" in title for title in tasks)


@pytest.mark.parametrize(
    "goal", ["apply for a mortgage", "find a babysitter", "wallpaper the hall"]
)
def test_what_has_an_outline_is_no_errand(goal: str) -> None:
    """Though its verb is one of those for small things."""
    assert 1 < len(titles(tell(goal, EMPTY).after))


@pytest.mark.parametrize("errand", ["Buy milk", "mow the lawn", "call mum"])
def test_an_errand_is_one_task_and_names_its_project(errand: str) -> None:
    """There is nothing to plan about it."""
    tree = tell(errand, EMPTY).after
    [task] = tree.ordered()
    assert tree.project is not None
    assert task.title == tree.project.title
    assert task.title.lower() in errand.lower()


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        ("asdf qwer", "What is “asdf qwer” about?"),
        ("x", "What is “x” about?"),
        ("Ein Haus bauen", "not seem to be in English"),
        ("Réserver un voyage", "not seem to be in English"),
        ("Построить дом", "not seem to be in English"),
    ],
)
def test_what_is_not_understood_is_asked_and_not_planned(goal: str, asked: str) -> None:
    """Also in a draft that was emptied; the answer is the goal."""
    for tree in (EMPTY, plan(update_project(title="My plan"))):
        said = tell(goal, tree)
        assert said.question is not None
        assert asked in said.question.question
        assert () == said.patches
    assert len(talk(goal, "Build a house", tree=EMPTY).after.ordered()) >= 4
    assert len(talk(goal, "a birthday party", tree=EMPTY).after.ordered()) >= 4


@pytest.mark.parametrize("goal", ["Visit Los Angeles", "Be kind", "Urlaub planen"])
def test_what_is_known_is_planned_whatever_else_is_not(goal: str) -> None:
    """Names in other languages, plain words, and German of which a word is known."""
    assert len(tell(goal, EMPTY).after.ordered()) >= 4


@pytest.mark.parametrize("words", ["help", "what can you do?", "hello", ""])
def test_a_question_on_an_empty_plan_is_answered(words: str) -> None:
    """Nothing is planned by a greeting."""
    said = tell(words, EMPTY)
    assert () == said.patches
    assert said.text.startswith("The plan has no tasks yet.")


def test_breaking_down_reaches_three_levels() -> None:
    """Each level's sub-tasks can be broken down again, and stay under their task."""
    tree = tell("Build a new user authentication flow", EMPTY).after
    for level in (2, 3, 4):
        parent = next(t for t in tree.walk() if tree.depth(t.id) == level - 1)
        said = tell("Break down", tree, task=parent.id)
        assert len(said.patches) >= 3
        assert {parent.id} == {patch.fields()["parent_id"] for patch in said.patches}
        tree = said.after
    assert 4 == max(tree.depth(task.id) for task in tree.tasks.values())


SMALL = plan(numbered(1, "Login API"), numbered(2, "Write docs"))


def test_breaking_down_twice_adds_nothing_twice() -> None:
    """Sub-tasks that are there already are left out."""
    once = tell("break down 1", SMALL).after
    both = titles(tell("break down 1", once).after, task_id(1))
    assert sorted(set(both)) == sorted(both)


@pytest.mark.parametrize(
    "words",
    [
        "break down 1",
        "break the login api down into subtasks",
        "add subtasks to 1",
        "split 1 into smaller tasks",
        "expand task 1 with a focus on security",
        "create some subtasks for the login api",
    ],
)
def test_there_are_many_words_for_breaking_down(words: str) -> None:
    """They all bring sub-tasks under the task, and nothing elsewhere."""
    said = tell(words, SMALL)
    assert len(said.patches) >= 3
    assert {task_id(1)} == {patch.fields()["parent_id"] for patch in said.patches}


def test_in_task_mode_any_other_words_are_a_wish_for_the_break_down() -> None:
    """The task's sub-tasks come, and nothing else changes."""
    said = tell("think it through carefully", SMALL, task=1)
    assert len(said.patches) >= 3
    assert {task_id(1)} == {patch.fields()["parent_id"] for patch in said.patches}


def test_a_selected_task_that_is_gone_leaves_the_plan() -> None:
    """Task mode without its task speaks of the whole plan."""
    said = tell("delete the first task", SMALL, task=9)
    assert ["-T1"] == said.effects()


def test_it_is_what_the_last_answer_was_about() -> None:
    """Also in the next message, and only what is still there."""
    said = talk("add billing", "make it urgent", tree=SMALL)
    assert [{"priority": "critical"}] == [patch.body for patch in said.patches]
    gone = talk("delete 2", "mark it done", tree=SMALL)
    assert gone.question is not None


def test_an_edit_by_hand_ends_the_question() -> None:
    """After it the next words are a new instruction."""
    asked = tell("rename 1", SMALL)
    assert asked.question is not None
    turns = [Turn("user", "rename 1"), Turn("user", "", (update(task_id(2), title="Guide"),))]
    said = tell("mark it done", SMALL, turns=turns)
    assert ["T2 status=completed"] == said.effects()


def test_numbers_are_places_where_nothing_is_numbered() -> None:
    """A plan whose tasks have no numbers is spoken of by place."""
    bare = plan(
        *(create(task_id(n), title=title, position=f"{n}") for n, title in enumerate("ABC", 1))
    )
    assert ["B", "C"] == [bare.tasks[p.target_id].title for p in tell("delete 2-3", bare).patches]
    assert ["B"] == [bare.tasks[p.target_id].title for p in tell("delete 2", bare).patches]


def test_warming_up_loads_what_an_answer_needs() -> None:
    """Only a goal and a wish that can be answered do; the labels are among it."""
    network.cache_clear()
    Embedded().warm()
    assert network.cache_info().currsize == 1
