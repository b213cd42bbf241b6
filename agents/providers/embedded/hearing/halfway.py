"""How far something is that is not done yet: "80% done", "nearly finished"."""

from __future__ import annotations

import re

_HALFWAY = re.compile(
    r"(?P<task>(?:the |our |my )?[^,;:.!?\d“\"]{2,60}?|[tT#]\d{1,5})"
    r"(?: (?:is|are)|['’]s)?(?: (?:about|roughly|around|now|already|only|at|like|maybe|nearly))*"
    r" (?:\d{1,2} ?(?:%|percent|per cent)|(?:almost|nearly|half|mostly|three quarters|halfway))"
    r" (?:done|finished|completed?|ready|through|there)(?: now| already)?[.!]*",
    re.IGNORECASE,
)


def halfway(text: str) -> str:
    """The message as what is in progress; as it is where it says something else."""
    found = _HALFWAY.fullmatch(text.strip())
    return f"{found['task']} is in progress" if found else text
