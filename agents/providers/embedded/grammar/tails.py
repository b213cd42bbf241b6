"""What is said about a new task behind its title: "… with high priority, due friday, after 2 (3h)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.matching import CONTAINED
from agents.providers.embedded.references.scene import Ask, Tell
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import PRIORITIES, any_of
from ledger.core.model import Task

_LINK = r"(?:\s*,|\s+and)?\s+(?:with |having |that |which |it |and )*"
_PRIORITY = any_of(PRIORITIES)


def _tail(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<t>.+?){_LINK}{pattern}", re.IGNORECASE)


_TAILS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("priority", _tail(rf"(?:at |as |is |a |an |of )*(?P<v>{_PRIORITY})[- ]prio(?:rity)?")),
    ("priority", _tail(rf"priority (?:of |is )?(?P<v>{_PRIORITY})")),
    ("estimate", _tail(r"(?:an? )?estimate[d]?(?: (?:of|at|to take|as|is))? (?P<v>.+)")),
    ("estimate", _tail(r"(?:taking|takes|lasting|should take|will take|needs) (?P<v>.+)")),
    (
        "estimate",
        re.compile(r"(?P<t>.+),\s*(?P<v>(?:\d|an?\b|half\b|one\b|two\b)[^,]*)", re.IGNORECASE),
    ),
    ("estimate", re.compile(r"(?P<t>.+?)\s*[(\[](?P<v>[^()\[\]]+)[)\]]")),
    ("due", _tail(r"(?:is |a )?due(?: date)? (?:of |on |by |in )?(?P<v>.+)")),
    ("due", _tail(r"(?:deadline |until |by )(?P<v>.+)")),
    ("start", _tail(r"(?:starting|starts|beginning|start date)(?: on| in| of)? (?P<v>.+)")),
    (
        "assignee",
        _tail(
            r"(?:is )?(?:assigned to|assign(?: it)? to|owned by|assignee|owner) (?P<v>@?\S+(?:"
            r" [A-Z]\S*)?)"
        ),
    ),
    (
        "assignee",
        re.compile(
            r"(?P<t>.+),\s*(?P<v>\w+) (?:does|will do|takes|to do|can do) (?:it|that|this)",
            re.IGNORECASE,
        ),
    ),
    ("assignee", re.compile(rf"(?P<t>{MARK}.*),\s*(?:for )?(?P<v>[^\W\d]\w*)")),
    ("assignee", re.compile(r"(?P<t>.+?)\s+@(?P<v>[\w.-]+)")),
    (
        "tags",
        _tail(
            r"(?:is )?(?:tagged|labell?ed|the tags?|tags?|an? tag|label)(?: with| as|:)? (?P<v>.+)"
        ),
    ),
    ("tags", re.compile(r"(?P<t>.+?)(?P<v>(?:\s+#[\w-]+)+)")),
    (
        "needs",
        _tail(
            r"(?:is |be )?(?:depends?|depending|dependent|waits?|waiting|blocked) (?:on|for|by)"
            r" (?P<v>.+)"
        ),
    ),
    ("blocks", _tail(r"(?:blocks?|blocking) (?P<v>.+)")),
    ("description", _tail(r"(?:the |a )?description:? (?P<v>.+)")),
    (
        "status",
        _tail(
            r"(?:already |is already )(?P<v>done|completed|finished|started|in progress|blocked)"
        ),
    ),
    ("due", re.compile(r"(?P<t>.+?) (?:on |this (?=\w))(?P<v>.+)", re.IGNORECASE)),
)
_PLACE = re.compile(
    r"(?:(?P<t>.*\S)\s+)?(?:put it |as (?:the |a )?"
    r"(?:next )?(?:task |step )?)?(?P<w>under|underneath|beneath"
    r"|below|inside|within|after|before|above|behind|following|next to|beside|as (?:an? )?(?:new )?"
    r"(?:sub-?tasks?|child|children|part) (?:of|to|under)"
    r"|into|in|to|on) (?P<b>.+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?P<t>.+?),? (?:(?:at|to|on|in) (?:the )?(?:very )?(?P<w>start|beginning|top"
    r"|front|end|bottom)|as (?:the )?(?P<w2>first|last)"
    r"(?: (?:task|step|one|item))?)(?: of (?:the )?(?:list|plan|project))?",
    re.IGNORECASE,
)
BEFORE = ("before", "above")
AFTER = ("after", "below", "behind", "following", "next to", "beside")
_RIGHT = re.compile(r"[ ,](?:right|directly|just|immediately)$", re.IGNORECASE)
_WE = re.compile(r"^(?:we|i|you) (?:can |will |go and )?", re.IGNORECASE)
_UNDER_SURELY = ("under", "underneath", "beneath", "inside", "within")


@dataclass
class Tail:
    """What was said behind a title: fields, where it goes, and who waits for whom."""

    title: str
    fields: dict[str, Any] = field(default_factory=dict)
    anchor: Task | None = None
    where: str = ""
    blocks: list[Task] = field(default_factory=list)


def cut_tail(r: Reading, text: str) -> Tail:
    """The title, and what follows it as far as it can be made sense of."""
    tail = Tail(text.strip())
    while _cut_field(r, tail) or _cut_place(r, tail):
        tail.title = tail.title.rstrip(" ,;")
    return tail


def _cut_field(r: Reading, tail: Tail) -> bool:
    for kind, pattern in _TAILS:
        match = pattern.fullmatch(tail.title)
        if (
            match is not None
            and kind not in tail.fields
            and _take(r, tail, kind, match["v"].strip())
        ):
            tail.title = match["t"]
            return True
    return False


def _take(r: Reading, tail: Tail, kind: str, said: str) -> bool:
    """Whether the words mean something for this field; then it is set."""
    text = r.original(said)
    if kind in ("needs", "blocks"):
        return _take_dependency(r, tail, kind, said)
    value: Any = None
    if kind == "priority":
        value = values.priority_of(text)
    elif kind == "estimate":
        value = minutes(text)
    elif kind in ("due", "start"):
        value = _day(r, text, kind)
    elif kind == "assignee":
        value = values.person(r, said)
    elif kind == "tags":
        value = tuple(values.tag_list(r, ",".join(said.split()) if said.startswith("#") else said))
    elif kind == "description":
        value = r.free_text(said)
    else:
        value = values.status_of(text)
    names = {"estimate": "estimated_minutes", "due": "due_date", "start": "start_date"}
    if value:
        tail.fields[names.get(kind, kind)] = value
    return bool(value)


def _day(r: Reading, text: str, kind: str) -> str | None:
    found = days(text, r.scene.context.today, "start" if kind == "start" else "end")
    if len(found) > 1:
        return values.day_of(r, text).isoformat()
    return found[0].isoformat() if found else None


def _take_dependency(r: Reading, tail: Tail, kind: str, said: str) -> bool:
    tasks = r.tasks(said)
    if kind == "blocks":
        tail.blocks = tasks
    else:
        tail.fields["depends_on"] = tuple(map(r.handle, tasks))
    return True


def _cut_place(r: Reading, tail: Tail) -> bool:
    if tail.where:
        return False
    if match := _END.fullmatch(tail.title):
        word = (match["w"] or match["w2"]).lower()
        tail.where = "end" if word in ("end", "bottom", "last") else "start"
        tail.title = match["t"]
        return True
    text, rest = tail.title, ""
    while match := _PLACE.fullmatch(text):
        word = match["w"].lower()
        if match["t"] and (anchor := _anchor(r, word, match["b"] + rest)) is not None:
            tail.title = _RIGHT.sub("", match["t"])
            tail.anchor, tail.where = anchor, _where(word)
            return True
        text, rest = match["t"] or "", f" {match['w']} {match['b']}{rest}"
    return False


def _where(word: str) -> str:
    return "before" if word in BEFORE else "after" if word in AFTER else "under"


def _anchor(r: Reading, word: str, phrase: str) -> Task | None:
    """The task that the place is named by, or None when the words are part of the title."""
    before = r.confidence
    try:
        task = r.task(_WE.sub("", phrase))
    except (Ask, Tell) as problem:
        if word in _UNDER_SURELY or (isinstance(problem, Ask) and problem.ids and not problem.near):
            raise
        return None
    loose = word in ("to", "in", "into", "on") and r.confidence < CONTAINED
    if loose:
        r.confidence = before
    return None if loose else task
