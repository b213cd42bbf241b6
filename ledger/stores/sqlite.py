"""A ledger in one SQLite file, which one process owns.

Its URL is `sqlite:///patchledger.db` for a file where the process runs, `sqlite:////srv/plans.db` for
one anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Condition
from typing import cast
from urllib.parse import unquote

from ledger.ownership import Ownership
from ledger.ports import EventStore, Receipt, Record, Unit
from ledger.stores import _sqlite_file
from ledger.stores._sqlite_recorder import (
    CREATE_TILES,
    AppendOnlyRecorder,
    SingleWriterDatastore,
    create_table_statements,
)

DURABLE = True
"""Whether what was appended is there again after `close` and `open_store`."""

COLUMNS = "originator_id, originator_version, topic, state, rowid - 1"
PART = (
    "FROM stored_events WHERE originator_id=? AND originator_version>? AND originator_version<=?"
    " ORDER BY originator_version"
)
LAST = 2**63 - 1


class SQLiteStore:
    """Keeps `ledger.ports.EventStore` in a file."""

    def __init__(self, path: Path, owner_url: str | None = None) -> None:
        """Open or make the ledger at `path`. `owner_url`: where this process serves it.

        Raises StoreForeign (and leaves the file as it is), StoreBusy or StoreUnavailable.
        """
        _sqlite_file.check(path)
        self._ownership: Ownership | None = Ownership(path, owner_url)
        try:
            _sqlite_file.prepare(path, create_table_statements())
            self._begin(SingleWriterDatastore(path))
            self._add_what_is_new()
        except BaseException:
            self._ownership.release()
            raise

    def _begin(self, datastore: SingleWriterDatastore) -> None:
        self._datastore = datastore
        self._recorder = AppendOnlyRecorder(datastore)
        self._changed = Condition()
        self._closed = False

    def _add_what_is_new(self) -> None:
        """Give a ledger of an older version the caches that it does not have yet."""
        if not self._datastore.rows("SELECT 1 FROM sqlite_master WHERE name='tiles'"):
            with self._datastore.writing() as writer:
                writer.execute(CREATE_TILES)

    def append(self, units: Sequence[Unit]) -> list[int]:
        """See the port."""
        offsets = self._recorder.append_units(units)
        with self._changed:
            self._changed.notify_all()
        return offsets

    def alone(self) -> AbstractContextManager[None]:
        """See the port."""
        return self._datastore.alone()

    def fill(self, units: Iterable[Unit]) -> None:
        """See the port."""
        self._recorder.fill(units)
        with self._changed:
            self._changed.notify_all()

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
        order = "DESC" if newest_first else "ASC"
        statement = f"SELECT {COLUMNS} {PART} {order} LIMIT ?"
        rows = self._datastore.rows(statement, (stream, after, _or_last(upto), _or_all(limit)))
        return list(map(Record._make, rows))

    def read_data(
        self, stream: str, after: int, upto: int | None, limit: int | None
    ) -> Sequence[tuple[int, bytes]]:
        """See the port."""
        statement = f"SELECT originator_version, state {PART} LIMIT ?"
        parameters = (stream, after, _or_last(upto), _or_all(limit))
        return cast(list[tuple[int, bytes]], self._datastore.rows(statement, parameters))

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        """See the port."""
        rows = self._datastore.rows(
            f"SELECT {COLUMNS} FROM stored_events WHERE rowid>? ORDER BY rowid LIMIT ?",
            (from_offset, limit),
        )
        return list(map(Record._make, rows))

    def length(self) -> int:
        """See the port."""
        return self._recorder.max_notification_id() or 0

    def receipt(self, changeset_id: str) -> Receipt | None:
        """See the port."""
        rows = self._datastore.rows("SELECT * FROM receipts WHERE changeset=?", (changeset_id,))
        return Receipt(*rows[0]) if rows else None

    def receipts(self, after: str, limit: int) -> Sequence[Receipt]:
        """See the port."""
        rows = self._datastore.rows(
            "SELECT * FROM receipts WHERE changeset>? ORDER BY changeset LIMIT ?", (after, limit)
        )
        return list(map(Receipt._make, rows))

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        """See the port."""
        with self._datastore.writing() as writer:
            writer.execute(
                "INSERT OR REPLACE INTO snapshots VALUES (?,?,?)", (stream, version, data)
            )

    def nearest_snapshot(self, stream: str, upto: int | None = None) -> tuple[int, bytes] | None:
        """See the port."""
        rows = self._datastore.rows(
            "SELECT version, state FROM snapshots WHERE stream=? AND version<=?"
            " ORDER BY version DESC LIMIT 1",
            (stream, _or_last(upto)),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def save_tile(self, level: int, index: int, data: bytes) -> None:
        """See the port."""
        with self._datastore.writing() as writer:
            writer.execute("INSERT OR REPLACE INTO tiles VALUES (?,?,?)", (level, index, data))

    def tile(self, level: int, index: int) -> bytes | None:
        """See the port."""
        rows = self._datastore.rows(
            "SELECT hashes FROM tiles WHERE level=? AND place=?", (level, index)
        )
        return rows[0][0] if rows else None

    def wait(self, length: int, timeout: float) -> int:
        """See the port."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.length() > length, timeout)
        return self.length()

    def ledger_id(self) -> str:
        """See the port."""
        return str(self._datastore.rows("SELECT ledger_id FROM identity")[0][0])

    def close(self) -> None:
        """See the port."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
        self._datastore.close()
        if self._ownership is not None:
            self._ownership.release()


class SQLiteReader(SQLiteStore):
    """The same beside the process that owns the file: it reads, and whatever would write is refused."""

    def __init__(self, path: Path) -> None:
        """Raises StoreForeign or StoreUnavailable."""
        _sqlite_file.check(path)
        self._ownership = None
        with _sqlite_file.told_plainly(path):
            self._begin(SingleWriterDatastore(path, _sqlite_file.connect_reader))


def _or_all(limit: int | None) -> int:
    return -1 if limit is None else limit


def _or_last(version: int | None) -> int:
    return LAST if version is None else version


def file_of(url: str) -> Path:
    """The file that a URL such as `sqlite:///patchledger.db` names, as an absolute path."""
    return Path(unquote(url.removeprefix("sqlite:///"))).absolute()


def open_store(url: str, owner_url: str | None = None) -> EventStore:
    """The ledger at `url`, made if there is none. See `SQLiteStore` for what it raises."""
    return SQLiteStore(file_of(url), owner_url)


def open_reader(url: str) -> EventStore:
    """The ledger at `url` while another process owns it. Nothing can be written."""
    return SQLiteReader(file_of(url))
