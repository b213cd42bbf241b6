"""Field-level blame: for each field of everything alive, the version that last set it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from ledger.core.model import Project, Task
from projections.effects import PROJECT_NUMBER, Step, number_of
from projections.tables import PREFIX, TEXT, Key, Row, remove, rows_by_key, upsert
from projections.view import View

TABLES = sa.MetaData()
BLAME = sa.Table(
    f"{PREFIX}blame",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True),  # of a task, 0 for the project
    sa.Column("target_id", TEXT, nullable=False),
    sa.Column("fields", sa.LargeBinary, nullable=False),  # JSON: field → SetBy
    sqlite_with_rowid=False,
)


class SetBy(NamedTuple):
    """The version that set a field, and the first version of that changeset."""

    version: int
    first: int


Fields = dict[str, SetBy]
decode_fields = msgspec.json.Decoder(Fields).decode


class _Blamed:
    """What a batch did to one target. `new`: what was known of it before is void."""

    def __init__(self, target: Project | Task) -> None:
        self.target = target
        self.new = False
        self.fields: Fields = {}

    def begin(self) -> None:
        self.new = True
        self.fields = {}


class _Fold:
    def __init__(self) -> None:
        self._blamed: dict[Key, _Blamed] = {}
        self._known: Mapping[Key, Row] = {}

    def take(self, step: Step) -> None:
        patch, set_by = step.event.patch, SetBy(step.event.version, step.first)
        blamed = self._of(step, step.target)
        if patch.op != "update":
            blamed.begin()
        blamed.fields.update(dict.fromkeys(patch.fields(), set_by))
        for task in step.removed:
            self._of(step, task).begin()
        for task in step.unlinked:
            self._of(step, task).fields["depends_on"] = set_by

    def _of(self, step: Step, target: Project | Task) -> _Blamed:
        key = (step.project_id, number_of(target))
        if key not in self._blamed:
            self._blamed[key] = _Blamed(target)
        return self._blamed[key]

    def read(self, conn: sa.Connection) -> None:
        """What was known of those that are not new."""
        keys = [key for key, blamed in self._blamed.items() if not blamed.new]
        self._known = rows_by_key(conn, BLAME, keys)

    def write(self, conn: sa.Connection) -> None:
        """A target without fields is one that is no more: every create sets some."""
        known = self._known
        rows = [
            _row(key, blamed, known[key]["fields"] if key in known else b"{}")
            for key, blamed in self._blamed.items()
            if blamed.fields
        ]
        upsert(conn, BLAME, rows)
        remove(conn, BLAME, [key for key, blamed in self._blamed.items() if not blamed.fields])


def _row(key: Key, blamed: _Blamed, known: bytes) -> Key:
    project_id, number = key
    fields = blamed.fields if blamed.new else decode_fields(known) | blamed.fields
    target_id = project_id if number == PROJECT_NUMBER else blamed.target.id
    return project_id, number, target_id, msgspec.json.encode(fields)


VIEW = View("blame", 1, TABLES, _Fold)
