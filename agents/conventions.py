"""A project's conventions: sentences that every plan of it follows, in its `metadata.conventions`.

They are set by patches like everything else: proposed, reviewed, versioned and undone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.core.errors import refused
from ledger.core.model import Project

CONVENTIONS = "conventions"
MOST = 50
LONGEST = 500


def conventions(project: Project | None) -> tuple[str, ...]:
    """What was agreed, oldest first, and no more than is followed (`unfollowed` tells how many are not)."""
    return _written(project)[:MOST]


def unfollowed(project: Project | None) -> str:
    """What is said where more are written there than are followed; "" where that is not so."""
    more = len(_written(project)) - MOST
    told = (
        f"{more} more than {MOST} are written there; those after the first {MOST} are not followed."
    )
    return told if more > 0 else ""


def _written(project: Project | None) -> tuple[str, ...]:
    """What stands there and is no sentence is left out."""
    found = project.metadata.get(CONVENTIONS) if project else None
    if not isinstance(found, list | tuple):
        return ()
    return tuple(said[:LONGEST] for said in found if isinstance(said, str) and said.strip())


def changed(now: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    """Those of now without the removed ones, and the new ones after them, each once.

    Raises Refused where there would be more than are followed.
    """
    gone = {_same(said) for said in removed}
    kept = [said for said in (*now, *(new.strip()[:LONGEST] for new in added)) if said]
    each: dict[str, str] = {}
    for said in kept:
        each.setdefault(_same(said), said)
    agreed = tuple(said for same, said in each.items() if same not in gone)
    if added and len(agreed) > MOST:
        message = f"A project has at most {MOST} conventions: remove one first."
        raise refused("too_many_conventions", message, field="add_conventions")
    return agreed


def _same(said: str) -> str:
    """Two sentences with the same are one convention."""
    return " ".join(said.casefold().split()).rstrip(".!")
