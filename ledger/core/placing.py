"""Where tasks stand among their siblings: the position keys that patches get when they are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView

from sortedcontainers import SortedList

from ledger.core.apply import evolve
from ledger.core.model import Task, Tree
from ledger.core.patch import Patch
from ledger.core.positions import NoRoom, between, spread


def place(tree: Tree, patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """The patches with every position given: last where none is said, none twice among siblings.

    Only the result counts: two tasks may swap their keys. Where the end of the siblings is used up (a
    key of 200 times "z"), all of them are keyed anew, with a further patch for each that the patches
    did not place; nothing else adds a patch. Costs a sort of the siblings of each touched parent,
    then little for each patch.
    """
    placing = _Placing(tree)
    for patch in patches:
        placing.take(patch)
    placing.separate_equal_keys()
    return tuple(placing.patches)


def key_beside(
    tree: Tree, parent_id: str | None, *, after: str | None = None, before: str | None = None
) -> tuple[str, tuple[Patch, ...]]:
    """The key for a task to stand right after, or right before, that sibling (an id); last for neither.

    With it the patches that have to come first to make room: nearly always none.
    """
    siblings = tree.ordered(parent_id)
    ids = [task.id for task in siblings]
    slot = ids.index(after) + 1 if after else ids.index(before) if before else len(ids)
    keys: list[str | None] = [None, *(task.position or None for task in siblings), None]
    try:
        return between(keys[slot], keys[slot + 1]), ()
    except ValueError:  # no room, or equal keys in a draft
        return _key_anew(siblings, slot)


def _key_anew(siblings: list[Task], slot: int) -> tuple[str, tuple[Patch, ...]]:
    keys = spread(len(siblings) + 1)
    key = keys.pop(slot)
    moved = zip(siblings, keys, strict=True)
    return key, tuple(Patch("update", "task", task.id, {"position": k}) for task, k in moved)


class _Placing:
    """Patches on their way through a tree. `patches` grows as they are taken."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.patches: list[Patch] = []
        self.placed: dict[str, int] = {}  # task id: the index of the patch that placed it last
        self.last: dict[str | None, str | None] = {}

    def take(self, patch: Patch) -> None:
        if patch.target == "task" and patch.op != "delete":
            patch = self._placed(patch)
        self._append(patch)

    def _append(self, patch: Patch) -> None:
        if patch.target == "task" and "position" in patch.fields():
            self.placed[patch.target_id] = len(self.patches)
        self.patches.append(patch)
        self.tree = evolve(self.tree, patch)

    def _placed(self, patch: Patch) -> Patch:
        fields = patch.fields()
        old = self.tree.tasks.get(patch.target_id)
        parent_id = fields.get("parent_id", old and old.parent_id)
        if fields.get("position"):
            self._reach(parent_id, fields["position"])
        elif old is None or parent_id != old.parent_id:
            return patch.with_fields(position=self._last_key(parent_id))
        return patch

    def _reach(self, parent_id: str | None, key: str) -> None:
        if parent_id in self.last:
            self.last[parent_id] = max(self.last[parent_id] or "", key)

    def _last_key(self, parent_id: str | None) -> str:
        if parent_id not in self.last:
            keys = (self.tree.tasks[i].position for i in self.tree.child_ids(parent_id))
            self.last[parent_id] = max(keys, default="") or None
        try:
            key = between(self.last[parent_id], None)
        except NoRoom:
            return self.last[parent_id] or ""  # one of several for now: separated at the end
        self.last[parent_id] = key
        return key

    def separate_equal_keys(self) -> None:
        """Give a key of its own to each task that was placed on another's, in the order they were."""
        parents = {self.tree.tasks[i].parent_id for i in self.placed if i in self.tree.tasks}
        for parent_id in sorted(parents, key=lambda i: i or ""):
            self._separate_children(parent_id)

    def _separate_children(self, parent_id: str | None) -> None:
        siblings = [self.tree.tasks[i] for i in self.tree.child_ids(parent_id)]
        keys = SortedList(task.position for task in siblings)
        if len(set(keys)) == len(siblings):
            return
        siblings.sort(key=lambda task: (self.placed.get(task.id, -1), task.id))
        try:
            for task, key in _separated(siblings, keys, self.placed.keys()):
                self._rekey(task, key)
        except NoRoom:
            self._spread_children(parent_id)

    def _spread_children(self, parent_id: str | None) -> None:
        siblings = [self.tree.tasks[i] for i in self.tree.child_ids(parent_id)]
        siblings.sort(key=lambda task: (task.position, self.placed.get(task.id, -1), task.id))
        for task, key in zip(siblings, spread(len(siblings)), strict=True):
            if task.id in self.placed:
                self._rekey(task, key)
            else:
                self._append(Patch("update", "task", task.id, {"position": key}))

    def _rekey(self, task: Task, key: str) -> None:
        index = self.placed[task.id]
        self.patches[index] = self.patches[index].with_fields(position=key)
        self.tree = evolve(self.tree, Patch("update", "task", task.id, {"position": key}))


def _separated(
    siblings: list[Task], keys: SortedList[str], placed: KeysView[str]
) -> Iterator[tuple[Task, str]]:
    """New keys for the placed tasks whose key an earlier one of `siblings` has; adds them to `keys`."""
    latest: dict[str, str] = {}
    for task in siblings:
        position = task.position
        if position in latest and task.id in placed:
            latest[position] = key = _next_free(keys, latest[position])
            keys.add(key)
            yield task, key
        else:
            latest[position] = position


def _next_free(keys: SortedList[str], key: str) -> str:
    """The first key after `key` that fits between two neighbours."""
    for following in keys.irange(key, inclusive=(False, False)):
        try:
            return between(key, following)
        except NoRoom:
            key = following
    return between(key, None)
