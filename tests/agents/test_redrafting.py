"""What is said of a plan as a whole right after its goal."""

from __future__ import annotations

import pytest

from ledger.core.model import EMPTY, Tree
from tests.agents.talks import Talk, talk

GOALS = (
    "Build a mobile app for the members of our gym",
    "Plan my sister's wedding",
    "Open a coffee shop",
    "Renovate our kitchen",
)
ENDS = (
    "it has to be done by June 12",
    "the deadline is June 12",
    "we need everything finished by June 12",
    "we need them by June 12",
    "oh, and by June 12",
    "I only have until June 12",
    "June 12",
)


def days_of(tree: Tree) -> dict[str, str | None]:
    return {task.title: task.due_date for task in tree.walk()}


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("said", ENDS)
def test_a_day_said_after_the_goal_is_as_good_as_one_in_it(goal: str, said: str) -> None:
    """Each task gets the day that it would have had, and the project its end."""
    whole, after = talk(f"{goal} by June 12", tree=EMPTY).after, talk(goal, said, tree=EMPTY).after
    assert days_of(whole) == days_of(after)
    assert after.project
    assert after.project.due_date == "2027-06-12"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("Plan my sister's wedding in summer", "the wedding is on June 12"),
        ("Open a coffee shop", "the shop must open by June 12"),
        (
            "Build a mobile app for the members of our gym",
            "it needs to be in the stores by June 12",
        ),
    ],
)
def test_the_thing_of_the_goal_is_the_plan(goal: str, said: str) -> None:
    """And no task in whose title it stands."""
    after = talk(goal, said, tree=EMPTY).after
    assert after.project
    assert after.project.due_date == "2027-06-12"
    assert all(task.due_date and task.due_date <= "2027-06-12" for task in after.walk())


def test_what_is_not_the_plan_has_its_own_day() -> None:
    """“The lease” is no word for a coffee shop."""
    said = talk("Open a coffee shop", "the lease is on April 30", tree=EMPTY)
    assert said.after.project
    assert said.after.project.due_date is None
    assert said.question or any(task.due_date == "2027-04-30" for task in said.after.walk())


@pytest.mark.parametrize(
    "said", ["start on January 4", "let's begin on January 4", "we start on 4 January"]
)
def test_what_waits_for_nothing_starts_when_it_is_said(said: str) -> None:
    """No task is due before that."""
    after = talk("Open a coffee shop by June 12", said, tree=EMPTY).after
    first = [task for task in after.ordered() if not task.depends_on]
    assert {task.start_date for task in first} == {"2027-01-04"}
    assert all(task.due_date and task.due_date >= "2027-01-04" for task in after.walk())
    assert not [task for task in after.walk() if task.start_date and task not in first]


def test_a_plan_without_an_end_has_but_a_start() -> None:
    """No day is invented."""
    after = talk("Plan my sister's wedding", "we can begin in january", tree=EMPTY).after
    assert [task.start_date for task in after.walk() if task.start_date] == ["2027-01-01"]
    assert not any(task.due_date for task in after.walk())


def test_a_start_behind_the_end_is_told() -> None:
    """Nothing is changed by it."""
    said = talk("Open a coffee shop by June 12", "we start on august 1", tree=EMPTY)
    assert not said.patches
    assert "12 June 2027" in said.text


@pytest.mark.parametrize(
    "said",
    [
        "no, it's a food truck",
        "that's wrong, it is a food truck",
        "it's a food truck, not a coffee shop",
        "I mean a food truck, not a shop",
    ],
)
def test_another_thing_is_planned_instead(said: str) -> None:
    """As if the goal had said so, with its place and its day."""
    whole = talk("Open a food truck by June 12", tree=EMPTY)
    after = talk("Open a coffee shop by June 12", said, tree=EMPTY).after
    assert [t.title for t in after.ordered()] == [t.title for t in whole.after.ordered()]
    assert after.project
    assert whole.after.project
    assert after.project.title == whole.after.project.title


@pytest.mark.parametrize(
    "said",
    [
        "the deadline is yesterday",  # a day that is over
        "it's a food truck",  # beside the shop, perhaps
        "no, it's a bakery, not a school",  # neither is in the goal
        "the deadline is tight",
    ],
)
def test_what_cannot_be_meant_of_the_plan_changes_no_end(said: str) -> None:
    """It is read as any other message."""
    before: Talk = talk("Open a coffee shop by June 12", tree=EMPTY)
    after = talk("Open a coffee shop by June 12", said, tree=EMPTY).after
    assert after.project
    assert before.after.project
    assert (after.project.title, after.project.due_date) == (
        before.after.project.title,
        before.after.project.due_date,
    )


def test_what_was_accepted_is_not_drafted_anew() -> None:
    """On a plan that stands, “by June 12” is about a task."""
    stands = talk("Open a coffee shop", tree=EMPTY).after
    said = talk("rename the menu to Food", "by June 12", tree=stands)
    assert said.after.project
    assert said.after.project.due_date is None


def test_less_never_leaves_out_where_it_ends() -> None:
    """A wedding without the wedding is no plan; what is taken out waits for nothing afterwards."""
    for said in ("it's only 20 people, so simpler please", "too many tasks, make it 4"):
        whole = talk("Plan my sister's wedding", tree=EMPTY).after
        after = talk("Plan my sister's wedding", said, tree=EMPTY).after
        assert len(after.tasks) == 4
        assert after.ordered()[-1].title == whole.ordered()[-1].title


@pytest.mark.parametrize("said", ["one engineer instead", "just one frontend engineer"])
def test_another_number_of_it_is_planned_instead(said: str) -> None:
    """As if the goal had said so; nothing is added."""
    meant = said.removesuffix(" instead").removeprefix("just ")
    whole = talk(f"Hire {meant} by June 12", tree=EMPTY).after
    after = talk("Hire two backend engineers by June 12", said, tree=EMPTY).after
    assert [task.title for task in after.ordered()] == [task.title for task in whole.ordered()]


@pytest.mark.parametrize("said", ["again please", "try another plan", "something else"])
def test_another_draft_would_be_the_same(said: str) -> None:
    """Outlines do not change: it is said what would help, and nothing is changed."""
    again = talk("Renovate our kitchen by the end of March", said, tree=EMPTY)
    assert not again.patches
    assert "the same" in again.text


def test_it_is_what_was_spoken_of_since() -> None:
    """“It” behind a further wish is the task of that; the deadline is the plan's at any time."""
    goal, added = "Plan my sister's wedding", "add a task for the honeymoon"
    of_it = talk(goal, added, "it must be done by June 12", tree=EMPTY).after
    assert of_it.project
    assert of_it.project.due_date is None
    assert ["Honeymoon"] == [task.title for task in of_it.walk() if task.due_date]
    of_all = talk(goal, added, "the deadline is June 12", tree=EMPTY).after
    assert of_all.project
    assert of_all.project.due_date == "2027-06-12"
