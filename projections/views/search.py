"""Full text over live projects and tasks, in SQLite's FTS5, or a plain table where that is missing.

A document's row id is its project's key (the offset of the project's first event) and its number,
so that a rebuild gives the same ids, and a project's documents lie together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from ledger.core.model import Link, Project, Task
from projections.effects import Step, number_of
from projections.tables import PREFIX, Key, rows_by_key, upsert
from projections.text import folded
from projections.view import View

TABLES = sa.MetaData()
KEYS = sa.Table(
    f"{PREFIX}search_projects",
    TABLES,
    sa.Column("project_id", sa.Text, primary_key=True),
    sa.Column("key", sa.Integer, nullable=False, unique=True),
)
SEARCH = sa.table(
    f"{PREFIX}search",
    sa.column("rowid", sa.Integer),
    sa.column("title", sa.Text),
    sa.column("body", sa.Text),
    sa.column("target_id", sa.Text),
)
WORDS: sa.ColumnClause[str] = sa.column("words", sa.Text)
"""A further column where there is no index: the text as it is compared."""
FULL_TEXT = "fts5"
NUMBER_BITS = 24
"""Of a row id, the lower bits are the task's number; the rest is the project's key."""
WORDED = frozenset(
    {"title", "summary", "description", "acceptance_criteria", "tags", "owner", "assignee", "links"}
)
"""The fields that can be found."""


class Document(NamedTuple):
    """What can be found of a target."""

    title: str
    body: str
    target_id: str


def document_of(target: Project | Task) -> Document:
    """The text of a project or task."""
    body = "\n".join(part for part in _parts(target) if part)
    return Document(target.title, body, target.id)


def has_index(conn: sa.Connection) -> bool:
    """Whether this database has a full-text index."""
    query = sa.text("SELECT sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE name = :name")
    return bool(conn.execute(query, {"name": SEARCH.name}).scalar())


def _parts(target: Project | Task) -> Iterable[str | None]:
    if isinstance(target, Task):
        yield target.description
        yield from target.acceptance_criteria
        yield f"T{target.number}"
        yield target.assignee
    else:
        yield target.summary
        yield target.owner
    yield " ".join(target.tags)
    yield from map(_link_text, target.links)


def _link_text(link: Link) -> str:
    return f"{link.system} {link.external_id}"


def _create(conn: sa.Connection) -> None:
    try:
        conn.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {SEARCH.name} USING {FULL_TEXT}"
            "(title, body, target_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
    except OperationalError:  # no such module
        conn.exec_driver_sql(f"CREATE TABLE {SEARCH.name} (title, body, target_id, words)")


class _Fold:
    """The last state of each target whose words were touched, None for one that is no more."""

    def __init__(self) -> None:
        self._targets: dict[Key, Project | Task | None] = {}
        self._born: dict[str, int] = {}

    def take(self, step: Step) -> None:
        patch = step.event.patch
        if step.event.version == 1:
            self._born[step.project_id] = step.offset
        if patch.op == "delete":
            for target in (step.target, *step.removed):
                self._targets[step.project_id, number_of(target)] = None
        elif patch.op == "create" or not WORDED.isdisjoint(patch.fields()):
            self._targets[step.project_id, step.number] = step.target

    def write(self, conn: sa.Connection) -> None:
        """In the order of row ids: the index writes itself out each time that they go back."""
        upsert(conn, KEYS, [{"project_id": i, "key": key} for i, key in self._born.items()])
        keys = rows_by_key(conn, KEYS, {(project_id,) for project_id, _ in self._targets})
        found = {
            keys[project_id,]["key"] << NUMBER_BITS | number: target
            for (project_id, number), target in self._targets.items()
        }
        gone = [(row_id,) for row_id in sorted(found) if found[row_id] is None]
        if gone:
            conn.exec_driver_sql(f"DELETE FROM {SEARCH.name} WHERE rowid = ?", gone)
        there = [
            (row_id, *document_of(target))
            for row_id, target in sorted(found.items())
            if target is not None
        ]
        if there and has_index(conn):
            conn.exec_driver_sql(_replace("title, body, target_id"), there)
        elif there:
            worded = [(*row, folded(f"{row[1]}\n{row[2]}")) for row in there]
            conn.exec_driver_sql(_replace("title, body, target_id, words"), worded)


def _replace(columns: str) -> str:
    values = ", ".join("?" for _ in columns.split(", "))
    return f"REPLACE INTO {SEARCH.name} (rowid, {columns}) VALUES (?, {values})"


VIEW = View("search", 1, TABLES, _Fold, _create)
