"""How far a plan is: counts over its leaves, for a whole tree and for what one patch changes.

The leaves carry the work; a task with sub-tasks is as far as they are. Closing a task closes
everything below it, too: `cancelled` anywhere above takes a leaf out of the count, else `completed`
anywhere above counts it as done.

    tally(after) == tally(before) + tally_gained(after, was, now)      for a create or an update
    tally(after) == tally(before) - tally_lost(before, task)           for a delete
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ledger.core.fold import Fold
from ledger.core.model import Task, TaskStatus, Tree

Plan = Tree | Fold
"""A tree, or one that is being changed, as it is just now."""

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
STRENGTH: dict[State, int] = {"open": 0, "completed": 1, "cancelled": 2}


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


def tally(plan: Plan) -> Tally:
    """The tally of a whole plan."""
    return _tally_leaves(plan, parents_first(plan))


def unestimated(plan: Plan) -> int:
    """How many open leaves have no estimate: what the minutes of a tally say nothing of."""
    order = parents_first(plan)
    states = inherited_states(order)
    return sum(
        states[task.id] == "open" and task.estimated_minutes is None and not plan.child_ids(task.id)
        for task in order
    )


def tally_gained(plan: Plan, was: Task | None, now: Task) -> Tally:
    """What a task adds that was created (`was` is None) or changed, in the plan as it is after that.

    Costs the task's subtree where that is closed, opened or moved.
    """
    if was is None:
        return _tally_below(plan, now).minus(_tally_of_new_parent(plan, now.parent_id))
    if was.parent_id != now.parent_id:
        return _tally_moved(plan, was, now)
    if STATES[was.status] == STATES[now.status] and (
        was.estimated_minutes == now.estimated_minutes or plan.child_ids(now.id)
    ):
        return NOTHING
    above = _state_above(plan, now.parent_id)
    return _tally_under(plan, now, above).minus(_tally_under(plan, was, above))


def tally_lost(plan: Plan, task: Task) -> Tally:
    """What a task that is to be deleted takes away, with all below it, in the plan as it is before."""
    lost = _tally_below(plan, task)
    if task.parent_id is None or len(plan.child_ids(task.parent_id)) > 1:
        return lost
    return lost.minus(_tally_alone(plan, plan.tasks[task.parent_id]))


def _tally_moved(plan: Plan, was: Task, now: Task) -> Tally:
    before = _tally_under(plan, was, _state_above(plan, was.parent_id))
    change = _tally_below(plan, now).minus(before)
    change = change.minus(_tally_of_new_parent(plan, now.parent_id))
    if was.parent_id is None or plan.child_ids(was.parent_id):
        return change
    return change.plus(_tally_alone(plan, plan.tasks[was.parent_id]))


def _tally_of_new_parent(plan: Plan, parent_id: str | None) -> Tally:
    """What a task counted as that was a leaf until it got its first sub-task just now."""
    if parent_id is None or len(plan.child_ids(parent_id)) > 1:
        return NOTHING
    return _tally_alone(plan, plan.tasks[parent_id])


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


def parents_first(plan: Plan, top: Task | None = None) -> list[Task]:
    """Every task, or `top` and those below it, each after its parent; siblings in no particular order."""
    order = [plan.tasks[i] for i in plan.child_ids(None)] if top is None else [top]
    for task in order:  # grows while it is walked
        order.extend(plan.tasks[i] for i in plan.child_ids(task.id))
    return order


def inherited_states(order: Iterable[Task], above: State = "open") -> dict[str, State]:
    """For each task of `order` (parents first) its state, with what the tasks above it impose.

    `above`: what is imposed on those whose parent is not in `order`.
    """
    states: dict[str, State] = {}
    for task in order:
        imposed = states.get(task.parent_id or "", above)
        states[task.id] = _stronger(imposed, STATES[task.status])
    return states


def _state_above(plan: Plan, parent_id: str | None) -> State:
    """What is imposed on a task below `parent_id`."""
    state: State = "open"
    while parent_id is not None:
        parent = plan.tasks[parent_id]
        if parent.status == "cancelled":
            return "cancelled"
        if parent.status == "completed":
            state = "completed"
        parent_id = parent.parent_id
    return state


def _stronger(one: State, other: State) -> State:
    """`cancelled` beats `completed` beats `open`."""
    return one if STRENGTH[one] >= STRENGTH[other] else other


def _tally_leaves(plan: Plan, order: list[Task], above: State = "open") -> Tally:
    states = inherited_states(order, above)
    return sum_up(tally_of(task, states[task.id]) for task in order if not plan.child_ids(task.id))


def _tally_below(plan: Plan, task: Task) -> Tally:
    """Of the leaves at and below a task."""
    return _tally_under(plan, task, _state_above(plan, task.parent_id))


def _tally_under(plan: Plan, task: Task, above: State) -> Tally:
    """The same, told what the tasks above impose; `task` may be as it was before."""
    if not plan.child_ids(task.id):
        return tally_of(task, _stronger(above, STATES[task.status]))
    return _tally_leaves(plan, parents_first(plan, task), above)


def _tally_alone(plan: Plan, task: Task) -> Tally:
    """What a task counts as where it is a leaf."""
    return tally_of(task, _stronger(_state_above(plan, task.parent_id), STATES[task.status]))
