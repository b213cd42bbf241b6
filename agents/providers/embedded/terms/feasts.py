"""Days and times of the year that have a name and no number: Easter, Black Friday, the summer.

Each is a first and a last day; of a single day both are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from agents.providers.embedded.terms.vocabulary import any_of

Span = tuple[date, date]
LONG = ("summer", "spring", "autumn", "winter")


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous rule, as Meeus gives it)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    moved = h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114
    return date(year, moved // 31, moved % 31 + 1)


def _on(month: int, day: int, year: int) -> Span:
    return (date(year, month, day),) * 2


def _around_easter(first: int, last: int, year: int) -> Span:
    return easter(year) + timedelta(first), easter(year) + timedelta(last)


def _weekday_of(month: int, weekday: int, count: int, later: int, year: int) -> Span:
    """The so-many-th weekday of a month, and so many days later."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1) + later)
    return day, day


def _months(first: int, last: int, year: int) -> Span:
    """From the start of one month to the end of another, in the next year where that comes before."""
    over = last < first
    after = date(year + over + (last == 12), last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(1)


def _holidays(year: int) -> Span:
    return date(year, 12, 24), date(year + 1, 1, 1)


_FEASTS: dict[str, Callable[[int], Span]] = {
    "christmas, christmas day, xmas": partial(_on, 12, 25),
    "christmas eve": partial(_on, 12, 24),
    "boxing day": partial(_on, 12, 26),
    "the holidays, holidays, christmas holidays, holiday season": _holidays,
    "new year, new years, new year's, new year’s, new year day, new year's day": partial(_on, 1, 1),
    "new year's eve, new year’s eve, new years eve, new year eve, nye": partial(_on, 12, 31),
    "valentine's day, valentine’s day, valentines day, valentine's": partial(_on, 2, 14),
    "st patrick's day, st. patrick's day": partial(_on, 3, 17),
    "halloween": partial(_on, 10, 31),
    "good friday": partial(_around_easter, -2, -2),
    "easter, easter sunday": partial(_around_easter, 0, 0),
    "easter monday": partial(_around_easter, 1, 1),
    "whitsun, pentecost": partial(_around_easter, 49, 49),
    "mother's day, mothers day": partial(_weekday_of, 5, 6, 2, 0),
    "thanksgiving, thanksgiving day": partial(_weekday_of, 11, 3, 4, 0),
    "black friday": partial(_weekday_of, 11, 3, 4, 1),
    "cyber monday": partial(_weekday_of, 11, 3, 4, 4),
    "spring": partial(_months, 3, 5),
    "summer": partial(_months, 6, 8),
    "autumn, fall": partial(_months, 9, 11),
    "winter": partial(_months, 12, 2),
}  # fmt: skip
_BY_NAME = {name: span for names, span in _FEASTS.items() for name in names.split(", ")}
FEAST = any_of(_BY_NAME)


def feast(name: str, year: int | None, today: date, *, ahead: bool = False) -> Span:
    """Its first and last day: in the given year, else the next time that it is not over.

    `ahead`: the next time that it has not begun ("next summer").
    """
    span = _BY_NAME[name]
    if year is not None:
        return span(year)
    spans = (span(today.year + more) for more in (-1, 0, 1, 2))
    return next(s for s in spans if (s[0] if ahead else s[1]) >= today)
