"""Connections to a vendor: one pool of them while a server runs, lent to one call after the other.

A connection that is kept saves the next call its handshakes. What a call leaves open it takes with it: the
library and the vendors' clients do not close all that they began when somebody stops to listen.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cache

import httpx

IDLE_SECONDS = 55.0
"""How long an unused connection is kept: vendors and what stands before them close theirs after a minute."""
MOST_IDLE = 10
LAST_EVENT = b"data: [DONE]"
END_SECONDS = 0.25
"""How long the end of a body is waited for when its last event was there."""


class Pool:
    """A vendor's connections. `connect_seconds`: until one has to be there."""

    def __init__(self, connect_seconds: float) -> None:
        self._client = client(connect_seconds)

    def for_a_call(self) -> httpx.AsyncClient:
        """A client for one call, which closes it: ending the call ends all that it began."""
        # How to get there is the pool's business: proxies, authorities, redirects.
        return httpx.AsyncClient(transport=_Lent(self._client), timeout=self._client.timeout)

    async def close(self) -> None:
        """Close the connections that nobody uses any more."""
        await self._client.aclose()


def client(connect_seconds: float) -> httpx.AsyncClient:
    """A client with connections of its own. The deadlines are the call's, but for connecting."""
    return httpx.AsyncClient(
        verify=trusted(),
        timeout=httpx.Timeout(None, connect=connect_seconds),
        limits=httpx.Limits(max_keepalive_connections=MOST_IDLE, keepalive_expiry=IDLE_SECONDS),
        follow_redirects=True,
    )


class _Lent(httpx.AsyncBaseTransport):
    """The way of one call through the pool: closing it closes what it has not read to the end."""

    def __init__(self, pool: httpx.AsyncClient) -> None:
        self._pool = pool
        self._answers: list[_Body] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._pool.send(request, stream=True)
        body = _Body(answer)
        self._answers.append(body)
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=body, extensions=answer.extensions
        )

    async def aclose(self) -> None:
        for body in self._answers:
            await body.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of an answer.

    Clients of the Chat protocol stop to read at its last event, a few bytes before the end of the body;
    but only a connection whose body was read to the end can be used again.
    """

    def __init__(self, answer: httpx.Response) -> None:
        self._answer = answer
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        self._pieces = aiter(answer.stream)
        self._tail = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._pieces:
            self._tail = (self._tail + piece)[-2 * len(LAST_EVENT) :]
            yield piece

    async def aclose(self) -> None:
        if LAST_EVENT in self._tail and not self._answer.is_closed:
            with suppress(TimeoutError, httpx.HTTPError):
                async with asyncio.timeout(END_SECONDS):
                    async for _ in self._pieces:
                        pass
        await self._answer.aclose()


@cache
def trusted() -> ssl.SSLContext:
    """The authorities to trust, from the environment; reading them takes 50 ms."""
    return httpx.create_ssl_context()
