"""Days and spans of days that a question names: "this week", "before Friday", "in December"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agents.providers.embedded.terms.calendar import monday_of
from agents.providers.embedded.terms.dates import days, shown

_WHEN = re.compile(
    r"(?:due )?(?:(?P<how>before|by|until|till|up to|after|from|since|on|in|within|during|for|at)\s+)?"
    r"(?P<day>.+)",
    re.IGNORECASE,
)
_WEEK = re.compile(r"(?:the )?(?P<which>this|next|coming|current) week", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:the )?(?:next|coming) (?P<n>\d+|few|two|three) (?P<unit>days|weeks)", re.IGNORECASE
)
_NUMBERS = {"few": 3, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both in it; `words` name it in a sentence."""

    first: date
    last: date
    words: str

    def has(self, day: str | None) -> bool:
        """Whether an ISO day lies in it."""
        return day is not None and self.first.isoformat() <= day <= self.last.isoformat()


def period(said: str, today: date) -> Period | None:
    """The days that the words name; None where they name none."""
    found = _WHEN.fullmatch(said.strip())
    if found is None:
        return None
    span = _span(found["day"], today)
    if span is None:
        return None
    how, words = (
        (found["how"] or "").lower(),
        re.sub("^due ", "", said.strip(), flags=re.IGNORECASE),
    )
    first, last = span
    if how == "before":
        return Period(date.min, first - timedelta(1), f"before {shown(first)}")
    if how in ("by", "until", "till", "up to"):
        return Period(date.min, last, f"by {shown(last)}")
    if how == "after":
        return Period(last + timedelta(1), date.max, f"after {shown(last)}")
    if how in ("from", "since"):
        return Period(first, date.max, f"from {shown(first)} on")
    single = first == last and words.lower() not in ("today", "tomorrow", "yesterday")
    return Period(first, last, f"on {shown(first)}" if single else re.sub("^for ", "", words))


def _span(day: str, today: date) -> tuple[date, date] | None:
    if week := _WEEK.fullmatch(day):
        monday = monday_of(today) + timedelta(7 * (week["which"].lower() in ("next", "coming")))
        return monday, monday + timedelta(6)
    if span := _SPAN.fullmatch(day):
        said = span["n"].lower()
        count = _NUMBERS[said] if said in _NUMBERS else min(int(said), 3650)
        return today, today + timedelta(count * (7 if span["unit"].lower() == "weeks" else 1))
    first, last = days(day, today, "start"), days(day, today, "end")
    return (first[0], last[0]) if first and last and first[0] <= last[0] else None
