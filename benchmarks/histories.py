"""A history as people make one: several projects, single edits and whole plans, moves and deletes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

from ledger.answers import Changes
from ledger.core.patch import Patch
from ledger.service import Ledger

WORDS = ("draft", "review", "login", "billing", "search", "export", "invoice", "mobile", "colour")
STATUSES = ("todo", "in_progress", "blocked", "in_review", "completed", "cancelled")
PEOPLE = ("user:ada", "user:grace")
AUTHORS = (None, "agent:embedded/outline")
SIZES = (1, 1, 1, 1, 1, 2, 3, 5, 8, 20, 60)
"""Patches a changeset, each as likely: half of the changesets are single edits."""
TOGETHER = 64


def write_history(books: Ledger, events: int, projects: int = 8, seed: int = 1) -> None:
    """Append at least so many events."""
    chance = random.Random(seed)
    plans = [_Plan(number, chance) for number in range(1, projects + 1)]
    end = books.store.length() + events
    while books.store.length() < end:
        waiting = [chance.choice(plans).changes(chance.choice(SIZES)) for _ in range(TOGETHER)]
        for answer in books.commit_many(waiting):
            assert not isinstance(answer, Exception), answer


class _Plan:
    """A project on its way: which tasks there are, and who is below whom."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._project_id = str(UUID(int=number << 64))
        self._chance = chance
        self._made = 0
        self._ids: list[str] = []
        self._parents: dict[str, str | None] = {}

    def changes(self, size: int) -> Changes:
        """A changeset of `size` patches, one more when the project is new."""
        begun = self._made > 0
        patches = [self._patch() for _ in range(size)]
        if not begun:
            patches.insert(0, Patch("create", "project", self._project_id, {"title": "A plan"}))
        actor, author = self._chance.choice(PEOPLE), self._chance.choice(AUTHORS)
        return Changes(
            self._project_id, tuple(patches), actor, author=author, message=self._text(4)
        )

    def _patch(self) -> Patch:
        """Of ten, about: three creates, six edits, and a move, a delete or the project's own."""
        kind = self._chance.random()
        if kind < 0.3 or len(self._ids) < 5:
            return self._create()
        if kind < 0.31:
            return Patch("update", "project", self._project_id, {"summary": self._text(8)})
        task_id = self._chance.choice(self._ids)
        is_leaf = task_id not in self._parents.values()
        if kind < 0.35 and is_leaf:
            return self._delete(task_id)
        if kind < 0.42 and is_leaf:
            return self._move(task_id)
        return Patch("update", "task", task_id, self._edit())

    def _create(self) -> Patch:
        self._made += 1
        task_id = str(UUID(int=(UUID(self._project_id).int) + self._made))
        parent_id = self._chance.choice([None, *self._ids])
        self._ids.append(task_id)
        self._parents[task_id] = parent_id
        fields = {"title": self._text(4), "description": self._text(15), "parent_id": parent_id}
        return Patch("create", "task", task_id, fields)

    def _delete(self, task_id: str) -> Patch:
        self._ids.remove(task_id)
        del self._parents[task_id]
        return Patch("delete", "task", task_id)

    def _move(self, task_id: str) -> Patch:
        others = [i for i in self._ids if i != task_id]
        parent_id = self._parents[task_id] = self._chance.choice([None, *others])
        return Patch("update", "task", task_id, {"parent_id": parent_id})

    def _edit(self) -> dict[str, Any]:
        """Most edits are of the status; one in six of the words."""
        edits: list[Callable[[], dict[str, Any]]] = [
            lambda: {"status": self._chance.choice(STATUSES)},
            lambda: {"status": self._chance.choice(STATUSES)},
            lambda: {"estimated_minutes": self._chance.randint(1, 600)},
            lambda: {"due_date": f"2027-0{self._chance.randint(1, 9)}-15"},
            lambda: {"assignee": self._chance.choice(PEOPLE), "priority": "high"},
            lambda: {"title": self._text(4), "description": self._text(15)},
        ]
        return self._chance.choice(edits)()

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(WORDS, k=words))
