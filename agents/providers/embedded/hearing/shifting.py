"""That something is late by so much, and all moves with it: "the launch is a week late, shift everything"."""

from __future__ import annotations

import re

from agents.providers.embedded.terms.dates import SHIFT

_MOVE = (
    r"(?:(?:so|and|then|now|please|therefore|we (?:have|need) to|let us|let's|can you|could you) )*"
    r"(?:shift|move|push|postpone|delay|adjust|reschedule|bring|pull)(?: back| out| forward| along)?"
    r" (?:everything|all(?: of (?:it|them)| (?:the |our )?(?:other )?(?:tasks|dates|deadlines|days|rest))?"
    r"|the (?:rest|others|other (?:tasks|dates)|(?:whole )?(?:plan|schedule|timeline))|every (?:task|date))"
    r"(?: else)?(?: accordingly| too| as well| also| with it| along| back| forward"
    r"| by (?:that|as much|the same)| to (?:match|fit))*"
)
_LATER = (
    rf"[^.;\"“]*?\b(?:by )?{SHIFT}(?: (?P<way>later|earlier|sooner|late|early|behind))?(?: now)?"
)
_SLIPS = re.compile(
    r"\b(?:later|late|behind|slip\w*|delay\w*|postpon\w*|push\w*|put (?:off|back)|move[sd]?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|sooner|early|forward)\b", re.IGNORECASE)
_WITH_ONE = re.compile(
    rf"(?P<lead>{_LATER})(?:[,;:.!]| -| –)? {_MOVE}[.!]?",
    re.IGNORECASE,
)
_ALL_DATES = re.compile(
    r"(?P<move>\b(?:push|move|shift|postpone|delay|bring|pull)(?: back| out| forward)?)"
    r" (?:all|every)(?: of)?(?: the| our)? (?:(?:due )?dates?|deadlines?)\b"
    r"(?= (?:back|out|forward|by|\d|an?\b))",
    re.IGNORECASE,
)
_IS_LATE = re.compile(
    r"(?P<what>[^\W\d][^,;.:!?\d“\"]{1,60}?) (?:is|are|will be|(?:is |are )?run(?:s|ning)?)"
    rf"(?: now| already| about| at least)*(?: by)? {SHIFT}(?: (?:more|even))? (?:late|later|behind|delayed)"
    r"(?: now| already| schedule)*[.!]*",
    re.IGNORECASE,
)
"""How far something is behind: neither how long it takes, nor how it is called now."""


def all_shifted(text: str) -> str:
    """The message as the wish that something moves by so much; as it is where it says something else."""
    if late := _IS_LATE.fullmatch(text.strip()):
        return f"{late['what']} slips {late['n']} {late['unit']}"
    text = _ALL_DATES.sub(r"\g<move> everything", text)
    found = _WITH_ONE.fullmatch(text.strip())
    if found is None:
        return text
    size = f"{found['n']} {found['unit']}"
    if _EARLIER.search(found["lead"]):
        return f"bring everything forward by {size}"
    return f"push everything back by {size}" if _SLIPS.search(found["lead"]) else text


_AND_BEHIND = re.compile(
    r"(?P<verb>(?:please )?(?:push|move|shift|postpone|delay|bring|pull)) (?P<what>[^,;.:“”\"]{2,60}?)"
    rf"(?P<by>(?: back| out| forward| later)? (?:by )?{SHIFT}(?: (?:later|earlier|back|forward))?)"
    r",? (?:and|with|plus|along with) (?:also )?(?:everything|all(?: tasks| of it)?|whatever|anything|what)"
    r"(?= .{0,30}(?:after|behind|follow|depend))(?: (?:else|that|which|comes?|follows?|depends?|is|after"
    r"|behind"
    r"|on|it|them|this|too|as|well))+[.!]*",
    re.IGNORECASE,
)


def followers_shifted(text: str) -> str:
    """The wish to shift a task and all that comes after it as one: "push it back a week and all after it"."""
    found = _AND_BEHIND.fullmatch(text.strip())
    if found is None:
        return text
    verb, what, by = found["verb"], found["what"], found["by"]
    return f"{verb} {what} and everything after {what}{by}"
