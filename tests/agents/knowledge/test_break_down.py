"""A task becomes sub-tasks: from its outline, from one that it resembles, or by its verb."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded import library
from agents.providers.embedded.hints import Hint, in_steps, read_hint
from agents.providers.embedded.outlines import PlannedTask, break_down, scaffold
from ledger.core.model import Project, Task, Tree, tree_of
from tests.laws import examples


class Draft:
    """A plan that grows by breaking tasks down, as a person does it."""

    def __init__(self, title: str) -> None:
        self.project = Project(id="project", title=title)
        self.tasks: dict[str, Task] = {}

    @property
    def tree(self) -> Tree:
        return tree_of(self.project, self.tasks.values())

    def add(self, item: PlannedTask, parent: str | None = None) -> Task:
        number = len(self.tasks) + 1
        task = Task(
            id=f"task-{number}",
            number=number,
            title=item.title,
            parent_id=parent,
            position=f"{number:05}",
            estimated_minutes=item.estimated_minutes,
            tags=item.tags,
            metadata={"outline": item.outline} if item.outline else {},
        )
        self.tasks[task.id] = task
        return task

    def by_hand(self, title: str, minutes: int | None = None) -> Task:
        return self.add(PlannedTask(title, estimated_minutes=minutes))

    def down(self, task: Task, hint: str = "") -> tuple[PlannedTask, ...]:
        return break_down(task, self.tree, hint)


def planned(goal: str) -> tuple[Draft, list[Task]]:
    plan = scaffold(goal)
    draft = Draft(plan.title)
    return draft, [draft.add(item) for item in plan.tasks]


def titles(items: tuple[PlannedTask, ...]) -> list[str]:
    return [item.title for item in items]


def test_a_task_brings_its_outlines_sub_tasks_two_levels_deep() -> None:
    draft, tasks = planned("Build a new user authentication flow")
    steps = draft.down(tasks[2])
    assert "Issue, rotate and revoke sessions" == steps[0].title
    leaves = draft.down(draft.add(steps[0], tasks[2].id))
    assert "Detect reuse of a refresh token" in titles(leaves)
    assert sum(item.estimated_minutes or 0 for item in leaves) == steps[0].estimated_minutes


@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_the_times_of_sub_tasks_add_up() -> None:
    for kind in sorted(library.index().kinds):
        for task in library.outline(kind).root.children:
            draft = Draft("Anything")
            top = draft.add(
                PlannedTask(task.title, outline=task.path, estimated_minutes=task.minutes)
            )
            assert task.minutes == sum(item.estimated_minutes or 0 for item in draft.down(top)), (
                kind
            )


def test_a_renamed_and_edited_task_still_knows_where_it_comes_from() -> None:
    draft, tasks = planned("Launch a podcast")
    draft.tasks[tasks[1].id] = replaced = replace_title(tasks[1], "Something quite different")
    assert "Get sound right" == draft.down(replaced)[0].title


def replace_title(task: Task, title: str) -> Task:
    return Task(
        id=task.id, title=title, number=task.number, position=task.position, metadata=task.metadata
    )


def test_sub_tasks_that_are_there_already_are_left_out() -> None:
    """By their place in the outline, when renamed, or by a title that says the same."""
    draft, tasks = planned("Launch a podcast")
    first, *rest = draft.down(tasks[1])
    draft.add(replace(first, title="Buy a microphone"), tasks[1].id)
    draft.add(PlannedTask(rest[0].title.upper()), tasks[1].id)
    assert [item.title for item in rest[1:]] == titles(draft.down(tasks[1]))
    draft.add(rest[1], tasks[1].id)
    assert () == draft.down(tasks[1])


def test_the_goals_nouns_reach_the_lowest_level() -> None:
    draft, tasks = planned("Migrate from MySQL to Postgres")
    steps = draft.down(tasks[0])
    assert "Find the differences that matter" == steps[1].title
    leaves = draft.down(draft.add(steps[1], tasks[0].id))
    assert "Replay a day of real queries on Postgres" in titles(leaves)


def test_a_part_is_a_plan_of_its_own_with_its_own_noun() -> None:
    """Under "Build the meal planner" everything speaks of the meal planner, not of the website."""
    draft, tasks = planned("Build a recipe website with a meal planner")
    part = next(task for task in tasks if task.title == "Build the meal planner")
    steps = draft.down(part)
    assert "Settle what the meal planner must do in the first version" == steps[0].title
    assert abs((part.estimated_minutes or 0) - sum(s.estimated_minutes or 0 for s in steps)) <= 60
    leaves = draft.down(draft.add(steps[0], part.id))
    assert "Write the uses of the meal planner as short stories" == leaves[0].title


def test_a_part_with_a_name_of_its_own_keeps_it() -> None:
    draft, tasks = planned("mobile app with login")
    part = next(task for task in tasks if task.title == "Add sign-in and account security")
    assert "Decide flows, threats and whether to build or buy sign-in" == draft.down(part)[0].title


def test_a_renamed_project_falls_back_to_the_outlines_words() -> None:
    draft, tasks = planned("Build a mobile app for nurses")
    draft.project = Project(id="project", title="Acme 2027")
    draft.add(draft.down(tasks[3])[0], tasks[3].id)
    assert all(
        "{" not in item.title for task in draft.tree.tasks.values() for item in draft.down(task)
    )


def test_a_task_by_hand_gets_the_outline_that_it_resembles() -> None:
    draft = Draft("Acme")
    task = draft.by_hand("Write the threat model for accounts")
    assert "Go through STRIDE for each flow" in titles(draft.down(task))


def test_a_task_by_hand_that_names_a_kind_gets_the_kind() -> None:
    draft = Draft("Acme")
    steps = draft.down(draft.by_hand("Hire a designer"))
    assert "Write the job description for the designer: results, skills, salary" == steps[0].title


def test_a_kind_that_is_in_the_plan_already_is_not_brought_again() -> None:
    draft, _ = planned("Build a new user authentication flow")
    steps = draft.down(draft.by_hand("Authentication"))
    assert all((step.outline or "").startswith("steps/") for step in steps)


def test_without_a_project_tasks_can_be_broken_down_too() -> None:
    task = Task(id="t", title="Paint the fence")
    assert break_down(task, tree_of(None, [task]), "")


@pytest.mark.parametrize(
    ("step", "title"),
    [
        ("Collect what the login form has to achieve and for whom", "Design login form"),
        ("Get the smallest version of the CSV parser to work end to end", "Implement CSV parser"),
        ("List the ways in which the checkout could fail", "Test the checkout"),
        ("Make the trouble with the printer appear on purpose", "Repair the printer"),
        ("Agree what matters most for which font to use", "Decide which font to use"),
        ("Loosen the soil, weed it and mix in compost", "Plant tomatoes"),
        ("Remove loose dirt from the windows first, from top to bottom", "Clean the windows"),
        ("Put the shelves together and fasten them", "Hang up shelves"),
        ("Go ahead and buy groceries", "Buy groceries"),
        ("Agree what a good outcome of Zorblax is", "Zorblax"),
        ("Get ready to pay the invoice", "Pay the invoice"),
        ("Agree what a good outcome of the task is", "!!!"),
        ("Agree what a good outcome of the database is", "Database"),
        ("Write down what you want to know or reach with Anna", "Call Anna about the venue"),
        ("Get ready to ask for help", "Ask for help"),
        ("List what is needed to sail", "Get ready to sail"),
        ("Do the remaining pieces", "Go ahead and sail"),
        (
            "Pin down what the tests for the parser must do and where to stop",
            "Write tests for the parser",
        ),
        ("Agree what a good outcome of our big plan is", "Our big plan (see mail)"),
    ],
)
def test_any_title_is_broken_down_by_its_verb(step: str, title: str) -> None:
    draft = Draft("Things")
    assert step in titles(draft.down(draft.by_hand(title)))


def test_a_verb_that_is_not_known_is_no_noun() -> None:
    """The steps speak of redirecting the hooks, not of a thing called "the Redirect the hooks"."""
    draft = Draft("Move")
    titles = [item.title for item in draft.down(draft.by_hand("Redirect the hooks"))]
    assert "Agree what a good outcome of redirecting the hooks is" == titles[0]


def test_steps_remember_their_way_and_have_steps_of_their_own() -> None:
    """They go on speaking of the thing that the task above is about."""
    draft = Draft("Things")
    task = draft.by_hand("Design login form")
    step = draft.add(draft.down(task)[0], task.id)
    assert "steps/design/1" == step.metadata["outline"]
    below = draft.down(step)
    assert "Ask three people what they need from the login form" == below[0].title
    draft.tasks[step.id] = alone = Task(id=step.id, title=step.title, metadata=step.metadata)
    assert 3 == len(draft.down(alone))


def test_a_rare_word_alone_is_no_resemblance() -> None:
    """Two words that agree by chance do not bring another field's steps into a plan."""
    draft = Draft("Acme")
    steps = draft.down(draft.by_hand("Set up monitoring"))
    assert all((step.outline or "").startswith("steps/") for step in steps)


