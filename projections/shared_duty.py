"""The duty where several processes share the views, and what the others on it hear: in PostgreSQL.

One process at a time is on duty: it holds a lock of PostgreSQL's that belongs to a connection of its own.
When the process dies, its connection ends and with it the lock; when process or network freeze, the server
misses the beats on that connection and ends it. So another takes over within seconds (docs/adr/0010).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from time import monotonic
from typing import Any

import psycopg

from ledger.connections import Connection, Watchdog, cut
from ledger.core.errors import LedgerError
from projections.dialects.postgresql import CHANNEL, connect, key_of
from projections.tracking import POSITION

BEAT = 0.5
"""Seconds between two beats, at each of which the position is looked at and the duty asked for."""
MISSED = 4.0
"""Seconds without a beat after which the server ends the connection, and with it the duty."""
PAUSE = 0.25
"""Seconds before it connects again."""
SETTINGS = {
    "idle_session_timeout": f"{MISSED:.0f}s",
    "statement_timeout": f"{MISSED:.0f}s",
}
HOLD = f"SELECT pg_try_advisory_lock({key_of('views')})"
LET_GO = f"SELECT pg_advisory_unlock({key_of('views')})"
STUCK = MISSED / 2
"""Seconds after which a transaction that writes the views, of one who was on duty before, is ended."""
FENCE = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    f" WHERE relation = to_regclass('{POSITION.name}') AND granted AND pid <> pg_backend_pid()"
    " AND mode IN ('RowExclusiveLock', 'AccessExclusiveLock')"
    " AND xact_start < clock_timestamp() - interval '{} seconds'"
)
LOOK = f"SELECT position FROM {POSITION.name}"
SCHEMA = "SELECT current_schema()"


class SharedDuty:
    """Asks for the duty and listens, from a thread and a connection of its own."""

    def __init__(self, url: str, hear: Callable[[int], None]) -> None:
        self._url = url
        self._hear = hear
        self._mine = False
        self._not_before = 0.0
        self._stopping = threading.Event()
        self._settled = threading.Event()
        self._connection: Connection | None = None
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """See `projections.duty.Duty`. Returns when it is known whose turn it is, or after a few seconds."""
        self._stopping.clear()
        self._settled.clear()
        self._watchdog = Watchdog()
        self._thread = threading.Thread(target=self._run, name="views-duty", daemon=True)
        self._thread.start()
        self._settled.wait(MISSED)

    def end(self) -> None:
        """See `projections.duty.Duty`."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            cut(connection)
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._watchdog.stop()

    def is_mine(self) -> bool:
        """See `projections.duty.Duty`."""
        return self._mine

    def give_up(self, seconds: float) -> None:
        """See `projections.duty.Duty`. The lock goes with the next beat."""
        self._not_before = monotonic() + seconds

    def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(psycopg.Error, LedgerError, OSError):  # ended by the server, or cut
                self._try_to_serve()
            self._stopping.wait(PAUSE)

    def _try_to_serve(self) -> None:
        try:
            with closing(connect(self._url, SETTINGS)) as connection:
                self._connection = connection
                self._serve(connection)
        finally:
            self._mine, self._connection = False, None
            self._settled.set()

    def _serve(self, connection: Connection) -> None:
        connection.autocommit = True
        schema = str(self._ask(connection, SCHEMA))
        self._ask(connection, f"LISTEN {CHANNEL}")
        while not self._stopping.is_set():
            self._beat(connection)
            self._settled.set()
            for message in connection.notifies(timeout=BEAT):
                place, _, position = message.payload.rpartition(" ")
                if place == schema:
                    self._hear(int(position))

    def _beat(self, connection: Connection) -> None:
        """Tell the server that we are there, by asking what we want to know anyway."""
        may = monotonic() >= self._not_before
        if self._mine and not may:
            self._ask(connection, LET_GO)
            self._mine = False
        elif may and not self._mine:
            self._mine = bool(self._ask(connection, HOLD)) and self._fence(connection)
        try:
            position = self._ask(connection, LOOK)
        except psycopg.errors.UndefinedTable:
            return  # whoever is on duty makes it
        if position is not None:
            self._hear(int(position))

    def _fence(self, connection: Connection) -> bool:
        """End what the last one on duty left half done: frozen in a transaction, it holds the position."""
        with suppress(psycopg.errors.InsufficientPrivilege):  # then it takes until its own timeouts
            self._ask(connection, FENCE.format(STUCK))
        return True

    def _ask(self, connection: Connection, question: str) -> Any:
        self._watchdog.watch(connection, MISSED)
        try:
            cursor = connection.execute(question)
            row = cursor.fetchone() if cursor.description else None
        finally:
            self._watchdog.forget(connection)
        return row[0] if row else None
