"""Cuts connections that somebody has been waiting on for too long: a server that is there and is silent.

Timeouts in the server and of TCP end what is slow, locked or gone. A connection behind something that
keeps it open and passes nothing on is ended by none of them.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from time import monotonic
from typing import Any

import psycopg

LOOK_SECONDS = 1.0

Connection = psycopg.Connection[Any]


class Watchdog:
    """One thread, from the first connection that is watched until `stop`."""

    def __init__(self) -> None:
        self._watched: dict[int, tuple[float, Connection]] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, connection: Connection, seconds: float) -> None:
        """Cut it when it has not been forgotten, or watched anew, after so long."""
        with self._lock:
            self._watched[id(connection)] = (monotonic() + seconds, connection)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()

    def forget(self, connection: Connection) -> None:
        """It has answered."""
        with self._lock:
            self._watched.pop(id(connection), None)

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            with self._lock:
                late = [c for end, c in self._watched.values() if monotonic() > end]
            for connection in late:
                cut(connection)


def cut(connection: Connection) -> None:
    """End a connection from another thread: whoever waits on it gets an error at once."""
    with (
        suppress(OSError, psycopg.Error),  # it was closed meanwhile
        socket.socket(fileno=os.dup(connection.fileno())) as line,
    ):
        line.shutdown(socket.SHUT_RDWR)
