"""How far a plan is: counts over its leaves, for a whole tree and for what one patch changes.

The leaves carry the work; a task with sub-tasks is as far as they are. Closing a task closes
everything below it, too: `cancelled` anywhere above takes a leaf out of the count, else `completed`
anywhere above counts it as done.

    tally(after) == tally(before) + tally_change(before, after, patch)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ledger.core.model import Task, TaskStatus, Tree
from ledger.core.patch import Patch

State = Literal["open", "completed", "cancelled"]
STATES: dict[TaskStatus, State] = {
    "todo": "open",
    "in_progress": "open",
    "blocked": "open",
    "in_review": "open",
    "completed": "completed",
    "cancelled": "cancelled",
}
MOST_MINUTES = 10**9
"""An estimate counts up to here (1,900 years), so that no sum outgrows a database's integers."""
COUNTED = frozenset({"status", "parent_id", "estimated_minutes"})
"""The fields of a task that bear on a tally."""


class Tally(NamedTuple):
    """Counts of leaves by their state, as inherited. `minutes`: what the open ones are estimated at."""

    open: int = 0
    completed: int = 0
    cancelled: int = 0
    minutes: int = 0

    def plus(self, other: Tally) -> Tally:
        """Field by field."""
        if other is NOTHING:
            return self
        return Tally(
            self.open + other.open,
            self.completed + other.completed,
            self.cancelled + other.cancelled,
            self.minutes + other.minutes,
        )

    def minus(self, other: Tally) -> Tally:
        """Field by field."""
        if other is NOTHING:
            return self
        return Tally(
            self.open - other.open,
            self.completed - other.completed,
            self.cancelled - other.cancelled,
            self.minutes - other.minutes,
        )

    @property
    def progress(self) -> float:
        """The share that is done, 0 … 1; 0 where there is nothing to do."""
        counted = self.open + self.completed
        return self.completed / counted if counted else 0.0


NOTHING = Tally()
DONE = Tally(completed=1)
DROPPED = Tally(cancelled=1)


def tally(tree: Tree) -> Tally:
    """The tally of a whole plan."""
    return _tally_leaves(tree, parents_first(tree))


def tally_change(before: Tree, after: Tree, patch: Patch) -> Tally:
    """What one patch adds to the tally. Costs its subtree where that is closed, moved or deleted."""
    if patch.target == "project":
        return NOTHING if patch.op != "delete" else NOTHING.minus(tally(before))
    if patch.op == "update" and COUNTED.isdisjoint(patch.fields()):
        return NOTHING
    task_id = patch.target_id
    change = _tally_below(after, task_id).minus(_tally_below(before, task_id))
    was, becomes = _parent(before, task_id), _parent(after, task_id)
    if was == becomes:
        return change
    for parent_id in (was, becomes):  # one may cease to be a leaf, the other become one
        change = change.plus(_tally_if_leaf(after, parent_id))
        change = change.minus(_tally_if_leaf(before, parent_id))
    return change


def tally_of(task: Task, state: State) -> Tally:
    """What one leaf counts as."""
    if state == "open":
        return Tally(open=1, minutes=min(task.estimated_minutes or 0, MOST_MINUTES))
    return DONE if state == "completed" else DROPPED


def sum_up(tallies: Iterable[Tally]) -> Tally:
    """Field by field."""
    total = NOTHING
    for one in tallies:
        total = total.plus(one)
    return total


def parents_first(tree: Tree, top: Task | None = None) -> list[Task]:
    """Every task, or `top` and those below it, each after its parent; siblings in no particular order."""
    order = [tree.tasks[i] for i in tree.child_ids(None)] if top is None else [top]
    for task in order:  # grows while it is walked
        order.extend(tree.tasks[i] for i in tree.child_ids(task.id))
    return order


def inherited_states(tree: Tree, order: Iterable[Task]) -> dict[str, State]:
    """For each task of `order` (parents first) its state, with what the tasks above it impose."""
    states: dict[str, State] = {}
    for task in order:
        above = states.get(task.parent_id or "") or _state_above(tree, task)
        states[task.id] = _stronger(above, STATES[task.status])
    return states


def _state_above(tree: Tree, task: Task) -> State:
    state: State = "open"
    for ancestor in tree.ancestors(task.id):
        state = _stronger(state, STATES[tree.tasks[ancestor].status])
    return state


def _stronger(one: State, other: State) -> State:
    """`cancelled` beats `completed` beats `open`."""
    if "cancelled" in (one, other):
        return "cancelled"
    return "completed" if "completed" in (one, other) else "open"


def _tally_leaves(tree: Tree, order: list[Task]) -> Tally:
    states = inherited_states(tree, order)
    return sum_up(tally_of(task, states[task.id]) for task in order if not tree.child_ids(task.id))


def _tally_below(tree: Tree, task_id: str) -> Tally:
    """Of the leaves at and below a task; nothing if there is no such task."""
    task = tree.tasks.get(task_id)
    if task is None:
        return NOTHING
    if not tree.child_ids(task_id):
        return _tally_alone(tree, task)
    return _tally_leaves(tree, parents_first(tree, task))


def _tally_alone(tree: Tree, task: Task) -> Tally:
    return tally_of(task, _stronger(_state_above(tree, task), STATES[task.status]))


def _tally_if_leaf(tree: Tree, task_id: str | None) -> Tally:
    if task_id is None or tree.child_ids(task_id):
        return NOTHING
    return _tally_alone(tree, tree.tasks[task_id])


def _parent(tree: Tree, task_id: str) -> str | None:
    task = tree.tasks.get(task_id)
    return None if task is None else task.parent_id
