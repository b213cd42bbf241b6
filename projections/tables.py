"""Rows by primary key, many at a time: what every view needs of SQL beside its own queries.

Rows go through SQLAlchemy's statements but not through its typed parameters, which cost more than
SQLite itself: their values are what SQLite stores (text, bytes, numbers, None).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

T = TypeVar("T")
Key = tuple[Any, ...]
Row = dict[str, Any]
CHUNK = 500
PREFIX = "view_"
"""Every table of ours begins so: a database may hold others, which are left alone."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most `size`: a statement takes only so many parameters."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def rows_by_key(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> dict[Key, Row]:
    """The rows with these primary keys, each by its key, in one query."""
    if not keys:
        return {}
    names = table.columns.keys()
    key_of = _getter(table.primary_key.columns.keys())
    found = (
        dict(zip(names, values, strict=True))
        for values in conn.exec_driver_sql(_select(table), (_json(keys),))
    )
    return {key_of(row): row for row in found}


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or overwrite those whose primary key is there. Every column is given."""
    if rows:
        conn.exec_driver_sql(_upsert(table), list(map(_getter(table.columns.keys()), rows)))


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    if keys:
        conn.exec_driver_sql(_delete(table), list(keys))


def _json(keys: Collection[Key]) -> str:
    return msgspec.json.encode(list(keys)).decode()


def _getter(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Key]:
    """A function from a row to the tuple of these columns."""
    if len(names) == 1:
        return lambda row: (row[names[0]],)
    return itemgetter(*names)


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
