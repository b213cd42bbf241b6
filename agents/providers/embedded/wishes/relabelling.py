"""Spans as they are meant where other words say so: "T1-T3" is one, "parent of" turns two round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.wishes.grouping import IT
from agents.providers.embedded.wishes.pairing import TARGET

_LEVEL = re.compile(
    r"\b(?:flat|flatten\w*|levels?|nest(?:ing|ed)|hierarchy|depth)\b", re.IGNORECASE
)

_EVERYWHERE = re.compile(
    r"\beverywhere\b|\bthroughout\b"
    r"|\b(?:fix|change|adapt|adjust|correct|update) (?:(?:all|both) )?(?:the |our )?(?:titles|names)\b"
    r"|\b(?:wherever(?: it| they| there)?|everything (?:that|which)|all (?:that|which)) says?\b"
    r"|\b(?:in|of) (?:(?:every|each) (?:task )?(?:title|name)"
    r"|(?:all )?(?:the )?(?:task )?(?:titles|names)"
    r"|(?:both|all|every|each)\b[^,.;]*? (?:tasks?|ones?|items?))\b",
    re.IGNORECASE,
)
_NOT_DOING = re.compile(
    r" (?:ca(?:n['’]?t|nnot|n not)|won['’]?t|is unable"
    r"|(?:does|is|did|should)(?:n['’]?t| not))\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\binstead\b(?! of)|\bin (?:its|their) place\b", re.IGNORECASE)
_RANGE = re.compile(r" ?(?:[-–—]|\.\.\.?|to|thru|through|till|until) ?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:tasks? )?[tT#]?\d+")
_IS_ABOVE = re.compile(
    r"\b(?:parent|heading|umbrella|container)(?: task)? (?:of|for|over|above)\b", re.IGNORECASE
)
_PARTS = r"sub-?(?:tasks?|items?|steps?|parts?)"
_WITH_ITS_PARTS = re.compile(
    rf"\bwhole thing\b|\b(?:and|or|with|incl\.?|including|along with)(?: all)?(?: of)? its {_PARTS}\b"
    rf"|\bincl(?:\.|uding)? {_PARTS}\b",
    re.IGNORECASE,
)
_ABOVE_IT = ("parent", TARGET)
_IS_SUBJECT = re.compile(r" \w")
_DUE_IN = re.compile(r"\bdue in (?:an? )?$", re.IGNORECASE)

_NOTHING_ABOUT = re.compile(
    r"\b(?:nothing|no word|no mention|not a word)(?: \w+){0,2} (?:about|on|of|for)\b", re.IGNORECASE
)
_FORMER = re.compile(
    r"\b(?:no longer (?:takes?|needs?|costs?)|instead of|rather than|not) (?:about |only |just )?$",
    re.IGNORECASE,
)
_BUT = re.compile(r",? but (?:rather )?(\d+(?:[.,]\d+)?)(?! ?[-/])\b")
_UNIT = re.compile(r" ?(?:minutes?|mins?|hours?|days?|weeks?|months?|[hdw])$", re.IGNORECASE)


def is_former(span: Span) -> bool:
    """Whether it is a value that no longer holds: "no longer takes 3 days", "instead of 3 days"."""
    return _FORMER.search(span.gap) is not None


def has_another(span: Span) -> bool:
    """Whether what holds instead stands behind it: "not 3 days but 4"."""
    return _BUT.match(span.behind) is not None


def put_right(spans: Sequence[Span], text: str) -> list[Span]:
    """The spans of a message, as all of its words mean them."""
    spans = _ranges(_whole(_for_whom(spans) if _NOTHING_ABOUT.search(text) else spans))
    found = [_levelled(span, text) for span in spans if not _is_not_doing(span)]
    found = [_as_it_is_now(_due_in(span)) for span in found if not _says_it_again(span, found)]
    if {"flatten", "set"} <= {span.wish for span in found}:
        found = [_with_parts(span, text) for span in found]
    if _IS_ABOVE.search(text):
        found = _turned_round(found)
    if _INSTEAD.search(text):
        found = in_its_place(found)
    if {"delete", "keep"} <= {span.wish for span in found}:
        found = [replace(s, wish="delete", role="but") if s.wish == "keep" else s for s in found]
    if _EVERYWHERE.search(text):
        found = [replace(one, wish="replace") if one.wish == "rename" else one for one in found]
    return found


def _for_whom(spans: Sequence[Span]) -> list[Span]:
    """Whom a thing is for that is missing as a part of it: "there's nothing about tablets for Ben"."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].role == "title" and span.role == "who" and span.gap == " for ":
            thing = found.pop()
            span = replace(thing, text=f"{thing.text} for {span.text}", behind=span.behind)
        found.append(span)
    return found


