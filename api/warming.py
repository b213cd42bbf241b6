"""What a server makes ready once it answers, so that whoever comes first waits for less."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from api import queries
from api.backend import Backend
from api.sent_plans import LARGE, packed_plan
from ledger.core.errors import LedgerError
from projections.queries.projects import Filters

QUIET_SECONDS = 1.0
"""After so long without a request nobody is in the middle of loading the page."""


async def warm(backend: Backend, answered: Callable[[], int]) -> None:
    """Keep the plan that was changed last as it is sent; in a quiet moment load what agents need.

    Both take the processor from whatever is asked for meanwhile: the plan is nearly always the first thing
    that is, and an agent never. `answered`: how many requests there were.
    """
    await _keep_last_plan(backend)
    before, now = -1, answered()
    while before != now:
        await asyncio.sleep(QUIET_SECONDS)
        before, now = now, answered()
    for provider in backend.providers.values():
        if provider.setup().ready:
            await asyncio.to_thread(provider.warm)


async def _keep_last_plan(backend: Backend) -> None:
    try:
        found = await asyncio.to_thread(
            queries.list_projects, backend, Filters(), "-updated", 1, None
        )
        for project in found["items"]:
            state = await asyncio.to_thread(queries.state, backend, project["id"])
            if len(state.tree.tasks) >= LARGE:
                await packed_plan(backend.sent_plans, state, "flat")
    except (LedgerError, SQLAlchemyError):
        return  # whoever asks is told
