"""The views: how fast they follow the ledger, and how long a reader waits for its own write."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from time import perf_counter
from uuid import UUID

from api.bootstrap import open_views
from api.storage import open_ledger
from benchmarks.measure import milliseconds
from benchmarks.storing import ACTOR, patches
from ledger.answers import Changes
from ledger.core.patch import Patch

PROJECT = str(UUID(int=0))
EVENTS = 20_000


def run(folder: Path) -> None:
    """Print the figures."""
    url = f"sqlite:///{folder / 'following.db'}"
    with open_ledger(url) as books, open_views(books, url) as parts:
        first = Patch("create", "project", PROJECT, {"title": "Bench"})
        books.commit(Changes(PROJECT, (first, *patches(9_999)), ACTOR))
        rest = list(patches(EVENTS))[9_999:]
        edits = [
            p for p in rest if p.op == "update" and p.target_id in books.state(PROJECT).tree.tasks
        ]
        books.commit(Changes(PROJECT, tuple(edits), ACTOR))
        began = perf_counter()
        parts.projector.catch_up()
        taken = perf_counter() - began
        total = books.store.length()
        print(f"\nThe views\n  catch up at {total / taken:,.0f} events/s")
        numbers = count(1)

        def write_and_wait() -> None:
            edit = Patch("update", "project", PROJECT, {"summary": str(next(numbers))})
            done = books.commit(Changes(PROJECT, (edit,), ACTOR))
            assert parts.projector.wait_for(done.offset + 1, 5)

        def write() -> None:
            edit = Patch("update", "project", PROJECT, {"summary": str(next(numbers))})
            books.commit(Changes(PROJECT, (edit,), ACTOR))

        with parts.projector:
            alone, waited = milliseconds(write), milliseconds(write_and_wait)
        print(f"  an append takes {alone:.1f} ms, with its own write seen {waited:.1f} ms")
