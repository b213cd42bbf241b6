"""SQLite's full-text index, a virtual table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from projections.indexes.documents import EVERYWHERE, TITLE_WEIGHT, Document, Scope
from projections.question import Question

MODULE = "fts5"


def is_available(conn: sa.Connection) -> bool:
    """Whether this SQLite was built with it."""
    query = sa.text("SELECT count(*) FROM pragma_module_list WHERE name = :name")
    return bool(conn.execute(query, {"name": MODULE}).scalar())


def is_there(conn: sa.Connection, corpus: sa.TableClause) -> bool:
    """Whether these documents are in one."""
    query = sa.text("SELECT sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE name = :name")
    return bool(conn.execute(query, {"name": corpus.name}).scalar())


def create(conn: sa.Connection, corpus: sa.TableClause) -> None:
    """Make it."""
    conn.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {corpus.name} USING {MODULE}"
        "(title, body, scope, about UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )


def put(conn: sa.Connection, corpus: sa.TableClause, documents: Sequence[Document]) -> None:
    """In the order of row ids: the index writes itself out each time that they go back."""
    replace = (
        f"REPLACE INTO {corpus.name} (rowid, title, body, scope, about) VALUES (?, ?, ?, ?, ?)"
    )
    conn.exec_driver_sql(replace, list(documents))


def drop(conn: sa.Connection, corpus: sa.TableClause, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {corpus.name} WHERE rowid = ?"
    conn.exec_driver_sql(delete, [(row_id,) for row_id in row_ids])


def find(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """Ordered by nothing but the row id, the index goes along its own order, and stops in time."""
    index: sa.ColumnElement[str] = sa.literal_column(corpus.name)
    return sa.select(corpus).where(index.op("MATCH", is_comparison=True)(_match(question, scope)))


def best(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """Ordered by nothing but `rank`, the index sorts row ids by itself, and reads only what is shown."""
    rank: sa.ColumnElement[float] = sa.literal_column("rank")
    return (
        find(corpus, question, scope)
        .add_columns(rank.label("score"))
        .where(rank.op("MATCH", is_comparison=True)(f"bm25({TITLE_WEIGHT}, 1.0, 0.0)"))
        .order_by(rank)
    )


def _match(question: Question, scope: Scope) -> str:
    """Each phrase is quoted, so that nothing in it has a meaning of its own."""
    quoted = ['"' + phrase.replace('"', '""') + '"' for phrase in question.phrases]
    wanted = " AND ".join(quoted) + ("*" if question.is_open else "")
    found = [f"{{title body}} : ({wanted})", *(f'scope : "{word}"' for word in scope.words())]
    if scope.among:
        found.append(_any(scope.among))
    within = " AND ".join(found)
    return f"({within}) NOT {_any(scope.beside)}" if scope.beside else within


def _any(groups: Sequence[str]) -> str:
    return "scope : (" + " OR ".join(f'"{group}"' for group in groups) + ")"
