"""Drafts that wait for a decision: of one project, or of all and of those that are to become one."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from projections.live import TARGETS, task_in
from projections.paging import Page, cursor_of, position_of
from projections.tables import Row, rows_by_key
from projections.views.projects import PROJECTS, project_in
from projections.views.turned_down import TURNED_DOWN, sketches_in


class OpenDraft(msgspec.Struct, frozen=True):
    """A draft with changes that were neither accepted nor rejected.

    `instruction` is what was asked for at first; `project_title` None: it is to become a project,
    which the draft calls `draft_title`.
    `task_id` is the task that it breaks down, with its `number` and `title` while that is there.
    """

    id: str
    project_id: str
    project_title: str | None
    draft_title: str | None
    task_id: str | None
    number: int | None
    title: str | None
    instruction: str
    updated_at: str
    updated_by: str


def open_drafts(
    conn: sa.Connection, project_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[OpenDraft]:
    """Those that something happened to last come first. Raises Refused: `invalid_cursor`."""
    table = TURNED_DOWN.c
    keys = (table.touched, table.proposal_id)
    query = (
        sa.select(TURNED_DOWN, TARGETS.c.state)
        .outerjoin(PROJECTS, table.project_id == PROJECTS.c.project_id)
        .outerjoin(
            TARGETS,
            (table.project_id == TARGETS.c.project_id) & (table.task_id == TARGETS.c.target_id),
        )
        .where(table.ended.is_(None), table.patches != "[]", PROJECTS.c.deleted.is_not(True))
        .order_by(*(key.desc() for key in keys))
        .limit(limit + 1)
    )
    if project_id is not None:
        query = query.where(table.project_id == project_id)
    if cursor is not None:
        touched, last = position_of(cursor, tuple[str, str])
        query = query.where(sa.tuple_(*keys) < sa.tuple_(sa.literal(touched), sa.literal(last)))
    rows = conn.execute(query).mappings().all()
    following = None
    if len(rows) > limit:
        following = cursor_of((rows[limit - 1]["touched"], rows[limit - 1]["proposal_id"]))
    found = rows[:limit]
    projects = rows_by_key(conn, PROJECTS, {(row["project_id"],) for row in found})
    return Page([_draft(row, projects.get((row["project_id"],))) for row in found], following)


def _draft(row: sa.RowMapping, project: Row | None) -> OpenDraft:
    task = None if row["state"] is None else task_in(row["state"])
    return OpenDraft(
        row["proposal_id"],
        row["project_id"],
        None if project is None else project_in(project).title,
        _title_in(row["patches"]),
        row["task_id"],
        None if task is None else task.number,
        None if task is None else task.title,
        row["instruction"],
        row["touched"],
        row["touched_by"],
    )


def _title_in(patches: str) -> str | None:
    """What a draft for a new project calls it."""
    return next((one.title for one in sketches_in(patches) if one.target == "project"), None)
