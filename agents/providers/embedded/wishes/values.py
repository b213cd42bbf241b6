"""The values of a task as plain commands: "Friday, a Monday" as one day, "3" as hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.grammar.people import ALL_OF_US
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.references.scene import Ask, Declined
from agents.providers.embedded.terms.vocabulary import (
    CARDINAL,
    ORDINAL,
    PRIORITIES,
    STATUSES,
    ordinal,
)
from agents.providers.embedded.wishes.command import Command
from agents.providers.embedded.wishes.grouping import Wish

_KNOWN: dict[str, Mapping[str, str]] = {"priority": PRIORITIES, "status": STATUSES}
"""What words say by themselves, whatever else was heard in them: "urgent" is critical."""
_ME = re.compile(r"i|me|mine|my|my name|myself|i'll|ill|i'm|im", re.IGNORECASE)
_SOMEBODY = re.compile(r"he|she|him|her|they|them", re.IGNORECASE)
_NTH = re.compile(rf"(?:the )?(\d{{1,2}}|{ORDINAL})\.?", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?", re.IGNORECASE
)
_TO = re.compile(r" ?(?:and|to|till|until|through|-|–)(?: the)? ?", re.IGNORECASE)
_RANGE = re.compile(r" ?(?:and|to|or|-|–) ?", re.IGNORECASE)
_MONTH = re.compile(r"(?: of)? [^\W\d]{3,}$")
_AND_A_HALF = " and a half"
_TOOK = re.compile(r"\b(?:took|spent|needed|lasted|cost)\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:^|\s)[-−]$")
_COUNT = re.compile(rf"\d+|{CARDINAL}", re.IGNORECASE)
_OTHER = re.compile(r" (?:instead of|rather than|not|to|or|and) \d+ \w+")
_UNITS = re.compile(r"\b(?:minute|hour|day|week)s?\b", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:minute|hour|half day|day|week|fortnight|month|quarter|year|morning|afternoon|evening|weekend)",
    re.IGNORECASE,
)
_LONG = re.compile(r"\d|(?:an?|half|the)\b|\S+ \S", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|another|extra|further)\b ?|\bby ")
_WHICH_WAY = re.compile(r" (?:later|earlier|sooner|ahead|forwards?|back|on)$", re.IGNORECASE)
_WILL_BE = re.compile(r"\b(?:should|must|will|to|can) (?:be )?$", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|no longer|instead of|rather than)(?: takes?| needs?)?(?: an?| the)? $", re.IGNORECASE
)
_NEXT = re.compile(r"\bnext $", re.IGNORECASE)
_VALUES = {
    "due": "set the due date of {tasks} to {said}",
    "start": "set the start date of {tasks} to {said}",
    "estimate": "set the estimate of {tasks} to {said}",
    "who": "assign {tasks} to {said}",
    "priority": "set the priority of {tasks} to {value}",
    "status": "mark {tasks} as {value}",
    "tag": "tag {tasks} with {said}",
    "untag": "remove the tag {said} from {tasks}",
    "later": "move {tasks} {said} later",
    "earlier": "move {tasks} {said} earlier",
    "note": "add a note to {tasks}: {said}",
}
_CLEARED = {
    "who": "unassign {tasks}",
    "due": "clear the due date of {tasks}",
    "start": "clear the start date of {tasks}",
    "estimate": "clear the estimate of {tasks}",
    "priority": "set the priority of {tasks} to medium",
    "tags": "remove all tags from {tasks}",
}


def values(c: Command, w: Wish, tasks: str) -> Iterator[str]:
    """A command for each value of a wish; `tasks`: what stands for the tasks."""
    for span in _said_once(w.spans):
        if form := _form(span):
            value = _value(c, span).replace("_", " ")
            whose = _of_whom(c, span) or tasks
            yield form.format(tasks=whose, said=_said(c, span), value=value)


def _value(c: Command, span: Span) -> str:
    """The value as it is called; where the task is to do that, it is done: "registration is open"."""
    said = span.text.lower()
    if span.role == "status" and any(said in task.title.lower().split() for task in c.own):
        return span.value
    return _KNOWN.get(span.role, {}).get(said, span.value)


def _of_whom(c: Command, span: Span) -> str:
    """Those of the tasks that have what is taken from them: a tag, or somebody who is named."""
    if not c.own:
        return ""
    if span.role == "untag":
        return c.tagged(span.text)
    return c.somebodys(span.text) if (span.role, span.value) == ("clear", "who") else ""


def _said_once(spans: list[Span]) -> list[Span]:
    """Without a day of the week beside the day, "the 21st, a Monday", what is only planned, and "not low"."""
    spans = _at_most(_in_one_unit(_done_by(spans)))
    spans = [s for s in _from_to(spans) if not (_is_denied(s) and _has_another(spans, s))]
    only_the_day = [s.role in ("due", "start") and bool(_WEEKDAY.fullmatch(s.text)) for s in spans]
    said = {s.role for s, only in zip(spans, only_the_day, strict=True) if not only}
    once = [s for s, only in zip(spans, only_the_day, strict=True) if not (only and s.role in said)]
    if said & {"start", "due"} or any(only_the_day):
        return [s for s in once if not _is_planned(s)]
    return once


def _from_to(spans: list[Span]) -> list[Span]:
    """The first of two days as the start, in the month of the second: "on the 27th and 28th of December"."""
    days = [span for span in spans if span.role in ("start", "due")]
    if len(days) != 2 or days[1].role != "due" or not _TO.fullmatch(days[1].gap):
        return spans
    month = _MONTH.search(days[1].text) if _NTH.fullmatch(days[0].text) else None
    start = replace(days[0], role="start", text=days[0].text + (month[0] if month else ""))
    return [start if span is days[0] else span for span in spans]


def _in_one_unit(spans: list[Span]) -> list[Span]:
    """A bare number in the unit of the other estimate: "4 instead of 3 days"."""
    units = [
        unit[0] for span in spans if span.role == "estimate" and (unit := _UNITS.search(span.text))
    ]
    return [
        replace(span, text=f"{span.text} {units[0]}")
        if units and span.role == "estimate" and _COUNT.fullmatch(span.text)
        else span
        for span in spans
    ]


def _at_most(spans: list[Span]) -> list[Span]:
    """The longer of two estimates between which it is: "2 to 3 days"."""
    both = [span for span in spans if span.role == "estimate"]
    ranged = len(both) == 2 and _RANGE.fullmatch(both[1].gap)
    return [span for span in spans if not (ranged and span is both[0])]


def _done_by(spans: list[Span]) -> list[Span]:
    """Without "done" where it says who does it: "T4 is done by Bob"."""
    doers = [n for n, span in enumerate(spans) if n and span.role == "who" and span.gap == " by "]
    return [s for n, s in enumerate(spans) if not (s.role == "status" and n + 1 in doers)]


def _is_denied(span: Span) -> bool:
    return bool(_DENIES.search(span.gap)) or span.text.lower().startswith("not")


def _has_another(spans: list[Span], one: Span) -> bool:
    return any(other.role == one.role and not _is_denied(other) for other in spans)


def _is_planned(span: Span) -> bool:
    """Whether it will only be so: "should be started on Friday"."""
    return span.role == "status" and _WILL_BE.search(span.gap) is not None


def _form(span: Span) -> str:
    """How a value is put; empty for what is none."""
    if span.role == "estimate" and _TOOK.search(span.gap):
        return "{tasks} took {said}"
    return _CLEARED[span.value] if span.role == "clear" else _VALUES.get(span.role, "")


def _said(c: Command, span: Span) -> str:
    if span.role == "who":
        return _who(c, span.text)
    if span.role in ("later", "earlier"):
        return _how_long(span.text)
    if span.role == "estimate":
        return _how_much(span)
    if span.role == "tag" and span.text.lower() in PRIORITIES:
        return f"#{span.text}"
    if span.role in ("due", "start"):
        return _day(c, span)
    return c.quoted(span.text) if span.role == "note" else span.text


def _day(c: Command, span: Span) -> str:
    """A day as the rules know it: "14th", "weekend", or one beside a task's."""
    if nth := _NTH.fullmatch(span.text):
        return f"the {ordinal(nth[1])}th" if ordinal(nth[1]) > 0 else span.text
    if span.text.lower() == "weekend":
        return "this weekend"
    if _NEXT.search(span.gap):
        return f"next {span.text}"
    return c.day(span.text)


