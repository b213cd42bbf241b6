"""When somebody can begin at the earliest: "the electrician can only come in February"."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.terms.dates import days

_COME = r"(?:come|start|begin|be here|be there|make it|work)"
_COMES = re.compile(
    rf"(?P<what>[^,;.:!?]{{2,60}}?) (?:(?:can only|is only able to) {_COME}(?: (?:in|on|from|after))?"
    rf"|can(?:not|['’]t| not) {_COME} (?:before|until|till)) (?P<day>(?:the )?[^,;.:!?]{{2,40}}?)(?:"
    rf" on(?:wards?)?)?"
    r"(?:[,;.]? (?:so )?(?:please |pls )?(?:plan|adjust|move|schedule|update) [^.!?]{2,40})?[.!]*",
    re.IGNORECASE,
)


def starts_then(context: Context, text: str) -> str:
    """The message as the day on which that starts; as it is where it names no day."""
    found = _COMES.fullmatch(text.strip())
    if found is None or len(days(found["day"], context.today, "start")) != 1:
        return text
    return f"{found['what']} starts {days(found['day'], context.today, 'start')[0].isoformat()}"
