"""How much was changed when, and by whom: a project's time from its first change to its last, in slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from ledger.core.events import CauseKind
from projections.queries.filters import ALL, Filters, conditions
from projections.views.timeline import CHANGESETS, COUNTS


class Share(msgspec.Struct, frozen=True):
    """What one actor and author changed in one way: how many changesets, of how many patches."""

    actor: str
    author: str
    kind: CauseKind
    changesets: int
    patches: int


class Slot(msgspec.Struct, frozen=True):
    """A stretch of time in which something changed, `since` ≤ time < `until`.

    `place` counts the stretches from 0, `first` and `last` are the versions of those counted here.
    """

    place: int
    since: str
    until: str
    first: int
    last: int
    shares: tuple[Share, ...]


class Activity(msgspec.Struct, frozen=True):
    """The stretches in which something changed, of `count` of equal length from `since` to `until`."""

    since: str
    until: str
    count: int
    slots: tuple[Slot, ...]


def activity(
    conn: sa.Connection, project_id: str, count: int, filters: Filters = ALL
) -> Activity | None:
    """A project's changes over all of its time, those that the filters choose; None if it has none."""
    table = CHANGESETS.c
    mine = table.project_id == project_id
    ends = sa.select(sa.func.min(table.time), sa.func.max(table.time)).where(mine)
    since, until = conn.execute(ends).one()
    if since is None:
        return None
    patches = sum(COUNTS.values(), sa.literal(0))
    chosen = sa.select(
        table.time, table.first, table.last, table.actor, table.author, table.cause, patches
    ).where(mine, *conditions(conn, project_id, filters))
    rows = (_Changeset(*row) for row in conn.execute(chosen.order_by(table.first)))
    return Activity(since, until, count, tuple(_slots(_Scale(since, until, count), rows)))


class _Changeset(NamedTuple):
    time: str
    first: int
    last: int
    actor: str
    author: str
    kind: CauseKind
    patches: int


class _Scale:
    """Time in `count` equal parts, of which the last one has the latest moment in it."""

    def __init__(self, since: str, until: str, count: int) -> None:
        self._begin = _read(since)
        # A tick more than there is: the latest moment then lies before the end.
        self._step = (_read(until) - self._begin + timedelta(microseconds=count)) / count

    def place(self, time: str) -> int:
        return (_read(time) - self._begin) // self._step

    def begin(self, place: int) -> str:
        return _written(self._begin + place * self._step)


def _slots(scale: _Scale, changesets: Iterable[_Changeset]) -> Iterator[Slot]:
    """The changesets, which come in the order of their versions and so of their times, by slots."""
    for place, found in groupby(changesets, lambda changeset: scale.place(changeset.time)):
        some = list(found)
        yield Slot(
            place,
            scale.begin(place),
            scale.begin(place + 1),
            some[0].first,
            some[-1].last,
            tuple(_shares(some)),
        )


def _shares(changesets: Iterable[_Changeset]) -> Iterator[Share]:
    counts: dict[tuple[str, str, CauseKind], list[int]] = {}
    for one in changesets:
        counts.setdefault((one.actor, one.author, one.kind), []).append(one.patches)
    for group, patches in sorted(counts.items()):
        yield Share(*group, len(patches), sum(patches))


def _read(time: str) -> datetime:
    return datetime.fromisoformat(time)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
