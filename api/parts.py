"""A ledger and its views together: what the server and the command line both work on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from ledger.core.errors import StoreUnavailable
from ledger.documents import Documents
from ledger.integrity.watch import Watch
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.saved_views import SavedViews
from ledger.service import Ledger
from projections.database import Database
from projections.runner import Behind, Projector

CATCH_UP_SECONDS = 5.0
"""How long a read waits for the views to have seen what was appended before it."""


@dataclass(frozen=True)
class Parts:
    """Made by `api.bootstrap`."""

    store: EventStore
    watch: Watch
    ledger: Ledger
    proposals: Proposals
    documents: Documents
    saved_views: SavedViews
    database: Database
    projector: Projector

    @contextmanager
    def views(self) -> Iterator[sa.Connection]:
        """The views, once they have seen everything that is in the ledger now.

        Raises StoreUnavailable (`views_behind`) when they do not catch up.
        """
        with ExitStack() as open_until_read:
            reading = self.projector.reading(self.store.length(), CATCH_UP_SECONDS)
            try:
                connection = open_until_read.enter_context(reading)
            except Behind as error:
                message = "the views are behind the ledger and do not catch up; try again soon"
                raise StoreUnavailable(message, code="views_behind") from error
            yield connection