def _who(c: Command, said: str) -> str:
    """Who it is; raises Declined where that is nobody: "give him the docs" speaks of no Give.

    Raises Ask where it is all of us.
    """
    if said.lower() in VERBS:
        raise Declined
    if ALL_OF_US.fullmatch(said):
        raise Ask(f"who {said}", "Who should do that?")
    if _SOMEBODY.fullmatch(said):
        return c.person()
    return "me" if _ME.fullmatch(said) else said


def _how_much(span: Span) -> str:
    """An estimate as the rules know it: "hour", where "and a half" follows, "2", where hours were said."""
    if _BELOW_ZERO.search(span.gap):
        raise Declined
    said = f"1 {span.text}" if _UNIT.fullmatch(span.text) else span.text
    if span.behind.startswith(_AND_A_HALF):
        return f"{said}{_AND_A_HALF}"
    if _COUNT.fullmatch(said):
        other = _OTHER.match(span.behind)
        unit = _UNITS.search(span.gap) or _UNITS.match(span.behind.lstrip())
        unit = unit or (_UNITS.search(other[0]) if other else None)
        return f"{said} {unit[0] if unit else 'hours'}"
    return said


def _how_long(said: str) -> str:
    """A duration as the rules know it: "one more week" is one week, and so is "week".

    Raises Declined where it does not say how long: "days".
    """
    plain = _WHICH_WAY.sub("", _MORE.sub("", said).strip())
    if _UNIT.fullmatch(plain):
        return f"1 {plain}"
    if not _LONG.match(plain):
        raise Declined
    return plain
