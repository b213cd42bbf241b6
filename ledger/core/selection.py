"""A part of a diff, if it stands on its own. Pure.

A patch needs another one of the diff when that creates what it refers to, when both are about the
same target, or when it deletes a subtree out of which the other one saves a task. What else may be
missing (an unselected move or dependency that keeps a rule) is found by trying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ledger.core.apply import apply_all
from ledger.core.errors import Refused, Violation, refused
from ledger.core.limits import Limits
from ledger.core.model import Tree
from ledger.core.patch import Patch

STRUCTURE = frozenset({"parent_id", "depends_on"})
MOST_TRIED = 500_000
"""How many patches may be applied to find the fewest missing; beyond, more than these are named."""


def select(
    base: Tree, draft: Tree, net: Sequence[Patch], indexes: Iterable[int], limits: Limits
) -> tuple[Patch, ...]:
    """The patches with these indexes into `net`, which leads from `base` to `draft`.

    Raises Refused `incomplete_selection`, with the index of each patch that has to come along.
    """
    chosen = sorted(set(indexes))
    if not chosen:
        raise refused("empty_changeset", "Select at least one patch.", field="patches")
    if chosen[0] < 0 or chosen[-1] >= len(net):
        message = f"The diff has {len(net)} patches; the last has the index {len(net) - 1}."
        raise refused("invalid_value", message, field="patches")
    missing = _Needs(base, draft, net).beyond(chosen) or _repairs(base, net, chosen, limits)
    if missing:
        raise Refused(tuple(_missing(index, net[index]) for index in sorted(missing)))
    return tuple(net[index] for index in chosen)


def _missing(index: int, patch: Patch) -> Violation:
    title = patch.fields().get("title")
    named = f" “{title}”" if title else ""
    return Violation(
        "incomplete_selection",
        f"What is selected needs this too: {patch.op} {patch.target}{named}.",
        index=index,
        target_id=patch.target_id,
    )


class _Needs:
    """Which patches of a diff refer to which others."""

    def __init__(self, base: Tree, draft: Tree, net: Sequence[Patch]) -> None:
        self.base = base
        self.draft = draft
        self.net = net
        self.about: dict[str, list[int]] = {}
        for index, patch in enumerate(net):
            self.about.setdefault(patch.target_id, []).append(index)
        self.created = {patch.target_id for patch in net if patch.op == "create"}
        self.new_project = next(
            (p.target_id for p in net if p.op == "create" and p.target == "project"), None
        )

    def beyond(self, chosen: Sequence[int]) -> set[int]:
        """What the chosen ones need, directly or not, and that is not among them."""
        have, open_ends = set(chosen), list(chosen)
        while open_ends:
            for target_id in self._targets(self.net[open_ends.pop()]):
                further = [i for i in self.about.get(target_id, ()) if i not in have]
                have.update(further)
                open_ends += further
        return have.difference(chosen)

    def _targets(self, patch: Patch) -> Iterator[str]:
        yield patch.target_id
        if self.new_project is not None:
            yield self.new_project
        body = patch.fields()
        for wanted in (body.get("parent_id"), *body.get("depends_on", ())):
            if wanted in self.created:
                yield wanted
        if patch.op == "delete" and patch.target == "task":
            yield from (i for i in _subtree(self.base, patch.target_id) if i in self.draft.tasks)


def _subtree(tree: Tree, task_id: str) -> Iterator[str]:
    below = [task_id]
    while below:
        found = below.pop()
        yield found
        below += tree.child_ids(found)


def _repairs(base: Tree, net: Sequence[Patch], chosen: Sequence[int], limits: Limits) -> set[int]:
    """The fewest further patches, found by leaving out one after the other, that keep the rules."""
    if _stands(base, net, chosen, limits):
        return set()
    have = set(chosen) | {i for i, patch in enumerate(net) if _is_structure(patch)}
    needed = have.difference(chosen)
    if len(needed) * len(have) > MOST_TRIED:
        return needed
    for index in sorted(needed, reverse=True):
        if _stands(base, net, sorted(have - {index}), limits):
            have.remove(index)
    return have.difference(chosen)


def _is_structure(patch: Patch) -> bool:
    return patch.op == "delete" or not STRUCTURE.isdisjoint(patch.fields())


def _stands(base: Tree, net: Sequence[Patch], indexes: Sequence[int], limits: Limits) -> bool:
    try:
        apply_all(base, [net[index] for index in indexes], limits)
    except Refused:
        return False
    return True
