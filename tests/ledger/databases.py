"""What the tests of a PostgreSQL ledger share: small units, its server processes, a line that drops."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Thread

import psycopg

from ledger.ports import NewRecord, Receipt, Unit
from ledger.stores._postgresql_connections import Patience
from ledger.stores._postgresql_layout import APPEND_LOCK
from tests.postgres import execute

A = "project:a"
END = "pg_terminate_backend(pid, 10000)"
IMPATIENT = Patience(connect=5, lock=0.3, statement=1, answer=1.5)


def one(version: int, changeset: str | None = None, data: bytes = b"x", size: int = 1) -> Unit:
    receipt = Receipt(changeset, A, version, version, "r") if changeset else None
    records = (NewRecord(A, version + n, "patch", data) for n in range(size))
    return Unit(tuple(records), receipt)


def backends(url: str, and_then: str = "pid") -> list[int]:
    """The server processes of a ledger's own connections."""
    rows = execute(
        url,
        f"SELECT {and_then} FROM pg_stat_activity WHERE application_name = 'patchledger'"
        " AND datname = current_database()",
    )
    return [row[0] for row in rows]


@contextmanager
def lock_held(url: str) -> Iterator[None]:
    """Somebody else appends, and takes their time."""
    with closing(psycopg.connect(url)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (APPEND_LOCK,))
        yield


class Line:
    """The network between a store and its server. Once it is `deaf`, answers are lost on it."""

    def __init__(self, port: int) -> None:
        self.deaf = False
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))

    def through(self, url: str) -> str:
        """The same database's URL along this line."""
        return url.replace(f":{self._port}/", f":{self._listening.getsockname()[1]}/")

    def __enter__(self) -> Line:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                for ends in ((near, far, False), (far, near, True)):
                    Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(1 << 16):
                if answers and self.deaf:
                    break
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        if answers:
            source.close()
            target.close()
