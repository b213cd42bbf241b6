"""Patches drawn from a seed: mostly such as may be accepted, and some that may not."""

from __future__ import annotations

from random import Random
from typing import Any

from ledger.core.limits import Limits
from ledger.core.patch import Patch
from tests.properties.reference import Plain, codes_of_patch
from tests.properties.strategies import PROJECT_ID, TASK_IDS
from tests.torture.model import step

TITLES = ("Plan", "Build", "Ship it", "设计", "a\tb")
STATUSES = ("todo", "in_progress", "blocked", "in_review", "completed", "cancelled")
DAYS = (None, "2026-02-28", "2026-11-23", "2028-02-29")
TAGS = ("api", "web", "ünï")
TRIES = 4


class RandomPatches:
    """Draws patches for a state."""

    def __init__(self, chance: Random, limits: Limits) -> None:
        self._chance = chance
        self._limits = limits

    def changeset(self, state: Plain) -> tuple[Patch, ...]:
        """At least one patch; the project is created first where there is none."""
        made = []
        for _ in range(self._chance.choice((1, 1, 2, 3, 6))):
            patch = self._mostly_right(state)
            made.append(patch)
            if not codes_of_patch(state, patch, self._limits):
                state = step(state, patch)
        return tuple(made)

    def _mostly_right(self, state: Plain) -> Patch:
        patch = self._any(state)
        for _ in range(TRIES):
            if not codes_of_patch(state, patch, self._limits):
                break
            patch = self._any(state)
        return patch

    def _any(self, state: Plain) -> Patch:
        there, chance = list(state["tasks"]), self._chance
        if state["project"] is None:
            return Patch("create", "project", PROJECT_ID, {"title": chance.choice(TITLES)})
        if chance.random() < 0.08:
            return self._about_project()
        kinds = ["create"] * 4 + ["update"] * 5 + ["move"] * 2 + ["delete"]
        kind = chance.choice(kinds if there else ["create"])
        if kind == "create":
            body = {"title": "New", **self._body(there, 2), **self._place(there)}
            return Patch("create", "task", chance.choice(TASK_IDS), body)
        task = chance.choice(there)
        if kind == "delete":
            return Patch("delete", "task", task)
        body = self._place(there) if kind == "move" else self._body(there, 3)
        return Patch("update", "task", task, body or {"title": chance.choice(TITLES)})

    def _about_project(self) -> Patch:
        if self._chance.random() < 0.1:
            return Patch("delete", "project", PROJECT_ID)
        body = {"title": self._chance.choice(TITLES), "due_date": self._chance.choice(DAYS)}
        return Patch("update", "project", PROJECT_ID, body)

    def _place(self, there: list[str]) -> dict[str, Any]:
        return {"parent_id": self._chance.choice([None, *there])}

    def _body(self, there: list[str], most: int) -> dict[str, Any]:
        chance = self._chance
        values: dict[str, Any] = {
            "title": chance.choice(TITLES),
            "status": chance.choice(STATUSES),
            "tags": self._some(TAGS),
            "start_date": chance.choice(DAYS),
            "due_date": chance.choice(DAYS),
            "estimated_minutes": chance.choice((None, 1, 90)),
            "metadata": {"k": chance.randint(0, 3)},
            "depends_on": self._some(there),
        }
        chosen = sorted(chance.sample(sorted(values), chance.randint(1, most)))
        return {field: values[field] for field in chosen}

    def _some(self, values: Any) -> tuple[str, ...]:
        count = min(len(values), self._chance.choice((0, 1, 2)))
        return tuple(sorted(self._chance.sample(list(values), count)))
