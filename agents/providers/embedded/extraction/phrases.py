"""What a line of a document says about a task besides its title: who, by when, how long, how far.

    - [ ] @ann Draft the FAQ by Friday (2h) #docs
      └status └owner          └due date └estimate └tag

What is not understood stays in the title; nothing that somebody wrote is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Final

from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import capitalized
from agents.providers.embedded.verbs import verb_forms
from agents.providers.embedded.words import stem
from ledger.core.model import Priority, TaskStatus

LONGEST_TITLE = 120
LONGEST_DAY = 6
"""Words that a date has at most: "the end of the next quarter"."""
BOXES: Final[dict[str, TaskStatus]] = {
    " ": "todo", "x": "completed", "X": "completed", "~": "in_progress", "/": "in_progress",
    "-": "cancelled",
}  # fmt: skip
PRIORITIES: Final[dict[str, Priority]] = {
    "p0": "critical", "p1": "high", "p2": "medium", "p3": "low", "p4": "backlog",
    "critical": "critical", "urgent": "critical", "blocker": "critical", "high": "high", "must": "high",
    "must have": "high", "medium": "medium", "should": "medium", "should have": "medium",
    "low": "low", "could": "low", "could have": "low", "nice to have": "low", "later": "backlog",
}  # fmt: skip

_BOX = re.compile(r"^\[([ xX~/-])\]\s+")
_STRUCK = re.compile(r"~~(?P<all>[^~]+)~~[.\s]*")
_SOON = re.compile(
    r"[\s,]+(?P<day>today|tonight|tomorrow"
    r"|(?:this|next) (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day))$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,;–-]*[(\[]?\b(?:depends on|dependent on|blocked by|waits for):?\s+"
    r"(?P<what>[^()\[\]]{2,}?)[)\]]?[.\s]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:todo|to-do|action(?: item)?|ai|next step|task|follow[- ]?up|fixme)\s*[:\-–]\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\]]+)\]\([^)\s]*\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^<>\s]+[.@][^<>\s]+)>")
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->")
_MARKS = re.compile(r"(\*\*|__|`|~~)(.+?)\1|(?<!\w)[*_](\S[^*_]*?)[*_](?!\w)")
_MENTION = re.compile(r"(?<![\w@])@([A-Za-z][\w.-]*\w)")
_TAG = re.compile(r"(?<![\w#&])#([A-Za-z][\w/-]{1,40})")
_OWNER = re.compile(
    r"[\s,;(\[–-]*\b(?:owner|assignee|assigned to|responsible|who|dri)\s*[:=]?\s+"
    r"([A-Z][\w.-]*(?: [A-Z][\w.-]*)?)[)\]]?"
)
_NAME_DOES = re.compile(
    r"^([A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?) (?:to|will|should|must|shall) (\w+)(?=\s)"
)
_PLEASE = re.compile(
    r"^(?:please,? )?(?:could|can|would|will) ([A-Z][a-z'’-]+)(?: please)? (\w+)(?=\s)",
    re.IGNORECASE,
)
_NAME_COLON = re.compile(r"^([A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)\s*[:–]\s+(?=\w)")
_NOBODY = re.compile(  # what people write about, and who does nothing by themselves
    r"we|there|here|what|which|who|nobody|none|nothing|something|both|if|when|then|users?|customers?|every(?:one|body)?|team|all|they|it|this|that|you|system|app|application|api"
    r"|server|service|admins?|visitors?|people|some(?:one|body)|each|no|engineering|design|marketing"
    r"|product|sales|support|legal|management|notes?"
)
_DAY = re.compile(
    r"[\s,;(\[–-]*\b(?:due(?: date)?(?: on| by)?|by|until|till|before|deadline|no later than|eta|on)"
    r"\s*[:=]?\s+(?P<day>\w[^()\[\];]*)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"[\s,;–-]*(?:[(\[]\s*(?:~|est(?:imate)?d?\.?[:=]?\s*|about\s+)?(?P<a>\d[^()\[\]]{0,20}?)\s*[)\]]"
    r"|\b(?:estimate|effort|takes)\s*[:=]?\s*(?P<b>~?\d+(?:[.,]\d+)?\s*[a-z]+))",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"[\s,;–-]*(?:[(\[](?:priority\s*[:=]\s*)?(?P<a>[a-zA-Z0-9 ]{2,12})[)\]]|\b(?P<b>P[0-4])\b:?"
    r"|\bpriority\s*[:=]\s*(?P<c>\w+)|(?<!\w)!(?P<d>\w+)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(r"\s*(?:✅|☑|✔️?|[(\[]done[)\]]|[–-]\s*done)\s*$|^(?:✅|☑|✔️?)\s*", re.IGNORECASE)
_FIRST = re.compile(r"^(.{20,}?(?:[.!?](?=\s)|[:;](?=\s)|\s[–—]\s))")


@dataclass(slots=True)
class Phrase:
    """A title, and what else was said."""

    title: str
    description: str | None = None
    status: TaskStatus | None = None
    assignee: str | None = None
    due_date: str | None = None
    estimated_minutes: int | None = None
    priority: Priority | None = None
    tags: list[str] = field(default_factory=list)
    after: str | None = None


def phrase(text: str, today: date, people: frozenset[str] = frozenset()) -> Phrase:
    """Read a line. `people`: names that are known, for "Ann: draft the FAQ"."""
    said = Phrase(plain(text))
    box = _BOX.match(said.title)
    if box:
        said.status = BOXES[box[1]]
        said.title = said.title[box.end() :]
    if _STRUCK.fullmatch(_BOX.sub("", text.strip())):
        said.status = "cancelled"
    if _DONE.search(said.title):
        said.status, said.title = "completed", _DONE.sub("", said.title)
    said.title = _LABEL.sub("", said.title)
    for take in (_after, _in_brackets, _tags, _owner, _due, _estimate, _priority):
        take(said, today, people)
    whole = " ".join(said.title.split()).strip(" ,;–-")
    said.title = _titled(whole)
    if len(said.title) < len(whole.rstrip(" .:;")):
        said.description = whole
    return said


def plain(text: str) -> str:
    """Without the marks of Markdown and of the HTML that stands in it."""
    text = _LINK.sub(r"\1", " ".join(text.split()))
    text = unescape(_HTML.sub("", _ADDRESS.sub(r"\1", text)))
    return _MARKS.sub(lambda found: found[2] or found[3], text).strip()


def _titled(whole: str) -> str:
    """The first clause of what is too long for a title."""
    title = whole.rstrip(" .:;")
    if len(title) > LONGEST_TITLE:
        first = _FIRST.match(title)
        title = first[1].rstrip(" .:;–—") if first and len(first[1]) <= LONGEST_TITLE else title
    if len(title) > LONGEST_TITLE:
        title = title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
    return capitalized(title)


Take = Callable[[Phrase, date, frozenset[str]], None]


_BRACKETS = re.compile(r"\s*\((?P<all>[^()]+)\)\s*$")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?")
_LEAD = re.compile(r"^(?:due|by|until|till|before|on)\s+", re.IGNORECASE)


def _in_brackets(said: Phrase, today: date, people: frozenset[str]) -> None:
    """Who, how long and by when, as "(Ann, 2 days)" says it; brackets that say more stay in the title."""
    found = _BRACKETS.search(said.title)
    parts = [part.strip() for part in found["all"].split(",")] if found else []
    values: dict[str, object] = {}
    for part in parts:
        day = days(_LEAD.sub("", part), today)
        if size := minutes(part):
            values["estimated_minutes"] = size
        elif len(day) == 1:
            values["due_date"] = day[0].isoformat()
        elif part.lower() in PRIORITIES:
            values["priority"] = PRIORITIES[part.lower()]
        elif len(parts) > 1 and _NAME.fullmatch(part) and _is_somebody(part, people):
            values["assignee"] = part
        else:
            return
    if found and len(values) == len(parts):
        said.title = said.title[: found.start()]
        for name, value in values.items():
            setattr(said, name, value)


def _after(said: Phrase, _: date, __: frozenset[str]) -> None:
    found = _AFTER.search(said.title)
    if found and found.start():
        said.after, said.title = found["what"], said.title[: found.start()]


def _tags(said: Phrase, _: date, __: frozenset[str]) -> None:
    said.tags = sorted({tag.lower() for tag in _TAG.findall(said.title)})
    said.title = _TAG.sub("", said.title)


def _owner(said: Phrase, _: date, people: frozenset[str]) -> None:
    if found := _OWNER.search(said.title):
        said.assignee = found[1]
        said.title = said.title[: found.start()] + said.title[found.end() :]
    elif mention := _MENTION.search(said.title):
        _take_mention(said, mention, people)
    elif (does := _does(said.title)) and _is_somebody(does[1], people):
        if stem(does[2]) in verb_forms() or does[1] in people:
            said.assignee, said.title = does[1], said.title[does.start(2) :].rstrip("? ")
    elif (named := _NAME_COLON.match(said.title)) and named[1] in people:
        said.assignee, said.title = named[1], said.title[named.end() :]


def _does(title: str) -> re.Match[str] | None:
    """Who is to do something: "Bob will ask for quotes", "please could Anna book the room?"."""
    return _NAME_DOES.match(title) or _PLEASE.match(title)


def gives_work(sentence: str, people: frozenset[str]) -> bool:
    """Whether a sentence says of somebody that they do something."""
    does = _does(plain(sentence))
    if does is None or not does[1][0].isupper() or not _is_somebody(does[1], people):
        return False
    return stem(does[2]) in verb_forms() or does[1] in people


def _take_mention(said: Phrase, mention: re.Match[str], people: frozenset[str]) -> None:
    """Take the owner from the beginning ("@ann to draft it") or on the way ("draft it (@ann)")."""
    known = {name.lower(): name for name in sorted(people)}
    said.assignee = known.get(mention[1].lower(), mention[1])
    before = re.sub(r"[(\[,\s]*$", "", said.title[: mention.start()])
    after = said.title[mention.end() :]
    cut = r"^\s*(?:to|will|:|-)\s+" if not before else r"^[)\]]"
    said.title = f"{before} {re.sub(cut, ' ', after)}"


def _is_somebody(name: str, people: frozenset[str]) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    group = bool(_NOBODY.fullmatch(first)) or (first.endswith("s") and " " not in name)
    return name in people or not group


def _due(said: Phrase, today: date, _: frozenset[str]) -> None:
    for found in _DAY.finditer(said.title):
        words = found["day"].split()
        for length in range(min(len(words), LONGEST_DAY), 0, -1):
            day = days(" ".join(words[:length]).rstrip(".,:"), today)
            if len(day) == 1:
                said.due_date = day[0].isoformat()
                end = found.start("day") + len(_first_words(found["day"], length))
                rest = said.title[end:].lstrip(")] ")
                said.title = f"{said.title[: found.start()]} {rest}"
                return
    soon = _SOON.search(said.title.rstrip(" ."))
    if soon and len(day := days(soon["day"], today)) == 1:
        said.due_date, said.title = day[0].isoformat(), said.title[: soon.start()]


def _first_words(text: str, count: int) -> str:
    found = re.match(rf"\s*(?:\S+\s+){{{count - 1}}}\S+", text)
    return found[0] if found else text


def _estimate(said: Phrase, _: date, __: frozenset[str]) -> None:
    for found in _AMOUNT.finditer(said.title):
        size = minutes((found["a"] or found["b"]).lstrip("~"))
        if size:
            said.estimated_minutes = size
            said.title = said.title[: found.start()] + " " + said.title[found.end() :]
            return


def _priority(said: Phrase, _: date, __: frozenset[str]) -> None:
    for found in _PRIORITY.finditer(said.title):
        word = (found["a"] or found["b"] or found["c"] or found["d"]).lower().strip()
        if word in PRIORITIES:
            said.priority = PRIORITIES[word]
            said.title = said.title[: found.start()] + " " + said.title[found.end() :]
            return
