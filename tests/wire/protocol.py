"""What a protocol's file has to bring, so that `tests.wire.vendor` can play it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

from tests.wire.schemas import Schema
from tests.wire.script import Reason, Trouble

KEY = "pl-test-key-0123456789abcdef"
"""The only key that the fakes know."""

Body = Any
Frames = Iterator[bytes]


@dataclass(frozen=True)
class Call:
    """A request as it came in, and what became of the client."""

    method: str
    target: str
    headers: Mapping[str, str]
    raw: bytes
    left: Event = field(default_factory=Event)
    """Set when the client went away before the answer was over."""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def body(self) -> Body:
        """The JSON that was sent; None where there was none."""
        return json.loads(self.raw) if self.raw else None

    @property
    def bearer(self) -> str:
        """The key in the usual header."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class Problem:
    """An error as this vendor says it."""

    status: int
    body: Body
    headers: Mapping[str, str] = field(default_factory=dict)


class Telling(Protocol):
    """One answer in the making: each method gives the bytes of the events that say it."""

    def begin(self) -> Frames:
        """The events before the first word."""
        ...

    def write(self, text: str) -> Frames:
        """A piece of the answer."""
        ...

    def speak(self, text: str) -> Frames:
        """A piece of the words beside it."""
        ...

    def think(self, text: str) -> Frames:
        """A piece of reasoning."""
        ...

    def alive(self) -> Frames:
        """A sign of life that says nothing."""
        ...

    def end(self, reason: Reason) -> Frames:
        """The events that say that it is over, and why."""
        ...

    def broken(self, trouble: Trouble) -> Frames:
        """The error in the middle of a stream."""
        ...


@dataclass(frozen=True)
class Abilities:
    """Which forms of answer a model takes; any vendor has some that do not take all."""

    native: bool = True
    tools: bool = True


class WireProtocol(Protocol):
    """A vendor's API."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What every answer carries."""
        ...

    def complaint(self, call: Call) -> Problem | None:
        """What the vendor would refuse of this request, before any model sees it."""
        ...

    def answer_schema(self, body: Body) -> Schema | None:
        """The schema that an answer to this body is held to, in whichever form; None: in none."""
        ...

    def problem(self, trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
        """The vendor's error for a trouble."""
        ...

    def tell(self, call: Call) -> Telling:
        """A new answer to a request without complaint."""
        ...


def sse(data: Body, event: str | None = None) -> bytes:
    """A server-sent event; letters beyond ASCII stay as they are, as vendors send them."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    name = f"event: {event}\n" if event else ""
    return f"{name}data: {text}\n\n".encode()
