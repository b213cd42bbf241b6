"""What takes a patch back.

    tree ──patch──▶ tree' ──invert(tree, patch)──▶ tree, exactly

An inverse consists of patches like any other. It restores every field that the patch set, also where
that changed nothing, so that undoing is never empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ledger.core.apply import evolve
from ledger.core.model import Project, Task, Tree
from ledger.core.patch import Patch, create_project, create_task


def invert(tree: Tree, patch: Patch) -> tuple[Patch, ...]:
    """The patches that take back `patch`, which applies to `tree`, the tree before it."""
    if patch.op == "update":
        return (_restore(_target(tree, patch), patch),)
    if patch.op == "create":
        gone = Patch("delete", patch.target, patch.target_id)
        return (gone, *_wait_again(tree, [patch.target_id]))
    if patch.target == "project":
        return tuple(_create_everything(tree))
    removed = [tree.tasks[patch.target_id], *tree.walk(patch.target_id)]
    return (*map(create_task, removed), *_wait_again(tree, [task.id for task in removed]))


def invert_all(tree: Tree, patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """The patches that take back a changeset: each one's inverse, the last one's first."""
    inverses = []
    for patch in patches:
        inverses.append(invert(tree, patch))
        tree = evolve(tree, patch)
    return tuple(patch for inverse in reversed(inverses) for patch in inverse)


def _target(tree: Tree, patch: Patch) -> Project | Task:
    if patch.target == "task":
        return tree.tasks[patch.target_id]
    assert tree.project is not None
    return tree.project


def _restore(old: Project | Task, patch: Patch) -> Patch:
    fields = dict.fromkeys(patch.fields())
    if "parent_id" in fields:
        fields["position"] = None  # a move without a position would go last
    return Patch("update", patch.target, old.id, {f: getattr(old, f) for f in fields})


def _wait_again(tree: Tree, removed: Iterable[str]) -> Iterator[Patch]:
    """Deleting takes ids out of every `depends_on`: this puts them back into those that remain.

    For a create these are tasks that named its id before it existed, in the middle of a changeset.
    """
    gone = set(removed)
    waiting = {i for removed_id in gone for i in tree.dependents_of(removed_id)} - gone
    for task_id in sorted(waiting):
        yield Patch("update", "task", task_id, {"depends_on": tree.tasks[task_id].depends_on})


def _create_everything(tree: Tree) -> Iterator[Patch]:
    assert tree.project is not None
    yield create_project(tree.project)
    yield from map(create_task, tree.walk())
