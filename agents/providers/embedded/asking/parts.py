"""The part of the plan that a question is about: "for Ann", "in Checkout", "tagged backend", "this week"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from agents.providers.embedded.asking.periods import period
from agents.providers.embedded.asking.question import Asked, Person
from agents.providers.embedded.asking.reaching import before, reached
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.vocabulary import normal
from ledger.core.model import Task

_PLAN = re.compile(
    r"(?:in |of |for |on |at |to )?(?:the |this |our |my |whole |entire )*(?:plan|project|list|team|total|all"
    r"|everything|(?:open|remaining|unfinished) (?:tasks|work|items|ones)|overall|it all|me"
    r" and the team|us|everyone|everybody)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?:^|(?<= ))(?:that (?:is|are) )?(?:assigned to|owned by|belonging to|in|inside|within"
    r"|under|below|of|for|by"
    r"|with|on|from|about|to) (?=\S)",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"(?P<rest>(?:.*? )??)(?:(?:with the )?(?:tag|label)|tagged(?: with| as)?|labell?ed(?:"
    r" with| as)?) (?P<a>\S+)"
    r"|(?P<c>(?:.*? )??)#(?P<b>\S+)",
    re.IGNORECASE,
)
_FROM_ON = re.compile(
    r"(?P<rest>(?:.*? )??)(?:from|after) (?P<a>.+?) (?:on|onwards?)", re.IGNORECASE
)
_UNTIL = re.compile(
    r"(?P<rest>(?:.*? )??)(?:until|till|before) (?:(?:we|i|it|they) (?:can |could |may )?"
    r"(?:(?:start|begin|do)(?: with)? )?)?(?P<a>.+)",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\b(?:tasks?|items?|things|ones?|work|stuff)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Some tasks with what they consist of; `words` say which, at the end of a sentence (" in T7 “Shop”").

    `direct`: those that are named where they are listed; what follows from them is in `tasks` alone.
    """

    tasks: Sequence[Task]
    words: str = ""
    person: Person | None = None
    direct: Sequence[Task] | None = None

    @property
    def listed(self) -> Sequence[Task]:
        """Those that are named where they are listed."""
        return self.tasks if self.direct is None else self.direct


def part_of(asked: Asked, said: str | None) -> Part:
    """The part that the words mean; all where there are none. Raises Declined or Tell."""
    return _narrowed(asked, Part(asked.all), " ".join((said or "").split()))


def _narrowed(asked: Asked, part: Part, said: str) -> Part:
    if not said or _PLAN.fullmatch(said) or not _NOUNS.sub("", said).strip():
        return part
    for take in (_from_on, _tagged, _within_days, _until, _placed, _called):
        with suppress(Declined):
            narrower, rest = take(asked, said)
            return _narrowed(asked, _both(part, narrower), rest.strip())
    raise Declined


def _both(part: Part, other: Part) -> Part:
    ids = {task.id for task in other.tasks}
    whole = not part.words
    tasks = [task for task in part.tasks if task.id in ids]
    direct = other.direct if part.direct is None else part.direct
    near = {task.id for task in tasks}
    return Part(
        other.tasks if whole else tasks,
        f"{other.words}{part.words}",
        part.person or other.person,
        direct if direct is None or whole else [task for task in direct if task.id in near],
    )


Taken = tuple[Part, str]


def _from_on(asked: Asked, said: str) -> Taken:
    found = _FROM_ON.fullmatch(said)
    if found is None:
        raise Declined
    first = asked.task(found["a"])
    order = [task.id for task in asked.scene.survey.tasks]
    tasks = asked.scene.survey.tasks[order.index(first.id) :]
    return Part(tasks, f" from {asked.label(first)} on"), found["rest"]


