"""Days and durations that are names of tasks too: "Friday evening", "Palm Sunday", "Week 14"."""

from __future__ import annotations

import re

from agents.providers.embedded.terms.calendar import MONTH, WEEKDAY
from agents.providers.embedded.terms.feasts import FEAST
from agents.providers.embedded.terms.vocabulary import ORDINAL

_NAME = re.compile(
    r"(?!(?:by|on|until|till|before|due|in|for|at|from|about)\b).*"
    r"\b(?:(?:morning|afternoon|evening|night|week-?end|fortnight)s?|noon|midnight|month[- ]end"
    rf"|(?:week|wk|[ck]w) ?\d+|{ORDINAL} (?:{WEEKDAY}|week)(?: (?:in|of) {MONTH})?|{FEAST})\b.*",
    re.IGNORECASE,
)


def is_name_too(said: str) -> bool:
    """Whether a day or duration may be a title where one is asked for; a plain "friday" is none."""
    return _NAME.fullmatch(said.replace("’", "'")) is not None