def test_a_title_that_agrees_in_common_words_only_resembles_nothing() -> None:
    draft, _ = planned("Build a new user authentication flow")
    steps = draft.down(
        draft.by_hand(
            "Write the threat model for purple elephants, trombones, lighthouses, walnuts, violins, umbrellas"
        )
    )
    assert all((step.outline or "").startswith("steps/") for step in steps)


def test_a_small_task_has_small_steps() -> None:
    draft = Draft("Things")
    steps = draft.down(draft.by_hand("Ask the registry office for free dates", minutes=60))
    assert "Get ready to ask the registry office for free dates" == steps[0].title
    assert [15, 30, 15] == [step.estimated_minutes for step in steps]


@given(
    st.sampled_from(
        [
            "Design login form",
            "Learn to sail",
            "Fix it",
            "Zorblax",
            "Write what we know and send it",
        ]
    ),
    st.lists(st.integers(0, 5), min_size=5, max_size=5),
)
@examples(60)
def test_every_depth_can_be_broken_down_further(title: str, choices: list[int]) -> None:
    """Five levels down there are still steps, none called like one above it."""
    draft = Draft("Things")
    task = draft.by_hand(title)
    above = [task.title]
    for choice in choices:
        steps = draft.down(task)
        assert len(steps) >= 2
        assert not set(titles(steps)) & set(above)
        assert all(len(step.title) <= 200 for step in steps)
        task = draft.add(steps[choice % len(steps)], task.id)
        above.append(task.title)


