"""A wish in the words of the one before, with other tasks or another value in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agents.ports import Context
from agents.providers.embedded.frames.elisions import BETWEEN, VALUES, of_its_kind, put
from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import mentioning, task_ids
from agents.providers.embedded.hearing.wording import ended, written_out
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.ruled import scene_of
from agents.providers.embedded.terms.vocabulary import CARDINALS, any_of

PAIR = 2
LINKS = frozenset(("under", "before", "after", "in", "depend", "with", "from", "and", "of"))
_TASKS = frozenset(("task", "it"))
_PLACES = frozenset(("ordinal", "first", "last"))
_GATHERS = frozenset(("merge", "group"))
_WORD_BEFORE = re.compile(r"\b(\w+) (?:the |a )?$", re.IGNORECASE)
_WEAK_LEADS = frozenset(("of", "for", "with", "on", "and", "to", "only", "just", "about"))
_COUNT = re.compile(
    rf"\b(?:\d+|{any_of([word for word in CARDINALS if len(word) > 2])})\b", re.IGNORECASE
)
_ONLY_COUNTS = re.compile(r"\d+(?:[.,]\d+)?(?: [a-z]+)?", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"


@dataclass(frozen=True, slots=True)
class Clause:
    """Words on the draft on which they were said, by their classes."""

    scene: Scene
    text: str
    tokens: tuple[Token, ...]

    @classmethod
    def on(cls, context: Context, said: str) -> Clause:
        """A message, or a part of it, as it finds the plan."""
        scene = scene_of(context, said, {}, titles=True)
        if not _ONLY_COUNTS.fullmatch(said.strip()):
            scene = mentioning(scene, written_out(scene.marked.text))
        text = ended(scene.marked.text)
        return cls(scene, text, tuple(tokens(Reading(scene, text), text)))

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The tasks that are named in it."""
        return task_ids(self.scene, self.text)

    @property
    def names_only_tasks(self) -> bool:
        """Whether it says nothing but which tasks are meant."""
        said = [token for token in self.tokens if token.name not in (*BETWEEN, "of", "and", "with")]
        return bool(said) and all(token.name == "task" for token in said)

    def ids(self, token: Token) -> tuple[str, ...]:
        """The tasks that a token names."""
        return task_ids(self.scene, self.text[token.start : token.end])

    def words(self, token: Token) -> str:
        """A token as it was written."""
        return self.scene.marked.original(self.text[token.start : token.end])

    def named(self, token: Token) -> str:
        """A token of tasks by their handles, where they have any that last."""
        return listed(self.scene, self.ids(token)) or self.words(token)


def listed(scene: Scene, ids: Sequence[str]) -> str:
    """Tasks by their handles, as a list in a sentence; empty where one of them has no number yet."""
    tasks = [scene.tree.tasks[id] for id in ids if id in scene.tree.tasks]
    if not tasks or not all(task.number for task in tasks):
        return ""
    *most, last = [scene.handle(task) for task in tasks]
    return f"{', '.join(most)} and {last}" if most else last


@dataclass(frozen=True, slots=True)
class Place:
    """What tells whose place a task takes: the tasks that were changed, those said in error.

    `also`: it is wished for as well. A value alone is then something else that is said of the same task;
    where it is put right, it is what was said last.
    """

    changed: Collection[str]
    also: bool
    instead_of: Collection[str] = ()


def resaid(old: Clause, new: Clause, place: Place) -> str | None:
    """The old clause with the tasks or the value of the new one; None where their place is not clear."""
    said = [token for token in new.tokens if token.name not in BETWEEN | LINKS]
    tasks = [token for token in said if token.name == "task"]
    values = [token for token in said if token.name in (*VALUES, "one", *_PLACES)]
    if not said or len(values) > 1 or len(said) != len(tasks) + len(values):
        return None
    if len(tasks) > 1:
        return None if values else _both_others(old, new, tasks)
    if place.also and not tasks:
        return None
    swaps = [*_pronouns(old, place.changed)]
    for token in tasks:
        there = _place_of_task(old, new, token, place)
        if there is None:
            return None
        swaps = [swap for swap in swaps if swap[0] != there]
        swaps.append((there, _in_the_place(old, there, new.named(token), place)))
    for token in values:
        there = _place_of_value(old, token)
        if there is None:
            return None
        swaps.append((there, _in_its_month(old.words(there), new.words(token))))
    return _swapped(old, swaps)


