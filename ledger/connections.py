"""Connections to PostgreSQL, as the ledger and the views use them: alive, and never silent for long.

Timeouts in the server and of TCP end what is slow, locked or gone. A connection behind something that
keeps it open and passes nothing on is ended by none of them: the watchdog cuts it off.
"""

from __future__ import annotations

import os
import select
import socket
from contextlib import suppress
from math import inf
from threading import Condition, Thread
from time import monotonic
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]


class Watchdog:
    """Cuts connections off that somebody has been waiting on for too long.

    One thread, from the first connection that is watched until `stop`; it sleeps until the next is late.
    """

    def __init__(self) -> None:
        self._watched: dict[int, tuple[float, Connection]] = {}
        self._change = Condition()
        self._wakes_at = inf
        self._stopped = False
        self._thread: Thread | None = None

    def watch(self, connection: Connection, seconds: float) -> None:
        """Cut it when it has not been forgotten, or watched anew, after so long."""
        end = monotonic() + seconds
        with self._change:
            self._watched[id(connection)] = end, connection
            if self._thread is None:
                self._thread = Thread(target=self._run, name="postgresql-watchdog", daemon=True)
                self._thread.start()
            if end < self._wakes_at:
                self._change.notify()

    def forget(self, connection: Connection) -> None:
        """It has answered."""
        with self._change:
            self._watched.pop(id(connection), None)

    def stop(self) -> None:
        """End the thread. What is watched is cut off no more."""
        with self._change:
            self._stopped = True
            self._change.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        with self._change:  # so that what is cut is not forgotten, and another's, in that moment
            while not self._stopped:
                now = monotonic()
                self._cut_what_is_late(now)
                self._wakes_at = min((end for end, _ in self._watched.values()), default=inf)
                self._change.wait(None if self._wakes_at == inf else self._wakes_at - now)

    def _cut_what_is_late(self, now: float) -> None:
        for key, (end, connection) in list(self._watched.items()):
            if end <= now:
                cut(connection)
                del self._watched[key]


def cut(connection: Connection) -> None:
    """End a connection from another thread: whoever waits on it gets an error at once."""
    with (
        suppress(OSError, psycopg.Error),  # it was closed meanwhile
        socket.socket(fileno=os.dup(connection.fileno())) as line,
    ):
        line.shutdown(socket.SHUT_RDWR)


def has_news(connection: Connection) -> bool:
    """Whether something came on an idle connection: nobody asked it anything, so it is a farewell."""
    look = select.poll()
    look.register(connection.fileno(), select.POLLIN)
    return bool(look.poll(0))
