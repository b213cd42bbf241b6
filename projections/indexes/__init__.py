"""How words are looked up in each database, a file each: SQLite's FTS5, PostgreSQL's, or none."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol, cast

import sqlalchemy as sa

from projections.indexes import fts5, plain
from projections.indexes.documents import Document
from projections.words import Part


class Index(Protocol):
    """Documents by their row ids. Each module of this package is one.

    `create` makes the table SEARCH; `find` selects what has all the words, best first, with a `score`
    (less is better) and what `parts` needs to tell a snippet.
    """

    def create(self, conn: sa.Connection) -> None:
        """Make the table."""
        ...

    def put(self, conn: sa.Connection, documents: Sequence[Document]) -> None:
        """Keep documents that are new, or are others now."""
        ...

    def drop(self, conn: sa.Connection, row_ids: Sequence[int]) -> None:
        """Forget documents that are no more."""
        ...

    def find(self, words: Sequence[str]) -> sa.Select[Any]:
        """Select what has all the words."""
        ...

    def parts(self, row: sa.RowMapping, words: Sequence[str]) -> tuple[Part, ...]:
        """The snippet of a row that was found."""
        ...


def create(conn: sa.Connection) -> None:
    """Make the best index that this database can have."""
    if conn.dialect.name == "postgresql":
        _postgresql().create(conn)
    elif fts5.is_available(conn):
        fts5.create(conn)
    else:
        plain.create(conn)


def index_of(conn: sa.Connection) -> Index:
    """The index that this database has."""
    if conn.dialect.name == "postgresql":
        return _postgresql()
    found: Index = fts5 if fts5.is_there(conn) else plain
    return found


def _postgresql() -> Index:
    """Loaded when it is used, as the driver is."""
    return cast(Index, import_module("projections.indexes.postgresql"))
