"""What follows from a tree and is never stored: depth, progress, estimates, what is ready and why not.

How progress is counted stands in `ledger.core.derived.tally`. All of it is one walk down and one walk up:
O(tasks + dependencies).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ledger.core.derived.tally import (
    State,
    Tally,
    inherited_states,
    parents_first,
    sum_up,
    tally_of,
)
from ledger.core.model import Task, TaskStatus, Tree

WORKABLE: frozenset[TaskStatus] = frozenset({"todo", "in_progress"})


class Derived(NamedTuple):
    """What follows for one task.

    depth      1 for a root
    progress   0 … 1: the share of its leaves that are done, cancelled ones left out
    total_estimated_minutes  the sum over its leaves where any has an estimate, else its own; None: none
    settled    nothing is left to do in it: closed itself, or all of its sub-tasks are
    blocked_by the open tasks that it waits for, through its own dependencies or those of a task above
    ready      a leaf that could be worked on now: to do or in progress, and nothing in its way
    """

    depth: int
    progress: float
    total_estimated_minutes: int | None
    settled: bool
    blocked_by: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """What follows for all tasks of a tree, by id, and for the project as a whole."""

    tasks: Mapping[str, Derived]
    tally: Tally
    total_estimated_minutes: int | None

    @property
    def progress(self) -> float:
        """The project's progress, 0 … 1."""
        return self.tally.progress


def derive(tree: Tree) -> Derivation:
    """Everything that follows from `tree`."""
    order = parents_first(tree)
    states = inherited_states(order)
    tallies: dict[str, Tally] = {}
    estimates: dict[str, int | None] = {}
    settled: dict[str, bool] = {}
    for task in reversed(order):
        below, state = tree.child_ids(task.id), states[task.id]
        tallies[task.id] = sum_up(tallies[i] for i in below) if below else tally_of(task, state)
        estimates[task.id] = _estimate(task, state, [estimates[i] for i in below])
        settled[task.id] = state != "open" or (bool(below) and all(settled[i] for i in below))
    waits = _waits(order, settled)
    depths = _depths(order)
    tasks = {
        task.id: Derived(
            depths[task.id],
            _progress(tallies[task.id], states[task.id]),
            estimates[task.id],
            settled[task.id],
            waits[task.id],
            _is_ready(tree, task, settled[task.id], waits[task.id]),
        )
        for task in order
    }
    roots = tree.child_ids(None)
    total = _sum_known([estimates[i] for i in roots])
    return Derivation(tasks, sum_up(tallies[i] for i in roots), total)


def _progress(tally: Tally, state: State) -> float:
    """A task that is completed is at 1 even where all below it was cancelled."""
    return 1.0 if state == "completed" else tally.progress


def _estimate(task: Task, state: State, below: list[int | None]) -> int | None:
    if state == "cancelled":
        return None
    known = _sum_known(below)
    return task.estimated_minutes if known is None else known


def _sum_known(minutes: list[int | None]) -> int | None:
    known = [m for m in minutes if m is not None]
    return sum(known) if known else None


def _waits(order: Iterable[Task], settled: Mapping[str, bool]) -> dict[str, tuple[str, ...]]:
    """For each task what it waits for: what its parent waits for, then its own open dependencies."""
    waits: dict[str, tuple[str, ...]] = {}
    for task in order:
        above = waits[task.parent_id] if task.parent_id is not None else ()
        own = tuple(i for i in task.depends_on if not settled.get(i, True) and i not in above)
        waits[task.id] = () if settled[task.id] else above + own
    return waits


def _depths(order: Iterable[Task]) -> dict[str | None, int]:
    depths: dict[str | None, int] = {None: 0}
    for task in order:
        depths[task.id] = depths[task.parent_id] + 1
    return depths


def _is_ready(tree: Tree, task: Task, settled: bool, waits: tuple[str, ...]) -> bool:
    workable = task.status in WORKABLE and not tree.child_ids(task.id)
    return workable and not settled and not waits
