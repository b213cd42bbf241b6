"""PostgreSQL's full-text index over words that were found here.

Its own reader of text takes paths, hyphens and numbers apart in other ways, and knows accents only with
an extension. So the vectors and questions are made of `projections.words`, and are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from projections.arrays import arrays
from projections.dialects import dialect_of
from projections.indexes.documents import EVERYWHERE, TITLE_WEIGHT, Document, Scope
from projections.question import Question
from projections.words import wanted_in, words_of

LONGEST_WORD = 250
"""Characters; the database takes 2,046 bytes."""
MOST_BYTES = 500_000
"""Of a document's words with their places; the database takes a megabyte."""
LAST_PLACE = 16_000
"""Words behind this many are not found; the database counts to 16,383."""
GAP = 10
"""Between title and text, so that no phrase goes across."""
WORDS: sa.ColumnClause[Any] = sa.column("words", TSVECTOR)
WEIGHTS: sa.ColumnElement[Any] = sa.literal_column(
    f"'{{{1 / TITLE_WEIGHT},{1 / TITLE_WEIGHT},{1 / TITLE_WEIGHT},1.0}}'::float4[]"
)
BY_LENGTH = 1
"""Of `ts_rank`: a match in a long text counts for less."""
SCOPE = ":"
"""Begins the words of a scope, so that no word of a text is one."""
PUT = (
    "INSERT INTO {} (rowid, title, body, scope, about, words)"
    " SELECT rowid, title, body, scope, about, words::tsvector"
    " FROM unnest(%t::bigint[], %t::text[], %t::text[], %t::text[], %t::text[], %t::text[])"
    " AS given(rowid, title, body, scope, about, words)"
    " ON CONFLICT (rowid) DO UPDATE SET title = excluded.title, body = excluded.body,"
    " scope = excluded.scope, about = excluded.about, words = excluded.words"
)


def create(conn: sa.Connection, corpus: sa.TableClause) -> None:
    """Make the table and its index."""
    text = 'text COLLATE "C" NOT NULL'
    conn.exec_driver_sql(
        f"CREATE TABLE {corpus.name} (rowid bigint PRIMARY KEY, title {text}, body {text},"
        f" scope {text}, about {text}, words tsvector NOT NULL)"
    )
    conn.exec_driver_sql(f"CREATE INDEX {corpus.name}_words ON {corpus.name} USING gin (words)")


def put(conn: sa.Connection, corpus: sa.TableClause, documents: Sequence[Document]) -> None:
    """Documents that are new, or are others now."""
    rows = [(*document, _vector(document)) for document in documents]
    dialect_of(conn).send(conn, PUT.format(corpus.name), arrays(rows))


def drop(conn: sa.Connection, corpus: sa.TableClause, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {corpus.name} WHERE rowid = ANY(%t::bigint[])"
    dialect_of(conn).send(conn, delete, arrays([(id,) for id in row_ids]))


def find(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """What has all the phrases."""
    wanted = [_question(question), *map(_scoped, scope.words())]
    if scope.among:
        wanted.append(f"({' | '.join(map(_scoped, scope.among))})")
    wanted += [f"!{_scoped(group)}" for group in scope.beside]
    return sa.select(corpus).where(WORDS.op("@@", is_comparison=True)(_cast(" & ".join(wanted))))


def _scoped(word: str) -> str:
    return f"'{SCOPE}{word}'"


def best(corpus: sa.TableClause, question: Question, scope: Scope = EVERYWHERE) -> sa.Select[Any]:
    """By how often, where, and in how long a text they stand."""
    rank = sa.func.ts_rank(WEIGHTS, WORDS, _cast(_question(question)), BY_LENGTH, type_=sa.Float)
    found = find(corpus, question, scope).add_columns((-rank).label("score"))
    return found.order_by(-rank, corpus.c.rowid)


def _cast(question: str) -> sa.ColumnElement[Any]:
    return sa.cast(sa.literal(question, sa.Text), TSQUERY)


def _question(question: Question) -> str:
    """Words are letters and digits, so none can be taken for an operator."""
    wanted = wanted_in(question)
    phrases = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in wanted.phrases]
    return " & ".join(f"({phrase})" for phrase in phrases)[:-1] + (":*)" if wanted.is_open else ")")


def _vector(document: Document) -> str:
    """The words and their places as the database reads them; it brings those of one word together."""
    title, body = words_of(document.title), words_of(document.body)
    first = len(title) + GAP + 1
    placed = list(map(_scoped, document.scope.split()))
    placed += [f"'{word[:LONGEST_WORD]}':{place}A" for place, word in enumerate(title, 1)]
    shown = body[: LAST_PLACE + 1 - first]
    placed += [f"'{word[:LONGEST_WORD]}':{place}" for place, word in enumerate(shown, first)]
    vector = " ".join(placed)
    written = vector.encode()
    if len(written) <= MOST_BYTES:
        return vector
    return written[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]
