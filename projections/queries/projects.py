"""The list of projects: filtered, sorted, in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from ledger.core.derived.tally import Tally
from ledger.core.errors import refused
from ledger.core.model import Priority, Project, TaskStatus
from projections.paging import Page, cursor_of, not_a_cursor, position_of
from projections.text import equal, folded, is_text, like, words_in
from projections.views.projects import PROJECTS, RANKS, STATUSES, TAGS, project_in, tally_in

SORTS: Mapping[str, sa.Column[Any]] = {
    "updated": PROJECTS.c.updated_at,
    "created": PROJECTS.c.created_at,
    "title": PROJECTS.c.title,
    "priority": PROJECTS.c.priority,
    "due": PROJECTS.c.due,
    "progress": PROJECTS.c.progress,
}


class Filters(msgspec.Struct, frozen=True):
    """Which projects to list. Empty: all.

    `tags`: all of them; `text`: each word in the title, the summary or the tags.
    """

    status: tuple[str, ...] = ()
    priority: tuple[Priority, ...] = ()
    tags: tuple[str, ...] = ()
    owner: str | None = None
    text: str = ""


class ProjectRow(msgspec.Struct, frozen=True):
    """A project in the list. `status_counts` counts all tasks, `tally` and `progress` the leaves."""

    project: Project
    deleted: bool
    version: int
    task_count: int
    completed_count: int
    progress: float
    status_counts: Mapping[TaskStatus, int]
    tally: Tally
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    last_message: str | None


ALL = Filters()
VALUES: Mapping[type, tuple[type, ...]] = {str: (str,), int: (int,), float: (float, int)}
"""What a cursor may hold for a column of each type."""


def list_projects(
    conn: sa.Connection,
    filters: Filters = ALL,
    sort: str = "-updated",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ProjectRow]:
    """The projects that are there, in the order of `sort`: a name of SORTS, with `-` backwards.

    Raises Refused: `invalid_sort`, `invalid_cursor`.
    """
    column, descending = _sorting(sort)
    query = sa.select(PROJECTS).where(~PROJECTS.c.deleted, *_conditions(filters))
    keys = (column, PROJECTS.c.project_id)
    if cursor is not None:
        query = query.where(_after(keys, descending, sort, cursor))
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = conn.execute(query.order_by(*order).limit(limit + 1)).mappings().all()
    following = None
    if len(rows) > limit:
        last = rows[limit - 1]
        following = cursor_of((sort, last[column.name], last["project_id"]))
    return Page([_row(row) for row in rows[:limit]], following)


def find_project(conn: sa.Connection, project_id: str) -> ProjectRow | None:
    """One project, deleted or not; None if there never was one of this id."""
    query = sa.select(PROJECTS).where(PROJECTS.c.project_id == project_id)
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else _row(row)


def deleted_ids(conn: sa.Connection, beginning: str) -> list[str]:
    """The ids of the deleted projects that begin so."""
    table = PROJECTS.c
    fits = table.project_id.startswith(beginning, autoescape=True)
    return list(conn.scalars(sa.select(table.project_id).where(table.deleted, fits)))


def _sorting(sort: str) -> tuple[sa.Column[Any], bool]:
    name = sort.removeprefix("-")
    if name not in SORTS:
        known = ", ".join(SORTS)
        raise refused(
            "invalid_sort", f"Sort by one of {known}, with - for backwards.", field="sort"
        )
    return SORTS[name], sort.startswith("-")


def _after(
    keys: tuple[sa.Column[Any], sa.Column[str]], descending: bool, sort: str, cursor: str
) -> sa.ColumnElement[bool]:
    given, value, project_id = position_of(cursor, tuple[str, str | int | float, str])
    if given != sort or not isinstance(value, VALUES[keys[0].type.python_type]):
        raise not_a_cursor()
    here = sa.tuple_(sa.literal(value), sa.literal(project_id))
    return sa.tuple_(*keys) < here if descending else sa.tuple_(*keys) > here


def _conditions(filters: Filters) -> Iterator[sa.ColumnElement[bool]]:
    table = PROJECTS.c
    if filters.status:
        yield table.status.in_([s for s in filters.status if is_text(s)])
    if filters.priority:
        yield table.priority.in_([RANKS[p] for p in filters.priority])
    if filters.owner is not None:
        yield equal(table.owner, filters.owner)
    for tag in filters.tags:
        tagged = sa.select(TAGS.c.project_id).where(equal(TAGS.c.tag, tag))
        yield table.project_id.in_(tagged)
    for word in words_in(filters.text):
        yield like(table.words, folded(word))


def _row(row: sa.RowMapping) -> ProjectRow:
    counts = {status: row[status] for status in STATUSES}
    return ProjectRow(
        project=project_in(row),
        deleted=row["deleted"],
        version=row["version"],
        task_count=sum(counts.values()),
        completed_count=counts["completed"],
        progress=row["progress"],
        status_counts=counts,
        tally=tally_in(row),
        created_at=row["created_at"],
        created_by=row["created_by"],
        updated_at=row["updated_at"],
        updated_by=row["updated_by"],
        last_message=row["last_message"],
    )
