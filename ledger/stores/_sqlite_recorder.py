"""The library's SQLite recorder, tuned, and over tables that can only be appended to.

One connection writes, under one lock; it alone checkpoints. SQLite gives out offsets in the transaction
that stores them (`rowid` = offset + 1, the next that is free), so they have no gaps whatever was rolled
back. Measured choices: BEGIN IMMEDIATE, many rows a statement (each statement gives up Python's lock and
waits for it again), many cached statements, plain rows in place of objects.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger.core.errors import StoreUnavailable
from ledger.ports import NotEmpty, Receipt, ReceiptTaken, Unit, VersionConflict
from ledger.stores import _sqlite_file
from ledger.stores._batches import batches

Row = tuple[Any, ...]
Connect = Callable[[Path], sqlite3.Connection]

CREATE_TILES = (
    "CREATE TABLE IF NOT EXISTS tiles (level INTEGER NOT NULL, place INTEGER NOT NULL,"
    " hashes BLOB NOT NULL, PRIMARY KEY (level, place))"
)
"""A cache that older ledgers of the same layout do not have yet."""

TOGETHER = 20
"""Rows that one INSERT takes at most: a fifth less time for each than one by one, and no less for more."""

Statement = tuple[str, str]
"""What a statement that inserts begins with, and the place of one row in it."""
INSERT_EVENTS: Statement = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES ",
    "(?,?,?,?)",
)
INSERT_RECEIPTS: Statement = ("INSERT INTO receipts VALUES ", "(?,?,?,?,?)")


class SingleWriterDatastore(SQLiteDatastore):
    """Hands out the one writing connection under a lock, and reading ones that cannot write."""

    _closed = True  # until everything is open: the library's destructor closes what there is

    def __init__(self, path: Path, connect: Connect = _sqlite_file.connect_writer) -> None:
        super().__init__(str(path), originator_id_type="text")
        self._path = path
        self._idle: deque[SQLiteConnection] = deque()
        self._writer_lock = RLock()
        self._writer = _wrapped(connect(path))
        self._has_room = False
        self._closed = False

    @contextmanager
    def get_connection(self, *, commit: bool) -> Iterator[SQLiteConnection]:
        """The writer, alone, or one of the readers."""
        if commit:
            with self._writer_lock:
                yield self._writer
            return
        reader = self._take_reader()
        try:
            yield reader
        finally:
            self._put_back(reader)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Only the calling thread writes meanwhile."""
        with self._writer_lock:
            yield

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is committed at the end, or rolled back whole."""
        with _sqlite_file.told_plainly(self._path), self._writer_lock:
            writer = self._writer._sqlite_conn  # noqa: SLF001 - the wrapper costs a cursor a call
            if not self._has_room:  # by who only reads none is taken
                _sqlite_file.make_room(writer)
                self._has_room = True
            try:
                writer.execute("BEGIN IMMEDIATE")
                yield writer
                writer.execute("COMMIT")
            except BaseException:
                writer.rollback()
                raise

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of one SELECT, in a read of its own: it sees every commit before it."""
        with _sqlite_file.told_plainly(self._path), self.get_connection(commit=False) as connection:
            cursor = connection._sqlite_conn.cursor()  # noqa: SLF001 - likewise
            cursor.row_factory = None
            return cursor.execute(statement, parameters).fetchall()

    def close(self) -> None:
        """Close the readers, then the writer, which checkpoints as the last one."""
        if self._closed:
            return
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        with self._writer_lock:
            self._writer.close()
        super().close()

    def _take_reader(self) -> SQLiteConnection:
        if self._closed:
            raise StoreUnavailable(f"{self._path} was closed.")
        try:
            return self._idle.pop()
        except IndexError:
            return _wrapped(_sqlite_file.connect_reader(self._path))

    def _put_back(self, reader: SQLiteConnection) -> None:
        if self._closed:
            reader.close()
        else:
            self._idle.append(reader)


