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
from projections.indexes.documents import SEARCH, SHOWN, TITLE_WEIGHT, Document
from projections.words import Part, snippet, wanted_in, words_of

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
PUT = (
    f"INSERT INTO {SEARCH.name} (rowid, title, body, target_id, words)"
    " SELECT rowid, title, body, target_id, words::tsvector"
    " FROM unnest(%t::bigint[], %t::text[], %t::text[], %t::text[], %t::text[])"
    " AS given(rowid, title, body, target_id, words)"
    " ON CONFLICT (rowid) DO UPDATE SET title = excluded.title, body = excluded.body,"
    " target_id = excluded.target_id, words = excluded.words"
)


def create(conn: sa.Connection) -> None:
    """Make the table and its index."""
    text = 'text COLLATE "C" NOT NULL'
    conn.exec_driver_sql(
        f"CREATE TABLE {SEARCH.name} (rowid bigint PRIMARY KEY, title {text}, body {text},"
        f" target_id {text}, words tsvector NOT NULL)"
    )
    conn.exec_driver_sql(f"CREATE INDEX {SEARCH.name}_words ON {SEARCH.name} USING gin (words)")


def put(conn: sa.Connection, documents: Sequence[Document]) -> None:
    """Documents that are new, or are others now."""
    rows = [(*document, _vector(document)) for document in documents]
    dialect_of(conn).send(conn, PUT, arrays(rows))


def drop(conn: sa.Connection, row_ids: Sequence[int]) -> None:
    """Documents that are no more."""
    delete = f"DELETE FROM {SEARCH.name} WHERE rowid = ANY(%t::bigint[])"
    dialect_of(conn).send(conn, delete, arrays([(id,) for id in row_ids]))


def find(words: Sequence[str]) -> sa.Select[Any]:
    """What has all the phrases, best first."""
    question = sa.cast(sa.literal(_question(words), sa.Text), TSQUERY)
    score = -sa.func.ts_rank(WEIGHTS, WORDS, question, BY_LENGTH, type_=sa.Float)
    return (
        sa.select(*SHOWN, SEARCH.c.body.label("snippet"), score.label("score"))
        .where(WORDS.op("@@", is_comparison=True)(question))
        .order_by(score, SEARCH.c.rowid)
    )


def parts(row: sa.RowMapping, words: Sequence[str]) -> tuple[Part, ...]:
    """Cut here."""
    return snippet((row["snippet"], row["title"]), wanted_in(words))


def _question(words: Sequence[str]) -> str:
    """Words are letters and digits, so none can be taken for an operator."""
    phrases = [" <-> ".join(f"'{w}'" for w in phrase) for phrase in wanted_in(words).phrases]
    return " & ".join(f"({phrase})" for phrase in phrases[:-1]) + (
        f"{' & ' if phrases[:-1] else ''}({phrases[-1]}:*)"
    )


def _vector(document: Document) -> str:
    """The words and their places as the database reads them; it brings those of one word together."""
    title, body = words_of(document.title), words_of(document.body)
    first = len(title) + GAP + 1
    placed = [f"'{word[:LONGEST_WORD]}':{place}A" for place, word in enumerate(title, 1)]
    shown = body[: LAST_PLACE + 1 - first]
    placed += [f"'{word[:LONGEST_WORD]}':{place}" for place, word in enumerate(shown, first)]
    vector = " ".join(placed)
    written = vector.encode()
    if len(written) <= MOST_BYTES:
        return vector
    return written[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]
