"""The history timeline: every changeset of a project, who made it, when, why, and what it touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from ledger.core.model import Project, Task
from ledger.core.patch import Op
from ledger.core.undo import TAKES_BACK
from projections.effects import Step, number_of
from projections.tables import PREFIX, TEXT, Key, Row, in_order, insert
from projections.text import folded
from projections.view import View

TABLES = sa.MetaData()
CHANGESETS = sa.Table(
    f"{PREFIX}changesets",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("first", sa.BigInteger, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
    sa.Column("changeset_id", TEXT, nullable=False),
    sa.Column("time", TEXT, nullable=False),
    sa.Column("occurred_at", TEXT),
    sa.Column("actor", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("cause", TEXT, nullable=False),
    sa.Column("ref", TEXT),  # as JSON
    sa.Column("message", TEXT),
    sa.Column("words", TEXT, nullable=False),
    sa.Column("base_version", sa.BigInteger, nullable=False),
    sa.Column("proposal", TEXT),
    sa.Column(
        "creates", sa.BigInteger, nullable=False
    ),  # this and the next two: patches of each op
    sa.Column("updates", sa.BigInteger, nullable=False),
    sa.Column("deletes", sa.BigInteger, nullable=False),
    sa.Column("touched", sa.BigInteger, nullable=False),
    sa.Column("undone_by", TEXT),
    sa.Index(f"{PREFIX}changesets_by_id", "changeset_id", unique=True),
    sa.Index(f"{PREFIX}changesets_by_time", "project_id", "time"),
    sqlite_with_rowid=False,
)
TOUCHED = sa.Table(
    f"{PREFIX}touched",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("first", sa.BigInteger, primary_key=True),
    sa.Column("place", sa.BigInteger, primary_key=True),  # 0, 1, 2 … in the order of the patches
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("target_id", TEXT, nullable=False),
    sa.Column("title", TEXT, nullable=False),
    sa.Column("words", TEXT, nullable=False),
    sa.Column("ops", TEXT, nullable=False),
    sa.Index(f"{PREFIX}touched_by_number", "project_id", "number", "first"),
    sqlite_with_rowid=False,
)
COUNTS: Mapping[Op, sa.Column[int]] = {
    "create": CHANGESETS.c.creates,
    "update": CHANGESETS.c.updates,
    "delete": CHANGESETS.c.deletes,
}


def ref_in(stored: str | None) -> Any:
    """What a cause refers to, as it was before it was stored."""
    return None if stored is None else msgspec.json.decode(stored)


class _Changeset:
    """One changeset on its way into the table."""

    def __init__(self, step: Step) -> None:
        self.begun = step
        self.last = step.event.version
        self.counts = dict.fromkeys(COUNTS, 0)
        self.titles: dict[int, tuple[str, str]] = {}
        self.ops: dict[int, dict[Op, None]] = {}
        self.undone_by: str | None = None

    def take(self, step: Step) -> None:
        op = step.event.patch.op
        self.last = step.event.version
        self.counts[op] += 1
        self._touch(step.target, op)
        for task in step.removed:
            self._touch(task, "delete")
        for task in step.unlinked:
            self._touch(task, "update")

    def _touch(self, target: Project | Task, op: Op) -> None:
        number = number_of(target)
        self.titles[number] = (target.id, target.title)
        self.ops.setdefault(number, {})[op] = None

    def row(self) -> Row:
        event = self.begun.event
        return {
            "project_id": self.begun.project_id,
            "first": self.begun.first,
            "last": self.last,
            "changeset_id": event.changeset,
            "time": event.time,
            "occurred_at": event.occurred_at,
            "actor": event.actor,
            "author": event.author,
            "cause": event.cause.kind,
            "ref": None
            if event.cause.ref is None
            else msgspec.json.encode(event.cause.ref).decode(),
            "message": event.message,
            "words": folded(event.message),
            "base_version": event.base_version,
            "proposal": event.proposal,
            **{column.name: self.counts[op] for op, column in COUNTS.items()},
            "touched": len(self.titles),
            "undone_by": self.undone_by,
        }

    def touched(self) -> Iterator[Key]:
        project_id, first = self.begun.project_id, self.begun.first
        for place, (number, (target_id, title)) in enumerate(self.titles.items()):
            ops = ",".join(self.ops[number])
            yield project_id, first, place, number, target_id, title, folded(title), ops


class _Fold:
    def __init__(self) -> None:
        self._changesets: dict[tuple[str, int], _Changeset] = {}

    def take(self, step: Step) -> None:
        key = (step.project_id, step.first)
        if key not in self._changesets:
            self._changesets[key] = _Changeset(step)
        self._changesets[key].take(step)

    def read(self, conn: sa.Connection) -> None:
        """Note what was taken back: in the rows that are to be written, and in those that are there."""
        fresh = {c.begun.event.changeset: c for c in self._changesets.values()}
        for changeset in self._changesets.values():
            event = changeset.begun.event
            if event.cause.kind in TAKES_BACK:
                _mark_undone(conn, fresh, str(event.cause.ref), event.changeset)

    def write(self, conn: sa.Connection) -> None:
        begun = self._changesets.values()
        insert(conn, CHANGESETS, in_order(CHANGESETS, [changeset.row() for changeset in begun]))
        insert(conn, TOUCHED, [row for changeset in begun for row in changeset.touched()])


def _mark_undone(
    conn: sa.Connection, fresh: Mapping[str, _Changeset], changeset_id: str, by: str | None
) -> None:
    """Note that a changeset was taken back by `by`, or is in force again (None).

    What it took back itself turns with it: an undo that was undone leaves its changeset in force.
    """
    while True:
        cause, ref = _mark(conn, fresh, changeset_id, by)
        if cause not in TAKES_BACK:
            return
        changeset_id, by = str(ref), None if by is not None else changeset_id


def _mark(
    conn: sa.Connection, fresh: Mapping[str, _Changeset], changeset_id: str, by: str | None
) -> tuple[str, Any]:
    """Mark one; its own cause and what that refers to."""
    if changeset_id in fresh:
        fresh[changeset_id].undone_by = by
        cause = fresh[changeset_id].begun.event.cause
        return cause.kind, cause.ref
    table = CHANGESETS.c
    this = table.changeset_id == changeset_id
    conn.execute(sa.update(CHANGESETS).where(this).values(undone_by=by))
    kind, ref = conn.execute(sa.select(table.cause, table.ref).where(this)).one()
    return kind, ref_in(ref)


VIEW = View("timeline", 1, TABLES, _Fold)