class AppendOnlyRecorder(SQLiteApplicationRecorder):
    """The library's recorder, which also takes whole units with their receipts."""

    datastore: SingleWriterDatastore

    def __init__(self, datastore: SingleWriterDatastore) -> None:
        super().__init__(datastore)
        self.insert_events_statement = "".join(INSERT_EVENTS)

    def construct_create_table_statements(self) -> list[str]:
        """The tables of a ledger."""
        return create_table_statements()

    def append_units(self, units: Sequence[Unit]) -> list[int]:
        """All of them in one transaction; for each, the offset of its first record."""
        with self.datastore.writing() as writer:
            return self._append(writer, units)

    def fill(self, units: Iterable[Unit]) -> None:
        """All of them into an empty ledger, in one transaction."""
        with self.datastore.writing() as writer:
            if _length(writer):
                raise NotEmpty
            for batch in batches(units):
                self._append(writer, batch)

    def _append(self, writer: sqlite3.Connection, units: Sequence[Unit]) -> list[int]:
        _check_versions(writer, units)
        _insert_receipts(writer, [unit.receipt for unit in units if unit.receipt is not None])
        records = list(chain.from_iterable(unit.records for unit in units))
        end = _insert(writer, INSERT_EVENTS, records) or _length(writer)
        sizes = (len(unit.records) for unit in units)
        return list(accumulate(sizes, initial=end - len(records)))[:-1]

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any
    ) -> Sequence[int]:
        first = _length(c.sqlite_cursor) + 1
        rows = [
            (str(event.originator_id), event.originator_version, event.topic, event.state)
            for event in stored_events
        ]
        c.executemany(self.insert_events_statement, rows)
        return list(range(first, first + len(rows)))


def create_table_statements() -> list[str]:
    """What makes an empty ledger with an id of its own. VACUUM keeps an explicit `rowid`."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    return [
        "CREATE TABLE IF NOT EXISTS stored_events (rowid INTEGER PRIMARY KEY,"
        " originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL,"
        " state BLOB NOT NULL, UNIQUE (originator_id, originator_version))",
        "CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON stored_events " + refuse,
        "CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON stored_events " + refuse,
        "CREATE TABLE IF NOT EXISTS receipts (changeset TEXT PRIMARY KEY, stream TEXT NOT NULL,"
        " first INTEGER NOT NULL, last INTEGER NOT NULL, request TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS snapshots (stream TEXT NOT NULL, version INTEGER NOT NULL,"
        " state BLOB NOT NULL, PRIMARY KEY (stream, version))",
        CREATE_TILES,
        "CREATE TABLE IF NOT EXISTS identity (ledger_id TEXT NOT NULL)",
        f"INSERT INTO identity SELECT '{uuid4()}' WHERE NOT EXISTS (SELECT * FROM identity)",
    ]


def _wrapped(connection: sqlite3.Connection) -> SQLiteConnection:
    return SQLiteConnection(connection, max_age=None)


def _length(reader: sqlite3.Connection | sqlite3.Cursor) -> int:
    row = reader.execute("SELECT MAX(rowid) FROM stored_events").fetchone()
    return row[0] or 0


def _check_versions(writer: sqlite3.Connection, units: Sequence[Unit]) -> None:
    heads: dict[str, int] = {}
    for records, _ in units:
        for stream, version, _, _ in records:
            head = heads.get(stream)
            if head is None:
                head = _head(writer, stream)
            if version != head + 1:
                raise VersionConflict(stream, version - 1, head)
            heads[stream] = version


def _head(writer: sqlite3.Connection, stream: str) -> int:
    statement = "SELECT MAX(originator_version) FROM stored_events WHERE originator_id=?"
    return writer.execute(statement, (stream,)).fetchone()[0] or 0


def _insert(writer: sqlite3.Connection, statement: Statement, rows: Sequence[Row]) -> int:
    """Insert rows; the rowid of the last, 0 when there are none."""
    insert, values = statement
    last = None
    for begin in range(0, len(rows), TOGETHER):
        some = rows[begin : begin + TOGETHER]
        many = insert + ",".join([values] * len(some))
        last = writer.execute(many, tuple(chain.from_iterable(some))).lastrowid
    return last or 0


def _insert_receipts(writer: sqlite3.Connection, receipts: Sequence[Receipt]) -> None:
    for begin in range(0, len(receipts), TOGETHER):
        some = receipts[begin : begin + TOGETHER]
        try:
            _insert(writer, INSERT_RECEIPTS, some)
        except sqlite3.IntegrityError:
            raise ReceiptTaken(_taken(writer, [receipt.changeset for receipt in some])) from None


def _taken(writer: sqlite3.Connection, changesets: Sequence[str]) -> str:
    """The first of them that has a receipt, or stands among them twice."""
    statement = "SELECT * FROM receipts WHERE changeset=?"
    return next(
        changeset
        for place, changeset in enumerate(changesets)
        if changeset in changesets[:place] or writer.execute(statement, (changeset,)).fetchone()
    )
