"""Wishes as the plain commands that the rules read: "Sam could take the cellar" as "assign T7 to Sam"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import CARDINAL, listed
from agents.providers.embedded.wishes.command import Command
from agents.providers.embedded.wishes.correcting import corrected, respelled
from agents.providers.embedded.wishes.grouping import IT, Wish
from agents.providers.embedded.wishes.naming import in_common
from agents.providers.embedded.wishes.pairing import TARGET
from agents.providers.embedded.wishes.places import moves, where
from agents.providers.embedded.wishes.values import values

_ALL = re.compile(r"all|everything|them all|all (?:of them|tasks)", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|per) (?:the )?$", re.IGNORECASE)
_EACH = re.compile(r",? (?:each|apiece|per (?:part|piece))\b", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?:{CARDINAL}|half|halves)\b", re.IGNORECASE)
_DEPENDENCY = re.compile(r"\b(?:dependency|link|tie) (?:on|to|with)(?: the)? $", re.IGNORECASE)
"""What is named behind it is waited for, by what need not be named: "remove the dependency on T3"."""
_ONLY = re.compile(
    r"\bonly (?:has|have|needs?|waits?|depends?|must)\b"
    r"|\b(?:needs?|waits?|depends?|hinges?) (?:only|just|solely|on nothing but)\b",
    re.IGNORECASE,
)
_TURNED_ROUND = re.compile(
    r"\bother way (?:a)?round\b|\b(?:reverse|wrong way|backwards?|vice versa)\b"
    r"|\b(?:not|instead of|rather than) (?:before|after|the other way)\b",
    re.IGNORECASE,
)
_ONLY_BEHIND = re.compile(r" (?:only|alone)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|next)\b", re.IGNORECASE)
_WITH = re.compile(
    r"[\"”]?[,:;]?(?: and)?(?: with|,? containing|,? including|(?: and)? (?:in|under|below|inside) it)"
    r"(?: an?| the)?(?: (?:two|three|four|five))?(?: (?:sub-?)?(?:tasks?|parts|items|steps))?:? [\"“]?",
    re.IGNORECASE,
)
_BELOW_IT = re.compile(
    r"\b(?:in|inside|under|below|beneath) (?:it|that)[:,]? [\"“'‘]?$", re.IGNORECASE
)
_INSIDE = re.compile(
    r"[\"”'’]? (?:inside|within|(?:in|inside|under|below) (?:it|that))\b", re.IGNORECASE
)
_TASKS = re.compile(r"^(?:(?:two|three|four|five) )?tasks:? (?=\S)", re.IGNORECASE)
_BEGINS_SO = re.compile(r" ?(?:\.\.\.|…)$")
_REMINDER = re.compile(r"reminder|task|to-?do|job|note|item", re.IGNORECASE)
_DELETES = re.compile(r"\b(?:delete|remove|drop|scrap|bin|(?:get )?rid of)\b", re.IGNORECASE)
_KEEPS_PARTS = re.compile(
    r"\bkeep (?:its|the|all|both) (?:sub-?)?(?:tasks|items|steps|children|parts)\b", re.IGNORECASE
)
_IN_ORDER = re.compile(r"first|second|third|then|finally|last(?:ly)?", re.IGNORECASE)
Put = Callable[[Command, Wish], Iterator[str]]


def _delete(c: Command, w: Wish) -> Iterator[str]:
    yield f"delete {c.tasks(w.spans_of(TARGET), but=w.spans_of('but'))}"


def _keep(c: Command, w: Wish) -> Iterator[str]:
    kept = w.spans_of(TARGET)
    if rest := c.rest_beside(kept):
        yield f"delete {rest}"
    else:
        yield f"delete everything except {c.tasks(kept)}"


def _rename(c: Command, w: Wish) -> Iterator[str]:
    titles = w.spans_of("title")
    if len(titles) > 1:
        yield f"split {c.tasks(w.spans_of(TARGET))} into {c.all_titled(titles)}"
        return
    tasks, title = w.spans_of(TARGET), _only(w, "title")
    if all(IT.fullmatch(span.text) for span in tasks) and (alike := c.alike(title)):
        yield f"rename {alike} to {c.quoted(respelled(c.own[0].title, title.text))}"
        return
    if len(tasks) == 1 and _BEGINS_SO.search(tasks[0].text):
        yield from _replaced(c, tasks[0], title)
        return
    named = c.task(tasks)
    whole = corrected(c.own, tasks, title) if tasks else title.text
    yield f"rename {named} to {c.quoted(whole)}"


def _replace(c: Command, w: Wish) -> Iterator[str]:
    yield from _replaced(c, _only(w, TARGET), _only(w, "title"))


def _replaced(c: Command, old: Span, new: Span) -> Iterator[str]:
    """Words of all titles by others: "all “Product …” are “Item …”"."""
    was, now = (_BEGINS_SO.sub("", span.text) for span in (old, new))
    yield f"replace {c.quoted(was)} with {c.quoted(now)} in all titles"


def _swap(c: Command, w: Wish) -> Iterator[str]:
    yield f"swap {c.tasks(w.spans_of(TARGET))}"


def _merge(c: Command, w: Wish) -> Iterator[str]:
    if any(_ALL.fullmatch(said) for said in w.said(TARGET)):
        raise Declined  # the rules know which level is meant
    title = f" into {c.titled(_only(w, 'title'))}" if w.said("title") else ""
    if w.said("into"):
        yield f"merge {c.tasks(w.spans_of(TARGET))} into {c.others(w.spans_of('into'))}"
        if title:
            yield f"rename it to {c.titled(_only(w, 'title'))}"
    else:
        yield f"merge {c.together(w.spans_of(TARGET))}{title}"


def _group(c: Command, w: Wish) -> Iterator[str]:
    if w.said("title"):
        title = f" under {c.titled(_only(w, 'title'))}"
    elif len(w.said(TARGET)) == 1:
        if not c.are_several(w.spans_of(TARGET)):
            raise Declined
        title = f" under {c.quoted(in_common(w.said(TARGET)[0]))}"
    else:
        title = ""
    is_inside = w.said("parent") and c.is_inside(w.spans_of(TARGET), w.spans_of("parent"))
    yield f"group {c.tasks(w.spans_of(TARGET))}{title}"
    if w.said("parent") and not is_inside:
        yield f"move it under {c.others(w.spans_of('parent'))}"


def _phases(c: Command, w: Wish) -> Iterator[str]:
    yield f"organise everything into {c.all_titled(w.spans)}"


def _ungroup(c: Command, w: Wish) -> Iterator[str]:
    tasks = c.tasks(w.spans_of(TARGET))
    is_deleted = _DELETES.search(c.said) and _KEEPS_PARTS.search(c.said)
    yield f"delete {tasks} but keep its sub-tasks" if is_deleted else f"ungroup {tasks}"


def _flatten(c: Command, w: Wish) -> Iterator[str]:
    yield f"remove the sub-tasks of {c.tasks(w.spans_of(TARGET))}"


def _split(c: Command, w: Wish) -> Iterator[str]:
    tasks = c.tasks(w.spans_of(TARGET))
    said = [span for span in w.spans_of("part") if not _IN_ORDER.fullmatch(span.text)]
    parts = [span for span in said if len(said) < 3 or not _BY.search(span.gap)]
    if len(parts) > 1:
        yield f"split {tasks} into {c.all_titled(parts)}"
        c.speak_of(parts)
        for part, own in _of_parts(parts, w.spans):
            yield from values(c, own, c.called(part))
    elif parts and not _COUNT.fullmatch(parts[0].text):
        yield f"add {c.titled(parts[0])} under {tasks}"
    elif w.said("count"):
        yield f"break {tasks} down{_into(w)}"
    else:
        raise Declined


def _of_parts(parts: list[Span], spans: list[Span]) -> Iterator[tuple[Span, Wish]]:
    """Each part with the values said behind it; "half an hour each", behind the last, is for all."""
    values = [span for span in spans if span.role not in ("count", TARGET)]
    bounds = [*map(values.index, parts), len(values)]
    comes_first = bounds[0] > 0 and values[-1] is parts[-1]
    for place, part in enumerate(parts):
        start, end = bounds[place], bounds[place + 1]
        if comes_first:
            start, end = (bounds[place - 1] + 1 if place else 0), bounds[place]
        own = values[start:end]
        said = [span for span in own if span.role != "part"]
        said += [s for s in spans if _EACH.match(s.behind) and s.role != "part" and s not in said]
        if said:
            yield part, Wish("set", said)


def _break(c: Command, w: Wish) -> Iterator[str]:
    yield f"break {c.tasks(w.spans_of(TARGET))} down{_into(w)}"


def _into(w: Wish) -> str:
    """Into how many, where that was said: "two halves", "3 steps", "half"."""
    found = _COUNT.search(" ".join(w.said("count")))
    count = {"half": "2", "halves": "2"}.get(found[0].lower(), found[0]) if found else ""
    return f" into {count} sub-tasks" if count else ""


def _depend(c: Command, w: Wish) -> Iterator[str]:
    if not w.said("on"):
        raise Declined
    if chain := _chain(w):
        for first, then in pairwise(chain):
            yield f"{c.task([then])} depends on {c.others([first])}"
        return
    on = w.spans_of("on")
    is_only = any(_ONLY.search(s.gap) for s in w.spans) or _ONLY_BEHIND.match(on[-1].behind)
    only = "only " if is_only else ""
    tasks, others = c.tasks(w.spans_of(TARGET)), c.others(on)
    if _TURNED_ROUND.search(c.said) and c.wait_already(on, w.spans_of(TARGET)):
        yield f"{others} no longer depends on {tasks}"
    yield f"{tasks} {only}depends on {others}"


def _chain(w: Wish) -> list[Span]:
    """Tasks of which each waits for the one before it: "A, then B, then C"."""
    others = w.spans[1:]
    return w.spans if others[1:] and all(_THEN.search(span.gap) for span in others) else []


def _free(c: Command, w: Wish) -> Iterator[str]:
    tasks, on = w.spans_of(TARGET), w.spans_of("on")
    if not on and len(tasks) == 1 and _DEPENDENCY.search(tasks[0].gap):
        tasks, on = [], tasks
    yield f"{c.tasks(tasks)} " + (
        f"no longer depends on {c.waited_for(on)}" if on else "depends on nothing"
    )


def _add(c: Command, w: Wish) -> Iterator[str]:
    if not w.said("title"):
        raise Declined
    titles = _duties(w.spans_of("title"))
    if len(titles) > 1 and all(IT.fullmatch(said) for said in w.said("parent")):
        w = Wish("add", [span for span in w.spans if span.role != "parent"])
    there = where(c, w)
    for place, (title, heading) in enumerate(zip(titles, _headings(titles), strict=True)):
        behind_that = place and there.startswith((" after", " at the start"))
        beside = " after it" if behind_that else there
        yield f"add {c.titled(title)}{f' under {c.called(heading)}' if heading else beside}"
        yield from values(c, w, "it")


def _headings(titles: list[Span]) -> list[Span | None]:
    """For each title the one that it is put below: "A (b, c), then D", "A, with b, c and d"."""
    if _is_heading(titles):
        return [None, *([titles[0]] * (len(titles) - 1))]
    found: list[Span | None] = [None]
    for before, title in pairwise(titles):
        opens, closes = title.gap.rstrip().endswith("("), before.behind.startswith(")")
        found.append(before if opens else None if closes else found[-1])
    return found


def _is_heading(titles: list[Span]) -> bool:
    """Whether the first is what the others are part of: "Support, with a FAQ and a contact form"."""
    if len(titles) < 3:
        return False
    return bool(
        _WITH.fullmatch(titles[1].gap)
        or _BELOW_IT.search(titles[1].gap)
        or _INSIDE.match(titles[-1].behind)
    )


def _duties(titles: list[Span]) -> list[Span]:
    """Titles, of which "a task to clean up and delete branches" has one, "tasks A and B" two."""
    if len(titles) > 1:
        titles = [replace(titles[0], text=_TASKS.sub("", titles[0].text)), *titles[1:]]
    if len(titles) == 2 and _REMINDER.fullmatch(titles[0].text) and titles[1].gap == " to ":
        return titles[1:]
    if len(titles) > 1 and titles[1].gap == " with ":
        first, *rest = titles
        return [replace(first, text=f"{first.text} with {listed([span.text for span in rest])}")]
    if len(titles) == 2 and titles[0].gap.endswith(" to ") and titles[1].gap == " and ":
        first, second = titles
        return [replace(first, text=f"{first.text} and {second.text}")]
    return titles


def _set(c: Command, w: Wish) -> Iterator[str]:
    if not w.roles - {TARGET}:
        raise Declined
    yield from values(c, w, c.tasks(w.spans_of(TARGET)))


def _only(w: Wish, role: str) -> Span:
    said = w.spans_of(role)
    if len(said) != 1:
        raise Declined
    return said[0]


PUT: dict[str, Put] = {
    "delete": _delete,
    "keep": _keep,
    "rename": _rename,
    "replace": _replace,
    "swap": _swap,
    "merge": _merge,
    "group": _group,
    "phases": _phases,
    "ungroup": _ungroup,
    "flatten": _flatten,
    "split": _split,
    "break": _break,
    "depend": _depend,
    "free": _free,
    "move": moves,
    "add": _add,
    "set": _set,
}
"""How each kind of wish is put."""