@given(st.text(max_size=250), st.text(max_size=60))
@examples(150)
def test_any_title_and_hint_give_sound_steps(title: str, hint: str) -> None:
    draft = Draft("Things")
    steps = draft.down(draft.by_hand(title), hint)
    assert len(titles(steps)) == len(set(titles(steps)))
    assert all(1 <= len(step.title) <= 200 for step in steps)
    assert all(0 <= i < place for place, step in enumerate(steps) for i in step.after)


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        (Hint(count=3), "in 3 steps"),
        (Hint(count=5), "into five small sub-tasks please"),
        (Hint(only="backend"), "only backend"),
        (Hint(only="backend", count=2), "only the backend tasks, in two steps"),
        (Hint(without="documentation"), "without documentation"),
        (Hint(focus="security"), "focus on security."),
        (Hint(focus="security", without="design"), "no design; with a focus on security"),
        (Hint(), "please break this down"),
        (Hint(), "in 300 steps"),
        (Hint(), "in 99 steps"),
        (Hint(), "only the"),
        (Hint(), ""),
    ],
)
def test_hints_are_understood(hint: Hint, text: str) -> None:
    assert hint == read_hint(text)


def test_a_number_of_steps_is_kept_to() -> None:
    """Neighbours are put together; nothing is dropped and no time is lost."""
    draft, tasks = planned("Build a new user authentication flow")
    all_steps, three = draft.down(tasks[0]), draft.down(tasks[0], "in 3 steps")
    assert 3 == len(three)
    assert sum(s.estimated_minutes or 0 for s in all_steps) == sum(
        s.estimated_minutes or 0 for s in three
    )
    assert sum(len(s.acceptance_criteria) for s in all_steps) == sum(
        len(s.acceptance_criteria) for s in three
    )


def test_more_steps_than_there_are_stay_as_they_are() -> None:
    draft, tasks = planned("Build a new user authentication flow")
    assert draft.down(tasks[0]) == draft.down(tasks[0], "in 12 steps")


def test_many_in_one_have_a_title_that_fits() -> None:
    long = tuple(PlannedTask(f"Do the thing with a rather long name number {n}") for n in range(9))
    assert len(in_steps(long, 1)[0].title) <= 150
    few = (
        PlannedTask("Buy it"),
        PlannedTask("Try it", after=(0,)),
        PlannedTask("Keep it", after=(1,)),
    )
    assert "Buy it, try it and keep it" == in_steps(few, 1)[0].title
    assert [(), (0,)] == [item.after for item in in_steps(few, 2)]


def test_only_keeps_what_it_names() -> None:
    draft, tasks = planned("Build a new user authentication flow")
    assert ["Build the sign-in page and sign-out"] == titles(draft.down(tasks[2], "only sign-out"))
    assert draft.down(tasks[2]) == draft.down(tasks[2], "only knitting")


def test_without_leaves_out_what_it_names() -> None:
    draft, tasks = planned("Build a new user authentication flow")
    assert "Add passkeys" not in titles(draft.down(tasks[4], "without passkeys"))
    assert len(draft.down(tasks[4])) - 1 == len(draft.down(tasks[4], "skip passkeys"))


def test_a_focus_is_marked_or_added() -> None:
    draft, tasks = planned("Launch a podcast")
    marked = draft.down(tasks[1], "focus on sound")
    assert "high" == next(item.priority for item in marked if "sound" in item.title)
    added = draft.down(tasks[1], "focus on accessibility")
    assert "Work out what accessibility means here" == added[0].title
    assert all(item.after for item in added[1:])
