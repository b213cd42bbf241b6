"""The projector: a thread that keeps the views at the ledger's end, and lets readers wait for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from types import TracebackType

import sqlalchemy as sa
import structlog

from ledger.ports import EventStore
from projections.database import Database
from projections.duty import duty_for
from projections.follower import BATCH, Follower, Progress
from projections.view import View

log = structlog.get_logger(__name__)

LOOK_AGAIN = 0.25
"""Seconds that one wait for the ledger lasts at most: how long stopping can take."""
BREATH = 0.1
"""Seconds between two batches at most while they are not full and nobody waits for the views."""
SHARED_BREATH = 0.02
"""The same where somebody may wait in another process, of whom nobody hears here."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds between tries while the views cannot be written; doubled each time."""


class Behind(Exception):
    """The views did not come to where a reader needs them in time."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the views stand still: the last error and how many tries in a row have failed."""

    error: str
    tries: int

    @property
    def pause(self) -> float:
        """Seconds until the next try."""
        return min(FIRST_PAUSE * 2.0 ** min(self.tries - 1, 16), LONGEST_PAUSE)


class Projector:
    """Follows `store` into `database`.

    `start()` brings the views into shape and follows from a thread of its own until `stop()`. An error
    there is kept as `failure`, logged, and tried again; a damaged file is put aside and rebuilt. Where
    several processes share the views, only the one on duty writes them (`projections.duty`), and the
    others hear where they are.
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
        self._follower = Follower(store, database, views, batch)
        self._duty = duty_for(database, self._hear)
        self._breath = SHARED_BREATH if database.shared else BREATH
        self._turn = threading.Lock()  # who holds it may use the follower
        self._moved = threading.Condition()  # guards the three below
        self._position = 0
        self._wanted = 0
        self._failure: Failure | None = None
        self._in_shape = False
        self._told = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Projector:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Follow from a thread; returns when the views are in shape, or have failed to come into it.

        Where another process is on duty, they are its business.
        """
        self._stopping.clear()
        self._told.clear()
        self._in_shape = False
        self._duty.begin()
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()
        self._told.wait()

    def stop(self) -> None:
        """End the thread after the batch that it is at. Waiting readers go on waiting for their time."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._duty.end()

    def position(self) -> int:
        """The offset of the first event that the views have not seen, as far as this process knows."""
        with self._moved:
            return self._position

    def lag(self) -> int:
        """How many events the views are behind."""
        return max(0, self._store.length() - self.position())

    @property
    def failure(self) -> Failure | None:
        """Why the views stand still; None while all is well."""
        with self._moved:
            return self._failure

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until the views have seen every event before `position`, at most `timeout` seconds.

        To read one's own write whose last event has offset n: `wait_for(n + 1, …)`. False: they have
        not, because the time is over or because they stand still with a `failure`.
        """
        with self._moved:
            if position > self._wanted:
                self._wanted = position
                self._moved.notify_all()
            self._moved.wait_for(
                lambda: self._position >= position or self._failure is not None, timeout
            )
            return self._position >= position

    @contextmanager
    def reading(self, position: int, timeout: float) -> Iterator[sa.Connection]:
        """The views in a state that has seen every event before `position`. Raises Behind.

        What this process believes is one thing, what the reader's transaction sees is what counts:
        another process may be making the views anew.
        """
        end = monotonic() + timeout
        while self._is_there(position, end - monotonic()):
            with self._database.reading() as conn:
                seen = self._follower.seen_by(conn)
                if seen >= position:
                    yield conn
                    return
            self._went_back_to(seen)
        raise Behind(f"the views have not seen everything before {position} after {timeout} s")

    def catch_up(self, progress: Progress | None = None) -> None:
        """Bring the views to the ledger's end here and now, without the thread."""
        with self._turn:
            self._follower.prepare()
            self._follower.catch_up(progress)
        self._tell(None)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Drop all views and make them anew from the first event, here and now."""
        with self._turn:
            self._follower.begin_anew()
            self._tell(None)
            self._follower.catch_up(progress)
        self._tell(None)

    def _is_there(self, position: int, timeout: float) -> bool:
        """Wait, or do it oneself where no thread does."""
        if self._thread is None and timeout > 0:
            self.catch_up()
        return self.wait_for(position, max(timeout, 0))

    def _hear(self, position: int) -> None:
        """Where the views are, whoever brought them there. On duty, we know it better."""
        if self._duty.is_mine():
            return
        with self._moved:
            if position > self._position:
                self._failure = None
            self._position = position
            self._moved.notify_all()

    def _went_back_to(self, position: int) -> None:
        """They are being made anew: look where they are before the next batch."""
        with self._moved:
            self._position = position
        self._in_shape = False

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                if not self._duty.is_mine():
                    self._stand_by()
                elif not self._carry_one():
                    self._store.wait(self.position(), LOOK_AGAIN)
                elif not self._follower.was_full:
                    self._breathe()
            except Exception as error:  # noqa: BLE001 (kept as `failure`, logged, tried again)
                self._fail(error)

    def _breathe(self) -> None:
        """Leave the processor to whoever appends, unless a reader waits: small batches cost the most."""
        with self._moved:
            self._moved.wait_for(lambda: self._wanted > self._position, self._breath)

    def _stand_by(self) -> None:
        self._in_shape = False
        self._told.set()
        self._stopping.wait(LOOK_AGAIN)

    def _carry_one(self) -> bool:
        """Carry one batch; False when there is none. At first and after a failure, look where we are."""
        with self._turn:
            if not self._in_shape:
                self._follower.prepare()
                self._in_shape = True
                self._tell(None)
            batch = self._follower.pull()
            if batch is None:
                return False
            self._follower.carry(batch)
            self._tell(None)
            return True

    def _fail(self, error: Exception) -> None:
        self._in_shape = False
        tries = 1 if self.failure is None else self.failure.tries + 1
        failure = Failure(f"{type(error).__name__}: {error}", tries)
        log.error("projection_failed", tries=tries, exc_info=error)
        if self._database.is_damage(error) and self._database.file is not None:
            with self._turn:
                self._database.put_aside()
        self._tell(failure)
        self._duty.give_up(failure.pause)
        self._stopping.wait(failure.pause)

    def _tell(self, failure: Failure | None) -> None:
        """Let readers know where the views stand."""
        with self._moved:
            self._position = self._follower.position
            self._failure = failure
            self._moved.notify_all()
        self._told.set()
