"""A goal with its day: the tasks of its plan have due dates that lead up to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.opinions.backwards import due_dates
from agents.providers.embedded.planned import PlannedTask
from ledger.core.model import EMPTY
from tests.agents.talks import TODAY, tell
from tests.laws import examples
from tests.plans import plan, update_project

tasks = st.lists(
    st.tuples(st.integers(15, 9_600), st.sets(st.integers(0, 8), max_size=3)), max_size=8
).map(
    lambda told: [
        PlannedTask("A", estimated_minutes=size, after=tuple(i for i in after if i < place))
        for place, (size, after) in enumerate(told)
    ]
)


@given(tasks, st.dates(TODAY, date(2030, 1, 1)))
@examples(100)
def test_no_due_date_is_before_today_nor_before_what_it_waits_for(
    planned: list[PlannedTask], end: date
) -> None:
    """And the last of them is the day itself."""
    due = due_dates(planned, TODAY, end)
    assert all(TODAY <= day <= end for day in due)
    assert all(due[i] <= due[place] for place, task in enumerate(planned) for i in task.after)
    assert not due or end == max(due)


def test_the_day_of_a_goal_dates_its_tasks() -> None:
    """Each comes before the day, and the answer says whether they fit."""
    said = tell("Move to Munich on March 14", EMPTY)
    days = [task.due_date or "" for task in said.after.ordered()]
    assert "2027-03-14" == max(days)
    assert TODAY.isoformat() < min(days)
    assert "lead up to Sunday 14 March 2027." in said.text
    assert "which is tight" in tell("Build an online shop by friday", EMPTY).text


@pytest.mark.parametrize(
    ("end", "goal"),
    [
        ("2026-12-19", "Plan a surprise birthday for mum, saturday in 3 weeks"),
        ("2027-07-31", "Write my thesis by July"),
        ("2027-05-31", "Plan the garden in spring"),
        ("2027-05-31", "Lose 8 kilos till summer"),
        ("2026-12-24", "Bake cookies before christmas"),
        ("2027-05-31", "Team offsite in may, 12 people"),
        ("2027-03-01", "Plan our move, 3 room flat, 1 march"),
        ("2027-05-31", "Run 10k in under an hour by may"),
        ("2026-12-31", "Plan the budget for next year"),
    ],
)
def test_a_time_that_a_goal_names_ends_its_plan(end: str, goal: str) -> None:
    """What is wanted before a time, or for it, is done when that begins."""
    assert end == max(task.due_date or "" for task in tell(goal, EMPTY).after.ordered())


def test_work_is_not_due_on_a_weekend() -> None:
    """Unless that is the day which was named; at home a saturday is as good as any."""
    office = [date.fromisoformat(d) for d in due("Hire two nurses by 20 june")]
    assert {5, 6}.isdisjoint(day.weekday() for day in office[:-1])
    assert date(2027, 6, 20) == office[-1]
    assert {5, 6} & {date.fromisoformat(d).weekday() for d in due("Move to Munich on March 14")}


def due(goal: str) -> list[str]:
    return sorted(task.due_date or "" for task in tell(goal, EMPTY).after.ordered())


def test_a_day_that_the_project_has_counts_as_well() -> None:
    """A plan without any day has no due dates, and neither has what only begins on one."""
    dated = plan(update_project(due_date="2027-06-05"))
    assert "2027-06-05" == max(t.due_date or "" for t in tell("Our wedding", dated).after.ordered())
    for goal in ("Our wedding", "Launch a podcast starting next week"):
        assert {None} == {task.due_date for task in tell(goal, EMPTY).after.ordered()}
