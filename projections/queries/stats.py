"""Statistics of one project, from rows that are kept: nothing is replayed."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from ledger.core.derived.tally import Tally
from projections.queries.projects import find_project
from projections.stats import DayEnd, Stats, burndown, cycle_times
from projections.views.stats import DAYS, WORK

LONGEST = 366
"""Days of burndown given unless a beginning is named."""


def project_stats(
    conn: sa.Connection, project_id: str, until: date, since: date | None = None
) -> Stats | None:
    """The numbers now, and the days from `since` to `until`; there are none before its creation.

    Without `since`, at most LONGEST days. None if there never was such a project.
    """
    project = find_project(conn, project_id)
    if project is None:
        return None
    begun = date.fromisoformat(project.created_at[:10])
    since = max(begun, since or until - timedelta(days=LONGEST - 1))
    return Stats(
        task_count=project.task_count,
        status_counts=project.status_counts,
        progress=project.progress,
        tally=project.tally,
        days=tuple(burndown(_day_ends(conn, project_id, since, until), since, until)),
        cycle_times=cycle_times(_spans(conn, project_id)),
    )


def _day_ends(conn: sa.Connection, project_id: str, since: date, until: date) -> list[DayEnd]:
    """The days with a change up to `until`, from the last one before `since` on."""
    table = DAYS.c
    before = (
        sa.select(sa.func.max(table.day))
        .where(table.project_id == project_id, table.day < since.isoformat())
        .scalar_subquery()
    )
    query = (
        sa.select(DAYS)
        .where(
            table.project_id == project_id,
            table.day >= sa.func.coalesce(before, since.isoformat()),
            table.day <= until.isoformat(),
        )
        .order_by(table.day)
    )
    return [_day_end(row) for row in conn.execute(query).mappings()]


def _day_end(row: sa.RowMapping) -> DayEnd:
    tally = Tally(*(row[part] for part in Tally._fields))
    return DayEnd(date.fromisoformat(row["day"]), tally, row["finished"], row["reopened"])


def _spans(conn: sa.Connection, project_id: str) -> list[tuple[str, str]]:
    table = WORK.c
    query = sa.select(table.started_at, table.completed_at).where(
        table.project_id == project_id,
        table.started_at.is_not(None),
        table.completed_at.is_not(None),
    )
    return [(started, completed) for started, completed in conn.execute(query)]