def _pronouns(old: Clause, changed: Collection[str]) -> Iterator[tuple[Token, str]]:
    """What "it" was, which it would not be any more."""
    named = listed(old.scene, tuple(changed))
    for token in old.tokens:
        if token.name == "it" and named:
            yield token, named


def _both_others(old: Clause, new: Clause, tasks: Sequence[Token]) -> str | None:
    """The old clause with two other tasks: "T2 waits for T1" and "T4 for T3"."""
    there = [token for token in old.tokens if token.name == "task"]
    if not len(there) == len(tasks) == PAIR or _is_list(old, there) or _is_list(new, tasks):
        return None
    if not _links(new) <= _links(old):
        return None
    return _swapped(old, [(a, new.named(b)) for a, b in zip(there, tasks, strict=True)])


def _links(clause: Clause) -> frozenset[str]:
    return frozenset(token.name for token in clause.tokens) & LINKS


def _is_list(clause: Clause, pair: Sequence[Token]) -> bool:
    between = clause.text[pair[0].end : pair[1].start].strip()
    return between.lower() in ("", ",", "and", "&", ", and")


def _in_the_place(old: Clause, there: Token, words: str, place: Place) -> str:
    """The tasks that are said now, behind those that remain: all where things are put together."""
    kept = [id for id in old.ids(there) if id not in place.instead_of] if place.instead_of else []
    if kept and words:
        return f"{listed(old.scene, kept)} and {words}"
    gathers = place.also and not _GATHERS.isdisjoint(one.name for one in old.tokens)
    return f"{old.named(there)} and {words}" if gathers else words


def _place_of_task(old: Clause, new: Clause, token: Token, place: Place) -> Token | None:
    """The task that another is said instead of.

    It is the one that is said to be wrong, or stands behind the same word, or the only one; else, of what
    is wished for as well, that which was changed, and of what is put right, the last.
    """
    there = [one for one in old.tokens if one.name in _TASKS]
    if place.instead_of:
        wrong = [one for one in there if set(old.ids(one)) & set(place.instead_of)]
        return wrong[0] if len(wrong) == 1 else None
    lead = _WORD_BEFORE.search(new.text[: token.start])
    if lead is not None:
        behind = [one for one in there if _word_before(old, one) == lead[1].lower()]
        if len(behind) == 1:
            return behind[0]
        if lead[1].lower() not in _WEAK_LEADS:
            return None
    if len(there) == 1 or (there and not place.also):
        return there[-1]
    changed = [one for one in there if one.name == "it" or set(old.ids(one)) & set(place.changed)]
    return changed[0] if changed and changed == there[:1] else None


def _word_before(clause: Clause, token: Token) -> str:
    before = _WORD_BEFORE.search(clause.text[: token.start])
    return before[1].lower() if before else ""


def _place_of_value(old: Clause, token: Token) -> Token | None:
    """Where the old clause has a value of the same kind."""
    if token.name in _PLACES:
        return next((one for one in old.tokens if one.name in _PLACES), None)
    if found := of_its_kind(old.tokens, token.name):
        return found
    counts = [*_COUNT.finditer(old.text)] if token.name == "number" else []
    return Token("number", *counts[0].span()) if len(counts) == 1 else None


def _in_its_month(old: str, new: str) -> str:
    """A value for another; where it is but a number, of the same unit, or a day, of the same month."""
    day = _DAY_OF_MONTH.fullmatch(new)
    if day and re.search(rf"\b{_MONTH}\b", old, re.IGNORECASE):
        return re.sub(r"\d{1,2}(?:st|nd|rd|th)?", day["day"], old, count=1)
    return put(old, new)


def _swapped(old: Clause, swaps: Sequence[tuple[Token, str]]) -> str:
    """The words of the clause as they were written, with others in their places."""
    text, end = "", 0
    for token, words in sorted(swaps, key=lambda swap: swap[0].start):
        text += old.scene.marked.original(old.text[end : token.start]) + words
        end = token.end
    return text + old.scene.marked.original(old.text[end:])
