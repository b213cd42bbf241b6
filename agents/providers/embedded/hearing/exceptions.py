"""What is left out of all, said at the end: "give everything to Bob except T7"."""

from __future__ import annotations

import re

_AT_THE_END = re.compile(
    r"(?P<lead>[^\"“]*?\b(?:everything|all(?: of)?(?: the| my| our)?(?: \w+)?(?: \w+)? tasks|every task"
    r"|all of (?:it|them)|all(?= (?:to|as)\b)))"
    r"(?! (?:except|but|apart|other|excluding|under|below|in|inside|of|from|within)\b) (?P<what>[^\"“]+?),?"
    r" (?:except(?: for)?|but not|apart from|other than|excluding) "
    r"(?P<not>(?:[\w' -]+?, (?!then|but))*[^,.;:\"“]+)[.!]?",
    re.IGNORECASE,
)


def exceptions_first(text: str) -> str:
    """The message with what is left out right behind all that it is left out of."""
    found = _AT_THE_END.fullmatch(text.strip())
    return f"{found['lead']} except {found['not']} {found['what']}" if found else text
