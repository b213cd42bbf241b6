"""Where wishes put tasks: in front of another one, inside of it, at the end, a level up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.references.scene import Ask, Declined
from agents.providers.embedded.wishes.command import Command
from agents.providers.embedded.wishes.grouping import Wish
from agents.providers.embedded.wishes.pairing import TARGET

_END = re.compile(
    r"\b(?:end|last|bottom(?:most)?|lowest|close|all the way down|(?:below|under|after) everything)\b"
)
_START = re.compile(
    r"\b(?:top(?:most)?|uppermost|first|start|beginning|front|head|number one|no\.? ?1|all the way up"
    r"|(?:above|before) everything)\b"
)
_BESIDE = re.compile(r"\b(?:with|next to|beside|along with) (?:the |our |my )?$", re.IGNORECASE)
"""How words lead to what something new is put next to, and not into."""
_NUMBER = re.compile(r"[tT#]?\d+")
_LEVEL = re.compile(
    r"\b(?:levels?|(?:out|de|un)dent(?:ed)?|unindent(?:ed)?|no indentation|unnest(?:ed)?|out|outside|left)\b"
)
_TOP = re.compile(
    r"\b(?:top[- ]level|main|root|own (?:feet|line|thing|task|item)|its? own|separate(?:ly)?|(?:by )?itself"
    r"|standalone|alone|no parent|(?:full|normal|extra|regular|proper) (?:task|one|item|list))\b"
)
_NOT_INSIDE = re.compile(
    r"\b(?:out of|(?:out )?from under|detach|not (?:just |really )?(?:under|inside|in)|was?n['’]?t inside"
    r"|should ?n['’]?t be (?:inside|under|in|a child)|should not be (?:inside|under|in|a sub|sub)|leaves)\b",
    re.IGNORECASE,
)
"""What a task that goes nowhere in particular leaves: "take the sensors out of Line 3"."""
_OF_ALL = re.compile(
    r"^[\w -]*\bof (?:the |my |our )?(?:(?:whole|entire) (?:list|plan|project)|plan|project)\b",
    re.IGNORECASE,
)
_INWARD = re.compile(r"\b(?:in|indent(?:ed)?|right|deeper)\b")
_NTH_PLACE = re.compile(r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th)\b", re.IGNORECASE)
_STEPS = re.compile(r"\b(?:up|down|higher|lower|earlier|later)\b")


def moves(c: Command, w: Wish) -> Iterator[str]:
    """The commands that put tasks elsewhere. Raises Declined where no place is said."""
    tasks = c.tasks(w.spans_of(TARGET))
    place = " ".join(w.said("place")).lower()
    if between := _between(c, w):
        yield f"move {tasks}{between}"
    elif w.said("before") or w.said("after"):
        side = "before" if w.said("before") else "after"
        spans = w.spans_of(side)
        yield f"move {tasks} {side} {c.beside_itself(spans) or c.beside(side, spans)}"
    elif w.said("parent"):
        yield f"move {tasks} {_inside(place)} {c.others(w.spans_of('parent'))}"
    elif place:
        of_all = any(map(_of_all, w.spans_of("place")))
        yield from (f"move {tasks} {where}" for where in _to_a_place(place, of_all=of_all))
    elif _NOT_INSIDE.search(c.said):
        yield f"move {tasks} one level up"
    else:
        raise Declined


def _to_a_place(place: str, *, of_all: bool) -> Iterator[str]:
    if _TOP.search(place):
        yield "to the top level"
        if side := _side(_TOP.sub("", place)):
            yield f"to the {side}"
    elif _LEVEL.search(place):
        yield "one level up"
    elif side := _side(place):
        yield f"to the {side}{' of the plan' if of_all else ''}"
    elif nth := _NTH_PLACE.search(place):
        yield f"to the {nth[0]} place"
    elif _STEPS.search(place):
        yield place
    elif _INWARD.search(place):
        yield "one level in"
    else:
        raise Declined


def _side(place: str) -> str:
    """The start or the end, or neither."""
    return "start" if _START.search(place) else "end" if _END.search(place) else ""


def _inside(place: str) -> str:
    """Where inside of another one. Raises Declined for the second place: the rules know it."""
    if _NTH_PLACE.search(place):
        raise Declined
    return "to the start of" if _START.search(place) else "under"


def _of_all(place: Span) -> bool:
    """Whether it is the end, or the start, of the whole plan: "the very end of the plan"."""
    return _OF_ALL.search(place.text + place.behind) is not None


def where(c: Command, w: Wish) -> str:
    """The place of something new, empty where none is said. Raises Declined where it is not clear."""
    place = " ".join(w.said("place")).lower()
    if place and not (_START.search(place) or _END.search(place)):
        raise Declined
    if between := _between(c, w):
        return between
    for side in ("before", "after"):
        if w.said(side):
            return f" {side} {c.beside(side, w.spans_of(side))}"
    if w.said("parent"):
        beside = w.spans_of("parent")
        if _BESIDE.search(beside[0].gap) and c.is_part(beside):
            return f" after {c.others(beside)}"
        first = bool(_START.search(place))
        return f" {'at the start of' if first else 'under'} {c.others(w.spans_of('parent'))}"
    if _START.search(place):
        return " at the start"
    return " at the end" if _END.search(place) else ""


def _between(c: Command, w: Wish) -> str:
    """The place between two that stand in one row; empty where there is none.

    Raises Declined where it is said by numbers, of which the rules know why there is none.
    """
    before, after = w.spans_of("before"), w.spans_of("after")
    if not (before and after):
        return ""
    try:
        is_a_row = c.are_in_a_row([*before, *after])
    except Ask:
        if neighbours := c.neighbours(after[-1], before[0]):
            return f" between {neighbours}"
        raise
    if not is_a_row:
        if all(_NUMBER.fullmatch(span.text) for span in (*before, *after)):
            raise Declined
        return ""
    return f" between {c.beside('after', after)} and {c.beside('before', before)}"
