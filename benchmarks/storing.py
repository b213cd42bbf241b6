"""Appending and folding: the ledger against SQLite itself and against the library's own recorder."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteFactory

from api.storage import open_store
from benchmarks.measure import Target, Work, compare, milliseconds, show
from ledger.answers import Changes, ProjectState
from ledger.core.events import project_stream
from ledger.core.patch import Patch
from ledger.ports import Record
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from ledger.states import States
from ledger.stores._sqlite_file import make_room

ACTOR = "user:bench"
SINGLES = 300
CALLERS = 64
CHANGESETS, SIZE = 20, 100
LONG = 100_000


class Workshop:
    """Makes databases in a folder, and closes what was opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self.closing = ExitStack()

    def path(self) -> Path:
        """A file that is not there yet."""
        self._made += 1
        return self.latest

    @property
    def latest(self) -> Path:
        """The file that was asked for last."""
        return self._folder / f"{self._made}.db"

    def ledger(self) -> Ledger:
        """An empty ledger with one project."""
        books = Ledger(open_store(f"sqlite:///{self.path()}"))
        self.closing.callback(books.close)
        create = Patch("create", "project", _id(0), {"title": "Bench"})
        books.commit(Changes(_id(0), (create,), ACTOR))
        return books

    def raw(self) -> sqlite3.Connection:
        """A database with the ledger's durability and one table like the ledger's."""
        connection = sqlite3.connect(self.path(), isolation_level=None)
        self.closing.callback(connection.close)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER,"
            " topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version))"
        )
        return connection


def run(folder: Path) -> list[Target]:
    """Print the tables; what they say of the targets."""
    shop = Workshop(folder)
    with shop.closing:
        rows = [(r.stream, r.version, r.topic, r.data) for r in _sample(shop)]
        single = _append(shop, rows, 1, SINGLES, "One patch a changeset, each durable (WAL, FULL)")
        many = _append(shop, rows, SIZE, CHANGESETS, f"{SIZE} patches a changeset, each durable")
        return [
            Target("append 100 patches ÷ raw insert of the same rows (SQLite)", 0.6, many),
            Target("append a single patch ÷ raw single-row commit (SQLite)", 0.7, single),
            Target(f"{CALLERS} callers in one process ÷ one caller (SQLite)", 8, _share(shop)),
            *_fold(shop),
        ]


def patches(count: int, seed: int = 1) -> Iterator[Patch]:
    """What people do to a plan: a tenth creates, the rest edits."""
    chance = random.Random(seed)
    made: list[str] = []
    for i in range(count):
        if not made or chance.random() < 0.1:
            made.append(_id(i + 1))
            fields: dict[str, Any] = {
                "title": f"Task {i}",
                "description": "Some words on what to do. " * 3,
            }
            yield Patch("create", "task", made[-1], fields)
        else:
            fields = {"status": chance.choice(["todo", "in_progress"]), "estimated_minutes": i + 1}
            yield Patch("update", "task", chance.choice(made), fields)


def _id(number: int) -> str:
    return str(UUID(int=number))


def _sample(shop: Workshop) -> list[Record]:
    """Records as the ledger stores them, for the raw variants to store."""
    books = shop.ledger()
    changes = list(patches(SIZE * CHANGESETS))
    for first in range(0, len(changes), SIZE):
        books.commit(Changes(_id(0), tuple(changes[first : first + SIZE]), ACTOR))
    return list(books.store.read(project_stream(_id(0)), 1))


Row = tuple[str, int, str, bytes]


def _append(shop: Workshop, rows: list[Row], size: int, times: int, title: str) -> float:
    batches = [rows[i * size : (i + 1) * size] for i in range(times)]
    figures = compare(
        size * times,
        {
            "SQLite itself, the same rows": lambda: _raw_appends(shop.raw(), batches),
            "the same, its log given room before": lambda: _raw_appends(_roomy(shop), batches),
            "eventsourcing's recorder": lambda: _library_appends(shop, batches),
            "Ledger.commit (decide, stamp, hash, append)": lambda: _ledger_appends(
                shop.ledger(), size, times
            ),
        },
    )
    show(title, figures, "patches")
    return figures[-1].ratio


