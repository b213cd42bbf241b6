"""The project list: what each project is now, how far it is, and its last change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import msgspec
import sqlalchemy as sa

from ledger.core.derived.tally import NOTHING, Tally
from ledger.core.model import Priority, Project, TaskStatus
from ledger.core.patch import create_project, freeze
from projections.effects import Step
from projections.tables import PREFIX, TEXT, Key, Row, in_order, remove, rows_by_key, upsert
from projections.text import folded
from projections.view import View

STATUSES: tuple[TaskStatus, ...] = get_args(TaskStatus)
RANKS: Mapping[Priority, int] = {p: rank for rank, p in enumerate(get_args(Priority))}

TABLES = sa.MetaData()
PROJECTS = sa.Table(
    f"{PREFIX}projects",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),  # that of the patch that would create it
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("title", TEXT, nullable=False),  # this and the next five: as they sort and filter
    sa.Column("status", TEXT, nullable=False),
    sa.Column("priority", sa.BigInteger, nullable=False),
    sa.Column("due", TEXT, nullable=False),
    sa.Column("owner", TEXT, nullable=False),
    sa.Column("words", TEXT, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("created_at", TEXT, nullable=False),
    sa.Column("created_by", TEXT, nullable=False),
    sa.Column("updated_at", TEXT, nullable=False),
    sa.Column("updated_by", TEXT, nullable=False),
    sa.Column("last_message", TEXT),
    sa.Column("progress", sa.Float, nullable=False),
    *(
        sa.Column(status, sa.BigInteger, nullable=False) for status in STATUSES
    ),  # tasks of each status
    *(sa.Column(f"leaves_{part}", sa.BigInteger, nullable=False) for part in Tally._fields),
)
TAGS = sa.Table(
    f"{PREFIX}project_tags",
    TABLES,
    sa.Column("tag", TEXT, primary_key=True),
    sa.Column("project_id", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
NO_DATE = "9999-12-31"
"""Projects without a due date sort after all that have one."""


def project_in(row: Row | sa.RowMapping) -> Project:
    """The project that a row holds."""
    return Project(id=row["project_id"], **freeze(msgspec.json.decode(row["body"])))


def tally_in(row: Row | sa.RowMapping) -> Tally:
    """The tally that a row holds."""
    return Tally(*(row[f"leaves_{part}"] for part in Tally._fields))


class _Change:
    """What a batch did to one project."""

    def __init__(self, first: Step) -> None:
        self.first = self.last = first
        self.counts = dict.fromkeys(STATUSES, 0)
        self.tally = NOTHING
        self.message = first.event.message
        self.project = first.project

    def take(self, step: Step) -> None:
        self.last = step
        self.project = step.project
        if step.event.index == 0:
            self.message = step.event.message
        if step.gain is not NOTHING:
            self.tally = self.tally.plus(step.gain)
        for task in step.removed:
            self.counts[task.status] -= 1
        if (move := step.move) is not None:
            self.counts[move.now] += 1
            if move.was is not None:
                self.counts[move.was] -= 1


class _Fold:
    def __init__(self) -> None:
        self._changes: dict[str, _Change] = {}
        self._known: Mapping[Key, Row] = {}

    def take(self, step: Step) -> None:
        change = self._changes.get(step.project_id)
        if change is None:
            change = self._changes[step.project_id] = _Change(step)
        change.take(step)

    def read(self, conn: sa.Connection) -> None:
        self._known = rows_by_key(conn, PROJECTS, [(i,) for i in self._changes])

    def write(self, conn: sa.Connection) -> None:
        known = self._known
        rows = [_changed_row(known.get((i,), {}), change) for i, change in self._changes.items()]
        upsert(conn, PROJECTS, in_order(PROJECTS, rows))
        before = {(tag, i) for (i,), row in known.items() for tag in project_in(row).tags}
        after = {(tag, i) for i, change in self._changes.items() for tag in change.project.tags}
        remove(conn, TAGS, before - after)
        upsert(conn, TAGS, sorted(after - before))


def _changed_row(known: Row, change: _Change) -> Row:
    """The row after a batch. `known` is the one before it, empty for a new project."""
    project, last = change.project, change.last
    tally = change.tally.plus(tally_in(known)) if known else change.tally
    return {
        "project_id": project.id,
        "body": msgspec.json.encode(create_project(project).body),
        "deleted": last.ends_project,
        "title": folded(project.title),
        "status": project.status,
        "priority": RANKS[project.priority],
        "due": project.due_date or NO_DATE,
        "owner": project.owner or "",
        "words": folded("\n".join((project.title, project.summary or "", *project.tags))),
        "version": last.event.version,
        "created_at": known.get("created_at", change.first.event.time),
        "created_by": known.get("created_by", change.first.event.actor),
        "updated_at": last.event.time,
        "updated_by": last.event.actor,
        "last_message": change.message,
        "progress": tally.progress,
        **{status: known.get(status, 0) + change.counts[status] for status in STATUSES},
        **{f"leaves_{part}": count for part, count in tally._asdict().items()},
    }


VIEW = View("projects", 1, TABLES, _Fold)
