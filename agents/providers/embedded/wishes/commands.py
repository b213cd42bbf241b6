"""Wishes as the plain commands that the rules read: "Sam could take the cellar" as "assign T7 to Sam"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.labels.words import stem
from agents.providers.embedded.references.marked import FIRST, Mark, Marked
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Scene
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized, listed
from agents.providers.embedded.wishes.grouping import TARGET, Wish

_ME = re.compile(r"i|me|myself|i'll|ill|i'm|im", re.IGNORECASE)
_END = re.compile(r"\b(?:end|last|bottom)\b")
_START = re.compile(r"\b(?:top|first|start|beginning|front)\b")
_ALL = re.compile(r"all|everything|them all|all (?:of them|tasks)", re.IGNORECASE)
_BOTH = re.compile(r"both(?: of them)?", re.IGNORECASE)
_ONE = re.compile(r"(?<=\w )one(?=s?\b)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|isn't|isnt|never|instead of)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|per) (?:the )?$", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?:{CARDINAL}|half|halves)\b", re.IGNORECASE)
_QUOTES = "\"“”„«'"
_TOOK = re.compile(r"\b(?:took|spent|needed|lasted|cost)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|another|extra|further)\b ?|\bby ")
_LEVEL = re.compile(r"\b(?:level|outdent|out)\b")
_STEPS = re.compile(r"\b(?:up|down|higher|lower|earlier|later)\b")


class Command:
    """A command that is being put into words; what it speaks of stands in it as single characters."""

    def __init__(self, scene: Scene, spoken_of: list[str]) -> None:
        self.scene = scene
        self.spoken_of = spoken_of
        self.marked = Marked("", (Mark("plain", " ", " "),))

    def tasks(self, phrases: list[str]) -> str:
        """What stands for the tasks that phrases mean; where there is none, for what was spoken of last.

        Raises Ask or Tell.
        """
        named = [phrase for phrase in phrases if phrase.lower() not in VERBS]
        return self._listed(id for phrase in named or ["it"] for id in self._meant(phrase))

    def others(self, phrases: list[str]) -> str:
        """The same of tasks that others are put beside or under, which nothing happens to.

        So a phrase may also mean the one task all of whose title is in it: "the payment methods" “Payment”.
        """
        return self._listed(id for phrase in phrases for id in self._roughly(phrase))

    def _roughly(self, phrase: str) -> Iterable[str]:
        try:
            return self._meant(phrase)
        except Ask:
            said = set(map(stem, phrase.lower().split()))
            tasks = self.scene.tree.tasks.values()
            held = [t.id for t in tasks if said.issuperset(map(stem, t.title.lower().split()))]
            if len(held) != 1:
                raise
            return held

    def _listed(self, meant: Iterable[str]) -> str:
        ids = dict.fromkeys(meant)
        self.spoken_of += [id for id in ids if id not in self.spoken_of]
        return listed([self._named(id) for id in ids])

    def _meant(self, phrase: str) -> Iterable[str]:
        there = [id for id in self.spoken_of if id in self.scene.tree.tasks]
        two = _BOTH.fullmatch(phrase) and len(self.scene.recent) < len(there)
        return there[-2:] if two else find(self.scene, _ONE.sub("task", phrase)).ids

    def _named(self, id: str) -> str:
        task = self.scene.tree.tasks[id]
        if task.number:
            return f"T{task.number}"
        self.marked, character = self.marked.with_task(task.title, (id,))
        return character

    def corrected(self, tasks: list[str], title: str, gap: str) -> str:
        """The title; where a part of one was put right, "it's not Signup, it's Register", all of it."""
        ids = find(self.scene, tasks[0]).ids if len(tasks) == 1 and _NOT.search(gap) else ()
        if len(ids) != 1:
            return title
        whole = self.scene.tree.tasks[ids[0]].title
        part = re.compile(rf"(?<!\w){re.escape(tasks[0])}(?!\w)", re.IGNORECASE)
        kept = set(part.sub("", whole).lower().split()) - set(tasks[0].lower().split())
        is_a_part = part.search(whole) and not kept & set(title.lower().split())
        return part.sub(lambda _: title, whole) if is_a_part else title

    def quoted(self, words: str) -> str:
        """What stands for words that are taken as they are."""
        words = words.strip(' .,;:!"“”')
        if not any(map(str.isalpha, words)):
            raise Declined
        marks = self.marked.marks
        self.marked = Marked("", (*marks, Mark("quote", words, words)))
        return chr(FIRST + len(marks))

    def titled(self, span: Span) -> str:
        """What stands for a new title: with a capital letter, unless it was said in quotes."""
        in_quotes = span.gap[-1:] in _QUOTES
        return self.quoted(span.text if span.gap and in_quotes else capitalized(span.text))

    def all_titled(self, several: list[Span]) -> str:
        """Several titles as a list."""
        return listed([self.titled(one) for one in several])


Put = Callable[[Command, Wish], Iterator[str]]


def _delete(c: Command, w: Wish) -> Iterator[str]:
    yield f"delete {c.tasks(w.said(TARGET))}"


def _keep(c: Command, w: Wish) -> Iterator[str]:
    yield f"delete everything except {c.tasks(w.said(TARGET))}"


def _rename(c: Command, w: Wish) -> Iterator[str]:
    titles = w.spans_of("title")
    if len(titles) > 1:
        yield f"split {c.tasks(w.said(TARGET))} into {c.all_titled(titles)}"
        return
    tasks, title = w.said(TARGET), _only(w, "title")
    whole = c.corrected(tasks, title.text, w.spans[-1].gap)
    yield f"rename {c.tasks(tasks)} to {c.quoted(whole)}"


def _swap(c: Command, w: Wish) -> Iterator[str]:
    yield f"swap {c.tasks(w.said(TARGET))}"


def _merge(c: Command, w: Wish) -> Iterator[str]:
    if any(_ALL.fullmatch(said) for said in w.said(TARGET)):
        raise Declined  # the rules know which level is meant
    title = f" into {c.titled(_only(w, 'title'))}" if w.said("title") else ""
    if w.said("into"):
        yield f"merge {c.tasks(w.said(TARGET))} into {c.others(w.said('into'))}"
        if title:
            yield f"rename it to {c.titled(_only(w, 'title'))}"
    else:
        yield f"merge {c.tasks(w.said(TARGET))}{title}"


def _group(c: Command, w: Wish) -> Iterator[str]:
    if not w.said("title") and len(w.said(TARGET)) == 1:
        raise Declined  # what they have in common says how the group is called
    title = f" under {c.titled(_only(w, 'title'))}" if w.said("title") else ""
    yield f"group {c.tasks(w.said(TARGET))}{title}"


def _ungroup(c: Command, w: Wish) -> Iterator[str]:
    yield f"ungroup {c.tasks(w.said(TARGET))}"


def _flatten(c: Command, w: Wish) -> Iterator[str]:
    yield f"remove the sub-tasks of {c.tasks(w.said(TARGET))}"


def _split(c: Command, w: Wish) -> Iterator[str]:
    tasks = c.tasks(w.said(TARGET))
    said = w.spans_of("part")
    parts = [span for span in said if len(said) < 3 or not _BY.search(span.gap)]
    if len(parts) > 1:
        yield f"split {tasks} into {c.all_titled(parts)}"
    elif w.said("count") and not parts:
        yield f"break {tasks} down{_into(w)}"
    else:
        raise Declined


def _break(c: Command, w: Wish) -> Iterator[str]:
    yield f"break {c.tasks(w.said(TARGET))} down{_into(w)}"


def _into(w: Wish) -> str:
    """Into how many, where that was said: "two halves", "3 steps", "half"."""
    found = _COUNT.search(" ".join(w.said("count")))
    count = {"half": "2", "halves": "2"}.get(found[0].lower(), found[0]) if found else ""
    return f" into {count} sub-tasks" if count else ""


def _depend(c: Command, w: Wish) -> Iterator[str]:
    if not w.said("on"):
        raise Declined
    yield f"{c.tasks(w.said(TARGET))} depends on {c.others(w.said('on'))}"


def _free(c: Command, w: Wish) -> Iterator[str]:
    on = w.said("on")
    yield f"{c.tasks(w.said(TARGET))} " + (
        f"no longer depends on {c.others(on)}" if on else "depends on nothing"
    )


def _move(c: Command, w: Wish) -> Iterator[str]:
    tasks = c.tasks(w.said(TARGET))
    place = " ".join(w.said("place")).lower()
    if w.said("before") or w.said("after"):
        side = "before" if w.said("before") else "after"
        yield f"move {tasks} {side} {c.others(w.said(side))}"
    elif w.said("parent"):
        first = "the start of" if _START.search(place) else "under"
        yield f"move {tasks} {'to ' * (first != 'under')}{first} {c.others(w.said('parent'))}"
    elif _LEVEL.search(place):
        top = "top level" in place
        yield f"move {tasks} {'to the top level' if top else 'one level up'}"
    elif _STEPS.search(place):
        yield f"move {tasks} {place}"
    elif _START.search(place) or _END.search(place):
        yield f"move {tasks} to the {'start' if _START.search(place) else 'end'}"
    else:
        raise Declined


def _add(c: Command, w: Wish) -> Iterator[str]:
    if not w.said("title"):
        raise Declined
    where = _where(c, w)
    for place, title in enumerate(_duties(w.spans_of("title"))):
        behind_that = place and where.startswith((" after", " at the start"))
        yield f"add {c.titled(title)}{' after it' if behind_that else where}"
        yield from _values(c, w, "it")


def _duties(titles: list[Span]) -> list[Span]:
    """Titles, of which "a task to clean up and delete branches" has one."""
    if len(titles) == 2 and titles[0].gap.endswith(" to ") and titles[1].gap == " and ":
        first, second = titles
        return [replace(first, text=f"{first.text} and {second.text}")]
    return titles


def _where(c: Command, w: Wish) -> str:
    place = " ".join(w.said("place")).lower()
    if place and not (_START.search(place) or _END.search(place)):
        raise Declined
    for side in ("before", "after"):
        if w.said(side):
            return f" {side} {c.others(w.said(side))}"
    if w.said("parent"):
        first = bool(_START.search(place))
        return f" {'at the start of' if first else 'under'} {c.others(w.said('parent'))}"
    if _START.search(place):
        return " at the start"
    return " at the end" if _END.search(place) else ""


def _set(c: Command, w: Wish) -> Iterator[str]:
    if not w.roles - {TARGET}:
        raise Declined
    yield from _values(c, w, c.tasks(w.said(TARGET)))


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


def _values(c: Command, w: Wish, tasks: str) -> Iterator[str]:
    for span in w.spans:
        if form := _form(span):
            value = span.value.replace("_", " ")
            yield form.format(tasks=tasks, said=_said(c, span), value=value)


def _form(span: Span) -> str:
    """How a value is put; empty for what is none."""
    if span.role == "estimate" and _TOOK.search(span.gap):
        return "{tasks} took {said}"
    return _CLEARED[span.value] if span.role == "clear" else _VALUES.get(span.role, "")


def _said(c: Command, span: Span) -> str:
    if span.role == "who" and _ME.fullmatch(span.text):
        return "me"
    if span.role in ("later", "earlier"):
        return _how_long(span.text)
    return c.quoted(span.text) if span.role == "note" else span.text


def _how_long(said: str) -> str:
    """A duration as the rules know it: "one more week" is one week, and so is "week"."""
    plain = _MORE.sub("", said).strip()
    return plain if re.match(r"\d|a\b|an\b|half\b|the\b", plain) or " " in plain else f"1 {plain}"


def _only(w: Wish, role: str) -> Span:
    said = w.spans_of(role)
    if len(said) != 1:
        raise Declined
    return said[0]


PUT: dict[str, Put] = {
    "delete": _delete,
    "keep": _keep,
    "rename": _rename,
    "swap": _swap,
    "merge": _merge,
    "group": _group,
    "ungroup": _ungroup,
    "flatten": _flatten,
    "split": _split,
    "break": _break,
    "depend": _depend,
    "free": _free,
    "move": _move,
    "add": _add,
    "set": _set,
}
"""How each kind of wish is put."""
