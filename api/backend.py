"""Everything that a request may use, made by `api.bootstrap`, and how requests read and write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from agents.ports import Provider
from api.settings import Settings
from api.tail import Tail
from api.writer import WriterQueue
from ledger.core.errors import StoreUnavailable
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from projections.database import Database
from projections.runner import Projector

CATCH_UP_SECONDS = 5.0
"""How long a read waits for the views to have seen what was appended before it."""

P = ParamSpec("P")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Backend:
    """The parts behind the routes. `providers` are by name, the default one first."""

    settings: Settings
    store: EventStore
    ledger: Ledger
    proposals: Proposals
    database: Database
    projector: Projector
    providers: Mapping[str, Provider]
    writer: WriterQueue
    tail: Tail

    async def view(
        self,
        query: Callable[Concatenate[sa.Connection, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Ask the views, once they have seen everything that is in the ledger now."""
        return await asyncio.to_thread(self._view, lambda conn: query(conn, *args, **kwargs))

    def _view(self, query: Callable[[sa.Connection], Answer]) -> Answer:
        if not self.projector.wait_for(self.store.length(), CATCH_UP_SECONDS):
            message = "the views are behind the ledger and do not catch up; try again soon"
            raise StoreUnavailable(message, code="views_behind")
        with self.database.reading() as connection:
            return query(connection)
