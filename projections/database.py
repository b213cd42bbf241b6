"""Where the views live: an SQLite file of their own, or memory. Disposable.

One connection writes and checkpoints, any number read: SQLite before 3.51.3 can corrupt a file in WAL
mode that two connections write (docs/adr/0003). A database in memory is one connection that everybody
takes in turn, so a thread must never ask for a second one while it holds one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    # Fewer, larger checkpoints: pages that many batches touch are copied once. At most 40 MB of log.
    "PRAGMA wal_autocheckpoint=10000",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)
READER = ("PRAGMA query_only=ON", "PRAGMA cache_size=-16384")
READERS = 8
DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


class Database:
    """The views' database at `url`: `sqlite://` for memory, or `sqlite:///path`, percent-encoded or not.

    A file that cannot be read as a database is put aside as `<file>.damaged` and begun anew.
    """

    def __init__(self, url: str) -> None:
        self.file = _path(url)
        self._open()
        try:
            self._probe()
        except DatabaseError as error:
            if not is_damage(error):
                raise
            self.put_aside()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one connection that writes, in a transaction that commits at the end."""
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection whose queries all see one state."""
        with self._reader.begin() as connection:
            yield connection

    def put_aside(self) -> None:
        """Move a damaged file out of the way and begin an empty one. For files only."""
        assert self.file is not None, "memory does not get damaged"
        self.close()
        self.file.replace(f"{self.file}.damaged")
        for companion in ("-wal", "-shm"):
            Path(f"{self.file}{companion}").unlink(missing_ok=True)
        self._open()

    def close(self) -> None:
        """Close every connection, the writer last: the last one out checkpoints."""
        self._reader.dispose()
        self._writer.dispose()

    def _open(self) -> None:
        self._writer = _engine(self.file, WRITER, 1, "BEGIN IMMEDIATE")
        self._reader = self._writer
        if self.file is not None:
            self._reader = _engine(self.file, READER, READERS, "BEGIN")

    def _probe(self) -> None:
        with self.writing() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file is no sound database (rather than locked, full, missing)."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorname in DAMAGED


def _path(url: str) -> Path | None:
    """The file that a URL names, as the ledger's store reads it; None: memory."""
    path = unquote(url.removeprefix("sqlite:").removeprefix("//").removeprefix("/"))
    return Path(path).absolute() if path else None


def _engine(file: Path | None, pragmas: tuple[str, ...], size: int, begin: str) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=None if file is None else str(file)),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 30, "cached_statements": 256},
    )

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = (
            None  # transactions begin where we say, not where sqlite3 guesses
        )
        for pragma in pragmas:
            connection.execute(pragma)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
