"""Days as people name them, relative to today.

A period ("next month", "Q3") is its last working or calendar day as a due date, its first as a start
(`edge`). A bare weekday is the next one after today; "next friday" is the friday of next week. A day
without a year is the next such day. "03/04/2026" can be read in two ways, so both are given back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from agents.providers.embedded.terms.feasts import FEAST, feast
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL, any_of, cardinal, ordinal

Edge = Literal["start", "end"]
Days = tuple[date, ...]

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
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
_WEEKDAY, _MONTH = any_of(WEEKDAYS), any_of(MONTHS)
_YEAR = r"(?:,? (?:of )?(?P<year>\d{4}))?"
UNIT = r"(?:(?:work(?:ing)? |business )?days?|weeks?|months?|quarters?|years?)"
_LEAD = re.compile(
    r"^(?:(?:on|by|for|until|till|before|at|no later than|the|due)\s+)+", re.IGNORECASE
)


class _At(NamedTuple):
    """What a rule read, and where it stands."""

    match: re.Match[str]
    today: date
    edge: Edge

    def year(self) -> int | None:
        said = self.match["year"]
        return int(said) % 100 + 2000 if said else None


Reader = Callable[[_At], Days]
_READERS: list[tuple[re.Pattern[str], Reader]] = []


def days(text: str, today: date, edge: Edge = "end") -> Days:
    """The day that the text names: one; several when it can be read in several ways; none: no day."""
    said = _LEAD.sub("", " ".join(text.lower().split()).strip(" .!,"))
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(said):
            try:
                return reader(_At(match, today, edge))
            except (ValueError, OverflowError):  # no such day: "february 30"
                return ()
    return ()


def passed(text: str, today: date) -> date | None:
    """The day that something told in the past was on: of weekdays the last; None for one to come."""
    said = _LEAD.sub("", text.lower().strip(" .!,"))
    if said in WEEKDAYS:
        return today - timedelta((today.weekday() - WEEKDAYS[said]) % 7)
    found = days(said, today, "start")
    return found[0] if len(found) == 1 and found[0] <= today else None


def shown(day: date | str) -> str:
    """A day for the person to check: "Friday 4 December 2026"."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day:%A} {day.day} {day:%B %Y}"


def _reads(pattern: str) -> Callable[[Reader], Reader]:
    def keep(reader: Reader) -> Reader:
        _READERS.append((re.compile(pattern), reader))
        return reader

    return keep


