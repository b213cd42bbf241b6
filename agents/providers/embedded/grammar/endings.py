"""The day on which a plan has to be done, by what its goal says about time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.feasts import SEASONS

_BEGINS = re.compile(r"(?:from|starting)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|in time for)\s+(?P<period>.+)", re.IGNORECASE)
_UP_TO = re.compile(
    rf"(?:by|until|till|for)\s+(?P<period>(?:the\s+)?(?:next\s+)?(?:{'|'.join(SEASONS)})\b.*"
    r"|next (?:year|quarter|month)|20\d\d)",
    re.IGNORECASE,
)
"""What has to be there when a time begins: "till summer", "a budget for next year"."""
_IN = re.compile(r"(?:in|during)\s+(?=\D)", re.IGNORECASE)


def last_day(said: str, today: date) -> date | None:
    """The day that a goal's words about time mean; None where they name no day, or one to begin on."""
    if _BEGINS.match(said):
        return None
    if before := _BEFORE.fullmatch(said) or _starts_then(said):
        first = days(before["period"], today, "start")
        return max(first[0] - timedelta(1), today) if len(first) == 1 else None
    found = days(said, today) or days(_IN.sub("", said), today)
    return found[0] if len(found) == 1 else None


def _starts_then(said: str) -> re.Match[str] | None:
    """By a season, or for a time that is planned for; "by 2027" is in that year."""
    found = _UP_TO.fullmatch(said)
    is_year = (
        found is not None and not said.lower().startswith("for ") and found["period"][-1].isdigit()
    )
    return None if is_year else found
