"""Who or what is gone has to be found anew: "the DJ cancelled, we need a new one"."""

from __future__ import annotations

import re

_LOST = (
    r"(?:cancel+ed|quit|left|resigned|backed out|bailed|fell through|dropped out|let us down|(?:is|are)"
    r" (?:out|gone"
    r"|off|bankrupt)|(?:has|have|had) to cancel|can(?:['’]?t|not| not) (?:do|make|come|take|help)|is not"
    r" coming"
    r"|went (?:bust|bankrupt|out of business))"
)
_GONE = re.compile(
    r".{0,60}?\b(?:the|our|my) (?P<who>(?!one\b)[^\W\d][\w-]*(?: (?!just|has|have|is|can|had)[^\W\d]"
    rf"[\w-]*)?)(?: we (?:liked|had|wanted|booked|chose))? (?:(?:just|has|have|had|now|also|suddenly)"
    rf" )*{_LOST}\b"
    r"[^.!?;,]{0,40}[.!?;,]+ *[^.!?;]{0,40}?\b(?:find(?:ing)?|get(?:ting)?|look(?:ing)? for|hir(?:e|ing)"
    r"|book(?:ing)?|need|want) (?:an? |some )?"
    r"(?:(?:new|other|different) (?:one|guy)|another(?: one)?|replacement|somebody (?:new|else)|someone"
    r" (?:new|else))\b"
    r"(?P<rest>[^.!?]*)[.!]*",
    re.IGNORECASE,
)
_POLITE = re.compile(r"[ ,]*(?:please|pls|thanks|asap|quickly|now|fast)$", re.IGNORECASE)


def found_anew(text: str) -> str:
    """The message as the wish for a task to find another one; as it is where it says something else."""
    lost = _GONE.fullmatch(text.strip())
    if lost is None:
        return text
    where = _POLITE.sub("", lost["rest"])
    return f"add a task “Find a new {lost['who']}”{where}"
