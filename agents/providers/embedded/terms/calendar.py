"""The calendar: names of weekdays and months, edges of weeks and months, when a day comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from agents.providers.embedded.terms.vocabulary import any_of

Edge = Literal["start", "end"]

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY, MONTH = any_of(WEEKDAYS), any_of(MONTHS)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(day.weekday())


def coming(weekday: int, today: date) -> date:
    """The next such day after today."""
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def months_of(day: date) -> int:
    """Its month, counted from year 0."""
    return day.year * 12 + day.month - 1


def edge_of_months(first: int, count: int, edge: Edge) -> date:
    """The edge of a period of months; `first` counts months from year 0."""
    if edge == "start":
        return date(first // 12, first % 12 + 1, 1)
    after = first + count
    return date(after // 12, after % 12 + 1, 1) - timedelta(1)


def next_month(month: int, length: int, year: int | None, today: date) -> int:
    """The month's place from year 0: in the given year, else the next time it is not over."""
    if year is not None:
        return year * 12 + month - 1
    over = month + length - 1 < today.month
    return (today.year + over) * 12 + month - 1


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The so-many-th such weekday of a month, from -1 at its end. Raises ValueError: it has not so many."""
    first, last = (edge_of_months(year * 12 + month - 1, 1, edge) for edge in ("start", "end"))
    if nth < 0:
        day = last - timedelta((last.weekday() - weekday) % 7 - 7 * (nth + 1))
    else:
        day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if not first <= day <= last:
        raise ValueError(nth)
    return day


def next_day_of_month(day: int, today: date) -> date:
    """The next day with this number, of a later month where this one is too short."""
    month = months_of(today) + (day < today.day)
    longest = max((month, month + 1), key=lambda m: edge_of_months(m, 1, "end").day)
    month = month if day <= edge_of_months(month, 1, "end").day else longest
    return date(month // 12, month % 12 + 1, day)


def next_day(month: int, day: int, year: int | None, today: date) -> date:
    """That day in the given year, else the next time that it is not past."""
    if year is not None:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
