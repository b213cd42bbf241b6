"""A tree being changed in place, for as long as nobody else sees it: many patches cost little each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
from immutables import MapMutation

from ledger.core.model import EMPTY, NO_IDS, IdSet, Plan, Project, Task, Tree
from ledger.core.patch import Patch, Value

replace = msgspec.structs.replace
Key = TypeVar("Key", bound=str | None)

STANDING = frozenset({"parent_id", "position", "depends_on"})


class Fold(Plan):
    """Takes patches that are known to break no rule. Transient maps that nobody else sees.

    It can be looked at between two patches as a `Tree` can, which is what a follower of many does.
    """

    __slots__ = ("children", "dependents", "lasts", "project", "tasks")

    project: Project | None
    tasks: MapMutation[str, Task]
    children: MapMutation[str | None, IdSet]
    dependents: MapMutation[str, IdSet]
    lasts: MapMutation[str | None, str]

    def __init__(self, tree: Tree) -> None:
        self._load(tree)

    def finish(self) -> Tree:
        """The tree as it is now. The end: nothing can be changed any more."""
        return Tree(
            self.project,
            self.tasks.finish(),
            self.children.finish(),
            self.dependents.finish(),
            self.lasts.finish(),
        )

    def apply(self, patch: Patch) -> None:
        """Take one patch."""
        if patch.target == "project":
            self._apply_to_project(patch)
        elif patch.op == "update":
            self._update(patch.target_id, patch.fields())
        elif patch.op == "create":
            self._create(Task(id=patch.target_id, **patch.fields()))
        else:
            self._delete(patch.target_id)

    def last_position(self, parent_id: str | None) -> str:
        """The last position key under `parent_id` (None: the roots); "" when nothing is there."""
        last = self.lasts.get(parent_id)
        if last is None:
            tasks = self.tasks
            last = max([tasks[i].position for i in self.child_ids(parent_id)], default="")
            self.lasts[parent_id] = last
        return last

    def _load(self, tree: Tree) -> None:
        self.project = tree.project
        self.tasks = tree.tasks.mutate()
        self.children = tree.children.mutate()
        self.dependents = tree.dependents.mutate()
        self.lasts = tree.lasts.mutate()

    def _apply_to_project(self, patch: Patch) -> None:
        if patch.op == "delete":
            self._load(EMPTY)
        elif patch.op == "create":
            self.project = Project(id=patch.target_id, **patch.fields())
        else:
            assert self.project is not None
            self.project = replace(self.project, **patch.fields())

    def _create(self, task: Task) -> None:
        self.tasks[task.id] = task
        self._add_child(task.parent_id, task.id)
        self._reach(task)
        for wanted in task.depends_on:
            self._add_dependent(wanted, task.id)

    def _update(self, task_id: str, fields: Mapping[str, Value]) -> None:
        old = self.tasks[task_id]
        new = self.tasks[task_id] = replace(old, **fields)
        if new.parent_id != old.parent_id:
            self._drop_child(old.parent_id, task_id)
            self._add_child(new.parent_id, task_id)
        if (new.parent_id, new.position) != (old.parent_id, old.position):
            self._leave(old)
            self._reach(new)
        if new.depends_on != old.depends_on:
            self._reindex_dependencies(old, new)

    def _reindex_dependencies(self, old: Task, new: Task) -> None:
        before, after = set(old.depends_on), set(new.depends_on)
        for gone in before - after:
            self._drop_dependent(gone, new.id)
        for added in after - before:
            self._add_dependent(added, new.id)

    def _delete(self, task_id: str) -> None:
        self._drop_child(self.tasks[task_id].parent_id, task_id)
        self._leave(self.tasks[task_id])
        removed = [task_id]
        for gone in removed:  # grows while it is walked
            removed.extend(self.children.pop(gone, NO_IDS))
            self.lasts.pop(gone, None)
            for wanted in self.tasks.pop(gone).depends_on:
                self._drop_dependent(wanted, gone)
        gone_ids = frozenset(removed)
        waited = {i for gone in removed for i in self.dependents.pop(gone, NO_IDS)}
        for dependent in waited:
            self._forget(dependent, gone_ids)

    def _forget(self, dependent: str, removed: frozenset[str]) -> None:
        task = self.tasks[dependent]
        left = tuple(i for i in task.depends_on if i not in removed)
        self.tasks[dependent] = replace(task, depends_on=left)

    def _reach(self, task: Task) -> None:
        last = self.lasts.get(task.parent_id)
        if last is not None and task.position > last:
            self.lasts[task.parent_id] = task.position

    def _leave(self, task: Task) -> None:
        if self.lasts.get(task.parent_id) == task.position:
            del self.lasts[task.parent_id]

    def _add_child(self, parent_id: str | None, task_id: str) -> None:
        self.children[parent_id] = self.children.get(parent_id, NO_IDS).set(task_id, None)

    def _drop_child(self, parent_id: str | None, task_id: str) -> None:
        _drop(self.children, parent_id, task_id)

    def _add_dependent(self, wanted: str, task_id: str) -> None:
        self.dependents[wanted] = self.dependents.get(wanted, NO_IDS).set(task_id, None)

    def _drop_dependent(self, wanted: str, task_id: str) -> None:
        _drop(self.dependents, wanted, task_id)


class QuickFold(Fold):
    """The same for a walk through very many patches, which writes each task once, at the end.

    Where a task stands (`STANDING`) is up to date after every patch, because the rules and the placing
    of the next one look at it. Its other fields are, once it is finished.
    """

    __slots__ = ("_edits",)

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self._edits: dict[str, dict[str, Value]] = {}

    def finish(self) -> Tree:
        """The tree after all patches. The end: nothing can be changed any more."""
        tasks = self.tasks
        for task_id, fields in self._edits.items():
            if task_id in tasks:
                tasks[task_id] = replace(tasks[task_id], **fields)
        return super().finish()

    def apply(self, patch: Patch) -> None:
        """Take one patch."""
        if patch.leaves_alone(STANDING):
            self.edit(patch)
        else:
            Fold.apply(self, patch)  # `super` costs as much as what it leads to

    def apply_all(self, patches: Iterable[Patch]) -> list[Patch]:
        """Take patches in their order; those that were more than an edit.

        The loop over a whole history: nothing is called for an edit.
        """
        edits, stands, more = self._edits, STANDING.isdisjoint, []
        for patch in patches:
            fields = patch.body or {}
            if patch.op == "update" and patch.target == "task" and stands(fields):
                if (earlier := edits.get(patch.target_id)) is not None:
                    earlier.update(fields)
                else:
                    edits[patch.target_id] = {**fields}
            else:
                self.apply(patch)
                more.append(patch)
        return more

    def edit(self, patch: Patch) -> None:
        """Take one that leaves alone where its task stands."""
        self._edits.setdefault(patch.target_id, {}).update(patch.fields())

    def _update(self, task_id: str, fields: Mapping[str, Value]) -> None:
        super()._update(task_id, {**self._edits.pop(task_id, {}), **fields})

    def _create(self, task: Task) -> None:
        self._edits.pop(task.id, None)  # those of one that was deleted since
        super()._create(task)


def _drop(index: MapMutation[Key, IdSet], key: Key, task_id: str) -> None:
    left = index[key].delete(task_id)
    if left:
        index[key] = left
    else:
        del index[key]
