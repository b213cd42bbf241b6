"""SQLite: a file of the views' own, or memory.

One connection writes and checkpoints, any number read: SQLite before 3.51.3 can corrupt a file in WAL
mode that two connections write (docs/adr/0003). A database in memory is one connection that everybody
takes in turn, so a thread must never ask for a second one while it holds one.

Rows go through SQLAlchemy's statements but not through its typed parameters, which cost more than
SQLite itself: their values are what SQLite stores (text, bytes, numbers, None).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

Key = tuple[Any, ...]

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


def open_engines(url: str) -> tuple[sa.Engine, sa.Engine, Path | None]:
    """Where to write and to read; in memory that is one. The file, if it is in one."""
    file = _path(url)
    writer = _engine(file, WRITER, 1, "BEGIN IMMEDIATE")
    reader = writer if file is None else _engine(file, READER, READERS, "BEGIN")
    return writer, reader, file


def outage(error: BaseException) -> None:
    """A file is there or not; what is wrong with it is told as SQLite says it."""
    del error


def lock_layout(conn: sa.Connection) -> None:
    """Nothing to do: there is one writer."""
    del conn


def announce(conn: sa.Connection, position: int) -> None:
    """Nothing to do: there is one process."""
    del conn, position


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file is no sound database (rather than locked, full, missing)."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorname in DAMAGED


def table_names(conn: sa.Connection, prefix: str) -> Sequence[str]:
    """The tables that begin so, virtual ones first: they take the tables behind them along."""
    names = sa.text(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, :long) = :prefix"
        " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, name"
    )
    return conn.execute(names, {"prefix": prefix, "long": len(prefix)}).scalars().all()


def drop_table(conn: sa.Connection, name: str) -> None:
    """Drop a table that may have gone with another."""
    conn.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')


def streaming(conn: sa.Connection) -> AbstractContextManager[object]:
    """Nothing to do: a statement is done when it returns."""
    return nullcontext(conn)


def send(conn: sa.Connection, statement: str, parameters: Sequence[Any]) -> None:
    """Do a statement that only writes; with a list of parameters, for each of them."""
    conn.exec_driver_sql(statement, parameters)


def rows_by_key(
    conn: sa.Connection, table: sa.Table, keys: Collection[Key]
) -> Sequence[Sequence[Any]]:
    """The rows with these primary keys, in one query."""
    given = msgspec.json.encode(list(keys)).decode()
    return conn.exec_driver_sql(_select(table), (given,)).fetchall()


def insert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert rows whose primary keys are new."""
    send(conn, _insert(table), list(rows))


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert the rows, or overwrite those whose primary key is there."""
    send(conn, _upsert(table), list(rows))


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    send(conn, _delete(table), list(keys))


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


@cache
def _select(table: sa.Table) -> str:
    """Selects the rows whose keys are in a JSON array of arrays."""
    given = sa.func.json_each(sa.bindparam("keys")).table_valued("value")
    same = [
        column == sa.func.json_extract(given.c.value, sa.literal_column(f"'$[{place}]'"))
        for place, column in enumerate(table.primary_key.columns)
    ]
    return _sql(sa.select(table).select_from(given.join(table, sa.and_(*same))))


@cache
def _insert(table: sa.Table) -> str:
    return _sql(sqlite.insert(table))


@cache
def _upsert(table: sa.Table) -> str:
    statement = sqlite.insert(table)
    keys = table.primary_key.columns.keys()
    others = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    if not others:
        return _sql(statement.on_conflict_do_nothing())
    return _sql(statement.on_conflict_do_update(index_elements=keys, set_=others))


@cache
def _delete(table: sa.Table) -> str:
    same = [column == sa.bindparam(column.name) for column in table.primary_key.columns]
    return _sql(sa.delete(table).where(*same))


def _sql(statement: sa.ClauseElement) -> str:
    """The statement as SQLite takes it, with ? for each parameter in the order of the columns."""
    return str(
        statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    )
