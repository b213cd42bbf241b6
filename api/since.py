"""Since when: "12" is a version, everything else a time in the past: "monday", "last week", a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ledger.core.errors import Refused, refused

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august",
           "september", "october", "november", "december")  # fmt: skip
_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_VERSION = re.compile(r"(?:version\s*|v)?(\d{1,9})")
_AGO = re.compile(
    r"(?:the )?(?:last|past)? ?(\d{1,4}|an?|\w+)? ?(minute|min|hour|hr|day|week|month|year)s?(?: ago)?"
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_THIS = re.compile(
    r"(?:the )?(?:start|beginning) of (?:the |this )?(week|month|year)|this (week|month|year)"
)
_LENGTHS = {"minute": 1 / 1440, "min": 1 / 1440, "hour": 1 / 24, "hr": 1 / 24, "day": 1, "week": 7,
            "month": 30, "year": 365}  # fmt: skip

SKEW = timedelta(1)
"""By so much the clock of whoever asks may be ahead."""


class Since(NamedTuple):
    """A version, or a time (aware) after which everything counts."""

    version: int | None = None
    time: datetime | None = None


def since(said: str, now: datetime) -> Since:
    """Read it. `now` is aware, in the person's zone. Raises Refused (`invalid_value`), also for the future.

    A weekday is the latest one before today, or today's morning; a day without a year the latest.
    """
    low = " ".join(said.lower().split()).strip(" .?!").removeprefix("since ").removeprefix("on ")
    if version := _VERSION.fullmatch(low):
        return Since(version=int(version[1]))
    moment = _moment(said, low, now)
    if moment is None or moment > now + SKEW:
        raise _unknown(said)
    return Since(time=moment)


def _moment(said: str, low: str, now: datetime) -> datetime | None:
    if exact := _exact(said.strip(), now):
        return exact
    if low in ("now", "just now"):
        return now
    day = _day(low, now.date())
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
    return _ago(low, now)


def _unknown(said: str) -> Refused:
    message = (
        f"{said[:40]!a} is no time in the past: say a version (12), a day (2026-11-23, monday,"
        " 3 days ago, last week) or a time such as 2026-11-23T09:30:00Z."
    )
    return refused("invalid_value", message, field="since")


def _exact(said: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said.replace(" ", "+") if "T" in said else said)
    except ValueError:
        return None
    if "T" not in said or moment.tzinfo is not None:
        return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return moment.replace(tzinfo=UTC)


def _day(low: str, today: date) -> date | None:
    """The day that the words name, at whose start it begins."""
    if low in ("today", "this morning"):
        return today
    if low == "yesterday":
        return today - timedelta(1)
    weekday = low.removeprefix("last ").removeprefix("this ")
    found = [place for place, name in enumerate(_DAYS) if weekday in (name, name[:3])]
    if found:
        back = (today.weekday() - found[0]) % 7
        return today - timedelta(back or (7 if low.startswith("last ") else 0))
    if this := _THIS.fullmatch(low):
        return _start(this[1] or this[2], today)
    return _of_month(low, today)


def _start(unit: str, today: date) -> date:
    if unit == "week":
        return today - timedelta(today.weekday())
    return today.replace(day=1) if unit == "month" else today.replace(month=1, day=1)


def _of_month(low: str, today: date) -> date | None:
    if match := _DAY_MONTH.fullmatch(low):
        day, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(low):
        name, day, year = match.groups()
    else:
        return None
    months = [place for place, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    try:
        found = date(int(year or today.year), months[0], int(day))
        return found if year or found <= today else found.replace(year=today.year - 1)
    except (IndexError, ValueError):
        return None


def _ago(low: str, now: datetime) -> datetime | None:
    match = _AGO.fullmatch(low)
    if match is None or low in _LENGTHS:
        return None
    word = match[1] or "a"
    if word in ("an", "one"):
        word = "a"
    if not word.isdecimal() and word not in _NUMBERS:
        return None
    count = int(word) if word.isdecimal() else _NUMBERS.index(word) + 1
    try:
        return now - timedelta(_LENGTHS[match[2]] * count)
    except OverflowError:
        return None
