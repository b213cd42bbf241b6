"""What statistics are made from: how each day of a project ended, and when each task was begun and done.

MOVES keeps what WORK said after each change of a status, so that the past is asked for and not replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from ledger.core.derived.tally import NOTHING, Tally
from ledger.core.model import TaskStatus
from projections.effects import BORN, Move, Step
from projections.tables import PREFIX, TEXT, Key, Row, chunks, insert, rows_by_key, upsert
from projections.view import View

TABLES = sa.MetaData()
DAYS = sa.Table(
    f"{PREFIX}days",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("day", TEXT, primary_key=True),  # UTC; only days on which something changed
    *(sa.Column(part, sa.BigInteger, nullable=False) for part in Tally._fields),  # as it ended
    sa.Column("finished", sa.BigInteger, nullable=False),  # tasks that were completed on it
    sa.Column("reopened", sa.BigInteger, nullable=False),  # completed tasks that were opened again
    sqlite_with_rowid=False,
)
WORK = sa.Table(
    f"{PREFIX}work",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True),
    sa.Column("started_at", TEXT),
    sa.Column("completed_at", TEXT),
    sqlite_with_rowid=False,
)
MOVES = sa.Table(
    f"{PREFIX}moves",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True),  # a patch moves one task at most
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("day", TEXT, nullable=False),
    sa.Column("finished", sa.BigInteger, nullable=False),  # 1: the task was completed by it
    sa.Column("reopened", sa.BigInteger, nullable=False),
    sa.Column("started_at", TEXT),  # as WORK has them after it
    sa.Column("completed_at", TEXT),
    sqlite_with_rowid=False,
)
_NEWEST = (
    sa.select(DAYS.c.project_id, sa.func.max(DAYS.c.day))
    .where(DAYS.c.project_id.in_(sa.bindparam("projects", expanding=True)))
    .group_by(DAYS.c.project_id)
)
# Built once: every batch executes it.
LATEST_DAYS = sa.select(DAYS).where(sa.tuple_(DAYS.c.project_id, DAYS.c.day).in_(_NEWEST))
BEGUN: frozenset[TaskStatus] = frozenset({"in_progress", "in_review"})


class Work(NamedTuple):
    """When a task was first begun since it was last to do, and when it was completed, if it is."""

    started_at: str | None
    completed_at: str | None


NOT_BEGUN = Work(None, None)


def worked(work: Work | None, move: Move, time: str) -> Work | None:
    """What is known of a task after its status moved.

    None: nothing is known yet. A task that comes back (a create) keeps what was known of it.
    """
    if move.was is None and (work is not None or move.now in ("todo", "blocked", "cancelled")):
        return work
    started_at = (work or NOT_BEGUN).started_at
    if move.now in BEGUN:
        return Work(started_at or time, None)
    if move.now == "completed":
        return Work(started_at, time)
    return NOT_BEGUN if move.now == "todo" else Work(started_at, None)


def is_finish(move: Move) -> bool:
    """Whether a task that was there became completed."""
    return move.was is not None and move.now == "completed"


class _Moved(NamedTuple):
    """A task's status became another one, at a version and a time."""

    version: int
    time: str
    move: Move


class _Day:
    """What a batch did on one day of one project."""

    def __init__(self) -> None:
        self.gain = NOTHING
        self.finished = 0
        self.reopened = 0

    def take(self, step: Step, move: Move | None) -> None:
        if step.gain is not NOTHING:
            self.gain = self.gain.plus(step.gain)
        if move is not None:
            self.finished += is_finish(move)
            self.reopened += move.was == "completed"


class _Fold:
    def __init__(self) -> None:
        self._days: dict[str, dict[str, _Day]] = {}
        self._moves: dict[Key, list[_Moved]] = {}
        self._latest: Mapping[str, Row] = {}
        self._known: Mapping[Key, Row] = {}

    def take(self, step: Step) -> None:
        move, time = step.move, step.event.time
        days = self._days.setdefault(step.project_id, {})
        if time[:10] not in days:
            days[time[:10]] = _Day()
        days[time[:10]].take(step, move)
        if move is not None and move != BORN:
            moved = _Moved(step.event.version, time, move)
            self._moves.setdefault((step.project_id, step.number), []).append(moved)

    def read(self, conn: sa.Connection) -> None:
        self._latest = _latest_days(conn, list(self._days))
        self._known = rows_by_key(conn, WORK, list(self._moves))

    def write(self, conn: sa.Connection) -> None:
        latest, known = self._latest, self._known
        rows = [row for i, days in self._days.items() for row in _days(i, days, latest.get(i))]
        upsert(conn, DAYS, rows)
        works, moves = _works(self._moves, known)
        upsert(conn, WORK, works)
        insert(conn, MOVES, moves)


def _latest_days(conn: sa.Connection, project_ids: Iterable[str]) -> dict[str, Row]:
    """Each project's latest row."""
    found: dict[str, Row] = {}
    for some in chunks(project_ids):
        rows = conn.execute(LATEST_DAYS, {"projects": some}).mappings()
        found |= {row["project_id"]: dict(row) for row in rows}
    return found


def _days(project_id: str, days: dict[str, _Day], latest: Row | None) -> Iterator[Key]:
    """A row for each day that a batch had, going on from the latest known one. Time never goes back."""
    tally = Tally(*(latest[part] for part in Tally._fields)) if latest else NOTHING
    for day, done in days.items():
        tally = tally.plus(done.gain)
        same = latest if latest and latest["day"] == day else {}
        finished = same.get("finished", 0) + done.finished
        yield project_id, day, *tally, finished, same.get("reopened", 0) + done.reopened


def _works(
    moves: Mapping[Key, Iterable[_Moved]], known: Mapping[Key, Row]
) -> tuple[list[Key], list[Key]]:
    """The rows of WORK and of MOVES that come of a batch."""
    works, made = [], []
    for key, moved in moves.items():
        row = known.get(key)
        work = Work(row["started_at"], row["completed_at"]) if row else None
        for one in moved:
            work = worked(work, one.move, one.time)
            made.append(_move(key, one, work or NOT_BEGUN))
        if work is not None:
            works.append((*key, *work))
    return works, made


def _move(key: Key, moved: _Moved, work: Work) -> Key:
    project_id, number = key
    version, time, move = moved
    done = (int(is_finish(move)), int(move.was == "completed"))
    return (project_id, version, number, time[:10], *done, *work)


VIEW = View("stats", 1, TABLES, _Fold)
