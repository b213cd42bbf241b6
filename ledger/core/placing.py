"""Where tasks stand among their siblings: the position keys that patches get when they are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView

from sortedcontainers import SortedList

from ledger.core.apply import evolve
from ledger.core.fold import STANDING, QuickFold
from ledger.core.model import Task, Tree
from ledger.core.patch import Patch
from ledger.core.positions import NoRoom, between, spread


def place(tree: Tree, patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """The patches with every position given: last where none is said, none twice among siblings.

    Only the result counts: two tasks may swap their keys. Where the end of the siblings is used up (a
    key of 200 times "z"), all of them are keyed anew, with a further patch for each that the patches
    did not place; nothing else adds a patch. Costs a look at the siblings of each parent that gets a
    task, then little for each patch.
    """
    placing = Placing(tree)
    for patch in patches:
        placing.apply(patch)
    placed, _ = placing.separated(placing.finish())
    return placed


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


class Placing(QuickFold):
    """A fold that places patches on their way into it, and keeps them as they were placed.

    First `apply` each, then `finish`, and hand the tree to `separated`.
    """

    __slots__ = ("_doubtful", "_patches", "_places")

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self._patches: list[Patch] = []
        self._places: dict[str, int] = {}  # task id: the index of the patch that placed it last
        self._doubtful: set[str] = set()  # whose key may be another's: nobody else's is

    def apply(self, patch: Patch) -> None:
        """Place and take a patch that breaks no rule."""
        if patch.leaves_alone(STANDING):
            self.edit(patch)
            return
        patch = self._placed(patch)
        self._patches.append(patch)
        super().apply(patch)

    def edit(self, patch: Patch) -> None:
        """Take one that leaves alone where its task stands."""
        self._patches.append(patch)
        QuickFold.edit(self, patch)

    def separated(self, tree: Tree) -> tuple[tuple[Patch, ...], Tree]:
        """The placed patches and their tree, when each task that was placed on another's key moved on.

        In the order in which they were placed.
        """
        parents = {tree.tasks[i].parent_id for i in self._doubtful if i in tree.tasks}
        for parent_id in sorted(parents, key=lambda i: i or ""):
            tree = self._separate_children(tree, parent_id)
        return tuple(self._patches), tree

    def _placed(self, patch: Patch) -> Patch:
        if patch.target == "project" or patch.op == "delete":
            return patch
        fields, task_id = patch.fields(), patch.target_id
        old = self.tasks.get(task_id)
        parent_id = fields.get("parent_id", old and old.parent_id)
        if fields.get("position"):
            self._doubtful.add(task_id)
        elif old is None or parent_id != old.parent_id:
            patch = patch.with_fields(position=self._last_key(parent_id, task_id))
        else:
            return patch
        self._places[task_id] = len(self._patches)
        return patch

    def _last_key(self, parent_id: str | None, task_id: str) -> str:
        last = self.last_position(parent_id)
        try:
            return between(last or None, None)
        except NoRoom:
            self._doubtful.add(task_id)
            return last  # one of several for now: separated at the end

    def _separate_children(self, tree: Tree, parent_id: str | None) -> Tree:
        siblings = [tree.tasks[i] for i in tree.child_ids(parent_id)]
        if len({task.position for task in siblings}) == len(siblings):
            return tree
        keys = SortedList(task.position for task in siblings)
        siblings.sort(key=lambda task: (self._places.get(task.id, -1), task.id))
        try:
            for task, key in list(_separated(siblings, keys, self._places.keys())):
                tree = self._rekey(tree, task, key)
        except NoRoom:
            tree = self._spread_children(tree, parent_id)
        return tree

    def _spread_children(self, tree: Tree, parent_id: str | None) -> Tree:
        siblings = [tree.tasks[i] for i in tree.child_ids(parent_id)]
        siblings.sort(key=lambda task: (task.position, self._places.get(task.id, -1), task.id))
        for task, key in zip(siblings, spread(len(siblings)), strict=True):
            tree = self._rekey(tree, task, key)
        return tree

    def _rekey(self, tree: Tree, task: Task, key: str) -> Tree:
        patch = Patch("update", "task", task.id, {"position": key})
        index = self._places.get(task.id)
        if index is None:
            self._patches.append(patch)
        else:
            self._patches[index] = self._patches[index].with_fields(position=key)
        return evolve(tree, patch)


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
