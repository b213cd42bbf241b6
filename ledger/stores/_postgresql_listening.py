"""Hearing of appends, also those of other processes: LISTEN, begun anew when it breaks, and looking.

Each append tells the ledger's new length on a channel when it commits. The connection that listens may
be ended at any time, and a message can be lost with it; so whoever waits also looks at the length
itself: now and then while the listening stands, often while it does not.
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Condition, Thread
from time import monotonic

import psycopg
from psycopg.sql import SQL, Identifier

from ledger.core.errors import StoreError
from ledger.stores._postgresql_connections import Connection
from ledger.stores._postgresql_layout import CHANNEL

LOOK_SECONDS = 2.0
"""Between two looks at the length while the listening stands."""
LOOK_SECONDS_DEAF = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
"""Seconds between two tries to listen again; doubled each time."""


class Listening:
    """Knows the ledger's length as soon as anybody can. Its thread begins with the first wait."""

    def __init__(
        self, schema: str, connect: Callable[[], Connection], look: Callable[[], int]
    ) -> None:
        """`schema`: the ledger's. `connect`: a connection of its own. `look`: the length."""
        self._schema = schema.encode()
        self._connect = connect
        self._look = look
        self._changed = Condition()
        self._length = 0
        self._looked = float("-inf")
        self._hears = False
        self._closed = False
        self._thread: Thread | None = None
        self._woken, self._wake = os.pipe()

    def heard(self, length: int) -> None:
        """The ledger is at least so long."""
        with self._changed:
            if length > self._length:
                self._length = length
                self._changed.notify_all()

    def wait(self, length: int, timeout: float) -> int:
        """Block until the ledger is longer than `length`, or for `timeout` seconds; its length.

        While the database cannot be reached, that is the last length that is known.
        """
        self._begin()
        end = monotonic() + timeout
        while True:
            self._look_if_due()
            with self._changed:
                left = end - monotonic()
                if self._closed or self._length > length or left <= 0:
                    return self._length
                self._changed.wait(min(left, self._pause()))

    def close(self) -> None:
        """End the thread, and every wait."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
        os.write(self._wake, b".")
        if self._thread is not None:
            self._thread.join()
        os.close(self._wake)
        os.close(self._woken)

    def _pause(self) -> float:
        return LOOK_SECONDS if self._hears else LOOK_SECONDS_DEAF

    def _look_if_due(self) -> None:
        with self._changed:
            if self._closed or monotonic() < self._looked + self._pause():
                return
            self._looked = monotonic()
        with suppress(StoreError):
            self.heard(self._look())

    def _begin(self) -> None:
        with self._changed:
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._run, name="postgresql-listen", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._closed:
            try:
                with closing(self._connect()) as connection:
                    connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
                    self.heard(self._look())  # what was appended before it listened
                    self._hears, pause = True, FIRST_PAUSE
                    self._listen(connection)
            except (psycopg.Error, StoreError, OSError):
                self._hears = False
                self._sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _listen(self, connection: Connection) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._closed:
                selector.select()
                connection.pgconn.consume_input()
                while (message := connection.pgconn.notifies()) is not None:
                    schema, _, length = message.extra.rpartition(b" ")
                    if schema == self._schema:  # and not another ledger's in the same database
                        self.heard(int(length))

    def _sleep(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed, seconds)
