"""Days by their week: "week 40", "a week on monday", "the second tuesday", "first weekend in march"."""

from __future__ import annotations

from datetime import date, timedelta

from agents.providers.embedded.terms.calendar import (
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    coming,
    monday_of,
    months_of,
    next_day_of_month,
    next_month,
    nth_weekday,
)
from agents.providers.embedded.terms.day_rules import YEAR, At, Days, Rules
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal, ordinal

WEEKS = Rules()
_NTH = r"(?:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th))"
_COMING = rf"(?:{WEEKDAY}|today|tomorrow)"


@WEEKS.rule(r"(?:in )?(?:(?:calendar |cal\.? )week|[ck]w) ?(?P<n>\d{1,2})" + YEAR)
@WEEKS.rule(r"(?:in )?(?:week|wk) ?(?P<n>1[3-9]|[2-5]\d)" + YEAR)
def _calendar_week(at: At) -> Days:
    """A low number without "calendar" is none: "week 3" is as likely the third of the plan."""
    week, year = int(at.match["n"]), at.year() or at.today.isocalendar().year
    monday = date.fromisocalendar(year, week, 1)
    if at.year() is None and monday + timedelta(6) < at.today:
        monday = date.fromisocalendar(year + 1, week, 1)
    return (monday if at.edge == "start" else max(monday + timedelta(4), at.today),)


@WEEKS.rule(
    rf"(?P<day>{_COMING}) (?P<unit>week|fortnight)"
    rf"|(?:(?P<n>{CARDINAL}|an?) )?(?P<unit2>weeks?|fortnights?) (?:on |from )?(?P<day2>{_COMING})"
)
def _weeks_on(at: At) -> Days:
    """A week or more after a coming day: "a week on monday", "monday week"."""
    count, unit = cardinal(at.match["n"] or "1"), at.match["unit"] or at.match["unit2"]
    length = 14 if unit.startswith("fortnight") else 7
    return (_coming(at.match["day"] or at.match["day2"], at.today) + timedelta(length * count),)


def _coming(day: str, today: date) -> date:
    return coming(WEEKDAYS[day], today) if day in WEEKDAYS else today + timedelta(day == "tomorrow")


@WEEKS.rule(
    rf"(?P<nth>{_NTH}) (?P<what>{WEEKDAY}|week|weekend)"
    rf" (?:of |in )(?:the )?(?P<month>{MONTH}|this month|next month|month){YEAR}"
)
def _nth_in_month(at: At) -> Days:
    """Of a week its Friday when due and its Monday as a start, of a weekend Sunday and Saturday."""
    month, nth = at.match["month"], ordinal(at.match["nth"])
    this_month = months_of(at.today)
    if month not in MONTHS and month != "month":
        return (_nth(at, this_month + (month == "next month"), nth),)
    first = next_month(MONTHS[month], 1, at.year(), at.today) if month in MONTHS else this_month
    found = _nth(at, first, nth)
    over = at.year() is None and found < at.today
    return (_nth(at, first + (12 if month in MONTHS else 1), nth) if over else found,)


@WEEKS.rule(rf"(?P<nth>(?!last ){_NTH}) (?P<what>{WEEKDAY})")
def _nth_weekday(at: At) -> Days:
    """The next such day: of this month, or of the next one."""
    nth = ordinal(at.match["nth"])
    found = _nth(at, months_of(at.today), nth)
    return (found if found >= at.today else _nth(at, months_of(at.today) + 1, nth),)


def _nth(at: At, place: int, nth: int) -> date:
    """`place`: the month, counted from year 0."""
    year, month, what = place // 12, place % 12 + 1, at.match["what"]
    if what == "weekend":
        saturday = nth_weekday(year, month, WEEKDAYS["saturday"], nth)
        return saturday + timedelta(at.edge == "end")
    if what == "week":
        friday = nth_weekday(year, month, WEEKDAYS["friday"], nth)
        return friday if at.edge == "end" else max(monday_of(friday), date(year, month, 1))
    return nth_weekday(year, month, WEEKDAYS[what], nth)


@WEEKS.rule(rf"(?P<day>{WEEKDAY}),? (?P<number>\d{{1,2}})")
def _weekday_and_number(at: At) -> Days:
    """An hour, or the day of the month where that is such a weekday: "friday 4"."""
    number, weekday = int(at.match["number"]), WEEKDAYS[at.match["day"]]
    readings = [coming(weekday, at.today)] if number <= 12 else []
    of_month = next_day_of_month(number, at.today)
    return tuple({*readings, of_month} if of_month.weekday() == weekday else readings)
