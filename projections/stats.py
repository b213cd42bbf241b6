"""Statistics of a project, as pure functions over what the views keep of its days and its tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from ledger.core.derived.tally import NOTHING, STATES, Tally
from ledger.core.derived.tally import tally as tally_of_plan
from ledger.core.model import TaskStatus, Tree


class DayEnd(msgspec.Struct, frozen=True):
    """How a day (UTC) on which something changed ended, and how many tasks were done on it."""

    day: date
    tally: Tally
    finished: int
    reopened: int


class Day(msgspec.Struct, frozen=True):
    """One day of a burndown.

    `total`, `completed` and `remaining` count leaves at the day's end, cancelled ones left out;
    `remaining_minutes` is what the remaining ones are estimated at. `finished` and `reopened` are the
    day's throughput: tasks whose status became completed, and was completed no more.
    """

    day: date
    total: int
    completed: int
    remaining: int
    remaining_minutes: int
    finished: int
    reopened: int


class CycleTimes(msgspec.Struct, frozen=True):
    """Minutes from a task's first start to its completion, over `count` tasks that have both."""

    count: int
    median_minutes: int
    p85_minutes: int


class Standing(NamedTuple):
    """How a plan stands: what the project's row says now, and a tree at any time."""

    status_counts: Mapping[TaskStatus, int]
    tally: Tally


def standing(tree: Tree) -> Standing:
    """That of a plan as it is."""
    counts = Counter(task.status for task in tree.tasks.values())
    return Standing({status: counts[status] for status in STATES}, tally_of_plan(tree))


class Stats(msgspec.Struct, frozen=True):
    """The numbers of one project. `tally` and `progress` count leaves, `status_counts` all tasks."""

    task_count: int
    status_counts: Mapping[TaskStatus, int]
    progress: float
    tally: Tally
    days: tuple[Day, ...]
    cycle_times: CycleTimes | None


def burndown(ends: Sequence[DayEnd], since: date, until: date) -> Iterator[Day]:
    """Every day from `since` to `until`, both included; days without a change repeat the one before.

    `ends` are in order and begin with the last one at or before `since`, if there is one.
    """
    known = {end.day: end for end in ends}
    tally = next((end.tally for end in reversed(ends) if end.day < since), NOTHING)
    for offset in range((until - since).days + 1):
        day = since + timedelta(days=offset)
        end = known.get(day) or DayEnd(day, tally, 0, 0)
        tally = end.tally
        yield Day(
            day,
            tally.open + tally.completed,
            tally.completed,
            tally.open,
            tally.minutes,
            end.finished,
            end.reopened,
        )


def cycle_times(spans: Iterable[tuple[str, str]]) -> CycleTimes | None:
    """Of (started, completed) in the ledger's form of time; None if there are none."""
    minutes = sorted(_minutes(*span) for span in spans)
    if not minutes:
        return None
    return CycleTimes(len(minutes), _quantile(minutes, 50), _quantile(minutes, 85))


def _minutes(started: str, completed: str) -> int:
    return round(
        (datetime.fromisoformat(completed) - datetime.fromisoformat(started)).total_seconds() / 60
    )


def _quantile(ordered: Sequence[int], percent: int) -> int:
    """The nearest rank: the smallest value that at least `percent` of all do not exceed."""
    return ordered[-(-len(ordered) * percent // 100) - 1]
