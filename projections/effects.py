"""What one accepted patch did, beyond its own words: what a delete took with it and who lost a link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledger.core.events import PatchAccepted
from ledger.core.model import Project, Task, TaskStatus, Tree
from ledger.core.patch import Patch
from projections.tally import Tally

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

    `first` is the first version of its changeset, `offset` its place in the whole ledger. `removed`
    are the tasks that it took away, as they were; `unlinked` those that lost a dependency by that,
    as they are now. `gain` is what it adds to the project's tally.
    """

    offset: int
    project_id: str
    first: int
    event: PatchAccepted
    before: Tree
    after: Tree
    removed: tuple[Task, ...]
    unlinked: tuple[Task, ...]
    gain: Tally

    @property
    def target(self) -> Project | Task:
        """What the patch is about, as it is now, or as it was where it is no more."""
        patch = self.event.patch
        return target_of(self.before if patch.op == "delete" else self.after, patch)

    @property
    def number(self) -> int:
        """The number of the patch's task, PROJECT_NUMBER for the project."""
        return number_of(self.target)

    @property
    def move(self) -> Move | None:
        """What the patch did to its task's status; None if nothing, or if the task is no more."""
        patch = self.event.patch
        if patch.target == "project" or patch.op == "delete" or "status" not in patch.fields():
            return BORN if self._creates_task() else None
        known = self.before.tasks.get(patch.target_id)
        move = Move(None if known is None else known.status, patch.fields()["status"])
        return None if move.was == move.now else move

    def _creates_task(self) -> bool:
        return (self.event.patch.op, self.event.patch.target) == ("create", "task")


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


def unlinked_by(before: Tree, after: Tree, removed: Iterable[Task]) -> tuple[Task, ...]:
    """The tasks that depended on one of `removed` and are still there, by number, as they are now."""
    found = {i for task in removed for i in before.dependents_of(task.id) if i in after.tasks}
    return tuple(sorted((after.tasks[i] for i in found), key=lambda task: task.number))
