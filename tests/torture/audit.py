"""A ledger looked at while no server runs: whether it is whole, and its views what a rebuild gives."""

from __future__ import annotations

from api.bootstrap import open_views
from api.parts import Parts
from api.storage import open_ledger
from tests.projections.world import dump
from tests.torture.judge import Written, written_in


def audited(url: str) -> Written:
    """What the ledger at a URL holds; its flaws include every view that a rebuild changes."""
    with open_ledger(url) as books, open_views(books, url) as parts:
        written = written_in(books.store)
        return written._replace(flaws=[*written.flaws, *_changed_by_a_rebuild(parts)])


def _changed_by_a_rebuild(parts: Parts) -> list[str]:
    try:
        parts.projector.catch_up()
        before = dump(parts.database)
        parts.projector.rebuild()
    except Exception as error:  # noqa: BLE001 (whatever keeps the views from following is a flaw)
        return [f"the views do not follow: {str(error)[:200]}"]
    after = dump(parts.database)
    names = sorted(before.keys() | after.keys())
    return [f"a rebuild changes {n}" for n in names if before.get(n) != after.get(n)]
