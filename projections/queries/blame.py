"""Who last set each field, when, and in which changeset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from ledger.core.events import Cause
from ledger.core.patch import PROJECT_FIELDS, TASK_FIELDS, Target
from projections.effects import PROJECT_NUMBER
from projections.live import number_of_task
from projections.paging import Page, cursor_of, position_of
from projections.queries.timeline import ChangesetRow, changesets_starting, reason_of
from projections.views.blame import BLAME, Fields, decode_fields


class FieldBlame(msgspec.Struct, frozen=True):
    """Who last set one field: the patch that made `version`, in the changeset `changeset`.

    `proposal` is the one whose acceptance that was. `reason`: why it was set, which for what was redone is
    why it was done at first.
    """

    field: str
    version: int
    changeset: str
    time: str
    actor: str
    author: str
    cause: Cause
    message: str | None
    reason: str | None
    proposal: str | None


class TargetBlame(msgspec.Struct, frozen=True):
    """The fields of one target that were ever set, in the order of the model.

    `number` is None for the project. What undo brought back was set by the undo.
    """

    target: Target
    target_id: str
    number: int | None
    fields: tuple[FieldBlame, ...]


def project_blame(
    conn: sa.Connection, project_id: str, limit: int = 50, cursor: str | None = None
) -> Page[TargetBlame]:
    """The project, then its tasks by number. Raises Refused: `invalid_cursor`."""
    query = sa.select(BLAME).where(BLAME.c.project_id == project_id)
    if cursor is not None:
        query = query.where(BLAME.c.number > position_of(cursor, tuple[int])[0])
    rows = conn.execute(query.order_by(BLAME.c.number).limit(limit + 1)).mappings().all()
    following = cursor_of((rows[limit - 1]["number"],)) if len(rows) > limit else None
    return Page(_told(conn, project_id, rows[:limit]), following)


def task_blame(conn: sa.Connection, project_id: str, task_id: str) -> TargetBlame | None:
    """One task; None where it is not (or no longer) there."""
    query = sa.select(BLAME).where(
        BLAME.c.project_id == project_id,
        BLAME.c.number == number_of_task(conn, project_id, task_id),
    )
    told = _told(conn, project_id, conn.execute(query).mappings().all())
    return told[0] if told else None


def last_set(conn: sa.Connection, project_id: str, task_ids: Sequence[str]) -> dict[str, str]:
    """When any field of these tasks was last set, by the task's id; those that are not there are left out."""
    query = sa.select(BLAME.c.target_id, BLAME.c.fields).where(
        BLAME.c.project_id == project_id, BLAME.c.target_id.in_(task_ids)
    )
    firsts = {
        row.target_id: max(set_by.first for set_by in decode_fields(row.fields).values())
        for row in conn.execute(query)
    }
    starting = changesets_starting(conn, project_id, set(firsts.values()))
    return {id: starting[first].time for id, first in firsts.items()}


def _told(conn: sa.Connection, project_id: str, rows: Sequence[sa.RowMapping]) -> list[TargetBlame]:
    """The rows with their changesets, which are fetched for all of them at once."""
    fields = [decode_fields(row["fields"]) for row in rows]
    firsts = {set_by.first for some in fields for set_by in some.values()}
    changesets = changesets_starting(conn, project_id, firsts)
    reasons = {first: reason_of(conn, one) for first, one in changesets.items()}
    return [_target(row, some, changesets, reasons) for row, some in zip(rows, fields, strict=True)]


def _target(
    row: sa.RowMapping,
    fields: Fields,
    changesets: Mapping[int, ChangesetRow],
    reasons: Mapping[int, str | None],
) -> TargetBlame:
    is_project = row["number"] == PROJECT_NUMBER
    order = PROJECT_FIELDS if is_project else TASK_FIELDS
    return TargetBlame(
        "project" if is_project else "task",
        row["target_id"],
        None if is_project else row["number"],
        tuple(_fields(order, fields, changesets, reasons)),
    )


def _fields(
    order: Sequence[str],
    fields: Fields,
    changesets: Mapping[int, ChangesetRow],
    reasons: Mapping[int, str | None],
) -> Iterator[FieldBlame]:
    for field in order:
        if field in fields:
            version, first = fields[field]
            by = changesets[first]
            yield FieldBlame(
                field,
                version,
                by.id,
                by.time,
                by.actor,
                by.author,
                by.cause,
                by.message,
                reasons[first],
                by.proposal,
            )
