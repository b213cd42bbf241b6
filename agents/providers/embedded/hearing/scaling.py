"""How long something takes now: "that is harder than planned, plan double", "cut it to three days".

Also where the time is named, and why: "double the time for the roof, Joe is slow".
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.reasons import is_reason, says_how_it_is
from agents.providers.embedded.terms.durations import minutes

_TASK = r"(?P<task>[tT#]\d{1,5}|(?!(?:we|i|you|they)\b)[^,;:.!?\d“\"]{2,80}?)"
_TIMES = (
    r"(?P<times>double|twice|two times|triple|three times|four times|half)"
    r"(?: (?:as (?:much|long)|the (?:time|effort|work|estimate|days|hours)|(?:of )?(?:it|that)"
    r"|as much (?:time|work)))?"
)
_THOUGHT = (
    r"(?: (?:as|than)(?: long as)? (?:it was |we |i |we had |originally |first |was )?(?:planned"
    r"|thought|expected"
    r"|estimated|assumed|hoped|feared|said))?"
)
_HARDER = (
    r"(?:(?:much|way|far|a lot|even|really) )?(?:(?:hard|bigg|larg|long|tough|tricki|easi|simpl"
    r"|small|quick|short)er"
    r"|more (?:work|complex|complicated|difficult|effort)|less (?:work|complex|complicated|difficult|effort))"
)
_SO = (
    r"(?:[,;.:!]| -| –)? (?:so )?(?:(?:please|let['’]?s|we (?:should|must|have to|need to)|better) )?"
    r"(?:(?:plan|make(?: it)?|allow|reckon(?: with)?|count(?: on)?|take|say|needs?)(?: (?:for )?it)? )?"
)
_TIME = r"(?:time|hours|days|effort|estimate|work|duration|budgeted time|estimated time)"
_WHY = r"(?:(?:[,;.:!?]+| -| –|(?= because| since| as)) (?P<why>[^.;!?]{4,80}))?"
_FORMS = tuple(
    re.compile(rf"(?:please )?{form}{_THOUGHT}[.!]*", re.IGNORECASE)
    for form in (
        rf"{_TASK} (?:is|are|was|were|turns? out"
        rf"|turned out)(?: to be)? {_HARDER}{_THOUGHT}{_SO}{_TIMES}(?: it)?",
        rf"(?:plan|allow|reckon|budget|schedule|take|give) {_TIMES} for {_TASK}",
        rf"{_TASK} (?:takes?|needs?|will take|will need|is going to take) {_TIMES}",
        rf"(?:(?:can|could) (?:you|we) |let['’]?s |we (?:should|must|need to) )?(?P<times>double|triple"
        rf"|half|halve|cut in half|quadruple) (?:the|our|my) (?:(?:planned|estimated) )?{_TIME}"
        rf" (?:for|of|on|in|planned for) {_TASK}(?: {_TIME})?\??{_WHY}",
        rf"(?:the )?{_TIME} (?:for|of|on) {_TASK} (?:(?:has to|must|needs to|should|will)(?: be)? )?"
        rf"(?P<times>doubles?|doubled|triples?|tripled|halved){_WHY}",
    )
)
_CUT = re.compile(
    rf"(?P<lead>(?:no,? |ok,? |but |please |just )*)(?:cut|limit|shorten|reduce|trim|squeeze"
    rf"|cap)(?: down)? {_TASK}"
    r"(?: down)? to (?:only |just |at most )?(?P<long>[\w.]+(?: [\w.]+)?)[.!]*",
    re.IGNORECASE,
)
_SAID_OF_US = re.compile(r"(?:i|we|you|he|she|they|it|that)\b", re.IGNORECASE)
_AS_SAID = {
    **dict.fromkeys(("double", "doubles", "doubled", "two times"), "twice"),
    **dict.fromkeys(("triple", "triples", "tripled"), "three times"),
    **dict.fromkeys(("halve", "halved", "cut in half"), "half"),
    "quadruple": "four times",
}


def scaled(text: str) -> str:
    """The message as what the task takes; as it is where it says something else."""
    cut = _CUT.fullmatch(text.strip())
    if cut is not None and minutes(cut["long"]) is not None:
        return f"{cut['lead']}{cut['task']} takes {cut['long']}"
    found = next(filter(None, (form.fullmatch(text.strip()) for form in _FORMS)), None)
    if found is None:
        return text
    times, why = found["times"].lower(), found.groupdict().get("why") or ""
    also = "" if not why or is_reason(why) or says_how_it_is(why) else f". {why.strip()}"
    if also and _SAID_OF_US.match(why.strip()):
        return text
    return f"{found['task']} takes {_AS_SAID.get(times, times)} as long{also}"
