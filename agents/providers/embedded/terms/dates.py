"""Days as people name them, relative to today.

A period ("next month", "Q3") is its last working or calendar day as a due date, its first as a start
(`edge`). A bare weekday is the next one after today; "next friday" is the friday of next week. A day
without a year is the next such day. "03/04/2026" can be read in two ways, so both are given back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import chain

from agents.providers.embedded.terms.calendar import (
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    Edge,
    coming,
    edge_of_months,
    monday_of,
    months_of,
    next_day,
    next_day_of_month,
    next_month,
)
from agents.providers.embedded.terms.day_rules import YEAR, At, Days, Rules
from agents.providers.embedded.terms.daytimes import without_time
from agents.providers.embedded.terms.feasts import FEAST, feast
from agents.providers.embedded.terms.numbers import NUMBER, number
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL, ordinal
from agents.providers.embedded.terms.weeks import WEEKS

UNIT = (
    r"(?:(?:work(?:ing)? |business )?days?|weeks?|fortnights?|weekends?|months?|quarters?|years?)"
)
_COUNT = rf"(?:{CARDINAL}|{NUMBER}|an?)"
SHIFT = rf"(?P<n>(?:{_COUNT}|half an?)(?= )|\d+(?=(?:d|wks?|w)\b)) ?(?P<unit>{UNIT}|(?<=\d)(?:d|wks?|w))"
"""By how much days move: "a fortnight", "3 working days", "3d"."""
_LEAD = re.compile(
    r"^(?:(?:on|by|for|until|till|before|at|no later than|the|due)\s+)+", re.IGNORECASE
)
_THE_WEEKEND = re.compile(r"\bthe week-?end$")
"""With its article it is the coming one; alone it may be anything: a title."""
_RULES = Rules()


def days(text: str, today: date, edge: Edge = "end") -> Days:
    """The day that the text names: one; several when it can be read in several ways; none: no day."""
    said = _plain(text)
    return _read(said, today, edge) or _without_its_time(said, today)


def _plain(text: str) -> str:
    said = " ".join(text.lower().replace("’", "'").split()).strip(" .!,")
    said = re.sub(r"\bst\. ", "st ", said)
    return _LEAD.sub("", _THE_WEEKEND.sub("this weekend", said))


def _read(said: str, today: date, edge: Edge) -> Days:
    for pattern, reader in chain(_RULES, WEEKS):
        if match := pattern.fullmatch(said):
            try:
                return reader(At(match, today, edge))
            except (ValueError, OverflowError):  # no such day: "february 30"
                return ()
    return ()


def _without_its_time(said: str, today: date) -> Days:
    """The day beside a time; none beside a longer period: "next week at noon" says no day."""
    rest = _plain(without_time(said))
    if rest == said:
        return ()
    first = _read(rest, today, "start")
    return first if first == _read(rest, today, "end") else ()


def passed(text: str, today: date) -> date | None:
    """The day that something told in the past was on: of weekdays the last; None for one to come."""
    said = _plain(text)
    said = without_time(said) or said
    if said in WEEKDAYS:
        return today - timedelta((today.weekday() - WEEKDAYS[said]) % 7)
    found = days(said, today, "start")
    return found[0] if len(found) == 1 and found[0] <= today else None


def shown(day: date | str) -> str:
    """A day for the person to check: "Friday 4 December 2026"."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day:%A} {day.day} {day:%B %Y}"


