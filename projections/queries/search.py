"""Search: the targets that have all the words, best first. The last word may be the beginning of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from ledger.core.patch import Target
from projections.effects import PROJECT_NUMBER
from projections.indexes import Index, index_of
from projections.indexes.documents import SEARCH
from projections.text import equal, words_in
from projections.views.search import KEYS, NUMBER_BITS
from projections.words import Part

MOST_WORDS = 16
LONGEST_WORD = 64
DOCUMENTS = 1 << NUMBER_BITS
"""Row ids of one project."""


class Hit(msgspec.Struct, frozen=True):
    """A project or task that was found. `number` is None for a project."""

    target: Target
    target_id: str
    number: int | None
    title: str
    project_id: str
    project_title: str
    snippet: tuple[Part, ...]


def search(
    conn: sa.Connection, text: str, limit: int = 20, project_id: str | None = None
) -> list[Hit]:
    """What has all the words of `text`, best first; within one project if that is given.

    Any text will do: what is no word is passed over, and without words nothing is found.
    """
    words = list(_words(text))
    if not words:
        return []
    index = index_of(conn)
    found = index.find(words)
    if project_id is not None:
        found = found.where(*_within(project_id))
    best = found.limit(limit).subquery()
    project = SEARCH.alias("project")
    title = sa.select(project.c.title).where(project.c.rowid == _row_id(KEYS.c.key))
    query = (
        sa.select(best, KEYS.c.project_id, title.scalar_subquery().label("project_title"))
        .join_from(best, KEYS, KEYS.c.key == best.c.rowid // DOCUMENTS)
        .order_by(best.c.score, best.c.rowid)
    )
    return [_hit(row, index, words) for row in conn.execute(query).mappings()]


def _words(text: str) -> Iterator[str]:
    """The words that have a letter or digit in them."""
    for word in words_in(text)[:MOST_WORDS]:
        if any(char.isalnum() for char in word):
            yield word[:LONGEST_WORD]


def _within(project_id: str) -> Iterator[sa.ColumnElement[bool]]:
    key = sa.select(KEYS.c.key).where(equal(KEYS.c.project_id, project_id)).scalar_subquery()
    yield SEARCH.c.rowid >= _row_id(key)
    yield SEARCH.c.rowid < _row_id(key + 1)


def _row_id(key: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The row id of a project, the first of those of its tasks."""
    return key * DOCUMENTS


def _hit(row: sa.RowMapping, index: Index, words: Sequence[str]) -> Hit:
    number = row["rowid"] % DOCUMENTS
    return Hit(
        "project" if number == PROJECT_NUMBER else "task",
        row["target_id"],
        None if number == PROJECT_NUMBER else number,
        row["title"],
        row["project_id"],
        row["project_title"],
        index.parts(row, words),
    )
