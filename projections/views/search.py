"""Full text over live projects and tasks; the index behind it is one of `projections/indexes`.

A document's row id is its project's key (the offset of the project's first event) and its number,
so that a rebuild gives the same ids, and a project's documents lie together.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ledger.core.model import Link, Project, Task
from projections import indexes
from projections.effects import Step, number_of
from projections.indexes.documents import Document
from projections.tables import PREFIX, TEXT, Key, rows_by_key, upsert
from projections.view import View

TABLES = sa.MetaData()
KEYS = sa.Table(
    f"{PREFIX}search_projects",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("key", sa.BigInteger, nullable=False, unique=True),
)
NUMBER_BITS = 24
"""Of a row id, the lower bits are the task's number; the rest is the project's key."""
WORDED = frozenset(
    {"title", "summary", "description", "acceptance_criteria", "tags", "owner", "assignee", "links"}
)
"""The fields that can be found."""


def document_of(row_id: int, target: Project | Task) -> Document:
    """The text of a project or task."""
    body = "\n".join(part for part in _parts(target) if part)
    return Document(row_id, target.title, body, target.id)


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

    def read(self, conn: sa.Connection) -> None:
        """The keys of projects that are not new, and which index there is."""
        old = {(i,) for i, _ in self._targets if i not in self._born}
        known = rows_by_key(conn, KEYS, old)
        self._keys = self._born | {i: row["key"] for (i,), row in known.items()}
        self._index = indexes.index_of(conn)

    def write(self, conn: sa.Connection) -> None:
        """In the order of row ids: the index writes itself out each time that they go back."""
        upsert(conn, KEYS, list(self._born.items()))
        found = {
            self._keys[project_id] << NUMBER_BITS | number: target
            for (project_id, number), target in self._targets.items()
        }
        gone = sorted(row_id for row_id, target in found.items() if target is None)
        there = [document_of(i, target) for i, target in sorted(found.items()) if target]
        if gone:
            self._index.drop(conn, gone)
        if there:
            self._index.put(conn, there)


VIEW = View("search", 1, TABLES, _Fold, indexes.create)
