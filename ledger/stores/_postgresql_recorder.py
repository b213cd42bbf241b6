"""The library's PostgreSQL recorder over tables that can only be appended to, in one call an append.

None of its own appends is used: they try again after a lost connection, which stores everything once
and then tells a conflict with oneself; through psycopg's pipeline thousands of events hang for ever;
and with its database functions nobody takes a lock, so that who follows the ledger misses events. So
does who subscribes: what is appended before its subscription listens wakes it up only with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import local
from typing import Any, NoReturn, cast

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Identifier

from ledger.core.errors import OutcomeUnknown, StoreUnavailable
from ledger.ports import NewRecord, NotEmpty, Receipt, ReceiptTaken, Unit, VersionConflict
from ledger.stores import _postgresql_layout as layout
from ledger.stores._batches import batches
from ledger.stores._postgresql_connections import PATIENCE, Connection, Connections, Patience

Row = tuple[Any, ...]

CHUNK = 5_000
"""Records that go in one call; more of them go in several, in one transaction."""
CHUNK_BYTES = 32 << 20
"""Units that are inserted at a time where there may be any number."""


KINDS = ("text", "bigint", "text", "bytea", "text", "text", "bigint", "bigint", "text")
"""Of the columns of records and receipts."""
APPEND = "SELECT * FROM {{append_to_ledger}}({}, {}, {}, {}, {}, {}, {}, {}, {})"
TAKE_TURN = "SELECT set_config('idle_session_timeout', %s, false), pg_advisory_lock(%s)"
GIVE_TURN = "SELECT set_config('idle_session_timeout', '0', false), pg_advisory_unlock(%s)"


class ConnectionLost(StoreUnavailable):
    """The connection ended while it was in use."""


class Datastore(PostgresDatastore):
    """The library's, with connections of ours in place of its pool."""

    def __init__(self, url: str, patience: Patience = PATIENCE) -> None:
        """Make the ledger's tables if there are none. Raises StoreForeign or StoreUnavailable."""
        super().__init__("", "", "", "", "", originator_id_type="text", enable_db_functions=False)
        self.connections = Connections(url, patience)
        self._named: dict[str, bytes] = {}
        self.pool = cast(Any, self.connections)
        try:
            with self.using() as connection:
                self.schema = layout.prepare(connection)
        except BaseException:
            self.close()
            raise

    def register_type_adapters(self) -> None:
        """None of the library's composite types is used."""

    @contextmanager
    def using(self) -> Iterator[Connection]:
        """A connection. What PostgreSQL has against its use is raised as a StoreError."""
        try:
            with self.connections.connection() as connection, _told_plainly(connection):
                yield connection
        except psycopg.Error as error:
            message = f"PostgreSQL cannot be reached: {_first_line(error)}"
            raise StoreUnavailable(message) from error

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of one SELECT, in a read of its own: it sees every commit before it.

        It is asked once more where the connection turns out to be dead: reading twice harms nobody.
        """
        try:
            return self._rows(statement, parameters)
        except ConnectionLost:
            return self._rows(statement, parameters)

    def execute(self, statement: str, parameters: Sequence[Any]) -> None:
        """Run one statement, in a transaction of its own."""
        with self.using() as connection:
            connection.execute(self.named(statement), parameters, prepare=True)

    def named(self, statement: str) -> bytes:
        """A statement with `{stored_events}` and so on for the tables in the ledger's schema."""
        if (known := self._named.get(statement)) is None:
            names = {table: Identifier(self.schema, table) for table in layout.NAMES}
            known = SQL(cast(Any, statement)).format(**names).as_bytes()
            self._named[statement] = known
        return known

    def _rows(self, statement: str, parameters: Sequence[Any]) -> list[Row]:
        with self.using() as connection:
            cursor = connection.cursor(binary=True, row_factory=tuple_row)
            return cursor.execute(self.named(statement), parameters, prepare=True).fetchall()


