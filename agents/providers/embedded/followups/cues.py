"""The words by which a message shows that it goes on from the one before, and what is left without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["again", "not", "instead", "also", "on"]


@dataclass(frozen=True, slots=True)
class Cue:
    """How a message goes on, and what it says besides.

    `sure`: its words mean nothing else; "and" and "make it" also begin what stands for itself.
    `instead_of`: what was said and not meant.
    """

    kind: Kind
    rest: str
    sure: bool = True
    instead_of: str = ""


_SORRY = (
    r"(?:(?:no+|wait)(?=[,;:.!–—-]|$"
    r"| (?:i|no|sorry|wait|oops|the|not|that|this|actually|make|to|it|t?\d|#)(?![a-z]))"
    r"|nope|nah|typo|sorry|oops|ups|oh|ah|argh|hold on|hm+|actually|correction|scratch that"
    r"|i (?:mean|meant|said)|or (?:rather|better|maybe)|rather|not that one"
    r"|(?:that was |that['’]s |that is )?(?:the )?wrong (?:one|task|item|thing|way|number|person|name|day"
    r"|date|place|title|list)"
    r"|(?:that|this|it) (?:was|is) (?:wrong|a mistake|not right)"
    r"|my (?:bad|mistake|fault)|make (?:that|it)|(?:it|that) should(?: have)? (?:be|been|say)"
    r"|should(?: have)? (?:be|been)|let['’]?s say|better)"
)
_WRONG = re.compile(rf"(?:{_SORRY}(?:[\s,.;:!–—-]+|$))+", re.IGNORECASE)
_STARRED = re.compile(r"\*\s*(?=\w)")
_WRONG_BEHIND = re.compile(
    r"(?P<rest>.+?),? *(?:[,;.!–—-] ?|\b)(?:i (?:mean|meant|said)|(?:is |was )?what i (?:mean|meant)"
    r"|(?:it|that) should(?: have)? (?:be|been|say)|(?:it|that) is|(?:was|is) meant|sorry"
    r"|my (?:bad|mistake)"
    r"|is better|would be better|is nicer|instead|rather|actually|of course)[ .!]*",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"not (?:the |to |on |for )?(?P<not>[^,;.]+?)"
    r"(?:[,;.] ?(?:but|only|just|rather)?|,? (?:but|only|just|rather))"
    r" (?P<rest>[^,;.]+)[.!]*",
    re.IGNORECASE,
)
_THIS_NOT = re.compile(r"(?P<rest>[^,;.]+), ?(?:and )?not (?P<not>[^,;.]+)[.!]*", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"(?P<rest>[^,;.]{1,30}?) instead of (?P<not>[^,;.]{1,30})[.!]*", re.IGNORECASE
)
_KEEP = re.compile(
    r"(?:keep|leave) (?P<rest>[^,;.]{1,40}?)"
    r"(?: (?:in|there|alone|out of it|as (?:it|they) (?:is|was|are|were)))?[.!]*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:only|just) (?P<rest>[^,;.]{1,30})[.!]*", re.IGNORECASE)
_SHORTLY = re.compile(
    r"(?P<rest>[^,;.]{1,30}?) (?:and )?not (?P<not>[^,;.]{1,30})[.!]*", re.IGNORECASE
)
_THAT = re.compile(r"(?:it|that|this|them|those)(?: one)?", re.IGNORECASE)
_NOT = re.compile(r"not (?P<rest>(?!yet\b|now\b)[^,;.]+)[.!]*", re.IGNORECASE)
_LEAD = (
    r"(?:(?:and|also|plus|oh|but|then|great|ok(?:ay)?|good|cool|nice|thanks|thank you|perfect|fine|yes"
    r"|right)[, ]+)*"
)
_PLEASE = re.compile(r",? *(?:please|pls|plz|thanks|thx)[ .!]*$", re.IGNORECASE)
_ALSO_BEHIND = re.compile(
    rf"{_LEAD}(?P<rest>.+?),? (?:too|as well|also|likewise|ditto"
    r"|(?:in |exactly )?(?:the )?same(?: way| thing)?)[.!]*",
    re.IGNORECASE,
)
_ALSO_BEFORE = re.compile(
    rf"{_LEAD}(?:(?:exactly )?(?:the )?same (?:thing |again )?(?:for|with|goes for|to|on|applies to)"
    r"|ditto(?: for)?|likewise(?: for)?,?"
    r"|(?:so|neither|nor) (?:is|are|does|do|did|has|have|was|were|should|can|must))"
    r" (?P<rest>.+?)(?: too| as well)?[.!]*",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:is|are|were|be|look|basically|really|almost|much)$", re.IGNORECASE)
_AND = re.compile(
    r"(?:(?:it|that|this|that one|this one) (?:and|plus) |(?:(?:and|also|plus|nor|oh|ah|wait)[, ]+)+)"
    r"(?P<rest>.+?)[.!]*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:and |please |ok |yes |then )*(?:again|once more|one more(?: time| up| down| place| step)?"
    r"|another (?:one|time|step)"
    r"|more|further(?: up| down)?|(?:a (?:bit|little) )?(?:more|further|higher|lower)(?: up| down)?"
    r"|(?:do |move )?(?:it|that) (?:again|once more)|same again|repeat(?: that)?)(?: please| again)?[.!]*",
    re.IGNORECASE,
)
_INTO = re.compile(r"(?:and )?into (?!the (?:plan|list|project)\b)\S", re.IGNORECASE)
_MAKE = re.compile(r"\b(?:make (?:it|that)|should|better)\b", re.IGNORECASE)
_MORE = re.compile(r"(?:and|also|plus)\b", re.IGNORECASE)
LONGEST_BEHIND = 9


def heard(text: str) -> Cue | None:
    """How a message goes on from the one before; None where no word of it says so."""
    if _AGAIN.fullmatch(text):
        return Cue("again", "")
    if _INTO.match(text):
        return Cue("on", text)
    if cue := _corrected(text):
        return cue
    polite = _PLEASE.sub("", text)
    also = _ALSO_BEFORE.fullmatch(polite) or _ALSO_BEHIND.fullmatch(polite)
    if also and not _COMPARES.search(also["rest"]):
        return Cue("also", also["rest"])
    if also := _AND.fullmatch(polite):
        return Cue("also", also["rest"], sure=False)
    return None


def _corrected(text: str) -> Cue | None:
    lead = _WRONG.match(text) or _STARRED.match(text)
    rest = text[lead.end() :].strip(" .") if lead else text
    if lead and _MORE.match(rest):
        return None
    other = _NOT_THIS.fullmatch(rest) or _THIS_NOT.fullmatch(rest)
    if other := other or (_SHORTLY.fullmatch(rest) if lead else None):
        meant = "" if _THAT.fullmatch(other["not"]) else other["not"]
        return Cue("instead", other["rest"].strip(), bool(lead), meant)
    if instead := _INSTEAD_OF.fullmatch(rest):
        return Cue("instead", instead["rest"], bool(lead), instead["not"])
    if only := _ONLY.fullmatch(rest):
        return Cue("instead", only["rest"], sure=False)
    if lead and (wrong := _NOT.fullmatch(rest) or _KEEP.fullmatch(rest)):
        return Cue("not", wrong["rest"])
    behind = _WRONG_BEHIND.fullmatch(rest)
    if behind and len(behind["rest"].split()) <= LONGEST_BEHIND:
        return Cue("instead", behind["rest"].strip(" ,"))
    return Cue("instead", rest, sure=not _MAKE.search(lead[0])) if lead else None
