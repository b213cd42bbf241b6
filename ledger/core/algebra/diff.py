"""What leads from one tree to another.

    a ──diff(a, b)──▶ b      empty when equal; no patch in it is redundant

The patches apply one by one under the rules that hold after every patch. New and moved tasks are
taken in the order of `b`, parents first: the place where a task is put is final by then, so that no
move can make a cycle. Then what is gone is deleted. There are two exceptions:

- A task that moves deeper than before may carry others with it that have not been moved yet, below
  the deepest level. Those are parked at the top first.
- When the creates do not fit into the limit of tasks beside what is still there, deletes come first,
  and what would go with them and stays in `b` is parked at the top before.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ledger.core.apply import evolve
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import Task, Tree, sibling_order
from ledger.core.patch import Patch, Value, changes, create_project, create_task
from ledger.core.rules import reaches_below


def diff(a: Tree, b: Tree, limits: Limits = LIMITS) -> tuple[Patch, ...]:
    """The patches that make `b` out of `a`, both of which keep within `limits`.

    A body holds only what differs, but a move always carries its position: without one it would go
    last when it is accepted.
    """
    if a.project is None or b.project is None or a.project.id != b.project.id:
        return tuple(_replaced(a, b))
    project = changes(a.project, b.project)
    first = [Patch("update", "project", b.project.id, project)] if project else []
    return (*first, *_Path(a, b, limits).patches())


def _replaced(a: Tree, b: Tree) -> Iterator[Patch]:
    if a.project is not None:
        yield Patch("delete", "project", a.project.id)
    if b.project is not None:
        yield create_project(b.project)
        yield from map(create_task, b.walk())


class _Path:
    """The way from `a` to `b`; `here` is the tree that the patches so far have made."""

    def __init__(self, a: Tree, b: Tree, limits: Limits) -> None:
        self.here = a
        self.b = b
        self.limits = limits
        self.steps: list[Patch] = []
        self.gone = {i for i in a.tasks if i not in b.tasks}
        differing = (t for i, t in b.tasks.items() if a.tasks.get(i) is not t)
        self.changed = sorted(differing, key=self._place_in_order)
        self.created = sum(1 for task in self.changed if task.id not in a.tasks)

    def patches(self) -> list[Patch]:
        deletes_first = self._has_to_delete_first()
        if deletes_first:
            self._rescue()
            self._delete()
        for task in self.changed:
            self._settle(task)
        if not deletes_first:
            self._delete()
        return self.steps

    def _place_in_order(self, task: Task) -> list[tuple[str, str]]:
        above = [self.b.tasks[i] for i in self.b.ancestors(task.id)]
        return [sibling_order(t) for t in (*reversed(above), task)]

    def _has_to_delete_first(self) -> bool:
        """Also when `b` is in the middle of a changeset, with a dependency on what is gone."""
        too_many = len(self.here.tasks) + self.created > self.limits.tasks
        return too_many or any(self.b.dependents_of(i) for i in self.gone)

    def _take(self, patch: Patch) -> None:
        self.steps.append(patch)
        self.here = evolve(self.here, patch)

    def _delete(self) -> None:
        """Delete what is gone; what lies below it goes with it."""
        tops = [i for i in self.gone if self.here.tasks[i].parent_id not in self.gone]
        for task_id in self._sorted(tops):
            self._take(Patch("delete", "task", task_id))

    def _rescue(self) -> None:
        """Take what stays out of what is deleted."""
        stay = (task for i, task in self.here.tasks.items() if i not in self.gone)
        for task_id in self._sorted([t.id for t in stay if t.parent_id in self.gone]):
            self._park(task_id)

    def _sorted(self, task_ids: list[str]) -> list[str]:
        return sorted(task_ids, key=lambda i: (self.here.tasks[i].number, i))

    def _park(self, task_id: str) -> None:
        fields: dict[str, Value] = {"parent_id": None}
        if not self._is_gone_or_elsewhere(task_id, None):
            fields["position"] = self.b.tasks[task_id].position
        self._take(Patch("update", "task", task_id, fields))

    def _is_gone_or_elsewhere(self, task_id: str, parent_id: str | None) -> bool:
        return task_id in self.gone or self.b.tasks[task_id].parent_id != parent_id

    def _settle(self, task: Task) -> None:
        """Make one task as it is in `b`, whose parent is settled."""
        old = self.here.tasks.get(task.id)
        if old is None:
            self._take(create_task(task))
            return
        kept = tuple(i for i in old.depends_on if i not in self.gone)  # deletes see to the rest
        fields = changes(replace(old, depends_on=kept), task)
        if "parent_id" in fields:
            fields["position"] = task.position
            self._make_way(task)
        if fields:
            self._take(Patch("update", "task", task.id, fields))

    def _make_way(self, task: Task) -> None:
        """Park what the moving task would carry below the deepest level."""
        depth = self.here.depth(task.parent_id) + 1
        if depth > self.here.depth(task.id):
            for task_id in self._sorted(list(self._too_deep(task.id, self.limits.depth - depth))):
                self._park(task_id)

    def _too_deep(self, parent_id: str, levels: int) -> Iterator[str]:
        """The topmost unsettled tasks under a settled one that reach more than `levels` below it."""
        for child in self.here.child_ids(parent_id):
            if not self._is_gone_or_elsewhere(child, parent_id):
                yield from self._too_deep(child, levels - 1)
            elif reaches_below(self.here, child, levels - 1):
                yield child
