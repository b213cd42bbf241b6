"""What to do next: the tasks that are ready, best first, each with its reasons in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.core.derived.derive import Derivation, derive
from ledger.core.derived.schedule import count_waiting, critical_path, remaining_work
from ledger.core.model import Priority, Task, Tree

PRIORITY_POINTS: dict[Priority, int] = {
    "critical": 40,
    "high": 25,
    "medium": 10,
    "low": 4,
    "backlog": 0,
}
STARTED_POINTS = 30
CRITICAL_PATH_POINTS = 15
UNBLOCKS_POINTS = 5
UNBLOCKS_MOST = 5
"""Waiting tasks beyond this many add no further points."""
DUE_POINTS = ((-1, 40), (0, 35), (3, 20), (7, 10))
"""(days left at most, points), the most urgent first."""
COUNTED_MOST = 99
"""Waiting tasks are counted up to here, so that one suggestion costs little."""


class Reason(NamedTuple):
    """A plain-language reason and what it is worth."""

    points: int
    text: str


class Suggestion(NamedTuple):
    """A task that somebody could work on now. `why` has the weightiest reason first."""

    task_id: str
    number: int
    title: str
    score: int
    why: tuple[str, ...]
    unblocks: int
    critical: bool
    due_date: str | None


def next_tasks(tree: Tree, today: date, derivation: Derivation | None = None) -> list[Suggestion]:
    """The ready tasks, best first; equal ones in order of due date, then of the plan.

    `due_date` is the earliest of the task's own and those of the tasks above it.
    """
    derivation = derivation or derive(tree)
    graph = remaining_work(tree, derivation)
    path = critical_path(tree, derivation, graph)
    suggestions = [
        _suggest(
            tree, task, today, task.id in path, count_waiting(tree, graph, task.id, COUNTED_MOST)
        )
        for task in tree.walk()
        if derivation.tasks[task.id].ready
    ]
    return sorted(suggestions, key=lambda s: (-s.score, s.due_date or "9999-12-31"))


def _suggest(tree: Tree, task: Task, today: date, critical: bool, unblocks: int) -> Suggestion:
    due = _due(tree, task)
    reasons = sorted(_reasons(task, unblocks, due, today, critical), key=lambda r: -r.points)
    return Suggestion(
        task.id,
        task.number,
        task.title,
        sum(reason.points for reason in reasons),
        tuple(r.text for r in reasons if r.text) or ("nothing stands in its way",),
        unblocks,
        critical,
        due,
    )


def _reasons(
    task: Task, unblocks: int, due: str | None, today: date, critical: bool
) -> Iterator[Reason]:
    notable = task.priority in ("critical", "high")
    yield Reason(PRIORITY_POINTS[task.priority], f"{task.priority} priority" if notable else "")
    if task.status == "in_progress":
        yield Reason(STARTED_POINTS, "already started")
    if critical:
        yield Reason(CRITICAL_PATH_POINTS, "on the critical path")
    if unblocks:
        points = UNBLOCKS_POINTS * min(unblocks, UNBLOCKS_MOST)
        yield Reason(points, f"unblocks {_tasks(unblocks)}")
    if due is not None:
        yield from _urgency(due, (date.fromisoformat(due) - today).days)


def _tasks(count: int) -> str:
    if count == 1:
        return "1 task"
    return f"{count} tasks" if count < COUNTED_MOST else f"at least {count} tasks"


def _urgency(due: str, days_left: int) -> Iterator[Reason]:
    for most, points in DUE_POINTS:
        if days_left <= most:
            yield Reason(points, _due_words(due, days_left))
            return


def _due_words(due: str, days_left: int) -> str:
    if days_left < 0:
        return f"overdue since {due}"
    return {0: "due today", 1: "due tomorrow"}.get(days_left, f"due in {days_left} days")


def _due(tree: Tree, task: Task) -> str | None:
    lineage = (task, *(tree.tasks[i] for i in tree.ancestors(task.id)))
    return min((t.due_date for t in lineage if t.due_date is not None), default=None)
