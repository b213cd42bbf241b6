"""Connections to PostgreSQL: a few, looked at before they are used, and none that can hang for ever.

What keeps a call from hanging, from the inside out: `lock_timeout` and `statement_timeout` in the
server; `tcp_user_timeout` and keepalives for a network that is gone without a word; and a watchdog
(`ledger.connections`), which cuts a connection whose server is there but answers nothing.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from ledger.connections import Watchdog, has_news
from ledger.core.errors import StoreUnavailable

MOST = 10
"""Connections of one store at a time, beside the one that listens."""

UNCLEAR = re.compile(r"//(?:[^@]*[/?#][^@]*@|[^@/?#]*@.*@|[^@:]*:[^@]*:[^@]*@)")
"""A password with signs that end it too early: libpq would take the rest for a host, and repeat it."""

Connection = psycopg.Connection[DictRow]


class Patience(NamedTuple):
    """How long to wait, in seconds: for a connection, a lock, a statement, and for any answer at all.

    Each is shorter than the next: whoever is nearest to the cause gives up first, and can name it.
    """

    connect: float = 5
    lock: float = 5
    statement: float = 20
    answer: float = 25


PATIENCE = Patience()


class Connections:
    """What the library takes for its pool: connections of one store, made when they are needed."""

    def __init__(self, url: str, patience: Patience = PATIENCE) -> None:
        """Connects to nothing yet. Raises StoreUnavailable for a URL that nobody could connect to."""
        self.patience = patience
        self._parameters = _parameters(url, patience)
        self._idle: deque[Connection] = deque()
        self._room = BoundedSemaphore(MOST)
        self._watchdog = Watchdog()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One of them, for the caller alone. Raises psycopg.Error when there is no connecting."""
        if not self._room.acquire(timeout=self.patience.connect):
            raise psycopg.OperationalError("all connections of this process are in use")
        try:
            connection = self._fresh_idle() or self.connect()
            self._watchdog.watch(connection, self.patience.answer)
            try:
                yield connection
            finally:
                self._watchdog.forget(connection)
                self._put_back(connection)
        finally:
            self._room.release()

    def connect(self) -> Connection:
        """A connection of the caller's own, to be closed by it."""
        if self._closed:
            raise psycopg.OperationalError("this store was closed")
        connection: Connection = psycopg.Connection.connect(
            **self._parameters, autocommit=True, row_factory=dict_row
        )
        self._watchdog.watch(connection, self.patience.answer)
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        finally:
            self._watchdog.forget(connection)
        return connection

    def go_on_with(self, connection: Connection) -> None:
        """It has answered, and is asked for more: the watchdog begins to count anew."""
        self._watchdog.watch(connection, self.patience.answer)

    def open(self, *_: Any, **__: Any) -> None:
        """Nothing to do: the library asks for it."""

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        self._closed = True
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
        self._watchdog.stop()

    def _set_up(self, connection: Connection) -> None:
        seconds = self.patience
        settings = {
            "lock_timeout": f"{seconds.lock * 1000:.0f}",
            "statement_timeout": f"{seconds.statement * 1000:.0f}",
            # Who dies between BEGIN and COMMIT must not keep the lock until TCP notices.
            "idle_in_transaction_session_timeout": f"{seconds.statement * 1000:.0f}",
            # Stronger levels look at the rows before the lock is granted, and then decide on the past.
            "default_transaction_isolation": "read committed",
            # Every statement of ours has an index made for it. A plan made while the tables were small
            # would read them whole, until somebody analyses them; and planning costs as much as doing.
            "enable_seqscan": "off",
            "plan_cache_mode": "force_generic_plan",
        }
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        words = [word for setting in settings.items() for word in setting]
        connection.execute(f"SELECT {calls}".encode(), words)

    def _fresh_idle(self) -> Connection | None:
        """An idle connection on which nothing has happened: what came by itself is a farewell."""
        with suppress(IndexError):
            while True:
                connection = self._idle.pop()
                if not (connection.closed or has_news(connection)):
                    return connection
                connection.close()
        return None

    def _put_back(self, connection: Connection) -> None:
        at_rest = connection.info.transaction_status == TransactionStatus.IDLE
        if self._closed or not at_rest:
            connection.close()
        else:
            self._idle.append(connection)


def _parameters(url: str, patience: Patience) -> dict[str, Any]:
    """What to connect with; what the URL says wins."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        given = None
    if given is None or UNCLEAR.search(url):
        # Without its cause: what libpq says of a URL quotes from it, the password, too.
        raise StoreUnavailable(
            "PATCHLEDGER_DATABASE is no URL of a PostgreSQL database, such as"
            " postgresql://USER:PASSWORD@HOST/DATABASE; in USER and PASSWORD, write % as %25,"
            " @ as %40, : as %3A, / as %2F, ? as %3F and # as %23."
        )
    return {
        "application_name": "patchledger",
        "client_encoding": "utf8",
        "connect_timeout": max(2, round(patience.connect)),
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": round(patience.answer * 1000),
        **given,
    }
