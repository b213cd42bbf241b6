"""A question as the kinds see it: its plain words, the plan with what follows from it, whom it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from agents.providers.embedded.asking.naming import named, or_listed
from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.references.matching import CONTAINED, SURE
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.instructions import is_command
from ledger.core.derived.derive import Derivation, Derived, derive
from ledger.core.model import Task, Tree

_NO_TASK = re.compile(
    r"(?:we|i|you|he|she|they|there|what|who|which|how|when|why|if|nobody|somebody|everything"
    r"|every\w+|sub-?tasks|steps|a list|any\w*|no ?one"
    r"|can|could|should|shall|may|might|would|will|is|are|was|does|do|did|has|have|let|please|not"
    r"|it (?:is )?(?:not )?(?:possible|ok|okay|fine|time|clear|true|better|worth))\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[;:!?\n]|[.,] (?!t?\d)|\b(?:then|but|because|so)\b", re.IGNORECASE)
_QUOTES = "\"“”„«»'‘’` "
ME = ("i", "me", "my", "mine", "myself")


A_FEW = 3
"""So many tasks that may be meant are told of each: that is shorter than to ask which one."""


class Unclear(Tell):
    """Several tasks may be meant."""

    def __init__(self, text: str, ids: tuple[str, ...]) -> None:
        super().__init__(text)
        self.ids = ids


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name, as sentences need it: "Ann has", "you have"."""

    name: str
    assignee: str
    is_speaker: bool = False

    @property
    def has(self) -> str:
        """At the start of a sentence."""
        return "You have" if self.is_speaker else f"{self.name} has"

    @property
    def is_(self) -> str:
        """At the start of a sentence."""
        return "You are" if self.is_speaker else f"{self.name} is"


def shown_name(assignee: str) -> str:
    """Somebody who has tasks, as people call them."""
    return assignee.removeprefix("user:")


class Asked:
    """`said`: the question in plain words. In task mode all is about the selected task."""

    def __init__(self, scene: Scene, said: str, *, marked: bool) -> None:
        self.scene = scene if marked else replace(scene, sure=True)
        self.said = said

    def saying(self, said: str) -> Asked:
        """Another one, sure to be a question, on the same plan."""
        return Asked(replace(self.scene, sure=False), said, marked=True)

    @property
    def tree(self) -> Tree:
        """The plan."""
        return self.scene.tree

    @property
    def today(self) -> date:
        """The day of who asks."""
        return self.scene.context.today

    @cached_property
    def derivation(self) -> Derivation:
        """What follows from the plan."""
        return derive(self.tree)

    @property
    def everywhere(self) -> Scene:
        """The scene without the selected task."""
        return replace(self.scene, context=replace(self.scene.context, mode="project"))

    @cached_property
    def all(self) -> list[Task]:
        """What is asked about where nothing else is named; a selected task without parts is all there is."""
        scope = self.scene.scope
        return self.scene.tasks or ([scope] if scope else [])

    def of(self, task: Task) -> Derived:
        """What follows for a task."""
        return self.derivation.tasks[task.id]

    def is_open(self, task: Task) -> bool:
        """Whether something is left to do in it."""
        return not self.of(task).settled

    def is_leaf(self, task: Task) -> bool:
        """Whether it consists of nothing else."""
        return not self.tree.child_ids(task.id)

    def leaves(self, tasks: Iterable[Task]) -> list[Task]:
        """Those that carry open work."""
        return [task for task in tasks if self.is_leaf(task) and self.is_open(task)]

    def line(self, task: Task) -> list[Task]:
        """The task and those above it, nearest first."""
        return [task, *(self.tree.tasks[id] for id in self.tree.ancestors(task.id))]

    def below(self, task: Task) -> list[Task]:
        """The task and all that it consists of."""
        return [task, *self.tree.walk(task.id)]

    def assignee(self, task: Task) -> str | None:
        """Who has it: whoever has a task has what it consists of, too."""
        return next((part.assignee for part in self.line(task) if part.assignee), None)

    def due(self, task: Task) -> str | None:
        """By when it has to be done: by itself, or with what it is a part of."""
        return min((part.due_date for part in self.line(task) if part.due_date), default=None)

    def label(self, task: Task) -> str:
        """As people see it."""
        return self.scene.label(task)

    def names(self, tasks: Iterable[Task]) -> str:
        """Some by name, and how many more."""
        return named([self.label(task) for task in tasks])

    def tasks_of(self, phrase: str) -> list[Task]:
        """The tasks that a phrase means. Raises Tell where that is not clear, Declined where it is none."""
        text = phrase.strip(_QUOTES)
        if not text or _NO_TASK.match(text):
            raise Declined
        least = SURE if _SENTENCES.search(text) else CONTAINED if is_command(text.split()[0]) else 0
        if self.scene.all_titles.find(text).confidence < least:  # a wish, and not what a title says
            raise Declined
        try:
            ids = find(self.scene, text).ids
        except Ask as ask:
            if ask.ids and not ask.vague:
                may_be = [self.label(self.tree.tasks[id]) for id in ask.ids]
                raise Unclear(f"That may be {or_listed(may_be)}.", tuple(ask.ids)) from ask
            if ask.vague and not ask.near:
                raise Tell("Which task do you mean? Name it, for example by its number.") from ask
            raise Declined from ask
        except Tell as told:
            raise Declined from told
        return [self.tree.tasks[id] for id in ids]

    def each_of(self, phrase: str) -> list[Task]:
        """The tasks that a phrase means; each of a few that it may mean. Raises Tell or Declined."""
        try:
            return self.tasks_of(phrase)
        except Unclear as several:
            if len(several.ids) > A_FEW:
                raise
            return [self.tree.tasks[id] for id in several.ids]

    def task(self, phrase: str) -> Task:
        """The one task that a phrase means. Raises Tell or Declined."""
        tasks = self.tasks_of(phrase)
        if len(tasks) != 1:
            raise Tell(f"That may be {or_listed([self.label(task) for task in tasks])}.")
        return tasks[0]

    @cached_property
    def people(self) -> list[str]:
        """Who has tasks, in the order of their names."""
        found = {task.assignee for task in self.tree.tasks.values() if task.assignee}
        return sorted(found, key=lambda who: shown_name(who).lower())

    def person(self, said: str) -> Person:
        """Who is meant, also where they have no task. Raises Tell where several may be, else Declined."""
        low = said.strip(_QUOTES + "@").lower().removesuffix("'s").removesuffix("’s")
        if low in ME:
            return Person("you", self.scene.context.actor, is_speaker=True)
        called = [who for who in self.people if shown_name(who).lower() == low]
        called = called or [who for who in self.people if low in shown_name(who).lower().split()]
        if len(called) > 1:
            raise Tell(f"That may be {or_listed([shown_name(who) for who in called])}.")
        if called:
            is_speaker = called[0] == self.scene.context.actor
            return Person("you" if is_speaker else shown_name(called[0]), called[0], is_speaker)
        if is_name(low):
            return Person(low.title(), low)
        raise Declined


Told = Callable[..., str]


class Questions(list[tuple[re.Pattern[str], Told]]):
    """The wordings of a kind, in order, each with what answers it."""

    def asked(self, *wordings: str) -> Callable[[Told], Told]:
        """Let a function answer these; `<a>` is any text, and stands for the function's argument."""

        def keep(told: Told) -> Told:
            for wording in wordings:
                grouped = re.sub(r"(?<!\?P)<(\w+)>", r"(?P<\1>.+?)", wording)
                self.append((re.compile(grouped, re.IGNORECASE), told))
            return told

        return keep
