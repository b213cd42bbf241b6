"""The history of a project: its changesets, newest first, and which version was when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from ledger.core.events import Cause
from ledger.core.patch import Op
from ledger.core.telling import WAYS_BACK
from ledger.core.undo import TAKES_BACK
from projections.effects import PROJECT_NUMBER
from projections.paging import Page, cursor_of, position_of
from projections.queries.filters import ALL, Filters, conditions
from projections.tables import chunks
from projections.views.timeline import CHANGESETS, COUNTS, TOUCHED, ref_in

SHOWN = 20
"""How many touched targets a changeset in a list names; it counts all of them."""


class Touched(msgspec.Struct, frozen=True):
    """A target that a changeset created, updated or deleted, itself or as a consequence.

    `number` is None for the project; `title` as it was after the changeset, or before it was deleted.
    """

    target_id: str
    number: int | None
    title: str
    ops: tuple[Op, ...]


class ChangesetRow(msgspec.Struct, frozen=True):
    """A changeset in a history. `undone_by` is the changeset that took it back, if one did.

    `counts` counts its patches by op, `touched` names the first targets of `touched_count`.
    """

    id: str
    project_id: str
    first: int
    last: int
    time: str
    occurred_at: str | None
    actor: str
    author: str
    cause: Cause
    message: str | None
    base_version: int
    proposal: str | None
    counts: Mapping[Op, int]
    undone_by: str | None
    touched_count: int
    touched: tuple[Touched, ...]


class Mark(NamedTuple):
    """A place on the slider: the versions of one changeset and its time."""

    first: int
    last: int
    time: str


def list_changesets(
    conn: sa.Connection,
    project_id: str,
    filters: Filters = ALL,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ChangesetRow]:
    """A project's changesets, newest first. Raises Refused: `invalid_cursor`."""
    table = CHANGESETS.c
    query = sa.select(CHANGESETS).where(
        table.project_id == project_id, *conditions(conn, project_id, filters)
    )
    if cursor is not None:
        query = query.where(table.first < position_of(cursor, tuple[int])[0])
    query = query.order_by(table.first.desc()).limit(limit + 1)
    rows = conn.execute(query).mappings().all()
    more = len(rows) > limit
    following = cursor_of((rows[limit - 1]["first"],)) if more else None
    return Page(_changesets(conn, project_id, rows[:limit]), following)


def find_changeset(conn: sa.Connection, changeset_id: str) -> ChangesetRow | None:
    """One changeset of any project."""
    query = sa.select(CHANGESETS).where(CHANGESETS.c.changeset_id == changeset_id)
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else _changesets(conn, row["project_id"], [row])[0]


def changeset_of_version(conn: sa.Connection, project_id: str, version: int) -> ChangesetRow | None:
    """The changeset that made a version."""
    table = CHANGESETS.c
    query = (
        sa.select(CHANGESETS)
        .where(table.project_id == project_id, table.first <= version)
        .order_by(table.first.desc())
        .limit(1)
    )
    row = conn.execute(query).mappings().one_or_none()
    if row is None or row["last"] < version:
        return None
    return _changesets(conn, project_id, [row])[0]


def changesets_starting(
    conn: sa.Connection, project_id: str, firsts: Iterable[int]
) -> dict[int, ChangesetRow]:
    """The changesets with these first versions, by that, without what they touched."""
    found: dict[int, ChangesetRow] = {}
    for some in chunks(sorted(set(firsts))):
        query = sa.select(CHANGESETS).where(
            CHANGESETS.c.project_id == project_id, CHANGESETS.c.first.in_(some)
        )
        found |= {row["first"]: _changeset(row, ()) for row in conn.execute(query).mappings()}
    return found


def reason_of(conn: sa.Connection, row: ChangesetRow) -> str | None:
    """Its message; where that only says what a redo did again, the message that this had, if any."""
    if row.cause.kind != "redo" or not (row.message or "").startswith(WAYS_BACK):
        return row.message
    again: ChangesetRow | None = row
    while again is not None and again.cause.kind in TAKES_BACK:
        again = _alone(conn, str(again.cause.ref))
    return (again and again.message) or row.message


def version_at(conn: sa.Connection, project_id: str, time: str) -> int:
    """The project's version at a time, in the ledger's form; 0 before its first changeset."""
    table = CHANGESETS.c
    query = (
        sa.select(table.last)
        .where(table.project_id == project_id, table.time <= time)
        .order_by(table.time.desc(), table.first.desc())
        .limit(1)
    )
    return conn.execute(query).scalar() or 0


def time_of(conn: sa.Connection, project_id: str, version: int) -> str | None:
    """When a project came to a version; None for version 0."""
    table = CHANGESETS.c
    query = (
        sa.select(table.time)
        .where(table.project_id == project_id, table.first <= version)
        .order_by(table.first.desc())
        .limit(1)
    )
    time: str | None = conn.execute(query).scalar()
    return time


def marks(
    conn: sa.Connection, project_id: str, filters: Filters = ALL, most: int = 1000
) -> list[Mark]:
    """Where a slider over a project's versions can stand, oldest first: its changesets.

    Of more than `most`, every second, third … is left in, and always the newest.
    """
    table = CHANGESETS.c
    query = (
        sa.select(table.first, table.last, table.time)
        .where(table.project_id == project_id, *conditions(conn, project_id, filters))
        .order_by(table.first.desc())
    )
    found = conn.execute(query).all()
    return [Mark(*row) for row in found[:: max(1, -(-len(found) // most))]][::-1]


def _alone(conn: sa.Connection, changeset_id: str) -> ChangesetRow | None:
    """One changeset of any project, without what it touched."""
    query = sa.select(CHANGESETS).where(CHANGESETS.c.changeset_id == changeset_id)
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else _changeset(row, ())


def _changesets(
    conn: sa.Connection, project_id: str, rows: Sequence[sa.RowMapping]
) -> list[ChangesetRow]:
    """The rows with the first of what each touched, in one more query for all of them."""
    table = TOUCHED.c
    query = (
        sa.select(TOUCHED)
        .where(
            table.project_id == project_id,
            table.first.in_([row["first"] for row in rows]),
            table.place < SHOWN,
        )
        .order_by(table.first, table.place)
    )
    touched: dict[int, list[Touched]] = {}
    for row in conn.execute(query).mappings():
        touched.setdefault(row["first"], []).append(_touched(row))
    return [_changeset(row, tuple(touched.get(row["first"], ()))) for row in rows]


def _changeset(row: sa.RowMapping, touched: tuple[Touched, ...]) -> ChangesetRow:
    return ChangesetRow(
        id=row["changeset_id"],
        project_id=row["project_id"],
        first=row["first"],
        last=row["last"],
        time=row["time"],
        occurred_at=row["occurred_at"],
        actor=row["actor"],
        author=row["author"],
        cause=Cause(row["cause"], ref_in(row["ref"])),
        message=row["message"],
        base_version=row["base_version"],
        proposal=row["proposal"],
        counts={op: row[column.name] for op, column in COUNTS.items()},
        undone_by=row["undone_by"],
        touched_count=row["touched"],
        touched=touched,
    )


def _touched(row: sa.RowMapping) -> Touched:
    number = None if row["number"] == PROJECT_NUMBER else row["number"]
    return Touched(row["target_id"], number, row["title"], tuple(row["ops"].split(",")))