@_RULES.rule(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
def _iso(at: At) -> Days:
    return (date(int(at.match[1]), int(at.match[2]), int(at.match[3])),)


@_RULES.rule(
    rf"(?:{WEEKDAY},? )?(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?:[/.](?P<year>\d{{4}}|\d{{2}}))?\.?"
)
def _numeric(at: At) -> Days:
    a, b = int(at.match["a"]), int(at.match["b"])
    readings = [(b, a)] if "." in at.match[0] else [(a, b), (b, a)]
    possible = [(month, day) for month, day in readings if month <= 12]
    return tuple(dict.fromkeys(next_day(m, d, at.year(), at.today) for m, d in possible))


@_RULES.rule(r"today|tonight|this (?:morning|afternoon|evening)|now|eod|end of (?:the )?day")
def _today(at: At) -> Days:
    return (at.today,)


@_RULES.rule(r"(?P<word>day after tomorrow|tomorrow|tmrw?|tmw|yesterday)")
def _near(at: At) -> Days:
    step = {"yesterday": -1, "day after tomorrow": 2}.get(at.match["word"], 1)
    return (at.today + timedelta(step),)


@_RULES.rule(
    rf"(?P<which>this |last |next |coming |this coming |next week )?(?P<day>{WEEKDAY})"
    rf"(?P<later> (?:of )?next week| in (?P<n>{_COUNT}) weeks?)?"
)
def _weekday(at: At) -> Days:
    wanted = WEEKDAYS[at.match["day"]]
    if at.match["which"] == "last ":
        return (at.today - timedelta((at.today.weekday() - wanted - 1) % 7 + 1),)
    if "next" in f"{at.match['which']}{at.match['later']}":
        return (monday_of(at.today) + timedelta(7 + wanted),)
    weeks = number(at.match["n"]) if at.match["n"] else 0
    return (coming(wanted, at.today) + timedelta(7 * weeks),)


@_RULES.rule(
    rf"(?P<a>in )?(?P<n>{_COUNT}) (?P<unit>(?!weekend){UNIT})(?P<b> from (?:now|today)| later)?"
)
def _ahead(at: At) -> Days:
    if not (at.match["a"] or at.match["b"]):
        return ()
    return (later(at.today, number(at.match["n"]), at.match["unit"]),)


@_RULES.rule(
    r"(?P<part>end|start|beginning|middle|mid(?!summer\S* day)|close|(?:last|first) day(?= of))"
    r" ?(?:of |-)?(?:the )?"
    r"(?P<period>(?!on |by |at |before |after |until |in )\S.*)"
)
def _part_of(at: At) -> Days:
    period = at.match["period"]
    if period in ("week", "month", "quarter", "year"):
        period = f"this {period}"
    if at.match["part"] in ("middle", "mid"):
        first, last = days(period, at.today, "start"), days(period, at.today, "end")
        return tuple(a + (b - a) // 2 for a, b in zip(first, last, strict=True))
    return days(
        period, at.today, "end" if at.match["part"] in ("end", "close", "last day") else "start"
    )


@_RULES.rule(
    r"(?P<word>eow|eom|eoq|eoy)|(?P<unit>month|quarter|year)(?:'s)?[ -]end|last of the (?P<of>month|year)"
)
def _end_of(at: At) -> Days:
    short = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
    unit = at.match["unit"] or at.match["of"] or short[at.match["word"][-1]]
    return days(f"this {unit}", at.today, "end")


@_RULES.rule(r"(?P<which>this|next) (?P<unit>week|weekend|month|quarter|year)")
def _period(at: At) -> Days:
    ahead = at.match["which"] == "next"
    unit = at.match["unit"]
    if unit.startswith("week"):
        first = monday_of(at.today) + timedelta(7 * ahead + (5 if unit == "weekend" else 0))
        last = first + timedelta(1 if unit == "weekend" else 4)
        return (first if at.edge == "start" else max(last, at.today),)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = months_of(at.today)
    return (edge_of_months(month // months * months + months * ahead, months, at.edge),)


@_RULES.rule(r"q(?P<q>[1-4])(?: (?:of )?(?P<year>\d{4}))?|(?P<y2>\d{4})[ -]?q(?P<q2>[1-4])")
def _quarter(at: At) -> Days:
    month = 3 * int(at.match["q"] or at.match["q2"]) - 2
    year = at.year() or (int(at.match["y2"]) if at.match["y2"] else None)
    return (edge_of_months(next_month(month, 3, year, at.today), 3, at.edge),)


@_RULES.rule(rf"(?P<month>{MONTH}){YEAR}")
def _month(at: At) -> Days:
    month = next_month(MONTHS[at.match["month"]], 1, at.year(), at.today)
    return (edge_of_months(month, 1, at.edge),)


@_RULES.rule(
    rf"(?:{WEEKDAY},? )?(?:(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}}(?:st|nd|rd|th|\.)?|{ORDINAL})(?: of)? (?P<month2>{MONTH})\.?){YEAR}"
)
def _day_of_month(at: At) -> Days:
    month = MONTHS[at.match["month"] or at.match["month2"]]
    day = ordinal((at.match["day"] or at.match["day2"]).rstrip("."))
    return (next_day(month, day, at.year(), at.today),)


@_RULES.rule(
    rf"(?:{WEEKDAY},? (?:the )?)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{ORDINAL})(?= of))"
    r"(?: of (?:the )?(?P<which>this month|next month|month))?"
)
def _day_of_this_month(at: At) -> Days:
    day, which = ordinal(at.match["day"] or at.match["word"]), at.match["which"]
    if which in (None, "month"):
        return (next_day_of_month(day, at.today),)
    month = months_of(at.today) + (which == "next month")
    return (date(month // 12, month % 12 + 1, day),)


@_RULES.rule(
    rf"(?P<in>in )?(?:the )?(?P<which>this |next |coming |upcoming )?(?P<name>{FEAST})"
    r"(?:,? (?:of |in )?(?P<year>\d{4}))?"
)
def _feast(at: At) -> Days:
    ahead = at.match["which"] == "next "
    first, last = feast(at.match["name"], at.year(), at.today, ahead=ahead)
    if at.match["in"] and first == last:
        return ()
    return (first if at.edge == "start" else last,)


@_RULES.rule(r"in (?P<period>q[1-4](?: (?:of )?\d{4})?|20\d\d)")
def _in_period(at: At) -> Days:
    return days(at.match["period"], at.today, at.edge)


@_RULES.rule(r"(?P<year>20\d\d)")
def _year(at: At) -> Days:
    return (edge_of_months(int(at.match["year"]) * 12, 12, at.edge),)


def later(day: date, count: int, unit: str) -> date:
    """The day that lies `count` units after (before, when negative) the given one."""
    if unit.startswith(("work", "business")):
        return _working_days(day, count)
    if unit.startswith("d"):
        return day + timedelta(count)
    if unit.startswith(("w", "fortnight")):
        return day + timedelta((14 if unit.startswith("f") else 7) * count)
    months = {"month": 1, "quarter": 3, "year": 12}[unit.removesuffix("s")]
    month = months_of(day) + months * count
    last = monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(day.day, last))


def _working_days(day: date, count: int) -> date:
    step = timedelta(1 if count > 0 else -1)
    left = min(abs(count), 10_000)
    while left:
        day += step
        left -= day.weekday() < 5
    return day
