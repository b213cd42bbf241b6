"""A TCP proxy in front of PostgreSQL that cuts or freezes a connection before, in or after a commit.

    client ──▶ proxy ──▶ PostgreSQL       before   the request that commits does not get there
           ◀──       ◀──                  in       it gets there, and nothing more goes either way
                                          after    it is carried out; the answer does not come back

It reads the frontend's side of the protocol (version 3: a byte for the type, four for the length, the
content) as far as that takes: which prepared statements commit, and where one of them is executed. Of
the backend's side it reads only that a request was answered (`ReadyForQuery`). A *cut* closes both
sockets; *frozen* ones stay open and nothing passes, as when a network swallows packets.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Literal, NamedTuple, Self
from urllib.parse import urlsplit, urlunsplit

Point = Literal["before", "in", "after"]
How = Literal["cut", "freeze"]

ENCRYPTION = (80877103, 80877104)
"""What asks for TLS or GSSAPI before anything else; the server answers with one byte."""
TYPE_AND_LENGTH = 5
CHUNK = 65_536


class Fault(NamedTuple):
    """What shall happen at the next request whose statement has these words in it."""

    point: Point
    how: How
    words: bytes = b"append_to_ledger"


class Proxy:
    """Listens on a port of its own. Use as a context manager; `hit` is set when the fault happened."""

    def __init__(self, upstream: tuple[str, int]) -> None:
        self._upstream = upstream
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        self._fault: Fault | None = None
        self._pairs: list[_Pair] = []
        self.hit = threading.Event()
        self.hits = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut_all()

    def url(self, url: str) -> str:
        """The URL of a database behind it, by way of it."""
        parts = urlsplit(url)
        user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        return urlunsplit(parts._replace(netloc=f"{user}127.0.0.1:{self.port}"))

    def arm(self, fault: Fault) -> None:
        """Let this happen once, at the next request that it fits."""
        with self._lock:
            self._fault = fault
            self.hit.clear()

    def disarm(self) -> None:
        """Let nothing happen after all."""
        with self._lock:
            self._fault = None

    def take(self, statement: bytes) -> Fault | None:
        """The fault, if it fits this statement and has not happened yet."""
        with self._lock:
            fault = self._fault
            if fault is None or fault.words not in statement:
                return None
            self._fault = None
        self.hits += 1
        self.hit.set()
        return fault

    def cut_all(self) -> None:
        """End every connection, frozen ones too."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            pair.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self._upstream)
        except OSError:
            client.close()
            return
        pair = _Pair(self, client, server)
        with self._lock:
            self._pairs.append(pair)
        pair.run()
        with self._lock, suppress(ValueError):
            self._pairs.remove(pair)


class _Pair:
    """One connection: the client's socket and the server's."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server = server
        self._struck: Fault | None = None
        """What happened: nothing of the server's passes any more."""
        self._whole = False
        """Whether the request that was struck has been sent to its end."""
        self._statements: dict[bytes, bytes] = {}
        self._portals: dict[bytes, bytes] = {}

    def run(self) -> None:
        """Pass everything on until one side ends."""
        with suppress(OSError):
            self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._start_up()
            threading.Thread(target=self._pass_back, daemon=True).start()
            for message in self._messages():
                self._pass_on(message)
        self.cut()

    def cut(self) -> None:
        """End both sides."""
        for side in (self._client, self._server):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)
            side.close()

    def _start_up(self) -> None:
        """The messages without a type: whether to encrypt (no), and the start itself."""
        while True:
            head = _exactly(self._client, 8)
            length, code = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
            self._server.sendall(head + _exactly(self._client, length - 8))
            if code not in ENCRYPTION:
                return
            self._client.sendall(_exactly(self._server, 1))

    def _messages(self) -> Iterator[bytes]:
        """What the client sends, message by message, as much at a time as has come."""
        waiting = b""
        while chunk := self._client.recv(CHUNK):
            waiting += chunk
            while len(waiting) >= TYPE_AND_LENGTH:
                end = 1 + int.from_bytes(waiting[1:5], "big")
                if len(waiting) < end:
                    break
                yield waiting[:end]
                waiting = waiting[end:]

    def _pass_on(self, message: bytes) -> None:
        if self._struck is None:
            self._struck = self._proxy.take(self._executed(message))
        fault = self._struck
        if fault is None or (fault.point != "before" and not self._whole):
            self._server.sendall(message)
        if fault is None:
            return
        # The end of a request (Sync) follows in a message of its own, and has to get there, too.
        self._whole = self._whole or message[:1] in b"SQ"
        if fault.how == "cut" and (
            fault.point == "before" or (fault.point, self._whole) == ("in", True)
        ):
            raise ConnectionAbortedError

    def _executed(self, message: bytes) -> bytes:
        """The statement that a message executes, if it executes one."""
        kind, content = message[:1], message[TYPE_AND_LENGTH:]
        if kind == b"P":  # Parse: the statement's name, its text
            name, text = content.split(b"\0", 2)[:2]
            self._statements[name] = text
        elif kind == b"B":  # Bind: the portal's name, the statement's name
            portal, name = content.split(b"\0", 2)[:2]
            self._portals[portal] = self._statements.get(name, b"")
        elif kind == b"E":  # Execute: the portal's name
            return self._portals.get(content.split(b"\0", 1)[0], b"")
        elif kind == b"Q":  # Query: its text
            return content
        return b""

    def _pass_back(self) -> None:
        answered = b""
        with suppress(OSError):
            while chunk := self._server.recv(CHUNK):
                if self._struck is None:
                    self._client.sendall(chunk)
                    continue
                answered += chunk
                if self._struck[:2] == ("after", "cut") and _is_ready(answered):
                    break
        # Who is frozen does not hear that the server has ended the connection either.
        if self._struck is None or self._struck.how == "cut":
            self.cut()


def _is_ready(answered: bytes) -> bool:
    """Whether an answer has come to its end (ReadyForQuery)."""
    while len(answered) >= TYPE_AND_LENGTH:
        if answered[:1] == b"Z":
            return True
        answered = answered[1 + int.from_bytes(answered[1:5], "big") :]
    return False


def _exactly(side: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        chunk = side.recv(count - len(found))
        if not chunk:
            raise ConnectionAbortedError
        found += chunk
    return found
