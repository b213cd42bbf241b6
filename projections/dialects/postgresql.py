"""PostgreSQL: the views beside the ledger, in tables that begin with their prefix.

A batch's rows for a table go in one statement, as an array for each column: psycopg's `executemany`
costs a round trip of the protocol for each row. No statement, lock or connection is waited for without
end, and no error or log shows a password or a parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.exc import DBAPIError, DisconnectionError

from ledger.connections import Connection, Watchdog, has_news
from ledger.core.errors import StoreUnavailable
from projections.arrays import arrays

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
    # Longer than a batch is folded on a machine that is overloaded. Whoever takes over from a frozen
    # process does not wait so long (`projections.shared_duty`).
    "idle_in_transaction_session_timeout": "30s",
    "synchronous_commit": "off",  # what a crash takes from the views comes again from the ledger
}
READER = {
    "statement_timeout": "15s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
}
WRITER_SECONDS, READER_SECONDS = 75.0, 20.0
"""For one transaction, until its connection is cut: longer than the server lets a statement be."""
COMMIT_SECONDS = 10.0
"""For its end, at which no more is to be done."""
NOT_NOW = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.UndefinedTable)
"""The last one: the views are being made anew."""
ESCAPED_SPACE = "\\ "
CHANNEL = "patchledger_views"
SENT: dict[type, str] = {
    str: "%t::text",
    int: "%t::bigint",
    bool: "%t::boolean",
    float: "%t::double precision",
    bytes: "%b::bytea",
}
"""How a column's values are sent (`projections.arrays`)."""


def open_engines(url: str) -> tuple[sa.Engine, sa.Engine, Path | None]:
    """Where to write and where to read. It is in no file of ours."""
    return (
        _engine(url, WRITER, 1, WRITER_SECONDS),
        _engine(url, READER, READERS, READER_SECONDS),
        None,
    )


def connect(url: str, settings: Mapping[str, str]) -> Connection:
    """A connection that does not wait for ever for anything in the server.

    Raises StoreUnavailable for a URL that says nothing to libpq, without repeating it.
    """
    given = _given(url)
    options = " ".join(f"-c {n}={v.replace(' ', ESCAPED_SPACE)}" for n, v in settings.items())
    both = f"{given.pop('options', None) or ''} {options}".strip()
    parameters: dict[str, Any] = {**CONNECTION, **given, "options": both}
    made: Connection = psycopg.connect(**parameters)
    return made


def _given(url: str) -> dict[str, Any]:
    """What a URL says. What libpq would say of a wrong one quotes from it, the password, too."""
    with suppress(psycopg.Error):
        given = conninfo_to_dict(url)
        if str(given.get("port") or "0").replace(",", "").isdecimal():
            return given
    raise StoreUnavailable("PATCHLEDGER_DATABASE is no URL of a PostgreSQL database")


def outage(error: BaseException) -> StoreUnavailable | None:
    """What to say when the server could not do it just now; None: it is another kind of error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, NOT_NOW):
        kind = type(cause).__name__
        return StoreUnavailable(f"the views cannot be reached in PostgreSQL just now ({kind})")
    return None


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


@contextmanager
def streaming(conn: sa.Connection) -> Iterator[None]:
    """Send one statement after the other: the server works while the next is made, and answers once.

    There are a dozen in a batch. (With thousands, both sides can come to wait for each other.)
    """
    connection = conn.connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    with connection.pipeline():
        yield


def send(conn: sa.Connection, statement: str, parameters: Sequence[Any]) -> None:
    """Do a statement that only writes. SQLAlchemy would wait for its result."""
    conn.connection.cursor().execute(statement, parameters)


def rows_by_key(
    conn: sa.Connection, table: sa.Table, keys: Collection[Key]
) -> Sequence[Sequence[Any]]:
    """The rows with these primary keys, in one query."""
    return conn.exec_driver_sql(_select(table), arrays(keys)).fetchall()


def insert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert rows whose primary keys are new."""
    send(conn, _insert(table), arrays(rows))


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert the rows, or overwrite those whose primary key is there."""
    send(conn, _upsert(table), arrays(rows))


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    send(conn, _delete(table), arrays(keys))


def lock_layout(conn: sa.Connection) -> None:
    """Let nobody else make or drop the tables before the end of this transaction."""
    conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({key_of('views layout')})")


def announce(conn: sa.Connection, position: int) -> None:
    """Tell every process where the views are, when this transaction commits."""
    conn.exec_driver_sql(
        f"SELECT pg_notify('{CHANNEL}', current_schema() || ' ' || %s::text)", (str(position),)
    )


def key_of(what: str) -> str:
    """An expression for the number of an advisory lock; each schema has its own."""
    return f"hashtextextended('patchledger {what} ' || current_schema(), 0)"


def _engine(url: str, settings: Mapping[str, str], size: int, seconds: float) -> sa.Engine:
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(url, settings),
        pool_size=size,
        max_overflow=0,
        pool_timeout=10,
        hide_parameters=True,
    )

    watchdog = Watchdog()

    @sa.event.listens_for(engine, "checkout")
    def _watch(connection: Connection, *_: Any) -> None:
        if has_news(connection):
            raise DisconnectionError
        watchdog.watch(connection, seconds)

    @sa.event.listens_for(engine, "commit")
    def _watch_the_end(connection: sa.Connection) -> None:
        raw = connection.connection.driver_connection
        if raw is not None:
            watchdog.watch(raw, COMMIT_SECONDS)

    @sa.event.listens_for(engine, "checkin")
    def _forget(connection: Connection | None, _record: Any) -> None:
        if connection is not None:
            watchdog.forget(connection)

    @sa.event.listens_for(engine, "engine_disposed")
    def _stop(_engine: sa.Engine) -> None:
        watchdog.stop()

    return engine


def _unnested(columns: Sequence[sa.Column[Any]]) -> str:
    given = ", ".join(f"{SENT[column.type.python_type]}[]" for column in columns)
    return f"unnest({given}) AS given({_names(columns)})"


def _names(columns: Sequence[sa.Column[Any]]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)


def _same_key(table: sa.Table) -> str:
    return " AND ".join(f'kept."{c.name}" = given."{c.name}"' for c in table.primary_key.columns)


@cache
def _select(table: sa.Table) -> str:
    given = _unnested(list(table.primary_key.columns))
    return f'SELECT kept.* FROM {given} JOIN "{table.name}" AS kept ON {_same_key(table)}'


@cache
def _insert(table: sa.Table) -> str:
    columns = list(table.columns)
    return f'INSERT INTO "{table.name}" ({_names(columns)}) SELECT * FROM {_unnested(columns)}'


@cache
def _upsert(table: sa.Table) -> str:
    columns = list(table.columns)
    others = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in columns if not c.primary_key)
    keys = _names(list(table.primary_key.columns))
    instead = f"UPDATE SET {others}" if others else "NOTHING"
    return f"{_insert(table)} ON CONFLICT ({keys}) DO {instead}"


@cache
def _delete(table: sa.Table) -> str:
    given = _unnested(list(table.primary_key.columns))
    return f'DELETE FROM "{table.name}" AS kept USING {given} WHERE {_same_key(table)}'
