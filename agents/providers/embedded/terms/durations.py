"""How long something takes, in minutes of work: a day has 8 hours, a week 5 days, a month 20.

A morning or an afternoon is half a day, an evening 3 hours, a weekend its two days. A night is none: the
work of one, or the time that paint dries.
"""

from __future__ import annotations

import re

from agents.providers.embedded.terms.numbers import NUMBER, number
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
    "mornings": DAY // 2,
    "morning": DAY // 2,
    "afternoons": DAY // 2,
    "afternoon": DAY // 2,
    "evenings": 3 * HOUR,
    "evening": 3 * HOUR,
    "weekends": 2 * DAY,
    "weekend": 2 * DAY,
    "fortnights": 10 * DAY,
    "fortnight": 10 * DAY,
}
_PARTS_OF_TIME = ("morning", "afternoon", "evening", "weekend", "fortnight")
_HALF = r"half an?|half(?= ?-?days?\b)"
_QUARTERS = r"(?:a )?quarter of an?|three quarters of an?"
_AMOUNT = rf"\d+(?:[.,]\d+)?|(?:{_HALF}|{_QUARTERS}|an?(?: couple of| few)?|couple of|{NUMBER})\b"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<n>{_AMOUNT})(?P<half>(?: and)? a half)?[ -]*"
    r"(?:(?:work(?:ing)?|business|person|man|full|whole|entire|long|good|solid|(?P<halves>half))[ -])?"
    rf"(?P<unit>{_UNIT})\b(?P<more> and a half)?",
    re.IGNORECASE,
)
_ONE = re.compile(rf"^(?=(?:{_UNIT}) and a half$|(?:whole|full|long) (?:{_UNIT})$)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+)\s*h\s*(\d{1,2})$", re.IGNORECASE)
_ROUGH = re.compile(
    r"^(?:about|around|approx(?:imately|\.)?|roughly|~|≈|circa|only|just)\s*"
    r"|(?:(?:['’]s?)? (?:of )?work)? ?(?:or so|at (?:the )?most|max(?:imum)?|tops)$"
    r"|(?<=\w)(?:['’]s?)? (?:of )?work$",
    re.IGNORECASE,
)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_FRACTION = re.compile(r"(?P<whole>\d*) ?(?P<part>[½¼¾])")


def minutes(text: str) -> int | None:
    """The minutes that the text says: "2 days", "1h30", "an hour and a half". None: it says none."""
    text = _ROUGH.sub("", _ONE.sub("a ", _in_decimals(text.strip().rstrip(".!").strip()), count=1))
    if clock := _CLOCK.match(text):
        return int(clock[1]) * HOUR + int(clock[2])
    total, place = 0.0, 0
    while place < len(text):
        part = _PART.match(text, place)
        if part is None or _is_of_a_name(part):
            return None
        total += _size(part)
        place = part.end()
        place += len(re.match(r"(?:\s*,)?(?:\s*and\b)?\s*", text[place:])[0])  # type: ignore[index]
    return round(total) or None


def _in_decimals(text: str) -> str:
    """With "2½" as "2.5"."""
    return _FRACTION.sub(lambda said: f"{said['whole'] or 0}{_FRACTIONS[said['part']]}", text)


def _is_of_a_name(part: re.Match[str]) -> bool:
    """Whether it goes on with a noun: "two evening concerts"."""
    return part["unit"].lower() in _PARTS_OF_TIME and _amount(part["n"]) > 1


def _size(part: re.Match[str]) -> float:
    unit = UNITS[part["unit"].lower()]
    amount = _amount(part["n"]) + bool(part["half"]) / 2 + bool(part["more"]) / 2
    return amount * unit / (2 if part["halves"] else 1)


def _amount(text: str) -> float:
    word = text.lower()
    if word.startswith("half"):
        return 0.5
    if "quarter" in word:
        return 0.75 if word.startswith("three") else 0.25
    if word[0].isdecimal():
        return float(word.replace(",", "."))
    return number(word)
