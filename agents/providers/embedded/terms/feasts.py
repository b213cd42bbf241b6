"""Days and times of the year that have a name and no number: Easter, Black Friday, the summer.

Each is a first and a last day; of a single day both are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from agents.providers.embedded.terms.calendar import nth_weekday
from agents.providers.embedded.terms.vocabulary import any_of

Span = tuple[date, date]
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
ENDING = 21
"""So many days before its end a season is over: "in autumn" is the next one, at the end of November."""
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
    day = nth_weekday(year, month, weekday, count) + timedelta(later)
    return day, day


def _advent(sunday: int, year: int) -> Span:
    """Of the four Sundays before Christmas; the first is of the week in which St Andrew's Day is."""
    andrew = date(year, 11, 30)
    first = andrew + timedelta((2 - andrew.weekday()) % 7 - 3)
    return (first + timedelta(7 * (sunday - 1)),) * 2


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
    "new year, new years, new year's, new year day, new year's day": partial(_on, 1, 1),
    "new year's eve, new years eve, new year eve, nye": partial(_on, 12, 31),
    "valentine's day, valentines day, valentine's": partial(_on, 2, 14),
    "epiphany, three kings day, three kings' day": partial(_on, 1, 6),
    "candlemas": partial(_on, 2, 2),
    "st david's day": partial(_on, 3, 1),
    "st patrick's day, st patricks day": partial(_on, 3, 17),
    "lady day": partial(_on, 3, 25),
    "st george's day": partial(_on, 4, 23),
    "may day": partial(_on, 5, 1),
    "midsummer day, midsummer's day, st john's day": partial(_on, 6, 24),
    "fourth of july, independence day": partial(_on, 7, 4),
    "michaelmas": partial(_on, 9, 29),
    "halloween, hallowe'en": partial(_on, 10, 31),
    "all saints, all saints day, all saints' day": partial(_on, 11, 1),
    "all souls, all souls day, all souls' day": partial(_on, 11, 2),
    "bonfire night, guy fawkes night": partial(_on, 11, 5),
    "martinmas, st martin's day": partial(_on, 11, 11),
    "st andrew's day": partial(_on, 11, 30),
    "st nicholas, st nicholas day, st nicholas' day, st nicholas's day": partial(_on, 12, 6),
    "carnival": partial(_around_easter, -52, -47),
    "carnival sunday": partial(_around_easter, -49, -49),
    "carnival monday, rose monday": partial(_around_easter, -48, -48),
    "shrove tuesday, pancake day, mardi gras, fat tuesday": partial(_around_easter, -47, -47),
    "ash wednesday": partial(_around_easter, -46, -46),
    "mothering sunday": partial(_around_easter, -21, -21),
    "palm sunday": partial(_around_easter, -7, -7),
    "maundy thursday, holy thursday": partial(_around_easter, -3, -3),
    "holy saturday, easter saturday": partial(_around_easter, -1, -1),
    "easter weekend": partial(_around_easter, -2, 1),
    "ascension, ascension day": partial(_around_easter, 39, 39),
    "whit monday, pentecost monday": partial(_around_easter, 50, 50),
    "trinity sunday": partial(_around_easter, 56, 56),
    "corpus christi": partial(_around_easter, 60, 60),
    "advent, advent sunday, first advent, first sunday of advent, first advent sunday": partial(_advent, 1),
    "second advent, second sunday of advent, second advent sunday": partial(_advent, 2),
    "third advent, third sunday of advent, third advent sunday": partial(_advent, 3),
    "fourth advent, fourth sunday of advent, fourth advent sunday": partial(_advent, 4),
    "good friday": partial(_around_easter, -2, -2),
    "easter, easter sunday": partial(_around_easter, 0, 0),
    "easter monday": partial(_around_easter, 1, 1),
    "whitsun, whit sunday, pentecost, pentecost sunday": partial(_around_easter, 49, 49),
    "mother's day, mothers day": partial(_weekday_of, 5, 6, 2, 0),
    "father's day, fathers day": partial(_weekday_of, 6, 6, 3, 0),
    "memorial day": partial(_weekday_of, 5, 0, -1, 0),
    "labor day": partial(_weekday_of, 9, 0, 1, 0),
    "remembrance sunday": partial(_weekday_of, 11, 6, 2, 0),
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
    first = today + timedelta(ENDING * (name in SEASONS))
    return next(s for s in spans if (s[0] if ahead else s[1]) >= first)
