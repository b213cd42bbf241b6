"""What a server makes ready before anybody asks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from api import warming
from api.bootstrap import open_backend
from api.sent_plans import LARGE
from api.settings import Settings
from ledger.answers import Changes
from ledger.core.patch import Patch
from tests.agents.scripted import Scripted


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quiet moment is soon over."""
    monkeypatch.setattr(warming, "QUIET_SECONDS", 0.01)


def test_the_large_plan_that_was_changed_last_is_kept_as_it_is_sent(tmp_path: Path) -> None:
    """A small one is worked out when it is asked for; so is any, where there is none."""

    async def kept(*sizes: int) -> list[bool]:
        database = f"sqlite:///{tmp_path / str(sizes)}.db"
        async with open_backend(Settings(database=database)) as backend:
            projects = [(str(uuid4()), size) for size in sizes]
            for project, size in projects:
                first = Patch("create", "project", project, {"title": "Beds"})
                seeds = (
                    Patch("create", "task", str(uuid4()), {"title": f"{n}"}) for n in range(size)
                )
                await backend.writer.commit(Changes(project, (first, *seeds), "user:local"))
            await warming.warm(backend, lambda: 0)
            return [
                backend.sent_plans.find((project, size + 1, "flat")) is not None
                for project, size in projects
            ]

    assert [] == asyncio.run(kept())
    assert [False, True] == asyncio.run(kept(LARGE + 1, LARGE))
    assert [False, False] == asyncio.run(kept(LARGE, LARGE - 1))


class Warmed(Scripted):
    """Notes that it was made ready."""

    def __init__(self, name: str, noted: list[str | int]) -> None:
        super().__init__(name=name)
        self.noted = noted

    def warm(self) -> None:
        """Note it."""
        self.noted.append(self.name)


def test_what_agents_need_waits_for_a_quiet_moment(tmp_path: Path) -> None:
    """While requests come their processor is theirs."""
    requests = iter((0, 3, 5, 5))
    noted: list[str | int] = []

    def answered() -> int:
        noted.append(next(requests))
        return int(noted[-1])

    async def warmed() -> None:
        database = f"sqlite:///{tmp_path / 'quiet.db'}"
        async with open_backend(Settings(database=database)) as backend:
            named = {name: Warmed(name, noted) for name in ("first", "second")}
            await warming.warm(replace(backend, providers=named), answered)

    asyncio.run(warmed())
    assert [0, 3, 5, 5, "first", "second"] == noted