def _until(asked: Asked, said: str) -> Taken:
    """All that has to be done before a task can begin."""
    found = _UNTIL.fullmatch(said)
    if found is None:
        raise Declined
    task = asked.task(found["a"])
    first = reached(task, lambda one: before(asked, one))
    ids = {part.id for one in first.values() for part in asked.below(one)}
    tasks = [one for one in asked.all if one.id in ids]
    return Part(tasks, f" before {asked.label(task)}"), found["rest"]


def _tagged(asked: Asked, said: str) -> Taken:
    found = _TAGGED.fullmatch(said)
    if found is None:
        raise Declined
    tag = (found["a"] or found["b"]).strip("\"“”'#.,")
    return _with_tag(asked, tag), found["rest"] or found["c"] or ""


def _with_tag(asked: Asked, tag: str) -> Part:
    """Those that have the tag by themselves, or as a part of one that has it."""
    tasks = [
        task
        for task in asked.all
        if any(normal(tag) in map(normal, part.tags) for part in asked.line(task))
    ]
    direct = [task for task in tasks if normal(tag) in map(normal, task.tags)]
    return Part(tasks, f" with the tag “{tag}”", direct=direct)


def _within_days(asked: Asked, said: str) -> Taken:
    words = said.split()
    for place in range(len(words)):
        if (when := period(" ".join(words[place:]), asked.today)) is not None:
            tasks = [task for task in asked.all if when.has(asked.due(task))]
            direct = [task for task in asked.all if when.has(task.due_date)]
            rest = " ".join(words[:place])
            return Part(tasks, f" due {when.words}", direct=direct), re.sub(r"\bdue$", "", rest)
    raise Declined


def _placed(asked: Asked, said: str) -> Taken:
    """What stands behind "in", "for" and their like, the shortest that is something."""
    for found in [*_WHERE.finditer(said)][::-1]:
        name, rest = said[found.end() :], said[: found.start()]
        if _PLAN.fullmatch(name):
            return Part(asked.all), rest
        with suppress(Declined):
            return _named(asked, name), rest
    raise Declined


def _called(asked: Asked, said: str) -> Taken:
    """A name in front: "Bob's", "backend", "Checkout"."""
    first, _, rest = said.partition(" ")
    if first.lower().endswith(("'s", "’s")) or first.lower() in ("my", "mine"):
        return _of_person(asked, first), rest
    bare = _NOUNS.sub("", said).strip()
    return _named(asked, bare), ""


def _named(asked: Asked, said: str) -> Part:
    """Somebody, a tag or a task: in this order, since people and tags are named in full."""
    looks: tuple[Callable[[Asked, str], Part], ...] = (_of_person, _of_tag, _of_task)
    for look in looks:
        with suppress(Declined):
            return look(asked, re.sub(r"^the (?=\S+$)", "", said) if look is not _of_task else said)
    raise Declined


def _of_person(asked: Asked, said: str) -> Part:
    person = asked.person(said)
    return part_of_person(asked, person)


def part_of_person(asked: Asked, person: Person) -> Part:
    """What somebody has, with what that consists of."""
    tasks = [task for task in asked.all if _is(person, asked.assignee(task))]
    direct = [task for task in asked.all if _is(person, task.assignee)]
    return Part(tasks, f" for {person.name}", person, direct)


def _is(person: Person, assignee: str | None) -> bool:
    same = assignee is not None and assignee.lower() == person.assignee.lower()
    return same or (person.is_speaker and assignee in ("me", person.assignee.removeprefix("user:")))


def _of_tag(asked: Asked, said: str) -> Part:
    tag = said.removeprefix("#")
    if not any(normal(tag) in map(normal, task.tags) for task in asked.scene.survey.tasks):
        raise Declined
    return _with_tag(asked, tag)


def _of_task(asked: Asked, said: str) -> Part:
    tasks = asked.tasks_of(said)
    if len(tasks) != 1:
        raise Tell(f"That may be {asked.names(tasks)}.")
    below = asked.below(tasks[0])
    return Part(below[1:] or below, f" in {asked.label(tasks[0])}")
