"""How words are looked up in each database, a file each: SQLite's FTS5, PostgreSQL's, or none."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol, cast

import sqlalchemy as sa

from projections.indexes import fts5, plain
from projections.indexes.documents import EVERYWHERE, Document, Scope
from projections.question import Question


class Index(Protocol):
    """Documents by their row ids, in a table that `documents.corpus` tells of. Each module is one."""

    def create(self, conn: sa.Connection, corpus: sa.TableClause) -> None:
        """Make the table."""
        ...

    def put(
        self, conn: sa.Connection, corpus: sa.TableClause, documents: Sequence[Document]
    ) -> None:
        """Keep documents that are new, or are others now."""
        ...

    def drop(self, conn: sa.Connection, corpus: sa.TableClause, row_ids: Sequence[int]) -> None:
        """Forget documents that are no more."""
        ...

    def find(
        self, corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE
    ) -> sa.Select[Any]:
        """Select the documents that have all the phrases, and are in this scope."""
        ...

    def best(
        self, corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE
    ) -> sa.Select[Any]:
        """The same with a `score`, less being better, the best first."""
        ...


def create(conn: sa.Connection, corpus: sa.TableClause) -> None:
    """Make the best index that this database can have."""
    if conn.dialect.name == "postgresql":
        _postgresql().create(conn, corpus)
    elif fts5.is_available(conn):
        fts5.create(conn, corpus)
    else:
        plain.create(conn, corpus)


def index_of(conn: sa.Connection, corpus: sa.TableClause) -> Index:
    """The index that this table is."""
    if conn.dialect.name == "postgresql":
        return _postgresql()
    found: Index = fts5 if fts5.is_there(conn, corpus) else plain
    return found


def _postgresql() -> Index:
    """Loaded when it is used, as the driver is."""
    return cast(Index, import_module("projections.indexes.postgresql"))