class AppendOnlyRecorder(PostgresApplicationRecorder):
    """The library's recorder, which also takes whole units with their receipts."""

    datastore: Datastore

    def __init__(self, datastore: Datastore) -> None:
        super().__init__(datastore)
        self._mine = local()
        self._append = datastore.named(APPEND.format(*(f"%b::{kind}[]" for kind in KINDS)))
        self._append_one = datastore.named(APPEND.format(*(f"ARRAY[%b::{kind}]" for kind in KINDS)))
        self._insert = datastore.named(
            "INSERT INTO {stored_events}"
            " SELECT s, v, t, d, (SELECT coalesce(max(notification_id), 0) FROM {stored_events}) + o"
            " FROM unnest(%b::text[], %b::bigint[], %b::text[], %b::bytea[])"
            " WITH ORDINALITY AS n(s, v, t, d, o) RETURNING notification_id"
        )

    def create_table(self) -> None:
        """They are there: the datastore made them."""

    def append_units(self, units: Sequence[Unit]) -> list[int]:
        """All of them in one transaction; for each, the offset of its first record.

        Tried once. Raises OutcomeUnknown when the connection is lost before the answer.
        """
        records, receipts = _parts(units)
        if not records and not receipts:
            return [self.max_notification_id() or 0 for _ in units]
        with self._appending() as connection:
            base = self._append_all(connection, records, receipts)
        return _offsets(units, base)

    def fill(self, units: Iterable[Unit]) -> None:
        """All of them into an empty ledger, in one transaction."""
        with self._appending() as connection, connection.transaction():
            if self._append_chunk(connection, (), ()):  # takes the lock, until the end
                raise NotEmpty
            for batch in batches(units):
                self.datastore.connections.go_on_with(connection)
                self._append_all(connection, *_parts(batch))

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int]:
        """The library's way in, under the same lock. Tried once."""
        events = [
            (str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events
        ]
        with self.datastore.get_connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (layout.APPEND_LOCK,))
            inserted = connection.execute(self._insert, _columns(events, 4), binary=True)
            ids = [row["notification_id"] for row in inserted]
            for last in ids[-1:]:
                told = f"{self.datastore.schema} {last}"
                connection.execute("SELECT pg_notify(%s, %s)", (layout.CHANNEL, told))
        return ids

    def subscribe(self, *_: Any, **__: Any) -> NoReturn:
        """Nobody is let down by it: raises NotImplementedError. The ledger is followed by `wait`."""
        raise NotImplementedError(
            "The library's subscription misses events; use the store's `wait`."
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock, for the appends of the calling thread.

        A holder that stands still (a stopped process) is ended by the server: the others go on.
        """
        idle = f"{self.datastore.connections.patience.lock * 2000:.0f}"
        with self.datastore.using() as connection:
            connection.execute(TAKE_TURN, (idle, layout.APPEND_LOCK))
            self._mine.connection = connection
            try:
                yield
            finally:
                self._mine.connection = None
                _unlock(connection)

    @contextmanager
    def _appending(self) -> Iterator[Connection]:
        mine: Connection | None = getattr(self._mine, "connection", None)
        try:
            with self.datastore.using() if mine is None else _told_plainly(mine) as connection:
                yield connection
        except ConnectionLost as error:
            raise OutcomeUnknown(
                "The connection to the database was lost before it answered: whether the change was"
                " stored is not known. Ask again with the same id; it is never stored twice."
            ) from error

    def _append_all(
        self, connection: Connection, records: Sequence[NewRecord], receipts: Sequence[Receipt]
    ) -> int:
        first, *more = _chunks(records)
        if not more:
            return self._append_chunk(connection, first, receipts)
        with connection.transaction():
            base = self._append_chunk(connection, first, receipts)
            for chunk in more:
                self.datastore.connections.go_on_with(connection)
                self._append_chunk(connection, chunk, ())
        return base

    def _append_chunk(
        self, connection: Connection, records: Sequence[NewRecord], receipts: Sequence[Receipt]
    ) -> int:
        cursor = connection.cursor(binary=True, row_factory=tuple_row)
        if len(records) == len(receipts) == 1:  # the most frequent, and quicker without arrays
            row = cursor.execute(
                self._append_one, records[0] + receipts[0], prepare=True
            ).fetchone()
        else:
            columns = _columns(records, 4) + _columns(receipts, 5)
            row = cursor.execute(self._append, columns, prepare=True).fetchone()
        assert row is not None
        base, moved, expected, head, taken, unsafe = row
        if moved is not None:
            raise VersionConflict(moved, expected, head)
        if taken is not None:
            raise ReceiptTaken(taken)
        if unsafe is not None:
            raise layout.not_durable(unsafe)
        return int(base)


def _unlock(connection: Connection) -> None:
    """Give the lock back; a connection that does not answer gives it back by its end."""
    try:
        connection.execute(GIVE_TURN, (layout.APPEND_LOCK,))
    except psycopg.Error:
        connection.close()


@contextmanager
def _told_plainly(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    except psycopg.Error as error:
        if connection.closed:
            raise ConnectionLost("The connection to PostgreSQL was lost.") from error
        raise StoreUnavailable(_why(error)) from error


def _why(error: psycopg.Error) -> str:
    match error:
        case psycopg.errors.LockNotAvailable():
            return "Others kept the ledger locked for too long; nothing was stored. Try again."
        case psycopg.errors.QueryCanceled():
            return "PostgreSQL took too long and was stopped; nothing was stored. Try again."
        case psycopg.errors.ReadOnlySqlTransaction():
            return "This PostgreSQL only reads (a standby?); nothing was stored."
        case psycopg.errors.DiskFull():
            return "PostgreSQL's disk is full; nothing was stored."
    return f"PostgreSQL refuses: {_first_line(error)}"


def _first_line(error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".") + "."


def _parts(units: Sequence[Unit]) -> tuple[list[NewRecord], list[Receipt]]:
    """What units are made of, checked for all that can be seen without the database."""
    records = [record for unit in units for record in unit.records]
    receipts = [unit.receipt for unit in units if unit.receipt is not None]
    _check_sequence(records)
    _check_distinct(receipts)
    return records, receipts


def _check_sequence(records: Sequence[NewRecord]) -> None:
    """Within the call versions follow each other; the database looks at what they follow."""
    latest: dict[str, int] = {}
    for record in records:
        head = latest.get(record.stream)
        if head is not None and record.version != head + 1:
            raise VersionConflict(record.stream, record.version - 1, head)
        latest[record.stream] = record.version


def _check_distinct(receipts: Sequence[Receipt]) -> None:
    known: set[str] = set()
    for receipt in receipts:
        if receipt.changeset in known:
            raise ReceiptTaken(receipt.changeset)
        known.add(receipt.changeset)


def _chunks(records: Sequence[NewRecord]) -> Iterator[Sequence[NewRecord]]:
    """The records in parts, at least one."""
    first = size = 0
    for place, record in enumerate(records):
        if place - first >= CHUNK or (size and size + len(record.data) > CHUNK_BYTES):
            yield records[first:place]
            first, size = place, 0
        size += len(record.data)
    yield records[first:]


def _columns(rows: Sequence[Row], count: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(count)]


def _offsets(units: Sequence[Unit], base: int) -> list[int]:
    offsets = []
    for unit in units:
        offsets.append(base)
        base += len(unit.records)
    return offsets
