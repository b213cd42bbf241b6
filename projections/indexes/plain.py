"""No index at all, for an SQLite without FTS5: every document is looked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from projections.indexes.documents import SEARCH, SHOWN, Document
from projections.text import folded, like
from projections.words import Part, snippet, wanted_in

WORDS: sa.ColumnClause[str] = sa.column("words", sa.Text)
"""A further column: the text as it is compared."""


def create(conn: sa.Connection) -> None:
    """Make the table."""
    conn.exec_driver_sql(f"CREATE TABLE {SEARCH.name} (title, body, target_id, words)")


def put(conn: sa.Connection, documents: Sequence[Document]) -> None:
    """Documents that are new, or are others now."""
    replace = (
        f"REPLACE INTO {SEARCH.name} (rowid, title, body, target_id, words) VALUES (?, ?, ?, ?, ?)"
    )
    rows = [(*document, folded(f"{document.title}\n{document.body}")) for document in documents]
    conn.exec_driver_sql(replace, rows)


def drop(conn: sa.Connection, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {SEARCH.name} WHERE rowid = ?"
    conn.exec_driver_sql(delete, [(row_id,) for row_id in row_ids])


def find(words: Sequence[str]) -> sa.Select[Any]:
    """What has all the words somewhere, in the order of row ids."""
    return (
        sa.select(*SHOWN, SEARCH.c.body.label("snippet"), sa.literal(0.0).label("score"))
        .where(*(like(WORDS, folded(word)) for word in words))
        .order_by(SEARCH.c.rowid)
    )


def parts(row: sa.RowMapping, words: Sequence[str]) -> tuple[Part, ...]:
    """Cut here."""
    return snippet((row["snippet"], row["title"]), wanted_in(words))
