"""What a fake vendor does with a request, in steps that are the same for every protocol."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal

Reason = Literal["stop", "length", "filter", "refusal"]
"""Why the model stopped: it was done, out of tokens, cut off by the vendor's filter, or would not."""

Trouble = Literal[
    "key_refused",
    "forbidden",
    "model_unknown",
    "context_too_long",
    "rate_limited",
    "server_error",
    "overloaded",
]
"""What a vendor answers instead of a stream; each protocol has its own status and body for it."""


class Gate:
    """Holds a fake back until the test lets it go on."""

    def __init__(self) -> None:
        self.passed: Future[None] = Future()

    def open(self) -> None:
        """Let it go on."""
        if not self.passed.done():
            self.passed.set_result(None)


@dataclass(frozen=True, slots=True)
class Write:
    """The model writes a piece of its answer: JSON, in the schema's place or as a tool's arguments."""

    text: str


@dataclass(frozen=True, slots=True)
class Speak:
    """Words that stand beside the answer, outside of the JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class Think:
    """A model's reasoning, in the vendor's own place for it."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The answer is over, as the vendor says it."""

    reason: Reason = "stop"


@dataclass(frozen=True, slots=True)
class Reject:
    """No stream: the vendor's error, with the seconds to wait where it says them."""

    trouble: Trouble
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """The vendor's error in the middle of a stream that began well."""

    trouble: Trouble = "overloaded"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends in mid-body: reset, or closed as if all was well."""

    reset: bool = True


@dataclass(frozen=True, slots=True)
class Close:
    """The body ends as bodies do, with nothing in it that says that the answer is over."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing until the gate opens; what was said so far has been sent."""

    gate: Gate


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing any more until the client leaves. `alive`: the vendor's signs of life go on.

    Before anything else in a script not even the head of the response is sent, unless it is alive.
    """

    alive: bool = False


Step = Write | Speak | Think | End | Reject | Break | Cut | Close | Hold | Hang
Script = tuple[Step, ...]


def answered(text: str, reason: Reason = "stop") -> Script:
    """The plain case: the model writes this, and is done."""
    return (Write(text), End(reason))
