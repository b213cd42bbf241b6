"""Rows by primary key, many at a time: what every view needs of SQL beside its own queries.

Rows are tuples of all columns in their order, with values as they are stored (text, bytes, numbers,
None): typed parameters cost more than the database itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from projections.dialects import dialect_of

T = TypeVar("T")
Key = tuple[Any, ...]
Row = dict[str, Any]
CHUNK = 500
PREFIX = "view_"
"""Every table of ours begins so: a database may hold others, which are left alone."""
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that is compared bytewise, in every database and whatever language it is set to."""


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
    places = [names.index(column.name) for column in table.primary_key.columns]
    found = dialect_of(conn).rows_by_key(conn, table, keys)
    return {tuple(row[i] for i in places): dict(zip(names, row, strict=True)) for row in found}


def insert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert rows whose primary keys are new, which costs a quarter less than finding that out."""
    if rows:
        dialect_of(conn).insert(conn, table, rows)


def upsert(conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
    """Insert the rows, or overwrite those whose primary key is there. No key is given twice."""
    if rows:
        dialect_of(conn).upsert(conn, table, rows)


def remove(conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
    """Delete the rows with these primary keys, where they exist."""
    if keys:
        dialect_of(conn).remove(conn, table, keys)


def in_order(table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> list[Key]:
    """Rows that were told by the names of their columns."""
    values = itemgetter(*table.columns.keys())
    return [values(row) for row in rows]
