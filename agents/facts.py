"""What is known of changes, in order of weight: all that whoever explains them is given.

A model that explains a diff sees these facts and nothing else, so that it can neither leave out a
deletion unseen nor tell of what is not there: the page shows the facts beside the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from agents.called import called
from ledger.core.derived.durations import duration_text

YOU: Final = "user:local"
Op = Literal["create", "update", "delete"]
Subject = Literal["diff", "changeset", "history"]


@dataclass(frozen=True, slots=True)
class FieldFact:
    """A field's value before and after, as people read it; "" where there is none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened to one task, or (`number` None) to the project.

    `parent` is what it stands under, "" at the top. `removed`: how many tasks went with a deleted one.
    `by`: who accepted it, where that is known.
    """

    op: Op
    number: int | None
    title: str
    parent: str = ""
    fields: tuple[FieldFact, ...] = ()
    removed: int = 0
    by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How it is written in a sentence: `T4 “Login page”`, “Login page”, or the project."""
        if self.number is None:
            return "the project"
        return f"T{self.number} “{self.title}”" if self.number else f"“{self.title}”"


@dataclass(frozen=True, slots=True)
class Facts:
    """What changed between two versions, or would by a draft.

    `since` says from where, in words. `people`: who accepted how many changesets, the busiest first.
    `progress` is the part that was done before and after (0 to 1), `minutes` the estimates' sum.
    `messages` are those that the changesets were accepted with, the newest first.
    """

    subject: Subject
    title: str
    facts: tuple[Fact, ...]
    since: str = ""
    versions: tuple[int, int] = (0, 0)
    changesets: int = 0
    taken_back: int = 0
    people: tuple[tuple[str, int], ...] = ()
    progress: tuple[float, float] = (0, 0)
    minutes: tuple[int, int] = (0, 0)
    messages: tuple[str, ...] = ()


def person(actor: str) -> str:
    """Who that is in a sentence: "you", "the built-in planner", or the name behind the prefix."""
    kind, _, name = actor.partition(":")
    if kind == "agent" and called(provider := name.partition("/")[0]) != provider:
        return called(provider)
    return "you" if actor == YOU else name or actor


def lines(facts: Facts) -> Iterator[str]:
    """The facts one a line, for whoever writes about them."""
    yield f"project: {facts.title}"
    if facts.subject == "history":
        yield f"since: {facts.since} (version {facts.versions[0]} to {facts.versions[1]})"
        yield f"changesets: {facts.changesets}, of which take something back: {facts.taken_back}"
        yield from (f"accepted by {person(who)}: {count}" for who, count in facts.people)
        yield from (f"message: {said}" for said in facts.messages)
    yield f"done: {facts.progress[0]:.0%} -> {facts.progress[1]:.0%}"
    yield f"estimated: {duration_text(facts.minutes[0])} -> {duration_text(facts.minutes[1])}"
    yield from map(_line, facts.facts)


def _line(fact: Fact) -> str:
    changes = "; ".join(f"{f.field}: {f.before or '-'} -> {f.after or '-'}" for f in fact.fields)
    under = f" under “{fact.parent}”" if fact.parent else ""
    removed = f" with {fact.removed} tasks below it" if fact.removed else ""
    by = f" (by {', '.join(map(person, fact.by))})" if fact.by else ""
    return f"{fact.op} {fact.name}{under}{removed}{': ' if changes else ''}{changes}{by}"
