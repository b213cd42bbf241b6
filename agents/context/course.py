"""The course of a conversation: the plan before each message, and the one that the model is shown.

    base ─turn─▶ · ─turn─▶ · ─turn─▶ now        the snapshot is one of them, and stays it for as long
     └── snapshot                               as at most a quarter of its tasks has changed since

What was sent before is sent again unchanged, so that a vendor's cache of it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.ports import Context, Turn
from ledger.core.apply import replay
from ledger.core.model import Tree
from ledger.core.patch import Patch

CHANGED_PART = 4
"""A new snapshot is taken when more than one in so many tasks has changed."""
FEW = 8
"""In a small plan, so many changed tasks are no reason yet."""


@dataclass(frozen=True, slots=True)
class Course:
    """`before` has the plan before each turn, where that is known; `changed` the ids since the snapshot."""

    snapshot: Tree
    now: Tree
    before: tuple[Tree | None, ...]
    changed: tuple[str, ...]


def course_of(context: Context, now: Tree) -> Course:
    """The course so far; `now` is the draft before this answer."""
    turns = context.turns
    if context.base is None:
        return Course(now, now, (None,) * len(turns), ())
    trees = _trees(context.base, turns)
    taken_at = 0
    for place in range(1, len(trees)):
        if _has_moved_on(trees[taken_at], turns[taken_at:place]):
            taken_at = place
    changed = _touched(turns[taken_at:])
    return Course(trees[taken_at], now, tuple(trees[:-1]), changed)


def patches_of(turns: Sequence[Turn]) -> tuple[Patch, ...]:
    """All that the turns did to the draft."""
    return tuple(patch for turn in turns for patch in turn.patches)


def _trees(base: Tree, turns: Sequence[Turn]) -> list[Tree]:
    trees = [base]
    for turn in turns:
        trees.append(replay(trees[-1], turn.patches))
    return trees


def _has_moved_on(snapshot: Tree, turns: Sequence[Turn]) -> bool:
    changed = len(_touched(turns))
    return changed * CHANGED_PART > max(len(snapshot.tasks), FEW * CHANGED_PART) or (
        snapshot.project is None and changed > 0
    )


def _touched(turns: Sequence[Turn]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(patch.target_id for patch in patches_of(turns)))
