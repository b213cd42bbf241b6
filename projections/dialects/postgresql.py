"""PostgreSQL: the views beside the ledger, in tables that begin with their prefix.

A batch's rows for a table go in one statement, as an array for each column: psycopg's `executemany`
costs a round trip of the protocol for each row. No statement, lock or connection is waited for without
end, and no error or log shows a password or a parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

Key = tuple[Any, ...]

READERS = 8
CONNECTION = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    "application_name": "patchledger views",
}
WRITER = {
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    # A transaction whose process is frozen or cut off must not hold the position's row for long.
    "idle_in_transaction_session_timeout": "10s",
    "synchronous_commit": "off",  # what a crash takes from the views comes again from the ledger
}
READER = {
    "statement_timeout": "15s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
}
TYPES: dict[type, str] = {
    str: "text",
    int: "bigint",
    bool: "boolean",
    float: "double precision",
    bytes: "bytea",
}
"""How a column's values are sent."""


def open_engines(url: str) -> tuple[sa.Engine, sa.Engine, Path | None]:
    """Where to write and to read. It is in no file of ours."""
    return _engine(url, WRITER, 1), _engine(url, READER, READERS), None


def connect(url: str, settings: dict[str, str], **more: Any) -> psycopg.Connection[Any]:
    """A connection that does not wait for ever for anything."""
    options = " ".join(
        f"-c {name}={value.replace(' ', chr(92) + ' ')}" for name, value in settings.items()
    )
    given = psycopg.conninfo.conninfo_to_dict(url)
    both = f"{given.pop('options', '')} {options}".strip()
    return psycopg.connect(**{**CONNECTION, **given, **more, "options": both})


def is_damage(error: BaseException) -> bool:
    """A server's files are its operator's: nothing is put aside."""
    del error
    return False


def table_names(conn: sa.Connection, prefix: str) -> Sequence[str]:
    """The tables that begin so, where the ledger's are."""
    names = sa.text(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
        " AND starts_with(tablename::text, :prefix) ORDER BY tablename"
    )
    return conn.execute(names, {"prefix": prefix}).scalars().all()


def drop_table(conn: sa.Connection, name: str) -> None:
    """Drop a table."""
    conn.exec_driver_sql(f'DROP TABLE "{name}"')


def rows_by_key(
    conn: sa.Connection, table: sa.Table, keys: Collection[Key]
) -> Sequence[Sequence[Any]]:
    """The rows with these primary keys, in one query."""
    return conn.exec_driver_sql(_select(table), _columns(keys)).fetchall()


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert the rows, or overwrite those whose primary key is there."""
    conn.exec_driver_sql(_upsert(table), _columns(rows))


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    conn.exec_driver_sql(_delete(table), _columns(keys))


def _engine(url: str, settings: dict[str, str], size: int) -> sa.Engine:
    return sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(url, settings),
        pool_size=size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _columns(rows: Collection[Key]) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True)))


def _given(columns: Sequence[sa.Column[Any]]) -> str:
    arrays = ", ".join(f"%b::{TYPES[column.type.python_type]}[]" for column in columns)
    return f"unnest({arrays}) AS given({_names(columns)})"


def _names(columns: Sequence[sa.Column[Any]]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)


def _same_key(table: sa.Table) -> str:
    return " AND ".join(f'kept."{c.name}" = given."{c.name}"' for c in table.primary_key.columns)


@cache
def _select(table: sa.Table) -> str:
    given = _given(list(table.primary_key.columns))
    return f'SELECT kept.* FROM {given} JOIN "{table.name}" AS kept ON {_same_key(table)}'


@cache
def _upsert(table: sa.Table) -> str:
    columns = list(table.columns)
    others = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in columns if not c.primary_key)
    keys = _names(list(table.primary_key.columns))
    return (
        f'INSERT INTO "{table.name}" ({_names(columns)}) SELECT * FROM {_given(columns)}'
        f" ON CONFLICT ({keys}) DO {f'UPDATE SET {others}' if others else 'NOTHING'}"
    )


@cache
def _delete(table: sa.Table) -> str:
    given = _given(list(table.primary_key.columns))
    return f'DELETE FROM "{table.name}" AS kept USING {given} WHERE {_same_key(table)}'
