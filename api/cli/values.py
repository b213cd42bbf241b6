"""The values of `set` as people write them: states, priorities, times of work, days, lists."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import typer

from ledger.core.derived.durations import DAY, HOUR
from ledger.core.model import Json

_STATES = {
    "done": "completed",
    "to_do": "todo",
    "open": "todo",
    "doing": "in_progress",
    "started": "in_progress",
    "review": "in_review",
    "canceled": "cancelled",
}
_PRIORITIES = {"urgent": "critical", "normal": "medium"}
_SIZES = {"w": 5 * DAY, "d": DAY, "h": HOUR, "m": 1}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,3})?) ?([wdhm])")
_DURATION = re.compile(rf"(?:{_PART.pattern} ?)*")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def state(said: str) -> Json:
    """A status: as it is called, or as people say it."""
    word = _word(said)
    return _STATES.get(word, word)


def priority(said: str) -> Json:
    """Likewise."""
    word = _word(said)
    return _PRIORITIES.get(word, word)


def _word(said: str) -> str:
    return re.sub(r"[ -]+", "_", said.strip().lower())


def minutes(said: str) -> Json:
    """Minutes of work; a day has 8 hours, a week 5 days. Raises BadParameter."""
    low = said.strip().lower()
    if re.fullmatch(r"\d{1,12}", low):
        return int(low)
    if not low or not _DURATION.fullmatch(low):
        raise typer.BadParameter(
            f"{said!r} is no time of work: say minutes (90), or 45m, 4h, 1.5d, 1w, 1d 2h 30m"
        )
    return round(sum(float(count) * _SIZES[unit] for count, unit in _PART.findall(low)))


def day(said: str) -> Json:
    """A day as 2026-12-31 says it. Raises BadParameter."""
    low, today = said.strip().lower(), datetime.now().astimezone().date()
    if low in ("today", "tomorrow"):
        return (today + timedelta(low == "tomorrow")).isoformat()
    if low in _NAMES:
        ahead = (_NAMES.index(low) - today.weekday()) % 7
        return (today + timedelta(ahead or 7)).isoformat()
    try:
        if numbers := _DAY.fullmatch(low):
            return date(*(int(part) for part in reversed(numbers.groups()))).isoformat()
        return date.fromisoformat(low).isoformat()
    except ValueError:
        raise typer.BadParameter(
            f"{said!r} is no day here: say 2026-12-31, 31.12.2026, today, tomorrow or a weekday"
            " (the next one); `plan --project` understands more"
        ) from None


def several(said: str) -> list[str]:
    """What stands between commas."""
    return [part for one in said.split(",") if (part := one.strip())]
