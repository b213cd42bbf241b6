"""Times of the day beside a day: "friday evening", "7 am saturday", "the 30th at ten".

Plans know days only, so a time is left out; one that stands alone is no day.
"""

from __future__ import annotations

import re

from agents.providers.embedded.terms.vocabulary import CARDINALS, any_of

_HOURS = any_of(word for word, hour in CARDINALS.items() if len(word) > 2 and hour <= 12)
_HALF_DAY = r"\s?[ap]\.?m\b\.?"
_CLOCK = (
    rf"(?:\d{{1,2}}:\d\d(?:{_HALF_DAY}| ?h\b| o['’]?clock)?|\d{{1,2}}[.]\d\d{_HALF_DAY}"
    rf"|(?:\d{{1,2}}|{_HOURS})(?:{_HALF_DAY}| ?h\b| o['’]?clock)"
    rf"|(?:half(?: past)?|(?:a )?quarter (?:past|to)) (?:\d{{1,2}}|{_HOURS}))"
)
_PART = (
    r"(?:(?:early |late |mid-?)?(?:morning|afternoon|evening|night)|noon|mid-?day|midnight|dawn|dusk"
    r"|sun(?:rise|set)|breakfast(?: ?time)?|lunch(?: ?time)?|tea ?time|dinner ?time|first thing"
    r"|(?:eod|eob|cob)|(?:end|close) of (?:the )?(?:day|business|play))"
)
_TIME = rf"(?:{_CLOCK}(?: ?(?:-|–|to|till|until) ?{_CLOCK})?|{_PART})"
_ABOUT = r"(?:(?:at|by|before|after|from|around|about|until|till|in the|@) ?)"
_BARE = rf"(?:\d{{1,2}}(?:[.]\d\d)?|{_HOURS})"
_BEHIND = re.compile(rf",? (?:{_ABOUT}?{_TIME}|{_ABOUT}{_BARE})$")
_IN_FRONT = re.compile(rf"^(?:{_ABOUT} ?)?(?:the )?{_TIME},? (?:(?:on|of) )?(?:the )?")


def without_time(said: str) -> str:
    """What is left of a day when the times beside it are left out; the same where there is none."""
    before = None
    while before != said:
        before = said
        for time in (_BEHIND, _IN_FRONT):
            said = time.sub("", said)
    return said
