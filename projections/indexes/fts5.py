"""SQLite's full-text index, a virtual table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from projections.indexes.documents import SEARCH, SHOWN, TITLE_WEIGHT, Document
from projections.words import SNIPPET_WORDS, Part

MODULE = "fts5"
OPEN, CLOSE = "\x02", "\x03"


def is_available(conn: sa.Connection) -> bool:
    """Whether this SQLite was built with it."""
    query = sa.text("SELECT count(*) FROM pragma_module_list WHERE name = :name")
    return bool(conn.execute(query, {"name": MODULE}).scalar())


def is_there(conn: sa.Connection) -> bool:
    """Whether the documents of this database are in one."""
    query = sa.text("SELECT sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE name = :name")
    return bool(conn.execute(query, {"name": SEARCH.name}).scalar())


def create(conn: sa.Connection) -> None:
    """Make it."""
    conn.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {SEARCH.name} USING {MODULE}"
        "(title, body, target_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )


def put(conn: sa.Connection, documents: Sequence[Document]) -> None:
    """In the order of row ids: the index writes itself out each time that they go back."""
    replace = f"REPLACE INTO {SEARCH.name} (rowid, title, body, target_id) VALUES (?, ?, ?, ?)"
    conn.exec_driver_sql(replace, [tuple(document) for document in documents])


def drop(conn: sa.Connection, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {SEARCH.name} WHERE rowid = ?"
    conn.exec_driver_sql(delete, [(row_id,) for row_id in row_ids])


def find(words: Sequence[str]) -> sa.Select[Any]:
    """Each word as a quoted phrase, in which nothing has a meaning of its own.

    Ordered by nothing but `rank`, the index sorts row ids by itself and cuts only the snippets asked for.
    """
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    index: sa.ColumnElement[str] = sa.literal_column(SEARCH.name)
    rank: sa.ColumnElement[float] = sa.literal_column("rank")
    snippet = sa.func.snippet(index, -1, OPEN, CLOSE, "…", SNIPPET_WORDS)
    return (
        sa.select(*SHOWN, snippet.label("snippet"), rank.label("score"))
        .where(index.op("MATCH", is_comparison=True)(" ".join(quoted) + "*"))
        .where(rank.op("MATCH", is_comparison=True)(f"bm25({TITLE_WEIGHT}, 1.0)"))
        .order_by(rank)
    )


def parts(row: sa.RowMapping, words: Sequence[str]) -> tuple[Part, ...]:
    """The index has marked the words that it found."""
    del words
    return tuple(_parts(row["snippet"]))


def _parts(snippet: str) -> Iterator[Part]:
    for piece in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", snippet):
        if piece:
            yield Part(piece.strip(OPEN + CLOSE), piece.startswith(OPEN))
