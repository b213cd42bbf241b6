"""Statistics of one project, now and at any version, from rows that are kept: nothing is replayed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from ledger.core.derived.tally import Tally
from ledger.core.model import Tree
from projections.queries.projects import ProjectRow, find_project
from projections.queries.timeline import time_of
from projections.stats import Day, DayEnd, Standing, Stats, burndown, cycle_times, standing
from projections.views.stats import DAYS, MOVES, WORK

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
    first = _first_day(project, until, since)
    ends = _day_ends(conn, project_id, first, until)
    now = Standing(project.status_counts, project.tally)
    return _stats(now, tuple(burndown(ends, first, until)), _spans(conn, project_id))


class Moment(NamedTuple):
    """A version, its plan, and the day on which it is looked at; None: the one on which it was made."""

    version: int
    tree: Tree
    until: date | None = None


def past_stats(
    conn: sa.Connection, project_id: str, moment: Moment, since: date | None = None
) -> Stats | None:
    """The numbers as they were then: those of a ledger that ends at this version, asked on that day.

    None if there never was such a project.
    """
    version, tree, until = moment
    project, time = find_project(conn, project_id), time_of(conn, project_id, version)
    if project is None:
        return None
    then = standing(tree)
    if time is None:
        return _stats(then, (), ())
    made = date.fromisoformat(time[:10])
    until = until or made
    first = _first_day(project, until, since)
    # Of its own day only what was until then counts.
    ends = _day_ends(conn, project_id, first, made - timedelta(1))
    last = DayEnd(made, then.tally, *_done_on(conn, project_id, version, made))
    days = tuple(burndown([*ends, last], first, until))
    return _stats(then, days, _spans_at(conn, project_id, version))


def _first_day(project: ProjectRow, until: date, since: date | None) -> date:
    begun = date.fromisoformat(project.created_at[:10])
    return max(begun, since or until - timedelta(days=LONGEST - 1))


def _stats(now: Standing, days: tuple[Day, ...], spans: Iterable[tuple[str, str]]) -> Stats:
    return Stats(
        task_count=sum(now.status_counts.values()),
        status_counts=now.status_counts,
        progress=now.tally.progress,
        tally=now.tally,
        days=days,
        cycle_times=cycle_times(spans),
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


def _spans_at(conn: sa.Connection, project_id: str, version: int) -> list[tuple[str, str]]:
    """The same as of a version: by the last move of each task until then."""
    table = MOVES.c
    latest = (
        sa.select(sa.func.max(table.version))
        .where(table.project_id == project_id, table.version <= version)
        .group_by(table.number)
    )
    query = sa.select(table.started_at, table.completed_at).where(
        table.project_id == project_id,
        table.version.in_(latest),
        table.started_at.is_not(None),
        table.completed_at.is_not(None),
    )
    return [(started, completed) for started, completed in conn.execute(query)]


def _done_on(conn: sa.Connection, project_id: str, version: int, day: date) -> tuple[int, int]:
    """How many tasks were finished and opened again on a day until a version."""
    table = MOVES.c
    query = sa.select(sa.func.sum(table.finished), sa.func.sum(table.reopened)).where(
        table.project_id == project_id, table.version <= version, table.day == day.isoformat()
    )
    finished, reopened = conn.execute(query).one()
    return int(finished or 0), int(reopened or 0)
