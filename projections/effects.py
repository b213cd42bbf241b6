"""What one accepted patch did, beyond its own words: what a delete took with it and who lost a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger.codec import StoredPatch
from ledger.core.derived.tally import (
    NOTHING,
    Plan,
    Tally,
    parents_first,
    tally,
    tally_gained,
    tally_lost,
)
from ledger.core.fold import Fold
from ledger.core.model import Project, Task, TaskStatus
from ledger.core.patch import Patch

PROJECT_NUMBER = 0
"""The place of the project itself where its tasks stand under their numbers 1, 2, 3 …"""


class Move(NamedTuple):
    """A task's status became another one. `was` is None for a task that was created."""

    was: TaskStatus | None
    now: TaskStatus


BORN = Move(None, "todo")
"""What happens to nearly every task that is created."""


class Step(NamedTuple):
    """One accepted patch, as the views are told of it.

    offset    its place in the whole ledger
    first     the first version of its changeset
    target    what it is about, as it is now, or as it was where it is no more
    project   the project as it is now, or as it was where it is no more
    number    that of its task, PROJECT_NUMBER for the project
    was       what the target was before; None for one that was created
    move      what it did to its task's status, if anything, and the task is still there
    removed   the tasks that it took away, as they were
    unlinked  the tasks that lost a dependency by that, as they are now
    gain      what it adds to the project's tally
    """

    offset: int
    project_id: str
    first: int
    event: StoredPatch
    target: Project | Task
    project: Project
    number: int
    was: Project | Task | None
    move: Move | None = None
    removed: tuple[Task, ...] = ()
    unlinked: tuple[Task, ...] = ()
    gain: Tally = NOTHING

    @property
    def ends_project(self) -> bool:
        """Whether the project is no more."""
        return self.number == PROJECT_NUMBER and self.event.patch.op == "delete"


def apply_step(plan: Fold, event: StoredPatch, project_id: str, offset: int) -> Step:
    """Apply one accepted patch to a plan, and tell all that followed from it."""
    patch, first = event.patch, event.version - event.index
    if patch.op == "delete":
        return _delete(plan, event, project_id, offset)
    before, was = plan.project, plan.tasks.get(patch.target_id)
    plan.apply(patch)
    project = plan.project
    assert project is not None, "a stream begins with the project's creation"
    if patch.target == "project":
        return Step(offset, project_id, first, event, project, project, PROJECT_NUMBER, before)
    now = plan.tasks[patch.target_id]
    gain = tally_gained(plan, was, now)
    move = _move(was, now)
    return Step(offset, project_id, first, event, now, project, now.number, was, move, gain=gain)


def _delete(plan: Fold, event: StoredPatch, project_id: str, offset: int) -> Step:
    patch, project = event.patch, plan.project
    assert project is not None, "what is deleted is in a project"
    target = target_of(plan, patch)
    removed = removed_by(plan, patch)
    waiting = _dependents(plan, removed)
    lost = tally_lost(plan, target) if isinstance(target, Task) else tally(plan)
    plan.apply(patch)
    return Step(
        offset,
        project_id,
        event.version - event.index,
        event,
        target,
        project,
        number_of(target),
        target,
        removed=removed,
        unlinked=_still_there(plan, waiting),
        gain=NOTHING.minus(lost),
    )


def _move(was: Task | None, now: Task) -> Move | None:
    if was is None:
        return BORN if now.status == BORN.now else Move(None, now.status)
    return None if was.status == now.status else Move(was.status, now.status)


def target_of(plan: Plan, patch: Patch) -> Project | Task:
    """What a patch is about, in a plan that has it."""
    if patch.target == "task":
        return plan.tasks[patch.target_id]
    assert plan.project is not None, "the plan has the project that the patch is about"
    return plan.project


def number_of(target: Project | Task) -> int:
    """A task's number, PROJECT_NUMBER for a project."""
    return target.number if isinstance(target, Task) else PROJECT_NUMBER


def removed_by(before: Plan, patch: Patch) -> tuple[Task, ...]:
    """The tasks that a patch takes away: a deleted one and those below it, or all of a project's."""
    if patch.op != "delete":
        return ()
    if patch.target == "project":
        return tuple(parents_first(before))
    return tuple(parents_first(before, before.tasks[patch.target_id]))


def unlinked_by(before: Plan, after: Plan, removed: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that depended on one of `removed` and are still there, by number, as they are now."""
    return _still_there(after, _dependents(before, removed))


def _dependents(plan: Plan, removed: Sequence[Task]) -> set[str]:
    return {i for task in removed for i in plan.dependents_of(task.id)}


def _still_there(plan: Plan, ids: Iterable[str]) -> tuple[Task, ...]:
    found = (plan.tasks[i] for i in ids if i in plan.tasks)
    return tuple(sorted(found, key=lambda task: task.number))
