"""What to do next: ready tasks only, best first, with reasons; and the critical path."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from ledger.core.apply import evolve, replay
from ledger.core.derived.derive import derive
from ledger.core.derived.next import COUNTED_MOST, next_tasks
from ledger.core.derived.schedule import count_waiting, critical_path, remaining_work
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from tests.ledger.plans import change, new_project, new_task, task
from tests.properties.strategies import trees

TODAY = date(2026, 11, 23)


def plan(*patches: Patch) -> Tree:
    return replay(EMPTY, (new_project(), *patches))


def order(tree: Tree) -> list[int]:
    return [int(suggestion.task_id[-6:]) for suggestion in next_tasks(tree, TODAY)]


def why(tree: Tree, number: int) -> tuple[str, ...]:
    return next(s.why for s in next_tasks(tree, TODAY) if s.task_id == task(number))


def path(tree: Tree) -> set[int]:
    derivation = derive(tree)
    critical = critical_path(tree, derivation, remaining_work(tree, derivation))
    return {int(task_id[-6:]) for task_id in critical}


@given(tree=trees())
def test_the_ready_ones_and_no_others(tree: Tree) -> None:
    """Every ready task is suggested once, with a reason, in the order of its score."""
    derivation = derive(tree)
    suggestions = next_tasks(tree, TODAY, derivation)
    assert {i for i, d in derivation.tasks.items() if d.ready} == {s.task_id for s in suggestions}
    assert len({s.task_id for s in suggestions}) == len(suggestions)
    assert all(s.why and all(s.why) for s in suggestions)
    scores = [s.score for s in suggestions]
    assert sorted(scores, reverse=True) == scores


def test_reasons_in_plain_words() -> None:
    """The weightiest reason first; a task with nothing special says that nothing is in its way."""
    tree = plan(
        new_task(1, priority="critical", status="in_progress", due_date="2026-11-20"),
        new_task(2, depends_on=(task(1),)),
        new_task(3),
        new_task(4, due_date="2026-11-24"),
    )
    assert [1, 4, 3] == order(tree)
    reasons = why(tree, 1)
    assert ("critical priority", "overdue since 2026-11-20", "already started") == reasons[:3]
    assert ("on the critical path", "unblocks 1 task") == reasons[3:]
    assert ("nothing stands in its way",) == why(tree, 3)
    assert ("due tomorrow",) == why(tree, 4)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-22", ("overdue since 2026-11-22",)),
        ("2026-11-23", ("due today",)),
        ("2026-11-24", ("due tomorrow",)),
        ("2026-11-26", ("due in 3 days",)),
        ("2026-11-30", ("due in 7 days",)),
        ("2026-12-01", ("nothing stands in its way",)),
    ],
)
def test_urgency(due: str, words: tuple[str, ...]) -> None:
    """A due date is a reason from a week before it on."""
    assert words == why(plan(new_task(1, due_date=due)), 1)


def test_the_sooner_due_the_better() -> None:
    """Nearer due dates, higher priorities and more waiting tasks come first; else the plan's order."""
    days = ["2026-12-31", "2026-11-29", "2026-11-25", "2026-11-23", "2026-11-01"]
    tree = plan(*(new_task(n, due_date=day) for n, day in enumerate(days, start=1)))
    assert [5, 4, 3, 2, 1] == order(tree)
    ranks = ["backlog", "low", "medium", "high", "critical"]
    assert [5, 4, 3, 2, 1] == order(
        plan(*(new_task(n, priority=p) for n, p in enumerate(ranks, start=1)))
    )
    plain = plan(*(new_task(n, position=str(n)) for n in (2, 1, 3)))
    assert [1, 2, 3] == order(plain)
    assert [3, 1, 2] == order(evolve(plain, change(3, due_date="2027-01-01")))


def test_a_due_date_above_counts() -> None:
    """A sub-task is due no later than what it is a part of."""
    tree = plan(new_task(1, due_date="2026-11-23"), new_task(2, under=1, due_date="2027-01-01"))
    [suggestion] = next_tasks(tree, TODAY)
    assert ("2026-11-23", ("due today",)) == (suggestion.due_date, suggestion.why)


def test_who_waits_is_counted_through_parents_and_behind_others() -> None:
    """Waiting for a task means waiting for its parts, and behind whoever waits for it."""
    tree = plan(
        new_task(1),
        new_task(2, under=1),
        new_task(3, depends_on=(task(1),)),
        new_task(4, under=3),
        new_task(5, under=3),
        new_task(6, depends_on=(task(4),)),
        new_task(7, depends_on=(task(6),), status="completed"),
    )
    assert 3 == next_tasks(tree, TODAY)[0].unblocks  # 4 and 5, and 6 behind 4
    many = plan(new_task(1), *(new_task(n, depends_on=(task(1),)) for n in range(2, 200)))
    assert COUNTED_MOST == next_tasks(many, TODAY)[0].unblocks
    assert f"unblocks at least {COUNTED_MOST} tasks" in why(many, 1)
    few = plan(new_task(1), *(new_task(n, depends_on=(task(1),)) for n in range(2, 5)))
    assert "unblocks 3 tasks" in why(few, 1)
    assert 2 == count_waiting(few, remaining_work(few, derive(few)), task(1), 2)


def test_the_longest_chain_of_work_is_critical() -> None:
    """Not the most tasks but the most minutes; a task without an estimate counts as an hour."""
    tree = plan(
        new_task(1, estimated_minutes=500),
        new_task(2, depends_on=(task(1),), estimated_minutes=10),
        new_task(3),
        new_task(4, depends_on=(task(3),)),
        new_task(5, depends_on=(task(4),)),
        new_task(6, estimated_minutes=100),
    )
    assert {1, 2} == path(tree)
    assert {3, 4, 5} == path(evolve(tree, change(1, status="completed")))
    assert {1, 2, 3, 4, 5} == path(evolve(tree, change(1, estimated_minutes=170)))


def test_the_critical_path_goes_through_parents() -> None:
    """What waits for a task with sub-tasks waits for the longest way through them."""
    tree = plan(
        new_task(1),
        new_task(2, under=1, estimated_minutes=30),
        new_task(3, under=1, estimated_minutes=90),
        new_task(4, depends_on=(task(1),)),
        new_task(5, under=4),
    )
    assert {3, 5} == path(tree)


def test_without_dependencies_there_is_no_critical_path() -> None:
    assert set() == path(plan(new_task(1, estimated_minutes=900), new_task(2)))
    assert set() == path(plan())


def test_tasks_that_wait_for_each_other_through_parents_are_on_no_path() -> None:
    """Such a knot breaks no rule: it is left out, and what is beside it is still judged."""
    tree = plan(
        new_task(1),
        new_task(2),
        new_task(3, under=1, depends_on=(task(2),)),
        new_task(4, under=2, depends_on=(task(1),)),
        new_task(5),
        new_task(6, depends_on=(task(5),)),
    )
    assert {5, 6} == path(tree)
    assert [5] == order(tree)
