"""Following the ledger exactly once: pull a batch, and write what came of it together with the position.

position n ──pull──▶ the events from n on, whole changesets ──carry──▶ rows and position, or nothing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from ledger.codec import decode, decode_mark
from ledger.core.events import ProposalEvent
from ledger.garbage import uncollected
from ledger.ports import EventStore, Record
from projections.catalog import all_views
from projections.database import Database
from projections.dialects import dialect_of
from projections.live import TABLES as LIVE_TABLES
from projections.live import LiveTrees
from projections.live import shape as live_shape
from projections.tracking import Overtaken, Tracking, advance, begin_anew, position_seen, tracking
from projections.view import Fold, Listening, View

BATCH = 20_000
PATCH, PROPOSAL = "patch", "proposal."
Progress = Callable[[int, int], None]
"""Told of (events done, events in all)."""


class Batch(NamedTuple):
    """Events to carry into the views; `position` is the offset of the first."""

    position: int
    records: Sequence[Record]

    @property
    def end(self) -> int:
        """The position after it."""
        return self.position + len(self.records)


class Follower:
    """The views of one ledger, brought forward batch by batch. For one thread at a time.

    A batch has `batch` events, and as many more as complete the last changeset: nobody sees half of one.
    """

    def __init__(
        self,
        store: EventStore,
        database: Database,
        views: Sequence[View] | None = None,
        batch: int = BATCH,
    ) -> None:
        self._store = store
        self._database = database
        self._views = all_views() if views is None else tuple(views)
        self._batch = batch
        self._was_full = False
        self._live = LiveTrees()
        self._ledger_id = ""  # taken from the store when it is first needed
        self._shape = "\n".join([live_shape(), *(view.shape() for view in self._views)])
        self.position = 0
        """As this follower knows it; another may have moved the views further."""

    def prepare(self) -> None:
        """Take the position from the database. Views of another ledger or shape are dropped."""
        self._live.forget()
        self._ledger_id = self._store.ledger_id()
        with self._database.writing() as conn:
            found = tracking(conn)
            if found is None or not self._fits(found):
                self._begin_anew(conn)
                found = Tracking(self._ledger_id, self._shape, 0)
        self.position = found.position

    def pull(self) -> Batch | None:
        """The next events; None when there are none yet."""
        with uncollected():
            records = list(self._store.read_all(self.position, self._batch))
        if not records:
            return None
        self._was_full = len(records) == self._batch
        missing = _missing(records[-1])
        if missing:
            records += self._store.read_all(self.position + len(records), missing)
        return Batch(self.position, records)

    @property
    def was_full(self) -> bool:
        """Whether the last batch was as large as one may be, so that more is likely to be there."""
        return self._was_full

    def carry(self, batch: Batch) -> bool:
        """Write a batch into all views. False: somebody else had written it, and nothing was done."""
        try:
            self._write(batch)
        except Overtaken:
            self.prepare()
            return False
        except BaseException:
            self._live.forget()
            raise
        self.position = batch.end
        return True

    def catch_up(self, progress: Progress | None = None) -> None:
        """Carry everything that is in the ledger by now."""
        while (batch := self.pull()) is not None:
            self.carry(batch)
            if progress is not None:
                progress(self.position, max(self.position, self._store.length()))

    def begin_anew(self) -> None:
        """Drop the views and stand at the beginning."""
        self._live.forget()
        self._ledger_id = self._store.ledger_id()
        with self._database.writing() as conn:
            self._begin_anew(conn)
        self.position = 0

    def seen_by(self, conn: sa.Connection) -> int:
        """Where the views are as a reader's transaction sees them."""
        self._ledger_id = self._ledger_id or self._store.ledger_id()
        return position_seen(conn, self._ledger_id, self._shape)

    def _fits(self, found: Tracking) -> bool:
        same = (found.ledger_id, found.shape) == (self._ledger_id, self._shape)
        return same and found.position <= self._store.length()

    def _begin_anew(self, conn: sa.Connection) -> None:
        begin_anew(conn, self._ledger_id, self._shape)
        LIVE_TABLES.create_all(conn, checkfirst=False)
        for view in self._views:
            view.make(conn)

    def _write(self, batch: Batch) -> None:
        folds = [view.fold() for view in self._views]
        with uncollected(), self._database.writing() as conn:
            advance(conn, self._ledger_id, batch.position, batch.end)
            for record in batch.records:
                if record.topic != PATCH:
                    _tell(folds, record)
                    continue
                step = self._live.step(conn, record)
                for fold in folds:
                    fold.take(step)
            for fold in folds:
                fold.read(conn)
            with dialect_of(conn).streaming(conn):
                self._live.write(conn)
                for fold in folds:
                    fold.write(conn)


def _tell(folds: Sequence[Fold], record: Record) -> None:
    """Tell those that listen of an event of a conversation."""
    if record.topic.startswith(PROPOSAL):
        event = decode(record.topic, record.data)
        assert isinstance(event, ProposalEvent)
        for fold in folds:
            if isinstance(fold, Listening):
                fold.hear(event, record.offset)


def _missing(last: Record) -> int:
    """How many events of the last record's changeset are still to come."""
    if last.topic != PATCH:
        return 0
    mark = decode_mark(last.data)
    return mark.size - 1 - mark.index
