"""What the words beside a task say about it: "Bob, 3 days, due dec 4", each piece on its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.reading import Reading, Target
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.instructions import belongs_to_instructions
from agents.providers.embedded.terms.names import is_name_too
from agents.providers.embedded.terms.vocabulary import PRIORITIES, STATUSES

_ASIDE = re.compile(r"\s*\((?P<values>[^()]+)\)")
_AND = re.compile(r",? and |, ")
_HEAD = re.compile(r"^(?:\w+ )?(?:tasks|steps|items|milestones): ?", re.IGNORECASE)
_TIMES = ("due", "start", "estimate")
Set = Callable[[Reading, list[Target]], None]
_LEAD = re.compile(
    r"^(?:(?:going to be more like|going to be|going to take|more like|closer to|rather|sent|held"
    r"|taking place|appointment|gets?|nice to have(?= )|and|also|then|now|so|but|is|are|was|were|be|been"
    r"|should|to|as|at|it|they|that|them|the|a|an|of|my|our|for|on|by|in|takes?|took|needs?|has|have"
    r"|get|gets|goes|go|with|about|around|roughly|approx(?:imately)?|circa|only|just|estimated?|estimate"
    r"|priority|prio|status|owner|assignee|assigned|due|deadline|date|new|until|till"
    r"|mark(?:ed)?|set|make|made|put|give|given|flag(?:ged)?|bump(?:ed)?|push(?:ed)?|move[ds]?|belongs?"
    r"|say|will|back|from now|=|→|:|-|–|still|already|up|down|over|out|our|number one|no more than"
    r"|at most|not more than|max|handed|assign|wait|ready|done|finished|completed|happen)\b|[=→:,–-])\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:on|for|to|off|at|from|of|is fine|is enough|is ok(?:ay)?|will do|suffices|should do|enough"
    r"|fine|max(?:imum)?|priority|prio|of work|tops|now|instead|again|each|long|sharp|latest"
    r"|at the latest|not more|no more|only|too|worth|in total|altogether|please|does it|will do it"
    r"|does that|takes it|can do it|tasks?))+$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:due|deadline|by|until|till|before|finished|done|ready|latest|no later)\b", re.IGNORECASE
)
_START = re.compile(r"\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|from)\b", re.IGNORECASE)
_PRIORITY_SAID = re.compile(
    r"\b(?P<p>number one|no\.? ?1|#1|top|highest|lowest|high|low|medium|critical|urgent|normal|backlog"
    r"|p[0-4])[- ]*(?:prio(?:rity)?|importance)\b",
    re.IGNORECASE,
)


def without_end(text: str) -> str:
    """Without what is said behind a value: "medium is fine", "2 days at most"."""
    return _AFTER.sub("", text)


def is_value(r: Reading, text: str) -> bool:
    """Whether all of a text is a value of a field, and no title."""
    said = r.original(text)
    found = value(r, without_end(said))
    if is_time_as_name(r, said):
        return False
    if found is not None:
        return found.field != "assignee" or is_known(r, found.said)
    return said.lower() in STATUSES or said.lower() in PRIORITIES


def is_time_as_name(r: Reading, text: str) -> bool:
    """Whether all of a text is a day or duration that may be a title too: "Friday evening"."""
    found = value(r, text)
    return found is not None and found.field in _TIMES and is_name_too(found.said)


def are_times_as_names(r: Reading, text: str) -> bool:
    """The same of each in a list: "tasks: Friday evening, Saturday morning and Palm Sunday"."""
    return all(is_time_as_name(r, one) for one in _AND.split(_HEAD.sub("", text)))


@dataclass(frozen=True, slots=True)
class Value:
    """A field and what it becomes."""

    field: str
    said: str

    def put(self, r: Reading, targets: list[Target]) -> None:
        """Set it."""
        {
            "status": values.set_status,
            "priority": values.set_priority,
            "estimate": values.set_estimate,
            "due": values.set_due,
            "start": values.set_start,
            "assignee": values.set_assignee,
        }[self.field](r, targets, self.said)


def value(r: Reading, text: str) -> Value | None:
    """The one value that a piece of text is; None when it is none."""
    said = text.strip(" .,;:!?")
    start, due, told = bool(_START.match(said)), bool(_DUE.match(said)), False
    before = None
    while before != said:
        before = said
        found = _as_it_is(r, said, due=due, start=start)
        if found and not (told and found.field == "assignee" and not is_known(r, found.said)):
            return found
        lead = _LEAD.match(said)
        if lead and lead.end() < len(said):
            start |= bool(_START.search(lead[0]))
            told |= lead[0].strip().lower() in ("is", "are", "was", "were")
            due |= bool(_DUE.search(lead[0]))
            said = said[lead.end() :].strip()
    return None


def _as_it_is(r: Reading, said: str, *, due: bool, start: bool) -> Value | None:
    if not said or re.search(MARK, said):
        return None
    if re.fullmatch(
        r"(?:only |just )?(?:a )?(?:nice[- ]to[- ]have|optional|not (?:that )?(?:urgent|important))",
        said,
        re.IGNORECASE,
    ):
        return Value("priority", "low")
    if re.fullmatch(
        r"(?:a )?(?:must[- ]have|show ?stopper|top priority|priority one|number one"
        r"|(?:absolutely )?crucial|essential|vital)",
        said,
        re.IGNORECASE,
    ):
        return Value("priority", "critical")
    if found := _PRIORITY_SAID.fullmatch(said):
        word = found["p"].lower()
        return Value("priority", "top" if word in ("number one", "no 1", "no. 1", "#1") else word)
    bare = re.sub(
        r"^(?:very|really|super|quite|pretty|so|way|more) ", "", said, flags=re.IGNORECASE
    )
    for form in (said, bare):
        if values.status_of(form) and not re.fullmatch(
            r"(?:new|review|open|hold|ready|active)", form, re.IGNORECASE
        ):
            return Value("status", form)
        if values.priority_of(form):
            return Value("priority", form)
    if minutes(said) is not None and not due:
        return Value("estimate", said)
    if days(said, r.scene.context.today, "start" if start and not due else "end"):
        return Value("start" if start and not due else "due", said)
    return Value("assignee", said) if is_person(r, said) else None


def is_person(r: Reading, said: str) -> bool:
    """The same, or what looks like a name."""
    low = said.lower()
    return is_known(r, said) or (
        not belongs_to_instructions(said)
        and bool(re.fullmatch(r"[A-Z][a-zäöüéèñ]+(?: [A-Z][a-zäöüéèñ]+)?", said))
        and not days(said, r.scene.context.today)
        and not r.scene.all_titles.having(low, loose=False)
    )


def peeled(r: Reading, text: str) -> tuple[str, dict[str, Any]]:
    """The name without what is said behind it: "Pentest, 3 days, Ben does it"."""
    fields: dict[str, Any] = {}
    pieces = re.split(r"\s*(?:,|;|\.(?=\s)|!+(?=\s)|\s[-–—]\s)\s*", text)
    while len(pieces) > 1:
        new = _fields(r, pieces[-1])
        if new is None or (is_name_too(pieces[-1]) and are_times_as_names(r, pieces[0])):
            break
        fields = {**new, **fields}
        pieces.pop()
    if not fields:
        return text, fields
    cut = text.index(pieces[-1]) + len(pieces[-1]) if len(pieces) > 1 else len(pieces[0])
    return text[:cut], fields


def without_aside(r: Reading, text: str) -> tuple[str, dict[str, Any]]:
    """The same without what is in brackets, where that is nothing but values: "Pentest (high, 2h) first"."""
    aside = _ASIDE.search(text)
    said = [_fields(r, piece) for piece in re.split(r"[,;]", aside["values"])] if aside else []
    if aside is None or not all(said):
        return text, {}
    fields = {name: new for one in said if one for name, new in one.items()}
    return text[: aside.start()] + text[aside.end() :], fields


def _fields(r: Reading, piece: str) -> dict[str, Any] | None:
    piece = re.sub(
        r" (?:does|will do|takes|can do|to do) (?:it|that|this|them)$|^(?:both|all) (?=for )",
        "",
        piece.strip(),
    )
    piece = re.sub(r"^for (?=[A-Z])|^(?:and|with) ", "", piece)
    found = _field(r, piece)
    if found is not None:
        return found
    name, _, rest = piece.partition(" ")
    if is_known(r, name) and (other := _field(r, rest)):
        return {"assignee": values.person(r, name), **other}
    return None


def _field(r: Reading, piece: str) -> dict[str, Any] | None:
    one = value(r, piece)
    if one is None or (one.field == "assignee" and not is_known(r, one.said)):
        return None
    return {_FIELD[one.field]: _meaning(r, one)}


_FIELD = {
    "status": "status",
    "priority": "priority",
    "estimate": "estimated_minutes",
    "due": "due_date",
    "start": "start_date",
    "assignee": "assignee",
}


def _meaning(r: Reading, one: Value) -> Any:
    """The value as the field holds it."""
    match one.field:
        case "status":
            return values.status_of(one.said)
        case "priority":
            return values.priority_of(one.said)
        case "estimate":
            return minutes(one.said)
        case "assignee":
            return values.person(r, one.said)
        case field:
            return values.day_of(r, one.said, "start" if field == "start" else "end").isoformat()
