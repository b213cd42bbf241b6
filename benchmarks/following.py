"""The views: how fast they follow the ledger, and how long a reader waits for its own write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from uuid import UUID

import msgspec

from api.bootstrap import open_views
from api.parts import Parts
from api.storage import open_ledger
from benchmarks.histories import write_history
from benchmarks.measure import RATE, Target, Work, compare, milliseconds, show
from ledger.answers import Changes, Committed
from ledger.core.patch import Patch
from ledger.ports import EventStore
from tests import postgres

PROJECT = str(UUID(int=1 << 64))
ACTOR = "user:bench"
EVENTS = 20_000
AT_ONCE = 5_000


def run(folder: Path) -> list[Target]:
    """Print the tables; what they say of the targets."""
    targets = []
    for name, url in _places(folder):
        with open_ledger(url) as books, open_views(books, url) as parts:
            write_history(books, EVENTS)
            rate = _catch_up(name, parts)
            alone, waited = _wait(parts)
        targets += [
            Target(f"events that the views follow a second ({name})", 20_000, rate, RATE),
            Target(f"own write seen, after its append ({name})", 10, waited - alone, "ms"),
        ]
    return targets


def _places(folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'following.db'}"
    with _database() as url:
        yield "PostgreSQL, its files in memory", url


@contextmanager
def _database() -> Iterator[str]:
    with ExitStack() as left:
        server = left.enter_context(postgres.server())
        yield left.enter_context(postgres.database(server))


def _catch_up(name: str, parts: Parts) -> float:
    """Events a second, of a history as people make one."""
    length = parts.store.length()
    figures = compare(
        length,
        {
            "read the rows, decode their JSON": lambda: _decode_all(parts.store),
            "all views and the live plans, from nothing": lambda: parts.projector.rebuild,
        },
    )
    show(f"The views of {length:,} mixed events ({name})", figures, "events")
    return figures[-1].per_second


def _decode_all(store: EventStore) -> Work:
    decode = msgspec.json.Decoder().decode

    def work() -> None:
        offset = 0
        while records := store.read_all(offset, AT_ONCE):
            for record in records:
                decode(record.data)
            offset += len(records)

    return work


def _wait(parts: Parts) -> tuple[float, float]:
    """Milliseconds of an append, and of one with a read that sees it."""
    numbers = count(1)

    def write() -> Committed:
        edit = Patch("update", "project", PROJECT, {"summary": str(next(numbers))})
        return parts.ledger.commit(Changes(PROJECT, (edit,), ACTOR))

    def write_and_wait() -> None:
        assert parts.projector.wait_for(write().offset + 1, 5)

    with parts.projector:
        alone, waited = (milliseconds(work, 50) for work in (write, write_and_wait))
    print(f"  an append takes {alone:.1f} ms, with its own write seen {waited:.1f} ms")
    return alone, waited
