"""Adding tasks: one or a list of them, somewhere, with what is said about them in the same breath."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from agents.edits import PROJECT
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.lists import title_from, titles_in
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import peeled, value, without_aside
from agents.providers.embedded.grammar.reading import Reading, Rules, count_or_list, quoted
from agents.providers.embedded.grammar.tails import Tail, cut_tail
from agents.providers.embedded.references.marked import MARK, QUOTE
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.names import is_name_too
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized, cardinal
from ledger.core.model import Task

RULES = Rules()
LONGEST_TITLE = 200
CALLED = "What should the new"
_NO_TITLE = re.compile(
    r"(?:it|that|this|them|these|those|they)(?: back)?|(?:no|not) .+", re.IGNORECASE
)
_ADD = r"(?:add|insert|include|append|introduce|put in|throw in|squeeze in|plan in)(?: in)?"
_NOUNS = (
    r"(?P<sub>sub-?|child )?(?P<noun>tasks?|items?|steps?|to-?dos?|tickets?|children"
    r"|milestones?|cards?|stories|story|(?<=new )ones?)"
)
_NEW = re.compile(
    rf"(?:(?:an?|another|one more|the|some|more|new|few|a few|following|these|those"
    rf"|additional|extra|separate|further) )*"
    rf"(?:(?P<n>{CARDINAL}) )?(?:(?:more|new|additional|extra) )*(?:(?P<p>\S+"
    rf"(?:[- ]priority)?) )??{_NOUNS}"
    rf"(?P<rest>\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_LEAD = re.compile(
    r"^\s*(?:(?:(?:which is |that is )?(?:called|named|titled)|that says|saying|in for|for|to"
    r"|about|on)\b|:|–|—|-|=)+:?\s*(?=\S)",
    re.IGNORECASE,
)
_CALL_IT = re.compile(
    r"^(?:(?:just |please )*(?:call|name|title) (?:it|that|this|them)"
    r"|it(?:'s|’s| is| should be)? (?:called|named)|(?:the )?(?:title|name)(?: is)?)\b[ :,]*(?=\S)",
    re.IGNORECASE,
)
_FOR_TASK = re.compile(
    r"^\s*(?P<w>to|under|for|of|in|below|on|inside|after|before)\s+(?P<b>.+?)\s*(?:,? "
    r"(?:called|named|titled|to|for|about)|:|–|—| -|,)\s*(?P<t>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PLURAL = (
    "tasks",
    "items",
    "steps",
    "todos",
    "to-dos",
    "tickets",
    "children",
    "milestones",
    "cards",
    "stories",
    "ones",
)
_FRONT = r"(?P<w>under|to|after|before|below|beneath|inside|in|for)"


@RULES.rule(
    rf"(?:{_ADD} )?{_FRONT} (?P<b>.+?),? (?:please )?{_ADD} (?P<t>.+)",
    rf"{_ADD} {_FRONT} (?P<b>.+?): ?(?P<t>.+)",
    free=True,
)
def _add_at(r: Reading, w: str, b: str, t: str) -> None:
    anchor = r.task(b)
    where = {"after": "after", "before": "before"}.get(w.lower(), "under")
    wanted = _wanted(t)
    wanted = replace(wanted, many=wanted.many or ":" in r.clause)
    make(r, Tail(wanted.text, wanted.fields, anchor, where), _titles(r, wanted, wanted.text))


@RULES.rule(
    rf"{_ADD} (?P<n>.+?) (?:in )?between (?P<b>.+?) and (?P<c>.+?)(?: (?:called|named|to|for)|:) (?P<t>.+)",
    rf"{_ADD} (?P<t>.+?) (?:in )?between (?P<b>.+?) and (?P<c>.+)",
    free=True,
)
def _add_between(r: Reading, t: str, b: str, c: str, **_noun: str) -> None:
    one, two = r.task(b), r.task(c)
    row = [task.id for task in r.scene.tree.ordered(one.parent_id)]
    if two.id not in row:
        raise Tell(f"{r.scene.label(one)} and {r.scene.label(two)} do not stand side by side.")
    first = one if row.index(one.id) < row.index(two.id) else two
    wanted = _wanted(t)
    make(r, Tail(wanted.text, wanted.fields, first, "after"), _titles(r, wanted, wanted.text))


@RULES.rule(
    rf"{_ADD}:?\s+(?P<t>.+)",
    r"(?:create|make|start|open|write|new|generate|set up) (?P<t>(?:\S+ ){0,4}?(?:sub-?"
    r"|child )?(?:tasks?|items?|steps?|to-?dos?|tickets?|milestones?)\b.*)",
    r"(?:we|i|you|it)(?:'ll|’ll)? (?:also |still |will |might |may |could )*needs? "
    r"(?:also )?(?P<t>.+)",
    r"(?:there (?:should|must|needs to) be|we(?:'re|’re| are) (?:also )?missing|we "
    r"(?:also )?forgot|missing:?) (?:also )?(?P<t>.+)",
    r"(?:put|stick|pop|slot|chuck|throw|place) (?P<t>(?:an?|another) (?:\S+ ){0,4}?(?:sub-?)?"
    r"(?:task|item|step|milestone)\b.*)",
    r"(?:need|want|we'?re missing) (?:something|sth|anything) (?:for|to) (?P<t>.+)",
    r"(?:don'?t|don’t|do not|let'?s not) forget (?:about |to |the )?(?P<t>.+)",
    r"(?P<t>(?:new |another |one more )(?:sub-?)?(?:tasks?|items?|steps?)\b.*)",
    r"(?P<t>(?:sub-?)?tasks?: .+)",
    free=True,
)
def _add(r: Reading, t: str) -> None:
    wanted = _wanted(t)
    if not wanted.text:
        noun = "new tasks" if wanted.many else "new task"
        text = _CALL_IT.sub("", r.asked(f"add {t}", f"{CALLED}{noun[3:]} be called?"))
        wanted = replace(wanted, text=text)
    front = _FOR_TASK.match(wanted.text) if wanted.noun else None
    if front is not None and (anchor := _named(r, front["b"])) is not None:
        beside = front["w"].lower() in ("after", "before")
        tail = Tail(front["t"], wanted.fields, anchor, front["w"].lower() if beside else "under")
        make(r, tail, _titles(r, wanted, front["t"]))
        return
    if wanted.noun and (person := _for_person(r, wanted.text)):
        wanted = replace(wanted, text=person[1], fields={**wanted.fields, "assignee": person[0]})
    plain, aside = without_aside(r, wanted.text)
    said, fields = peeled(r, plain)
    tail = cut_tail(r, _place_last(said) if wanted.noun else said)
    tail.fields = {**wanted.fields, **aside, **tail.fields, **fields}
    text = _TITLE_LEAD.sub("", tail.title) if wanted.noun else tail.title
    make(r, tail, _titles(r, wanted, text))


@RULES.rule(r"(?P<w>start|begin|end|finish) (?:off |it )?with (?P<t>an? .+)", free=True)
def _add_first_or_last(r: Reading, w: str, t: str) -> None:
    end = "start" if w.lower() in ("start", "begin") else "end"
    make(r, Tail(t, where=end), [title_from(r, t)])


@RULES.rule(r"(?P<t>create .+|make (?:an?|some|another) .+)", free=True)
def _create(r: Reading, t: str) -> None:
    """In "create a login page" the verb belongs to the title."""
    tail = cut_tail(r, t)
    make(r, tail, [capitalized(r.free_text(tail.title))])


def add_what(r: Reading, known: Tail, *, one: bool = False) -> None:
    """Create what the title calls for, where it is known to go, or where the words themselves say.

    `one`: it is one task, also where its words could be a list.
    """
    wanted = _wanted(known.title)
    if wanted.noun and not wanted.text:
        raise Declined
    tail = cut_tail(r, _place_last(wanted.text) if wanted.noun else wanted.text)
    tail.fields = {**wanted.fields, **tail.fields, **known.fields}
    if known.anchor or known.where:
        tail.anchor, tail.where = known.anchor, known.where
    title = _TITLE_LEAD.sub("", tail.title) if wanted.noun else tail.title
    make(r, tail, [title_from(r, title)] if one else _titles(r, wanted, title))


@dataclass(frozen=True)
class _Wanted:
    """What is to be added: the `text` after "a high-priority task", and what those words said."""

    text: str
    noun: bool = False
    many: bool = False
    fields: dict[str, Any] = field(default_factory=dict)


def _wanted(text: str) -> _Wanted:
    text, these = re.subn(
        r"^(?:these|those|the following|this)(?: \w+)?\s*:\s*",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    match = _NEW.fullmatch(text)
    if match is None:
        return _Wanted(text, many=bool(these))
    fields: dict[str, Any] = {}
    if match["p"] and re.fullmatch(QUOTE, match["p"]):
        return _Wanted(f"{match['p']}{match['rest'] or ''}")
    if match["p"]:
        priority = values.priority_of(match["p"])
        if priority is None:  # "a login task": the word is part of the title
            return _Wanted(text.strip())
        fields["priority"] = priority
    count = cardinal(match["n"]) if match["n"] else 1
    many = count > 1 or match["noun"].lower() in _PLURAL
    rest = _FOR_ME.sub("", (match["rest"] or "").strip(" ,"))
    return _Wanted("" if rest.startswith(";") else rest, True, many, fields)


_FOR_ME = re.compile(r"^for (?:me|us|myself)(?: to|:|,) ", re.IGNORECASE)
_FOR_PERSON = re.compile(r"for (?P<who>[^\W\d]\w*)(?: to|:) (?P<t>\S.*)", re.IGNORECASE | re.DOTALL)
_PLACE_FIRST = re.compile(
    rf"(?P<place>(?:at|to) the (?:very )?(?:top|start|beginning|end|bottom))(?:[:,]|(?=\s*{MARK})| called"
    rf"| named| for)\s*(?P<t>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def _for_person(r: Reading, text: str) -> tuple[str, str] | None:
    """Who shall do it and what, in "a task for Bob to review the docs"."""
    match = _FOR_PERSON.fullmatch(text)
    who = r.original(match["who"]) if match else ""
    return (who, match["t"]) if match and who[:1].isupper() else None


def _place_last(text: str) -> str:
    """The place behind the titles also where it was said before them: "at the end: retro"."""
    text = re.sub(r"^before everything(?: else)?:", "at the start:", text.strip())
    match = _PLACE_FIRST.fullmatch(text)
    return f"{match['t']} {match['place']}" if match else text


def _named(r: Reading, phrase: str) -> Task | None:
    try:
        return r.task(phrase)
    except (Ask, Tell):
        return None


def _titles(r: Reading, wanted: _Wanted, text: str) -> list[str]:
    text = _TITLE_LEAD.sub("", text) if wanted.noun else text
    if wanted.many or "\n" in text or (not wanted.noun and _is_list(text)):
        return titles_in(r, text)
    return [title_from(r, text)]


def _is_list(text: str) -> bool:
    """Whether words without "a task" before them name several: "login, signup and docs"."""
    if re.search(r"[,;]", text):
        return True
    before, joint, _ = text.partition(" and ")
    return bool(joint) and not re.search(r"\b(?:with|for|of|between|from|to|in)\b", before)


def make(r: Reading, tail: Tail, titles: list[str]) -> None:
    """Create tasks with these titles. Raises Declined where there is none."""
    titles = [title for title in titles if title]
    if not titles or any(_NO_TITLE.fullmatch(title) or _is_no_name(r, title) for title in titles):
        raise Declined
    if tail.anchor is not None and tail.where == "under" and len(titles) == 1:
        there = r.scene.all_titles.exactly(titles[0]).ids
        if (
            there
            and there != (tail.anchor.id,)
            and tail.anchor.id not in r.scene.tree.ancestors(there[0])
        ):
            raise Declined  # it is there, and goes somewhere else
    place = _first_place(r, tail)
    handles: list[str] = []
    for title in titles:
        fields = {**tail.fields, **place, **_long(title)}
        handles.append(r.create(_fit(title), **fields))
        if "parent" not in place:
            place = {"after": handles[-1]}
    for task in tail.blocks:
        r.update(r.handle(task), add_depends_on=tuple(handles))
    r.about = tuple(r.created)
    r.head, r.open_ended = "add ", True
    r.say(f"Added {count_or_list([quoted(title) for title in titles])}{_place_said(r, tail)}.")


_SO_IT_SHOULD = re.compile(
    r"\bso (?:\S+ ){1,4}(?:should|must|needs? to|has to|have to)\b", re.IGNORECASE
)
_QUOTE_AND_MORE = re.compile(r"[\"“][^\"”]+[\"”],? \w.*")


def _is_no_name(r: Reading, title: str) -> bool:
    """Whether it is a field's value, a reason with a wish, or a name in quotes with something behind it."""
    if _SO_IT_SHOULD.search(title):
        return True
    said = value(r, title)
    no_name = (
        said is not None and said.field not in ("status", "assignee") and not is_name_too(title)
    )
    torn = title.count("(") != title.count(")")
    return torn or bool(_QUOTE_AND_MORE.fullmatch(title)) or no_name or is_known(r, title)


