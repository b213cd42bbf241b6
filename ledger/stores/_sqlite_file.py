"""The SQLite file of a ledger: whose it is, how it is made, how it is opened.

Whether a file is ours is read from its header's bytes, before SQLite opens it: opening alone can
write (recovery, a WAL), and a file of somebody else stays as it is, byte for byte. A new file is made
under another name and renamed, so that under its own name it is whole or absent.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger.core.errors import StoreForeign, StoreUnavailable

APPLICATION_ID = 0x504C4447  # "PLDG"
LAYOUT = 1
"""The version of the tables, kept in `user_version`; a higher one is from a newer version of ours."""

MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
BUSY_SECONDS = 5.0
FULL = 2
CHECKPOINT_PAGES = 4_000
"""Pages (of 4 KiB) in the log before they go into the file: more of them are written there only once."""
ROOM_BYTES = 4 * 1024 * 1024
"""The size of a log before the first commit is written to it."""


def prepare(path: Path, create_statements: Iterable[str]) -> None:
    """See to it that a ledger of ours is at `path`: check the one that is there or make one."""
    check(path)
    if not _header(path):
        with told_plainly(path):
            _make(path, create_statements)


def check(path: Path) -> None:
    """Raise StoreForeign unless `path` is absent, empty or a ledger of this version. Only reads."""
    header = _header(path)
    if not header:
        _check_no_orphans(path)
        return
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise StoreForeign(f"{path} is not an SQLite database; it was left as it is.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreForeign(f"{path} is the database of another program; it was left as it is.")
    layout = int.from_bytes(header[60:64], "big")
    if layout > LAYOUT:
        raise StoreForeign(
            f"{path} was written by a newer version (layout {layout}; this one knows {LAYOUT})."
        )


def connect_writer(path: Path) -> sqlite3.Connection:
    """The one connection that writes. What it commits is on the disk (WAL, synchronous=FULL)."""
    connection = _connect(path)
    try:
        with told_plainly(path):
            _make_durable(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def make_room(writer: sqlite3.Connection) -> None:
    """Give the log its size before it is used: a commit that makes a file longer waits twice.

    Once for its bytes and once for the file system's own journal. So a change that is too large for the
    cache, and is taken back, leaves its pages in the log behind the last commit. Where there is no room
    for them, nothing is lost by that.
    """
    [cached] = writer.execute("PRAGMA cache_size").fetchone()
    try:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE room (bytes BLOB)")
        writer.execute("INSERT INTO room VALUES (zeroblob(?))", (ROOM_BYTES,))
    except sqlite3.Error:
        pass
    finally:
        writer.rollback()
        writer.execute(f"PRAGMA cache_size={cached}")


def connect_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and so never checkpoints."""
    connection = _connect(path)
    connection.execute("PRAGMA query_only=ON")
    return connection


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Make a StoreUnavailable of what SQLite or the system has against using the file."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"Cannot use {path}: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise StoreUnavailable(f"Cannot use {path}: {error}.") from error


def _make_durable(connection: sqlite3.Connection, path: Path) -> None:
    journal = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    connection.execute(f"PRAGMA synchronous={FULL}")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", FULL):
        raise StoreUnavailable(
            f"{path} cannot be written safely here: journal {journal}, synchronous {synchronous}."
        )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        check_same_thread=False,
        isolation_level=None,
        cached_statements=256,
        timeout=BUSY_SECONDS,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _header(path: Path) -> bytes:
    with told_plainly(path), suppress(FileNotFoundError), path.open("rb") as file:
        return file.read(HEADER_BYTES)
    return b""


def _check_no_orphans(path: Path) -> None:
    for suffix in ("-wal", "-journal"):
        orphan = path.with_name(path.name + suffix)
        if orphan.exists():
            raise StoreForeign(
                f"{orphan} is there without its database: put {path.name} back, or move it away."
            )


def _make(path: Path, create_statements: Iterable[str]) -> None:
    making = path.with_name(path.name + ".making")
    for suffix in ("", "-journal"):
        making.with_name(making.name + suffix).unlink(missing_ok=True)
    connection = sqlite3.connect(making, isolation_level=None)
    try:
        connection.execute("BEGIN")
        for statement in create_statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={LAYOUT}")
        connection.execute("COMMIT")
    finally:
        connection.close()
    making.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