@_reads(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
def _iso(at: _At) -> Days:
    return (date(int(at.match[1]), int(at.match[2]), int(at.match[3])),)


@_reads(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?:[/.](?P<year>\d{4}|\d{2}))?\.?")
def _numeric(at: _At) -> Days:
    a, b = int(at.match["a"]), int(at.match["b"])
    readings = [(b, a)] if "." in at.match[0] else [(a, b), (b, a)]
    possible = [(month, day) for month, day in readings if month <= 12]
    return tuple(dict.fromkeys(_in_year(m, d, at.year(), at.today) for m, d in possible))


@_reads(r"today|tonight|this (?:afternoon|evening)|now|eod|end of (?:the )?day")
def _today(at: _At) -> Days:
    return (at.today,)


@_reads(r"(?P<word>day after tomorrow|tomorrow|yesterday)(?: morning| evening)?")
def _near(at: _At) -> Days:
    step = {"tomorrow": 1, "yesterday": -1, "day after tomorrow": 2}[at.match["word"]]
    return (at.today + timedelta(step),)


@_reads(
    rf"(?P<which>this |last |next |coming |this coming |next week )?(?P<day>{_WEEKDAY})"
    r"(?P<later> (?:of )?next week| in a week)?"
)
def _weekday(at: _At) -> Days:
    wanted = WEEKDAYS[at.match["day"]]
    if at.match["which"] == "last ":
        return (at.today - timedelta((at.today.weekday() - wanted - 1) % 7 + 1),)
    if "next" in f"{at.match['which']}{at.match['later']}":
        return (_monday(at.today) + timedelta(7 + wanted),)
    coming = at.today + timedelta((wanted - at.today.weekday() - 1) % 7 + 1)
    return (coming + timedelta(7 if at.match["later"] else 0),)


@_reads(rf"(?P<a>in )?(?P<n>{CARDINAL}|an?) (?P<unit>{UNIT})(?P<b> from (?:now|today)| later)?")
def _ahead(at: _At) -> Days:
    if not (at.match["a"] or at.match["b"]):
        return ()
    return (later(at.today, cardinal(at.match["n"]), at.match["unit"]),)


@_reads(
    r"(?P<part>end|start|beginning|middle|mid|close) ?(?:of |-)?(?:the )?"
    r"(?P<period>(?!on |by |at |before |after |until |in )\S.*)"
)
def _part_of(at: _At) -> Days:
    period = at.match["period"]
    if period in ("week", "month", "quarter", "year"):
        period = f"this {period}"
    if at.match["part"] in ("middle", "mid"):
        first, last = days(period, at.today, "start"), days(period, at.today, "end")
        return tuple(a + (b - a) // 2 for a, b in zip(first, last, strict=True))
    return days(period, at.today, "end" if at.match["part"] in ("end", "close") else "start")


@_reads(r"(?P<word>eow|eom|eoq|eoy)")
def _end_of(at: _At) -> Days:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[at.match["word"][-1]]
    return days(f"this {unit}", at.today, "end")


@_reads(r"(?P<which>this|next) (?P<unit>week|weekend|month|quarter|year)")
def _period(at: _At) -> Days:
    ahead = at.match["which"] == "next"
    unit = at.match["unit"]
    if unit.startswith("week"):
        first = _monday(at.today) + timedelta(7 * ahead + (5 if unit == "weekend" else 0))
        last = first + timedelta(1 if unit == "weekend" else 4)
        return (first if at.edge == "start" else max(last, at.today),)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = at.today.year * 12 + at.today.month - 1
    return _months(month // months * months + months * ahead, months, at.edge)


@_reads(r"q(?P<q>[1-4])(?: (?:of )?(?P<year>\d{4}))?|(?P<y2>\d{4})[ -]?q(?P<q2>[1-4])")
def _quarter(at: _At) -> Days:
    month = 3 * int(at.match["q"] or at.match["q2"]) - 2
    year = at.year() or (int(at.match["y2"]) if at.match["y2"] else None)
    return _months(_next_month(month, 3, year, at.today), 3, at.edge)


@_reads(rf"(?P<month>{_MONTH}){_YEAR}")
def _month(at: _At) -> Days:
    month = _next_month(MONTHS[at.match["month"]], 1, at.year(), at.today)
    return _months(month, 1, at.edge)


@_reads(
    rf"(?:{_WEEKDAY},? )?(?:(?P<month>{_MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}}(?:st|nd|rd|th|\.)?|{ORDINAL})(?: of)? (?P<month2>{_MONTH})\.?){_YEAR}"
)
def _day_of_month(at: _At) -> Days:
    month = MONTHS[at.match["month"] or at.match["month2"]]
    day = ordinal((at.match["day"] or at.match["day2"]).rstrip("."))
    return (_in_year(month, day, at.year(), at.today),)


@_reads(
    rf"(?:{_WEEKDAY},? (?:the )?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)"
    r"(?P<next> of (?:the )?(?:this|next) month)?"
)
def _day_of_this_month(at: _At) -> Days:
    month, day = at.today.year * 12 + at.today.month - 1, int(at.match["day"])
    if "next" in (at.match["next"] or "") or (day < at.today.day and not at.match["next"]):
        month += 1
    return (date(month // 12, month % 12 + 1, day),)


@_reads(
    rf"(?P<in>in )?(?:the )?(?P<which>this |next |coming |upcoming )?(?P<name>{FEAST})"
    r"(?:,? (?:of |in )?(?P<year>\d{4}))?"
)
def _feast(at: _At) -> Days:
    ahead = at.match["which"] == "next "
    first, last = feast(at.match["name"], at.year(), at.today, ahead=ahead)
    if at.match["in"] and first == last:
        return ()
    return (first if at.edge == "start" else last,)


@_reads(r"in (?P<period>q[1-4](?: (?:of )?\d{4})?|20\d\d)")
def _in_period(at: _At) -> Days:
    return days(at.match["period"], at.today, at.edge)


@_reads(rf"(?P<day>{_WEEKDAY}) (?:week|in a week)")
def _weekday_week(at: _At) -> Days:
    coming = days(at.match["day"], at.today)
    return tuple(day + timedelta(7) for day in coming)


@_reads(r"(?P<year>20\d\d)")
def _year(at: _At) -> Days:
    return _months(int(at.match["year"]) * 12, 12, at.edge)


def later(day: date, count: int, unit: str) -> date:
    """The day that lies `count` units after (before, when negative) the given one."""
    if unit.startswith(("work", "business")):
        return _working_days(day, count)
    if unit.startswith("day"):
        return day + timedelta(count)
    if unit.startswith("week"):
        return day + timedelta(7 * count)
    months = {"month": 1, "quarter": 3, "year": 12}[unit.removesuffix("s")]
    month = day.year * 12 + day.month - 1 + months * count
    last = monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(day.day, last))


def _working_days(day: date, count: int) -> date:
    step = timedelta(1 if count > 0 else -1)
    left = min(abs(count), 10_000)
    while left:
        day += step
        left -= day.weekday() < 5
    return day


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _months(first: int, count: int, edge: Edge) -> Days:
    """The edge of a period of months; `first` counts months from year 0."""
    if edge == "start":
        return (date(first // 12, first % 12 + 1, 1),)
    after = first + count
    return (date(after // 12, after % 12 + 1, 1) - timedelta(1),)


def _next_month(month: int, length: int, year: int | None, today: date) -> int:
    """The month's place from year 0: in the given year, else the next time it is not over."""
    if year is not None:
        return year * 12 + month - 1
    over = month + length - 1 < today.month
    return (today.year + over) * 12 + month - 1


def _in_year(month: int, day: int, year: int | None, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
