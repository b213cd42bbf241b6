"""Servers with a planted bug, which the harness has to catch; put into the server's process by `nursery`.

Each bug is a store around the real one. Nothing in the product knows of them.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from importlib import import_module
from typing import Any

from agents.edits import Edit
from agents.ports import EditSaid, Request, Said
from api import storage
from ledger.ports import EventStore, NewRecord, Receipt, Record, Unit
from ledger.stores._postgresql_connections import Patience
from ledger.stores.memory import MemoryStore
from ledger.stores.postgresql import PostgreSQLStore

PAGE = 5_000
LATE_SECONDS = 0.2
STALE_SECONDS = 0.3


class EarlyAcknowledgement:
    """Appends to memory, answers, and writes to the disk a little later."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._memory = MemoryStore()
        self._late: list[Unit] = []
        self._lock = threading.Lock()
        records = tuple(NewRecord(*record[:4]) for record in store.read_all(0, PAGE))
        if records:
            self._memory.append([Unit(records)])
        threading.Thread(target=self._write, daemon=True).start()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._memory, name)

    def append(self, units: Sequence[Unit]) -> list[int]:
        with self._lock:
            offsets = self._memory.append(units)
            self._late.extend(units)
        return offsets

    def ledger_id(self) -> str:
        return self._store.ledger_id()

    def close(self) -> None:
        self._memory.close()
        self._store.close()

    def _write(self) -> None:
        while True:
            time.sleep(LATE_SECONDS)
            with self._lock:
                late, self._late = self._late, []
            if late:
                self._store.append(late)


class DoublingRetry:
    """Takes a changeset's id for new whenever it comes: a retry appends again."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def append(self, units: Sequence[Unit]) -> list[int]:
        return self._store.append([unit._replace(receipt=self._new(unit)) for unit in units])

    def _new(self, unit: Unit) -> Receipt | None:
        known = unit.receipt is not None and self._store.receipt(unit.receipt.changeset)
        return None if known else unit.receipt


class StaleCache:
    """Answers how long the ledger is, and what is in it, from a cache that nobody invalidates."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._length = (0.0, 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def length(self) -> int:
        until, length = self._length
        if time.monotonic() > until:
            length = self._store.length()
            self._length = (time.monotonic() + STALE_SECONDS, length)
        return length

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return self._store.read_all(from_offset, max(0, min(limit, self.length() - from_offset)))


BUGS: dict[str, Callable[[EventStore], Any]] = {
    "early acknowledgement": EarlyAcknowledgement,
    "doubling retry": DoublingRetry,
    "stale cache": StaleCache,
}


LITTLE_PATIENCE = Patience(connect=2, lock=0.5, statement=1, answer=1.5)


def plant(bug: str) -> None:
    """From now on, let this process open stores with this bug.

    "little patience" is none: it only makes the deadlines of PostgreSQL's connections short. Nor is
    "endless answer": it lets the embedded planner say one edit, and think for ever about the next.
    """
    if bug == "endless answer":
        _never_finish()
        return
    if bug == "little patience":
        storage.open_store = lambda url, owner_url=None: PostgreSQLStore(url, LITTLE_PATIENCE)  # noqa: ARG005
        return
    sound = storage.open_store

    def planted(url: str, owner_url: str | None = None) -> EventStore:
        store: EventStore = BUGS[bug](sound(url, owner_url))
        return store

    storage.open_store = planted


def _never_finish() -> None:
    embedded: Any = import_module("agents.providers.embedded.provider").Embedded

    async def stream(_: object, request: Request) -> AsyncGenerator[Said, None]:
        yield EditSaid(Edit("create", "N1", title="The first step"))
        await asyncio.sleep(3_600)

    embedded.stream = stream
