"""A project's conventions: sentences that every plan of it follows, in its `metadata.conventions`.

They are set by patches like everything else: proposed, reviewed, versioned and undone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.core.model import Project

CONVENTIONS = "conventions"
MOST = 50
LONGEST = 500


def conventions(project: Project | None) -> tuple[str, ...]:
    """What was agreed, oldest first. What stands there and is no sentence is left out."""
    found = project.metadata.get(CONVENTIONS) if project else None
    if not isinstance(found, list | tuple):
        return ()
    return tuple(said[:LONGEST] for said in found if isinstance(said, str) and said.strip())[:MOST]


def changed(now: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    """Those of now without the removed ones, and the new ones after them, each once."""
    gone = {_same(said) for said in removed}
    kept = [said for said in (*now, *(new.strip()[:LONGEST] for new in added)) if said]
    each: dict[str, str] = {}
    for said in kept:
        each.setdefault(_same(said), said)
    return tuple(said for same, said in each.items() if same not in gone)[-MOST:]


def _same(said: str) -> str:
    """Two sentences with the same are one convention."""
    return " ".join(said.casefold().split()).rstrip(".!")
