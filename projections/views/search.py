"""Full text over live projects and tasks; the index behind it is one of `projections/indexes`.

A document's row id is its project's key (the offset of the project's first event) and its number,
so that a rebuild gives the same ids, and a project's documents lie together. Its scope is its project
and what it is; it is about the id of its target.
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa

from ledger.core.model import Project, Task
from projections import indexes
from projections.effects import Step, number_of
from projections.indexes.documents import SEARCH, Document, scope_of
from projections.tables import PREFIX, TEXT, Key, rows_by_key, upsert
from projections.view import View
from projections.wording import WORDED, body_of

TABLES = sa.MetaData()
KEYS = sa.Table(
    f"{PREFIX}search_projects",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("key", sa.BigInteger, nullable=False, unique=True),
)
NUMBER_BITS = 24
"""Of a row id, the lower bits are the task's number; the rest is the project's key."""


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
        self._index = indexes.index_of(conn, SEARCH)

    def write(self, conn: sa.Connection) -> None:
        """In the order of row ids: the index writes itself out each time that they go back."""
        upsert(conn, KEYS, list(self._born.items()))
        gone: list[int] = []
        there: list[Document] = []
        for (project_id, number), target in self._targets.items():
            row_id = self._keys[project_id] << NUMBER_BITS | number
            if target is None:
                gone.append(row_id)
            else:
                there.append(_document(row_id, project_id, target))
        if gone:
            self._index.drop(conn, SEARCH, sorted(gone))
        if there:
            self._index.put(conn, SEARCH, sorted(there))


def _document(row_id: int, project_id: str, target: Project | Task) -> Document:
    kind = "task" if isinstance(target, Task) else "project"
    scope = scope_of(project_id, kind)
    return Document(row_id, target.title, body_of(target), scope, target.id)


VIEW = View("search", 2, TABLES, _Fold, partial(indexes.create, corpus=SEARCH))
