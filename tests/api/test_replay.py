"""A long planning history goes in through HTTP, and every past version comes out as it was."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any
from uuid import UUID

from tests.api.conftest import Calls, create, delete, update

Plan = dict[str, dict[str, Any]]
STEPS = 300
LOOKS = 50
WORDS = [
    "draft",
    "review",
    "ship",
    "test",
    "fix",
    "plan",
    "write",
    "measure",
    "naïve",
    "計画",
    "🚀",
]
DEFAULTS: dict[str, Any] = {
    "parent_id": None,
    "description": None,
    "status": "todo",
    "priority": "medium",
    "estimated_minutes": None,
    "due_date": None,
    "tags": [],
    "depends_on": [],
}


class Author:
    """Somebody who works on a plan, kept as plain dicts that know nothing of the ledger's algebra."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.plan: Plan = {}

    def work(self) -> list[Any]:
        """A changeset of a few patches, applied to the own copy of the plan."""
        return [self._step() for _ in range(self.chance.randint(1, 4))]

    def _step(self) -> Any:
        kind = self.chance.random()
        if kind < 0.35 or not self.plan:
            return self._add()
        task = self.chance.choice(list(self.plan))
        if kind < 0.42:
            return self._remove(task)
        return self._move(task) if kind < 0.6 else self._edit(task)

    def _add(self) -> Any:
        task = str(UUID(int=self.chance.getrandbits(128)))
        parents = [None, *(t for t in self.plan if self._depth(t) < 20)]
        fields: dict[str, Any] = {
            "title": self._title(),
            "parent_id": self.chance.choice(parents),
        }
        self.plan[task] = {**DEFAULTS, **fields}
        return create(task, **fields)

    def _remove(self, task: str) -> Any:
        gone = {task, *self._below(task)}
        for removed in gone:
            del self.plan[removed]
        for left in self.plan.values():
            left["depends_on"] = [d for d in left["depends_on"] if d not in gone]
        return delete(task)

    def _move(self, task: str) -> Any:
        inside = {task, *self._below(task)}
        free = [t for t in self.plan if self._takes(t, inside)]
        parent = self.chance.choice([None, *free])
        self.plan[task]["parent_id"] = parent
        return update(task, parent_id=parent)

    def _takes(self, parent: str, inside: set[str]) -> bool:
        """Whether a subtree may go under `parent`: not under itself, not under what it waits for."""
        above = {parent, *self._above(parent)}
        waits = {d for t in inside for d in self.plan[t]["depends_on"]}
        waited = any(inside & set(self.plan[t]["depends_on"]) for t in above)
        return not (above & (inside | waits)) and not waited and len(above) < 20

    def _edit(self, task: str) -> Any:
        choices: list[dict[str, Any]] = [
            {"title": self._title()},
            {"status": self.chance.choice(["todo", "in_progress", "completed"])},
            {"priority": self.chance.choice(["high", "low"]), "due_date": "2026-12-24"},
            {"estimated_minutes": self.chance.randint(1, 999), "due_date": None},
            {"tags": sorted(set(self.chance.sample(WORDS, 3)))},
            {"description": "\n".join(self.chance.sample(WORDS, 4))},
            {"depends_on": self._possible_dependencies(task)},
        ]
        fields = self.chance.choice(choices)
        self.plan[task].update(fields)
        return update(task, **fields)

    def _possible_dependencies(self, task: str) -> list[str]:
        """Only on tasks that have no dependency themselves and none on them: never a cycle."""
        wanted_by_others = any(task in t["depends_on"] for t in self.plan.values())
        if wanted_by_others:
            return []
        kin = {task, *self._below(task), *self._above(task)}
        free = [t for t in self.plan if t not in kin and not self.plan[t]["depends_on"]]
        return sorted(self.chance.sample(free, min(len(free), 2)))

    def _title(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=3))

    def _below(self, task: str) -> list[str]:
        found = [t for t, fields in self.plan.items() if fields["parent_id"] == task]
        return found + [deeper for t in found for deeper in self._below(t)]

    def _above(self, task: str) -> list[str]:
        parent = self.plan[task]["parent_id"]
        return [] if parent is None else [parent, *self._above(parent)]

    def _depth(self, task: str) -> int:
        return len(self._above(task)) + 1


def test_every_past_version_is_as_it_was(calls: Calls) -> None:
    """Hundreds of changesets later, the plan at each earlier version equals the copy made then."""
    author, project = Author(seed=20261123), calls.new_project()
    copies: dict[int, Plan] = {}
    for _ in range(STEPS):
        answer = calls.change(project, *author.work())
        copies[answer["version"]] = deepcopy(author.plan)
    for version in author.chance.sample(sorted(copies), LOOKS):
        path = f"/projects/{project}?shape=flat&version={version}"
        tasks = {t["id"]: t for t in calls.get(path)["tasks"]}
        told = {id: {f: task[f] for f in (*DEFAULTS, "title")} for id, task in tasks.items()}
        assert copies[version] == told
