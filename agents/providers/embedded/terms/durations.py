"""How long something takes, in minutes of work: a day has 8 hours, a week 5 days, a month 20."""

from __future__ import annotations

import re

from agents.providers.embedded.terms.vocabulary import CARDINALS
from ledger.core.derived.durations import DAY, HOUR

UNITS = {
    "minute": 1,
    "minutes": 1,
    "mins": 1,
    "min": 1,
    "m": 1,
    "hours": HOUR,
    "hour": HOUR,
    "hrs": HOUR,
    "hr": HOUR,
    "h": HOUR,
    "days": DAY,
    "day": DAY,
    "d": DAY,
    "weeks": 5 * DAY,
    "week": 5 * DAY,
    "wks": 5 * DAY,
    "wk": 5 * DAY,
    "w": 5 * DAY,
    "months": 20 * DAY,
    "month": 20 * DAY,
}
_AMOUNT = r"\d+(?:[.,]\d+)?|(?:half an?|an?(?: couple of| few)?|couple of|{})\b".format(
    "|".join(word for word in CARDINALS if " " not in word and len(word) > 2)
)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<n>{_AMOUNT})(?P<half>(?: and)? a half)?[ -]*"
    rf"(?:(?:work(?:ing)?|business|person|man|full)[ -])?(?P<unit>{_UNIT})\b(?P<more> and a half)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d+)\s*h\s*(\d{1,2})$", re.IGNORECASE)
_ROUGH = re.compile(
    r"^(?:about|around|approx(?:imately|\.)?|roughly|~|≈|circa|only|just)\s*", re.IGNORECASE
)


def minutes(text: str) -> int | None:
    """The minutes that the text says: "2 days", "1h30", "an hour and a half". None: it says none."""
    text = _ROUGH.sub("", text.strip().rstrip(".!").strip())
    if clock := _CLOCK.match(text):
        return int(clock[1]) * HOUR + int(clock[2])
    total, place = 0.0, 0
    while place < len(text):
        part = _PART.match(text, place)
        if part is None:
            return None
        total += _size(part)
        place = part.end()
        place += len(re.match(r"(?:\s*,)?(?:\s*and\b)?\s*", text[place:])[0])  # type: ignore[index]
    return round(total) or None


def _size(part: re.Match[str]) -> float:
    unit = UNITS[part["unit"].lower()]
    return (_amount(part["n"]) + bool(part["half"]) / 2 + bool(part["more"]) / 2) * unit


def _amount(text: str) -> float:
    word = text.lower()
    if word.startswith("half"):
        return 0.5
    if word[0].isdecimal():
        return float(word.replace(",", "."))
    return CARDINALS[word]
