"""Which changeset an undo or a redo is about. Pure: it only reads a history, newest first.

An undo takes back a changeset, a redo takes back an undo, and either may be undone in its turn. So a
changeset counts as undone when something that is not itself taken back refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from ledger.core.events import Cause

TAKES_BACK = frozenset({"undo", "redo"})


@dataclass(frozen=True, slots=True)
class Changeset:
    """One changeset in a history: the versions that it covers, whose it is and why it exists."""

    id: str
    first: int
    last: int
    actor: str
    cause: Cause


def to_undo(newest_first: Iterable[Changeset], actor: str) -> Changeset | None:
    """This actor's latest changeset that is neither undone nor itself an undo."""
    taken_back: set[str] = set()
    for changeset in newest_first:
        if _stands(changeset, taken_back) and _is_candidate(changeset, actor):
            return changeset
    return None


def to_redo(newest_first: Iterable[Changeset], actor: str) -> Changeset | None:
    """This actor's latest undo that stands, if no ordinary changeset of theirs came after it."""
    taken_back: set[str] = set()
    for changeset in newest_first:
        stands = _stands(changeset, taken_back)
        if changeset.actor != actor:
            continue
        if changeset.cause.kind not in TAKES_BACK:
            return None
        if stands and changeset.cause.kind == "undo":
            return changeset
    return None


def in_force(newest_first: Iterable[Changeset], changeset_id: str) -> str | None:
    """Which changeset has to be taken back so that the effect of this one goes; None if it is gone.

    That is the one itself or, when it was undone and brought back, what brought it back last: were
    the older one taken back instead, the other would be left over with nothing to take back.
    """
    later = list(takewhile(lambda changeset: changeset.id != changeset_id, newest_first))
    taken_back: set[str] = set()
    standing = [changeset for changeset in later if _stands(changeset, taken_back)]
    if changeset_id in taken_back:
        return None
    about = {one.id: one.cause.ref for one in later if one.cause.kind in TAKES_BACK}
    for changeset in reversed(standing):
        if changeset.id in about and about.get(str(changeset.cause.ref)) == changeset_id:
            changeset_id = changeset.id
    return changeset_id


def _is_candidate(changeset: Changeset, actor: str) -> bool:
    return changeset.actor == actor and changeset.cause.kind != "undo"


def _stands(changeset: Changeset, taken_back: set[str]) -> bool:
    """Whether it was not taken back; if so, what it takes back itself is noted."""
    if changeset.id in taken_back:
        return False
    if changeset.cause.kind in TAKES_BACK:
        taken_back.add(str(changeset.cause.ref))
    return True
