"""What one accepted patch did, beyond its own words: what a delete took with it and who lost a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.core.events import PatchAccepted
from ledger.core.model import Project, Task, TaskStatus, Tree
from ledger.core.patch import Patch
from projections.tally import Tally, tally_change

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
    number    that of its task, PROJECT_NUMBER for the project
    move      what it did to its task's status, if anything, and the task is still there
    removed   the tasks that it took away, as they were
    unlinked  the tasks that lost a dependency by that, as they are now
    gain      what it adds to the project's tally
    """

    offset: int
    project_id: str
    first: int
    event: PatchAccepted
    before: Tree
    after: Tree
    target: Project | Task
    number: int
    move: Move | None
    removed: tuple[Task, ...]
    unlinked: tuple[Task, ...]
    gain: Tally


def step_of(offset: int, project_id: str, event: PatchAccepted, before: Tree, after: Tree) -> Step:
    """All that follows from one accepted patch that led from one tree to the other."""
    patch = event.patch
    target = target_of(before if patch.op == "delete" else after, patch)
    removed = removed_by(before, patch)
    return Step(
        offset,
        project_id,
        event.version - event.index,
        event,
        before,
        after,
        target,
        number_of(target),
        _move(before, patch),
        removed,
        unlinked_by(before, after, removed),
        tally_change(before, after, patch),
    )


def _move(before: Tree, patch: Patch) -> Move | None:
    if patch.target == "project" or patch.op == "delete":
        return None
    known = before.tasks.get(patch.target_id)
    if known is None:
        return Move(None, patch.fields().get("status", "todo"))
    now = patch.fields().get("status", known.status)
    return None if now == known.status else Move(known.status, now)


def target_of(tree: Tree, patch: Patch) -> Project | Task:
    """What a patch is about, in a tree that has it."""
    if patch.target == "task":
        return tree.tasks[patch.target_id]
    assert tree.project is not None, "the tree has the project that the patch is about"
    return tree.project


def number_of(target: Project | Task) -> int:
    """A task's number, PROJECT_NUMBER for a project."""
    return target.number if isinstance(target, Task) else PROJECT_NUMBER


def removed_by(before: Tree, patch: Patch) -> tuple[Task, ...]:
    """The tasks that a patch takes away: a deleted one and those below it, or all of a project's."""
    if patch.op != "delete":
        return ()
    if patch.target == "project":
        return tuple(before.tasks.values())
    removed = [before.tasks[patch.target_id]]
    for task in removed:  # grows while it is walked
        removed.extend(before.tasks[i] for i in before.child_ids(task.id))
    return tuple(removed)


def unlinked_by(before: Tree, after: Tree, removed: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that depended on one of `removed` and are still there, by number, as they are now."""
    if not removed:
        return ()
    found = {i for task in removed for i in before.dependents_of(task.id) if i in after.tasks}
    return tuple(sorted((after.tasks[i] for i in found), key=lambda task: task.number))
