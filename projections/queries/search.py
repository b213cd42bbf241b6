"""Search: the targets that have all the words, best first. The last word may be the beginning of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from ledger.core.patch import Target
from projections.effects import PROJECT_NUMBER
from projections.text import folded, like, words_in
from projections.views.search import KEYS, NUMBER_BITS, SEARCH, WORDS, has_index

MOST_WORDS = 16
LONGEST_WORD = 64
OPEN, CLOSE = "\x02", "\x03"
SNIPPET_WORDS = 16
SHOWN = (SEARCH.c.rowid, SEARCH.c.title, SEARCH.c.target_id)
Select = sa.Select[Any]
NUMBER_MASK = (1 << NUMBER_BITS) - 1

TITLE_WEIGHT = 8.0
"""A match in the title weighs as much as this many in the text."""
EXCERPT = 120
"""Characters of text shown where there is no index to cut snippets out."""


class Part(NamedTuple):
    """A piece of a snippet; `hit`: it is one of the words that were looked for."""

    text: str
    hit: bool


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
    found = _indexed(words) if has_index(conn) else _plain(words)
    if project_id is not None:
        found = found.where(*_within(project_id))
    best = found.limit(limit).subquery()
    project = SEARCH.alias("project")
    title = sa.select(project.c.title).where(project.c.rowid == _row_id(KEYS.c.key))
    query = (
        sa.select(best, KEYS.c.project_id, title.scalar_subquery().label("project_title"))
        .join_from(best, KEYS, KEYS.c.key == best.c.rowid.op(">>")(NUMBER_BITS))
        .order_by(best.c.score, best.c.rowid)
    )
    return [_hit(row) for row in conn.execute(query).mappings()]


def _words(text: str) -> Iterator[str]:
    """The words that have a letter or digit in them."""
    for word in words_in(text)[:MOST_WORDS]:
        if any(char.isalnum() for char in word):
            yield word[:LONGEST_WORD]


def _indexed(words: list[str]) -> Select:
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


def _plain(words: list[str]) -> Select:
    snippet = sa.func.substr(SEARCH.c.body, 1, EXCERPT)
    return (
        sa.select(*SHOWN, snippet.label("snippet"), sa.literal(0.0).label("score"))
        .where(*(like(WORDS, folded(word)) for word in words))
        .order_by(SEARCH.c.rowid)
    )


def _within(project_id: str) -> Iterator[sa.ColumnElement[bool]]:
    key = sa.select(KEYS.c.key).where(KEYS.c.project_id == project_id).scalar_subquery()
    yield SEARCH.c.rowid >= _row_id(key)
    yield SEARCH.c.rowid < _row_id(key + 1)


def _row_id(key: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The row id of a project, the first of those of its tasks."""
    return key.op("<<")(NUMBER_BITS)


def _hit(row: sa.RowMapping) -> Hit:
    number = row["rowid"] & NUMBER_MASK
    return Hit(
        "project" if number == PROJECT_NUMBER else "task",
        row["target_id"],
        None if number == PROJECT_NUMBER else number,
        row["title"],
        row["project_id"],
        row["project_title"],
        tuple(_parts(row["snippet"])),
    )


def _parts(snippet: str) -> Iterator[Part]:
    for piece in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", snippet):
        if piece:
            yield Part(piece.strip(OPEN + CLOSE), piece.startswith(OPEN))