def _raw_appends(raw: sqlite3.Connection, batches: list[list[Row]]) -> Work:
    def work() -> None:
        for batch in batches:
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany("INSERT INTO stored_events VALUES (?,?,?,?)", batch)
            raw.execute("COMMIT")

    return work


def _roomy(shop: Workshop) -> sqlite3.Connection:
    """What SQLite itself gains by what our store does when it opens."""
    raw = shop.raw()
    make_room(raw)
    return raw


def _library_appends(shop: Workshop, batches: list[list[Row]]) -> Work:
    factory = SQLiteFactory({"SQLITE_DBNAME": str(shop.path()), "ORIGINATOR_ID_TYPE": "text"})
    shop.closing.callback(factory.close)
    recorder = factory.application_recorder()
    events = [[StoredEvent(*row) for row in batch] for batch in batches]

    def work() -> None:
        for batch in events:
            recorder.insert_events(batch)

    return work


def _ledger_appends(books: Ledger, size: int, times: int) -> Work:
    changes = list(patches(size * times))

    def work() -> None:
        for i in range(times):
            books.commit(Changes(_id(0), tuple(changes[i * size : (i + 1) * size]), ACTOR))

    return work


def _share(shop: Workshop) -> float:
    count = 5 * CALLERS

    def alone() -> Work:
        return _ledger_appends(shop.ledger(), 1, count)

    def shared() -> Work:
        books = shop.ledger()
        waiting = [Changes(_id(0), (patch,), ACTOR) for patch in patches(count)]
        return lambda: [
            books.commit_many(waiting[i : i + CALLERS]) for i in range(0, count, CALLERS)
        ]

    figures = compare(
        count, {"one commit each": alone, f"{CALLERS} waiting share a commit": shared}
    )
    show("Group commit, single patches", figures, "patches")
    return figures[-1].ratio


def _fold(shop: Workshop) -> list[Target]:
    books, path = shop.ledger(), shop.latest
    changes = list(patches(LONG))
    for first in range(0, LONG, 5_000):
        books.commit(Changes(_id(0), tuple(changes[first : first + 5_000]), ACTOR))
    books.snapshots.settle()
    del changes
    figures = compare(
        LONG,
        {
            "select the rows, decode their JSON, keep nothing": lambda: _decode_all(path),
            "fold them to a tree, without snapshots": lambda: _fold_all(books),
        },
    )
    show(f"A project of {LONG:,} patches", figures, "patches")
    chance = random.Random(3)
    cold = milliseconds(lambda: Ledger(books.store).state(_id(0), chance.randint(1, LONG)))
    warm = milliseconds(lambda: books.state(_id(0)))
    return [
        Target(f"fold of {LONG:,} patches ÷ select and decode (orjson)", 0.8, figures[-1].ratio),
        Target(f"a cold tree at any version of {LONG:,} patches", 60, cold, "ms"),
        Target(f"a warm tree of {LONG:,} patches", 5, warm, "ms"),
    ]


def _decode_all(path: Path) -> Work:
    def work() -> None:
        with closing(sqlite3.connect(path)) as raw:
            statement = "SELECT state, originator_version FROM stored_events WHERE originator_id=? ORDER BY 2"
            for data, _ in raw.execute(statement, (project_stream(_id(0)),)):
                orjson.loads(data)

    return work


def _fold_all(books: Ledger) -> Work:
    return lambda: States(books.store, NoSnapshots(books.store)).current(_id(0))


class NoSnapshots(Snapshots):
    """Has none, so that everything is folded."""

    def nearest(self, project_id: str, upto: int | None = None) -> None:
        """None."""

    def consider(self, state: ProjectState) -> None:
        """Keep none."""
