"""Days by which the tasks of a new plan have to be done, so that it is done on a given day.

The days between are shared out by what each task takes, along its longest chain; a plan that takes little
begins only some days before, and what takes a day is done on the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from agents.providers.embedded.opinions.schedule import UNKNOWN_MINUTES
from agents.providers.embedded.planned import PlannedTask
from ledger.core.derived.durations import DAY

ROOM = 10
"""How many times as long as its work a plan may take."""
WEEK, WORKING = 7, 5


def due_dates(tasks: Sequence[PlannedTask], today: date, end: date) -> tuple[date, ...]:
    """The due date of each task, none before those that it waits for, none before today."""
    ends = _ends(tasks)
    whole = max(ends, default=0)
    if whole <= DAY:
        return tuple(end for _ in tasks)
    there = max((end - today).days, 0)
    span = min(there, whole * ROOM * WEEK // (WORKING * DAY))
    return tuple(end - timedelta(days=span * (whole - at) // whole) for at in ends)


def on_working_days(due: Sequence[date], today: date, end: date) -> tuple[date, ...]:
    """The same days, those on a weekend on the Friday before; the end stays, and none is before today."""
    return tuple(day if day == end else max(_friday_before(day), today) for day in due)


def _friday_before(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - WORKING + 1))


def days_of_work(tasks: Sequence[PlannedTask]) -> int:
    """How many working days they take where none waits longer than it must."""
    return -(-max(_ends(tasks), default=0) // DAY)


def working_days(today: date, end: date) -> int:
    """The working days from today to that day, both counted."""
    days = range((end - today).days + 1)
    return sum((today + timedelta(days=day)).weekday() < WORKING for day in days)


def _ends(tasks: Sequence[PlannedTask]) -> list[int]:
    """After how many minutes of work each can be done; a task waits only for earlier ones."""
    ends: list[int] = []
    for task in tasks:
        start = max((ends[place] for place in task.after), default=0)
        ends.append(start + (task.estimated_minutes or UNKNOWN_MINUTES))
    return ends
