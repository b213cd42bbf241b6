"""A client's way to the servers: plain HTTP over one socket, which can also be left before the answer.

`http.client` in place of a comfortable library, because a run needs to do what no library offers:
send a request whole and go away without reading a byte of the answer.
"""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

TIMEOUT_SECONDS = 60.0
"""A server that says nothing for so long is a finding: every deadline of the service is shorter."""


class Lost(Exception):
    """The connection ended before the answer: whether the request was carried out is unknown."""


class Stopped(Exception):
    """The run is over."""


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        """The problem's code, or the status of an answer that is no problem."""
        found = self.body.get("code") if isinstance(self.body, dict) else None
        return str(found or self.status)


class Addresses:
    """Where servers answer just now. Clients wait here while none does."""

    def __init__(self, *urls: str) -> None:
        self._known = threading.Condition()
        self._urls: tuple[str, ...] = urls
        self._stopped = False

    def set(self, urls: Sequence[str]) -> None:
        """Only these answer from now on."""
        with self._known:
            self._urls = tuple(urls)
            self._known.notify_all()

    def stop(self) -> None:
        """Let every client end."""
        with self._known:
            self._stopped = True
            self._known.notify_all()

    def check(self) -> None:
        """Raise Stopped when the run is over."""
        if self._stopped:
            raise Stopped

    def pick(self, number: int) -> str:
        """The address for a client of this number. Raises Stopped."""
        with self._known:
            self._known.wait_for(lambda: self._urls or self._stopped)
            if self._stopped:
                raise Stopped
            return self._urls[number % len(self._urls)]

    def pause(self, seconds: float) -> None:
        """Wait. Raises Stopped when the run ends meanwhile."""
        with self._known:
            if self._known.wait_for(lambda: self._stopped, seconds):
                raise Stopped


class Line(Protocol):
    """A client's way to the service."""

    addresses: Addresses

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Ask, and wait for the answer. Raises Lost or Stopped."""
        ...

    def send_and_leave(self, method: str, path: str, body: Any) -> None:
        """Send the whole request, and go before the answer. Raises Lost or Stopped."""
        ...

    def leave(self) -> None:
        """Go."""
        ...


class Wire:
    """One client's connection; after a loss it goes to whichever server answers next."""

    def __init__(self, addresses: Addresses, number: int) -> None:
        self.addresses = addresses
        self._number = number
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Ask, and wait for the answer. Raises Lost or Stopped."""
        connection = self._send(method, path, body)
        try:
            response = connection.getresponse()
            raw = response.read()
        except TimeoutError as error:
            self.leave()
            raise AssertionError(f"no answer in {TIMEOUT_SECONDS} s: {method} {path}") from error
        except (OSError, http.client.HTTPException) as error:
            self._lose()
            raise Lost from error
        return Answer(response.status, json.loads(raw) if raw else None)

    def send_and_leave(self, method: str, path: str, body: Any) -> None:
        """Send the whole request and close the socket before the answer. Raises Lost or Stopped."""
        self._send(method, path, body)
        self.leave()

    def leave(self) -> None:
        """Close the socket."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _lose(self) -> None:
        """The server is gone: take another next time, and give a new one a moment to come up."""
        self.leave()
        self._number += 1
        self.addresses.pause(0.005)

    def _send(self, method: str, path: str, body: Any) -> http.client.HTTPConnection:
        if self._connection is None:
            host = self.addresses.pick(self._number).removeprefix("http://")
            self._connection = http.client.HTTPConnection(host, timeout=TIMEOUT_SECONDS)
        content = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"} if content else {}
        try:
            self._connection.request(method, f"/api/v1{path}", content, headers)
        except (OSError, http.client.HTTPException) as error:
            self._lose()
            raise Lost from error
        return self._connection