def _whole(spans: Sequence[Span]) -> list[Span]:
    """A title that is labelled piece by piece as the one that it is, and one that is quoted only once."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else span
        goes_on = found and (last.wish, last.role) == (span.wish, span.role) == ("add", "title")
        if goes_on and span.gap in (" ", "/"):
            found[-1] = replace(last, text=f"{last.text}{span.gap}{span.text}", behind=span.behind)
        elif not (goes_on and span.gap == "" and span.text == last.text):
            found.append(span)
    return found


def _ranges(spans: Sequence[Span]) -> list[Span]:
    """Two numbers with "to" or a dash between them as the tasks from one to the other."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else span
        alike = (last.wish, last.role) == (span.wish, span.role) and found
        numbers = _NUMBER.fullmatch(last.text) and _NUMBER.fullmatch(span.text)
        if alike and numbers and _RANGE.fullmatch(span.gap):
            found[-1] = replace(last, text=f"{last.text} to {span.text}", behind=span.behind)
        else:
            found.append(span)
    return found


def _says_it_again(span: Span, spans: Sequence[Span]) -> bool:
    """Whether it only points back: "delete T3 and T4, they make no sense"."""
    first = next(one for one in spans if (one.wish, one.role) == (span.wish, span.role))
    points_back = span is not first and IT.fullmatch(span.text) is not None
    return span.wish == "delete" and points_back and _IS_SUBJECT.match(span.behind) is not None


def _as_it_is_now(span: Span) -> Span:
    """An effort as it is now, with the unit of the former one: "not 3 days but 4"."""
    unit, now = _UNIT.search(span.text), _BUT.match(span.behind)
    if span.role != "estimate" or not is_former(span) or unit is None or now is None:
        return span
    return replace(span, text=f"{now[1]}{unit[0]}", gap=" ")


def _due_in(span: Span) -> Span:
    """A day that a duration from now leads to: "due in a fortnight" is no delay."""
    due = _DUE_IN.search(span.gap) if span.role in ("later", "earlier") else None
    return (
        replace(span, role="due", text=f"{due[0].removeprefix('due ')}{span.text}") if due else span
    )


def _with_parts(span: Span, text: str) -> Span:
    """What gets a value keeps its parts: "the sub-tasks of T5 are Ann's", "T5 and its sub-tasks"."""
    named = re.escape(span.text)
    whole = re.search(rf"(?:{_PARTS} of )?{named}(?: and (?:its|their|the|all) {_PARTS})?", text)
    if span.wish != "flatten" or whole is None or whole[0] == span.text:
        return span
    return replace(span, wish="set", role=TARGET, text=whole[0])


def _turned_round(spans: list[Span]) -> list[Span]:
    """Where the parent is named first: "make T2 the parent of T4"."""
    roles = [span.role for span in spans if span.wish == "move"]
    if roles != [TARGET, "parent"]:
        return spans
    other = dict(zip(_ABOVE_IT, reversed(_ABOVE_IT), strict=True))
    return [replace(one, role=other[one.role]) if one.wish == "move" else one for one in spans]


def _is_not_doing(span: Span) -> bool:
    """Whether it names who does not: "Tom doesn't do the cellar, I do"."""
    return span.role == "who" and _NOT_DOING.match(span.behind) is not None


def _levelled(span: Span, text: str) -> Span:
    """Without a level is not without its tasks: "flatten it" and "one level too many" keep what is below.

    And with its parts it goes itself: "drop the whole thing incl. subtasks".
    """
    if span.wish != "flatten":
        return span
    if _WITH_ITS_PARTS.search(text):
        return replace(span, wish="delete")
    return replace(span, wish="ungroup") if _LEVEL.search(text) else span


def in_its_place(spans: list[Span]) -> list[Span]:
    """What comes instead of a task comes where that one was."""
    gone = [span for span in spans if span.wish == "delete"]
    added = [span for span in spans if span.wish == "add"]
    if len(gone) != 1 or not added or {span.role for span in added} & {"parent", "before", "after"}:
        return spans
    rest = [span for span in spans if span.wish not in ("delete", "add")]
    return [*added, replace(gone[0], wish="add", role="before"), *gone, *rest]
