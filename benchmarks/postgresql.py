"""Appending to PostgreSQL, against the database itself, both with every commit on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

import psycopg

from api.storage import open_store
from benchmarks.measure import Target, Work, compare, show
from benchmarks.storing import ACTOR, CHANGESETS, SINGLES, SIZE, patches
from ledger.answers import Changes
from ledger.core.events import project_stream
from ledger.core.patch import Patch
from ledger.ports import Record
from ledger.service import Ledger
from tests import postgres

PROJECT = "00000000-0000-0000-0000-000000000000"


def run() -> list[Target]:
    """Print the tables; what they say of the targets."""
    with postgres.server(on_disk=True) as server, ExitStack() as closing:
        single = _append(closing, server, 1, SINGLES)
        many = _append(closing, server, SIZE, CHANGESETS)
    return [
        Target("append 100 patches ÷ raw insert of the same rows (PostgreSQL)", 0.6, many),
        Target("append a single patch ÷ raw single-row commit (PostgreSQL)", 0.5, single),
    ]


def _append(closing: ExitStack, server: str, size: int, times: int) -> float:
    rows = _sample(closing, server, size * times)
    batches = [rows[i * size : (i + 1) * size] for i in range(times)]
    figures = compare(
        size * times,
        {
            "PostgreSQL itself, the same rows": lambda: _raw(closing, server, batches),
            "Ledger.commit": lambda: _ledger(closing, server, size, times),
        },
    )
    show(f"PostgreSQL, {size} patches a changeset", figures, "patches")
    return figures[-1].ratio


def _books(closing: ExitStack, server: str) -> Ledger:
    books = Ledger(open_store(closing.enter_context(postgres.database(server))))
    closing.callback(books.close)
    create = Patch("create", "project", PROJECT, {"title": "Bench"})
    books.commit(Changes(PROJECT, (create,), ACTOR))
    return books


def _sample(closing: ExitStack, server: str, count: int) -> Sequence[Record]:
    books = _books(closing, server)
    books.commit_many([Changes(PROJECT, tuple(patches(count)), ACTOR)])
    return books.store.read(project_stream(PROJECT), 1)


def _raw(closing: ExitStack, server: str, batches: list[Sequence[Record]]) -> Work:
    raw = psycopg.connect(closing.enter_context(postgres.database(server)))
    closing.callback(raw.close)
    raw.execute(
        "CREATE TABLE stored_events (originator_id text, originator_version bigint, topic text,"
        " state bytea, PRIMARY KEY (originator_id, originator_version))"
    )
    raw.commit()
    insert = "INSERT INTO stored_events VALUES (%s, %s, %s, %s)"

    def work() -> None:
        for batch in batches:
            with raw.cursor() as cursor:
                cursor.executemany(insert, [record[:4] for record in batch])
            raw.commit()

    return work


def _ledger(closing: ExitStack, server: str, size: int, times: int) -> Work:
    books, changes = _books(closing, server), list(patches(size * times))

    def work() -> None:
        for i in range(times):
            books.commit(Changes(PROJECT, tuple(changes[i * size : (i + 1) * size]), ACTOR))

    return work
