"""A ledger in a PostgreSQL database, which any number of processes may share.

Its URL is `postgresql://USER:PASSWORD@HOST/DATABASE`, with whatever libpq knows after a `?`. The
ledger's tables are in the connection's current schema, which has to be its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from ledger.ports import EventStore, Receipt, Record, Unit
from ledger.stores._postgresql_connections import PATIENCE, Patience
from ledger.stores._postgresql_listening import Listening
from ledger.stores._postgresql_recorder import AppendOnlyRecorder, Datastore

DURABLE = True
"""Whether what was appended is there again after `close` and `open_store`."""

LAST = 2**63 - 1


class PostgreSQLStore:
    """Keeps `ledger.ports.EventStore` in a PostgreSQL database."""

    def __init__(self, url: str, patience: Patience = PATIENCE) -> None:
        """Open or make the ledger at `url`.

        Raises StoreForeign (and leaves the database as it is) or StoreUnavailable.
        """
        self._datastore = Datastore(url, patience)
        self._recorder = AppendOnlyRecorder(self._datastore)
        self._listening = Listening(
            self._datastore.schema, self._datastore.connections.connect, self.length
        )

    def append(self, units: Sequence[Unit]) -> list[int]:
        """See the port. Raises OutcomeUnknown when the connection is lost before the answer."""
        offsets = self._recorder.append_units(units)
        if offsets:
            self._listening.heard(offsets[-1] + len(units[-1].records))
        return offsets

    def alone(self) -> AbstractContextManager[None]:
        """See the port."""
        return self._recorder.alone()

    def fill(self, units: Iterable[Unit]) -> None:
        """See the port."""
        self._recorder.fill(units)

    def read(
        self,
        stream: str,
        after: int = 0,
        upto: int | None = None,
        limit: int | None = None,
        *,
        newest_first: bool = False,
    ) -> Sequence[Record]:
        """See the port."""
        if NUL in stream:
            return []  # no text of PostgreSQL's has it, and so no stream
        statement = READ_NEWEST_FIRST if newest_first else READ
        rows = self._datastore.rows(statement, (stream, after, _or_last(upto), limit))
        return list(map(Record._make, rows))

    def read_data(
        self, stream: str, after: int, upto: int | None, limit: int | None
    ) -> Sequence[tuple[int, bytes]]:
        """See the port."""
        if NUL in stream:
            return []
        return self._datastore.rows(READ_DATA, (stream, after, _or_last(upto), limit))

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        """See the port."""
        return list(map(Record._make, self._datastore.rows(READ_ALL, (from_offset, limit))))

    def length(self) -> int:
        """See the port."""
        return int(self._datastore.rows(LENGTH)[0][0])

    def receipt(self, changeset_id: str) -> Receipt | None:
        """See the port."""
        rows = [] if NUL in changeset_id else self._datastore.rows(RECEIPT, (changeset_id,))
        return Receipt(*rows[0]) if rows else None

    def receipts(self, after: str, limit: int) -> Sequence[Receipt]:
        """See the port."""
        return list(map(Receipt._make, self._datastore.rows(RECEIPTS, (after, limit))))

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        """See the port."""
        self._datastore.execute(SAVE_SNAPSHOT, (stream, version, data))

    def nearest_snapshot(self, stream: str, upto: int | None = None) -> tuple[int, bytes] | None:
        """See the port."""
        rows = [] if NUL in stream else self._datastore.rows(SNAPSHOT, (stream, _or_last(upto)))
        return (rows[0][0], rows[0][1]) if rows else None

    def save_tile(self, level: int, index: int, data: bytes) -> None:
        """See the port."""
        self._datastore.execute(SAVE_TILE, (level, index, data))

    def tile(self, level: int, index: int) -> bytes | None:
        """See the port."""
        rows = self._datastore.rows(TILE, (level, index))
        return rows[0][0] if rows else None

    def wait(self, length: int, timeout: float) -> int:
        """See the port."""
        return self._listening.wait(length, timeout)

    def ledger_id(self) -> str:
        """See the port."""
        return str(self._datastore.rows("SELECT ledger_id FROM {identity}")[0][0])

    def close(self) -> None:
        """See the port."""
        self._listening.close()
        self._datastore.close()


NUL = "\0"

COLUMNS = "originator_id, originator_version, topic, state, notification_id - 1"
READ = (
    f"SELECT {COLUMNS} FROM {{stored_events}} WHERE originator_id = %s"
    " AND originator_version > %s AND originator_version <= %s ORDER BY originator_version LIMIT %s"
)
READ_DATA = READ.replace(COLUMNS, "originator_version, state")
READ_NEWEST_FIRST = READ.replace("ORDER BY originator_version", "ORDER BY originator_version DESC")
READ_ALL = (
    f"SELECT {COLUMNS} FROM {{stored_events}} WHERE notification_id > %s"
    " ORDER BY notification_id LIMIT %s"
)
LENGTH = "SELECT coalesce(max(notification_id), 0) FROM {stored_events}"
RECEIPT = "SELECT changeset, stream, first, last, request FROM {receipts} WHERE changeset = %s"
RECEIPTS = (
    "SELECT changeset, stream, first, last, request FROM {receipts}"
    " WHERE changeset > %s ORDER BY changeset LIMIT %s"
)
SNAPSHOT = (
    "SELECT version, state FROM {snapshots} WHERE stream = %s AND version <= %s"
    " ORDER BY version DESC LIMIT 1"
)
SAVE_SNAPSHOT = (
    "INSERT INTO {snapshots} VALUES (%s, %s, %b)"
    " ON CONFLICT (stream, version) DO UPDATE SET state = excluded.state"
)
TILE = "SELECT hashes FROM {tiles} WHERE level = %s AND index = %s"
SAVE_TILE = (
    "INSERT INTO {tiles} VALUES (%s, %s, %b)"
    " ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes"
)


def _or_last(version: int | None) -> int:
    return LAST if version is None else version


def file_of(url: str) -> None:
    """It is in no file of ours."""


def open_store(url: str, owner_url: str | None = None) -> EventStore:  # noqa: ARG001 - one signature for every store
    """The ledger at `url`, made if there is none. Nobody owns it, so `owner_url` says nothing.

    See `PostgreSQLStore` for what it raises.
    """
    return PostgreSQLStore(url)