def _first_place(r: Reading, tail: Tail) -> dict[str, str]:
    parent = r.handle(r.scene.scope) if r.scene.scope else PROJECT
    if tail.anchor is not None:
        return {"parent" if tail.where == "under" else tail.where: r.handle(tail.anchor)}
    if tail.where == "start" and r.scene.shown:
        return {"before": r.handle(r.scene.shown[0])}
    if not tail.where and _INSTEAD.search(r.clause) and (gone := _just_removed(r)):
        above = r.scene.tree.tasks.get(gone.parent_id or "")
        return {"parent": r.handle(above) if above else PROJECT}
    if not tail.where and _GOES_ON.match(r.scene.marked.text) and (last := _just_added(r)):
        return {"after": r.handle(last)}
    return {"parent": parent}


_INSTEAD = re.compile(r"\binstead\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:oh,? |ah,? )?(?:and|also|plus)\b", re.IGNORECASE)


def _just_removed(r: Reading) -> Task | None:
    """The last task that went in the same breath."""
    before = r.scene.context.tree.tasks
    gone = [patch.target_id for patch in r.scene.patches if patch.op == "delete"]
    return before.get(gone[-1]) if gone else None


def _just_added(r: Reading) -> Task | None:
    """The last of what the message before added, where it did nothing else."""
    turns = r.scene.context.turns
    patches = turns[-1].patches if turns else ()
    if not patches or any(patch.op != "create" for patch in patches):
        return None
    return r.scene.tree.tasks.get(patches[-1].target_id)


def _place_said(r: Reading, tail: Tail) -> str:
    if tail.anchor is not None:
        return f" {tail.where} {r.scene.label(tail.anchor)}"
    return f" under {r.scene.label(r.scene.scope)}" if r.scene.scope else ""


def _fit(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _long(title: str) -> dict[str, str]:
    """A title that is too long is kept whole in the description."""
    return {"description": title} if len(title) > LONGEST_TITLE else {}
