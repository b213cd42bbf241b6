"""Server-sent events: how they are written, and the live tail of the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from time import monotonic
from typing import NamedTuple

from fastapi import Request
from fastapi.sse import EventSourceResponse, format_sse_event

from api.encoding import text
from api.tail import Tail
from ledger.core.model import Json

MEDIA_TYPE = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
BATCH = 200
LOOK_BESIDE = 0.5
"""Seconds between two looks at what has no place in the ledger."""

Beside = Callable[[], Awaitable["tuple[str, Json] | None"]]
"""Gives an event without a place where there is one to tell."""


class Live(NamedTuple):
    """One event of a live stream. `place`: what a client resumes after."""

    place: int
    name: str
    content: Json


def are_wanted(request: Request) -> bool:
    """Whether the client takes a stream, and does not like JSON better (`Accept`, RFC 9110)."""
    liked = dict(map(_liked, request.headers.get("accept", "").lower().split(",")))
    stream = liked.get(MEDIA_TYPE, 0.0)
    return stream > 0 and stream >= liked.get("application/json", 0.0)


def _liked(part: str) -> tuple[str, float]:
    """A media type and how much it is liked; with a number that is none, as much as can be."""
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    given = dict(piece.partition("=")[::2] for piece in parameters)
    try:
        return kind, float(given.get("q", "1"))
    except ValueError:
        return kind, 1.0


def respond(
    events: AsyncIterator[bytes], status: int = 200, headers: dict[str, str] | None = None
) -> EventSourceResponse:
    """A stream that no proxy holds back."""
    no_buffering = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return EventSourceResponse(events, status, {**no_buffering, **(headers or {})})


def event(name: str, content: Json, id: str | None = None) -> bytes:
    """One event as it is written."""
    return format_sse_event(data_str=text(content), event=name, id=id)


async def written(events: AsyncIterator[tuple[str, Json]]) -> AsyncIterator[bytes]:
    """Events without a place, by name and content, as they are written."""
    async for name, content in events:
        yield event(name, content)


async def follow(
    tail: Tail,
    read: Callable[[int, int], Sequence[Live]],
    after: int,
    heartbeat: float,
    beside: Sequence[Beside] = (),
) -> AsyncIterator[bytes]:
    """Everything after a place, then whatever comes, until the client goes or the server stops.

    `read(after, limit)` gives the next events in order. The mark is taken before reading, so that
    nothing that comes in between is missed. `beside`: what is told between them.
    """
    yield format_sse_event(comment="connected", retry=1000)
    while not tail.closed:
        mark = tail.mark()
        found = await asyncio.to_thread(read, after, BATCH)
        for live in found:
            yield event(live.name, live.content, str(live.place))
            after = live.place
        if found:
            continue
        grown = False
        end = monotonic() + heartbeat
        while not grown and monotonic() < end:
            for news in [await ask() for ask in beside]:
                if news is not None:
                    yield event(*news)
            grown = await tail.after(mark, LOOK_BESIDE if beside else heartbeat)
        if not grown:
            yield format_sse_event(comment="heartbeat")


async def tell(tail: Tail, news: Beside, heartbeat: float) -> AsyncIterator[bytes]:
    """What has no place, at first and as the ledger grows, until the client goes or the server stops."""
    yield format_sse_event(comment="connected", retry=1000)
    while not tail.closed:
        mark = tail.mark()
        if (told := await news()) is not None:
            yield event(*told)
        elif not await tail.after(mark, heartbeat):
            yield format_sse_event(comment="heartbeat")


async def with_end(events: AsyncIterator[bytes], end: Callable[[], None]) -> AsyncIterator[bytes]:
    """The same events; `end` is called in a thread once nobody listens any more.

    Nothing waits for it: what is cancelled because its client went away may not wait.
    """
    try:
        async for one in events:
            yield one
    finally:
        asyncio.get_running_loop().run_in_executor(None, end)


def changes_of(name: str, ask: Callable[[], Awaitable[Json]]) -> Beside:
    """An event of this name whenever what is asked for is another than before; at first it always is."""
    told: list[Json] = []

    async def news() -> tuple[str, Json] | None:
        now = await ask()
        if told == [now]:
            return None
        told[:] = [now]
        return name, now

    return news
