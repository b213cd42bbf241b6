"""The embedded planner: from a goal or an instruction to the last patch."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import UUID, uuid4

from agents.called import BUILT_IN
from agents.conversation import converse
from agents.outcomes import Finished
from agents.ports import Context
from api.bootstrap import providers_from
from api.settings import Settings
from benchmarks.measure import milliseconds
from ledger.core.apply import apply_all
from ledger.core.model import EMPTY, Tree
from ledger.core.numbering import assign
from ledger.core.patch import Patch

PROJECT = str(UUID(int=0))
GOAL = "Build a new user authentication flow"
INSTRUCTIONS = ("Combine the first two tasks", "Add a task for documentation", "Mark 3 as done")


def run() -> None:
    """Print the figures."""
    tree = apply_all(EMPTY, assign(EMPTY, _answer(EMPTY, GOAL))[0])
    print("\nThe embedded planner, whole answers")
    print(f"  {GOAL}: {milliseconds(lambda: _answer(EMPTY, GOAL)):.1f} ms")
    for instruction in INSTRUCTIONS:
        taken = milliseconds(lambda said=instruction: _answer(tree, said))  # type: ignore[misc]
        print(f"  {instruction}: {taken:.1f} ms")


def _answer(tree: Tree, instruction: str) -> tuple[Patch, ...]:
    async def last() -> tuple[Patch, ...]:
        provider = providers_from(Settings())[BUILT_IN]
        context = Context(PROJECT, tree, date(2026, 11, 23))
        async for outcome in converse(provider, context, instruction, lambda: str(uuid4())):
            if isinstance(outcome, Finished):
                return outcome.patches
        raise AssertionError(f"no answer to {instruction!r}")

    return asyncio.run(last())
