"""Rows by primary key, many at a time: what every view needs of SQL beside its own queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

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
    """The rows with these primary keys, each by its key."""
    columns = list(table.primary_key.columns)
    found: dict[Key, Row] = {}
    for chunk in chunks(keys):
        for row in conn.execute(sa.select(table).where(_among(columns, chunk))).mappings():
            found[tuple(row[c.name] for c in columns)] = dict(row)
    return found


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or overwrite those whose primary key is there. All of a row's columns are given."""
    if rows:
        conn.execute(_upsert(table), list(rows))


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    columns = list(table.primary_key.columns)
    for chunk in chunks(keys):
        conn.execute(sa.delete(table).where(_among(columns, chunk)))


def _among(columns: Sequence[sa.Column[Any]], keys: Sequence[Key]) -> sa.ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return sa.tuple_(*columns).in_(keys)


@cache
def _upsert(table: sa.Table) -> sa.Insert:
    statement = insert(table)
    keys = [c.name for c in table.primary_key.columns]
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    if not others:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=keys, set_=others)
