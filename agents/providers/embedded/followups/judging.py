"""What is said of a value before another one: "too late for me, 5 may please", behind "when is T5 due?"."""

from __future__ import annotations

import re
from datetime import date

from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes

_TOO = re.compile(
    r"(?:(?:hmm*|oh|ok(?:ay)?|no|but|well|sorry|(?:that|it|this)(?:['’]?s| is| was| would be)|way|far|much"
    r"|a bit|a little|slightly|rather|really|clearly),? )*"
    r"(?:(?:too|very|pretty) )?(?:late|early|soon|long|short|much|little|tight|optimistic|pessimistic)"
    r"(?: (?:for|in) (?!the )[\w'’]+(?: (?:taste|view|opinion|liking|eyes))?)?(?:[,;.:!]+| -| –) "
    r"(?P<value>.{2,40})",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"^(?:please|pls) |,? (?:please|pls|then|instead|for me)(?=[ .!]*$)[ .!]*", re.IGNORECASE
)


def judged(text: str, today: date, *, alone: bool) -> str:
    """The message as the value that it should be; as it is where it says something else.

    `alone`: also where it is nothing but a value, as nothing was changed before.
    """
    found = _TOO.fullmatch(text)
    if found is None and not alone:
        return text
    value = _PLEASE.sub("", found["value"] if found else text).strip(" .!")
    is_value = len(days(value, today)) == 1 or minutes(value) is not None
    return f"make it {value}" if is_value else text
