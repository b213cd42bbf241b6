"""`apply(tree, patch) -> tree`: the one way in which a plan changes.

    tree ──patch──▶ tree'      deterministic; `tree` is untouched; a refused patch changes nothing

A patch costs what it affects: a create or update touches its task, its parent's and its dependencies'
index entries; a delete touches its subtree and the tasks that depend on it. The rest is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from immutables import MapMutation

from ledger.core.changeset_rules import Touched
from ledger.core.errors import Refused, Violation, refused
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import EMPTY, NO_IDS, IdSet, Project, Task, Tree
from ledger.core.patch import Patch
from ledger.core.rules import violations_of

replace = msgspec.structs.replace
Key = TypeVar("Key", bound=str | None)


def apply(tree: Tree, patch: Patch, limits: Limits = LIMITS) -> Tree:
    """The tree after one patch. Raises Refused with every rule of the first kind that it breaks."""
    violations = violations_of(tree, patch, limits)
    if violations:
        raise Refused(tuple(violations))
    return evolve(tree, patch)


def apply_all(tree: Tree, patches: Sequence[Patch], limits: Limits = LIMITS) -> Tree:
    """The tree after a changeset: its patches in order, then the rules that hold after all of them.

    Raises Refused naming every violation with the patch's index and field. A patch that fails only
    because an earlier create was refused is not named again.
    """
    if len(patches) > limits.changeset:
        raise refused(
            "changeset_too_large",
            f"A changeset holds at most {limits.changeset} patches, this one {len(patches)}.",
        )
    touched = Touched()
    violations: list[Violation] = []
    for index, patch in enumerate(patches):
        broken = violations_of(tree, patch, limits, index)
        if not broken:
            touched.note(patch, index)
            tree = evolve(tree, patch)
            continue
        violations += touched.note_refused(patch, broken)
    violations += touched.violations(tree)
    if violations:
        raise Refused(tuple(sorted(violations, key=lambda v: -1 if v.index is None else v.index)))
    return tree


def evolve(tree: Tree, patch: Patch) -> Tree:
    """The tree after a patch that is known to break no rule: nothing is checked."""
    return replay(tree, (patch,))


def replay(tree: Tree, patches: Iterable[Patch]) -> Tree:
    """The fold of accepted patches: nothing is checked again. Fast: maps change in place meanwhile."""
    fold = Fold(tree)
    for patch in patches:
        fold.apply(patch)
    return fold.finish()


class Fold:
    """A tree being changed in place: transient maps that nobody else sees until `finish`.

    It can be looked at between two patches as a `Tree` can, which is what a follower of many does.
    """

    __slots__ = ("children", "dependents", "project", "tasks")

    def __init__(self, tree: Tree) -> None:
        self._load(tree)

    def _load(self, tree: Tree) -> None:
        self.project = tree.project
        self.tasks = tree.tasks.mutate()
        self.children = tree.children.mutate()
        self.dependents = tree.dependents.mutate()

    def finish(self) -> Tree:
        """The tree as it is now. The end: nothing can be changed any more."""
        return Tree(
            self.project, self.tasks.finish(), self.children.finish(), self.dependents.finish()
        )

    def child_ids(self, parent_id: str | None) -> IdSet:
        """See `Tree`."""
        return self.children.get(parent_id, NO_IDS)

    def dependents_of(self, task_id: str) -> IdSet:
        """See `Tree`."""
        return self.dependents.get(task_id, NO_IDS)

    def apply(self, patch: Patch) -> None:
        """Change it by a patch that is known to break no rule."""
        if patch.target == "project":
            self._apply_to_project(patch)
        elif patch.op == "update":
            self._update(patch)
        elif patch.op == "create":
            self._create(Task(id=patch.target_id, **patch.fields()))
        else:
            self._delete(patch.target_id)

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
        for wanted in task.depends_on:
            self._add_dependent(wanted, task.id)

    def _update(self, patch: Patch) -> None:
        fields = patch.fields()
        old = self.tasks[patch.target_id]
        new = self.tasks[patch.target_id] = replace(old, **fields)
        if new.parent_id != old.parent_id:
            self._drop_child(old.parent_id, old.id)
            self._add_child(new.parent_id, new.id)
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
        removed = [task_id]
        for gone in removed:  # grows while it is walked
            removed.extend(self.children.pop(gone, NO_IDS))
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

    def _add_child(self, parent_id: str | None, task_id: str) -> None:
        self.children[parent_id] = self.children.get(parent_id, NO_IDS).set(task_id, None)

    def _drop_child(self, parent_id: str | None, task_id: str) -> None:
        _drop(self.children, parent_id, task_id)

    def _add_dependent(self, wanted: str, task_id: str) -> None:
        self.dependents[wanted] = self.dependents.get(wanted, NO_IDS).set(task_id, None)

    def _drop_dependent(self, wanted: str, task_id: str) -> None:
        _drop(self.dependents, wanted, task_id)


def _drop(index: MapMutation[Key, IdSet], key: Key, task_id: str) -> None:
    left = index[key].delete(task_id)
    if left:
        index[key] = left
    else:
        del index[key]
