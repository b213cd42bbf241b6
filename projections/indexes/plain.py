"""No index at all, for an SQLite without FTS5: every document is looked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from projections.indexes.documents import EVERYWHERE, Document, Scope
from projections.question import Question
from projections.text import folded, like

WORDS: sa.ColumnClause[str] = sa.column("words", sa.Text)
"""A further column: the text as it is compared."""


def create(conn: sa.Connection, corpus: sa.TableClause) -> None:
    """Make the table."""
    conn.exec_driver_sql(f"CREATE TABLE {corpus.name} (title, body, scope, about, words)")


def put(conn: sa.Connection, corpus: sa.TableClause, documents: Sequence[Document]) -> None:
    """Documents that are new, or are others now."""
    replace = (
        f"REPLACE INTO {corpus.name} (rowid, title, body, scope, about, words)"
        " VALUES (?, ?, ?, ?, ?, ?)"
    )
    rows = [(*document, folded(f"{document.title}\n{document.body}")) for document in documents]
    conn.exec_driver_sql(replace, rows)


def drop(conn: sa.Connection, corpus: sa.TableClause, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {corpus.name} WHERE rowid = ?"
    conn.exec_driver_sql(delete, [(row_id,) for row_id in row_ids])


def find(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """What has all the phrases somewhere, wherever their words begin and end."""
    query = sa.select(corpus).where(
        *(like(WORDS, folded(phrase)) for phrase in question.phrases),
        *(like(corpus.c.scope, word) for word in scope.words()),
    )
    if scope.among:
        query = query.where(sa.or_(*(like(corpus.c.scope, group) for group in scope.among)))
    return query.where(*(~like(corpus.c.scope, group) for group in scope.beside))


def best(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """In the order of row ids: nothing is known to be better."""
    score = sa.literal(0.0).label("score")
    return find(corpus, question, scope).add_columns(score).order_by(corpus.c.rowid)
