"""Where the reading of an instruction stands: the draft so far, what was just spoken of, what was answered.

A scene does not change: each clause that was understood leads to the next scene, so that another way
of reading can always be tried from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from agents.compile import compile_edit
from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.references.marked import Marked
from agents.providers.embedded.references.matching import Titles
from agents.providers.embedded.references.survey import Survey, survey
from ledger.core.apply import apply
from ledger.core.model import Task, Tree
from ledger.core.patch import Patch

MOST_CANDIDATES = 6
LONGEST_NAME = 120


class Ask(Exception):
    """Something is unclear. `key` names it, so that the answer can be put in its place.

    `ids`: the tasks that may be meant; `near`: else, the words that some titles may resemble.
    `options`: other answers worth offering. `vague`: nothing in the words says which task.
    `is_set`: some tasks of a kind are meant, whichever these are.
    """

    def __init__(  # noqa: PLR0913 - what is unclear has many sides, and each has a name
        self,
        key: str,
        question: str,
        ids: Iterable[str] = (),
        *,
        near: str = "",
        options: Iterable[str] = (),
        vague: bool = False,
    ) -> None:
        super().__init__(question)
        self.key = key.lower()
        self.question = question
        self.ids = tuple(ids)
        self.near = near
        self.options = tuple(options)
        self.vague = vague or bool(near)
        self.is_set = False

    def of_a_set(self) -> Ask:
        """The same of tasks that were said to be several of some kind: no other reading may take all."""
        ask = Ask(self.key, self.question, self.ids, near=self.near, options=self.options)
        ask.vague, ask.is_set = False, True
        return ask

    def suggested(self, scene: Scene) -> tuple[str, ...]:
        """The ids of the tasks to choose from."""
        near = scene.all_titles.near(self.near) if self.near else ()
        shown = tuple(task.id for task in scene.shown) if self.near else ()
        return (self.ids or near or shown)[:MOST_CANDIDATES]


class Tell(Exception):
    """There is nothing to change, and this is why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Declined(Exception):
    """A rule's words matched, but what it was given is not its kind of thing."""


@dataclass(frozen=True)
class Scene:
    """`recent`: the ids that "it" and "them" mean; `mentioned`: all that were spoken of so far.

    `answers`: what the person answered, by the key of the question. `patches`: what came of the
    clauses so far; new tasks have made-up ids, which nobody outside sees. `sure`: no slips in titles.
    """

    context: Context
    tree: Tree
    survey: Survey
    handles: Handles
    marked: Marked
    answers: Mapping[str, str] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    mentioned: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()
    patches: tuple[Patch, ...] = ()
    created: int = 0
    sure: bool = False

    @classmethod
    def begin(
        cls, context: Context, marked: Marked, answers: Mapping[str, str] | None = None
    ) -> Scene:
        """The scene in which an instruction finds the plan."""
        seen = survey(context.project_id, context.tree)
        return cls(
            context=context,
            tree=context.tree,
            survey=seen,
            handles=seen.handles,
            marked=marked,
            answers=answers or {},
        )

    @cached_property
    def scope(self) -> Task | None:
        """The selected task in task mode."""
        task_id = self.context.task_id if self.context.mode == "task" else None
        return self.tree.tasks.get(task_id) if task_id else None

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks that "all" means, in the order of the plan: below the selected one, or all."""
        return list(self.tree.walk(self.scope.id)) if self.scope else self.survey.tasks

    @cached_property
    def shown(self) -> list[Task]:
        """The tasks that "first" and "last" count: the selected one's children, or the top level."""
        return self.tree.ordered(self.scope.id if self.scope else None)

    @cached_property
    def titles(self) -> Titles:
        """The titles within reach: of the selected task and below, or of all."""
        return Titles([self.scope, *self.tasks]) if self.scope else self.survey.titles

    @property
    def all_titles(self) -> Titles:
        """The titles of the whole plan."""
        return self.survey.titles

    @property
    def by_number(self) -> dict[int, str]:
        """The ids of the numbered tasks."""
        return self.survey.by_number

    def tagged_with(self, words: str) -> tuple[str, ...]:
        """The ids of the tasks within reach that have this tag, with or without its "#"."""

        def plain(tag: str) -> str:
            return tag.strip().lower().removeprefix("#").replace("-", "")

        return tuple(t.id for t in self.tasks if plain(words) in map(plain, t.tags))

    @cached_property
    def tagged(self) -> dict[str, tuple[Any, ...]]:
        """The tokens of what was tagged here before: several ways of reading begin with the same words."""
        return {}

    @cached_property
    def found(self) -> dict[str, object]:
        """What the resolver found before, by the words."""
        return {}

    def handle(self, task: Task) -> str:
        """How edits name a task."""
        return self.handles.name(task)

    def label(self, task: Task) -> str:
        """How the person sees a task: `T2 “Login page”`."""
        name = f"“{shortened(task.title)}”"
        return f"{self.handle(task)} {name}" if task.number else name

    def option(self, task: Task) -> str:
        """A task as an answer on a button: `T2 Login page`."""
        return f"{self.handle(task)} {task.title}" if task.number else task.title

    def made_up_id(self, place: int) -> str:
        """The id that stands for the new task with this place, counted from 0; nobody else has it."""
        return str(uuid5(UUID(self.context.project_id), f"new task {place}"))

    def after(self, edits: Iterable[Edit], recent: tuple[str, ...]) -> Scene:
        """The scene when these edits were made. Raises Refused where the plan does not allow them."""
        tree, handles, patches, created = self.tree, self.handles, self.patches, self.created
        for edit in edits:
            made_up = self.made_up_id(created)
            made = compile_edit(edit, tree, handles, made_up)
            if edit.op == "create" and edit.ref != PROJECT:
                handles = handles.with_new(edit.ref, made_up)
                created += 1
            for patch in made:
                tree = apply(tree, patch)
            patches += made
        return replace(
            self,
            tree=tree,
            survey=self.survey if tree is self.tree else Survey(self.context.project_id, tree),
            handles=handles,
            patches=patches,
            created=created,
            edits=(*self.edits, *edits),
            recent=recent,
            mentioned=self.mentioned | frozenset(recent),
        )


def shortened(title: str) -> str:
    """A title that fits into a sentence."""
    return title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…"
