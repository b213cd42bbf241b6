"""The web application in this process, without a server: what it answers is what HTTP answers.

The views do not follow meanwhile, so what needs them is asked elsewhere (`api.cli.reads`).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, closing
from typing import Any, Self
from urllib.parse import urlencode

from api import logs
from api.app import create_app
from api.bootstrap import LateProviders, queued
from api.cli.link import Answer, Problem, Told, events_in
from api.parts import Parts
from api.problems import problem
from api.settings import Settings, SettingsRefused, load
from ledger.core.model import Json

PREFIX = "/api/v1"
HOST = (b"host", b"127.0.0.1")
JSON_TYPE = (b"content-type", b"application/json")
STREAM_TYPE = (b"accept", b"text/event-stream")

Message = Mapping[str, Any]


class Inside:
    """Takes requests one after the other; to be used as a context manager."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        settings = _settings()
        logs.configure(logging.ERROR)
        self._runner = self._closing.enter_context(asyncio.Runner())
        asynchronous = AsyncExitStack()
        self._closing.callback(lambda: self._runner.run(asynchronous.aclose()))
        starting = queued(self._parts, settings, LateProviders(settings))
        backend = self._runner.run(asynchronous.enter_async_context(starting))
        self._app = create_app(_never_opened)
        self._app.state.backend = backend
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def get(self, path: str, query: Mapping[str, Json]) -> Answer:
        """Read."""
        return self._whole(_scope("GET", path, urlencode(query, doseq=True)), b"")

    def post(self, path: str, body: bytes) -> Answer:
        """Change something."""
        return self._whole(_scope("POST", path, "", JSON_TYPE), body)

    def upload(
        self, path: str, content: bytes, media_type: str, query: Mapping[str, Json]
    ) -> Answer:
        """Send what is no JSON."""
        kind = (b"content-type", media_type.encode())
        return self._whole(_scope("POST", path, urlencode(query, doseq=True), kind), content)

    def stream(self, path: str, body: bytes) -> Iterator[Told]:
        """Converse."""
        with closing(
            self._answered(_scope("POST", path, "", JSON_TYPE, STREAM_TYPE), body)
        ) as pieces:
            status = next(pieces)
            if status >= 400:
                raise Problem(json.loads(b"".join(pieces)))
            yield from events_in(_lines(pieces))

    def _whole(self, scope: dict[str, Any], body: bytes) -> Answer:
        with closing(self._answered(scope, body)) as pieces:
            status = next(pieces)
            told: Answer = json.loads(b"".join(pieces))
        if status >= 400:
            raise Problem(told)
        return told

    def _answered(self, scope: dict[str, Any], body: bytes) -> Generator[Any, None, None]:
        """The status of an answer, then the pieces of its body as they come."""
        messages = _exchange(self._app, scope, body)
        try:
            while True:
                message = self._runner.run(_next(messages))
                if message is None:
                    return
                yield message.get("status", message.get("body", b""))
        finally:
            self._runner.run(messages.aclose())


async def _next(messages: AsyncGenerator[Message, None]) -> Message | None:
    return await anext(messages, None)


async def _exchange(
    app: Callable[..., Any], scope: dict[str, Any], body: bytes
) -> AsyncGenerator[Message, None]:
    """What an ASGI application sends in answer to a request; who stops listening has gone away."""
    sent: asyncio.Queue[Message | None] = asyncio.Queue()
    coming: asyncio.Queue[Message] = asyncio.Queue()
    coming.put_nowait({"type": "http.request", "body": body, "more_body": False})
    answering = asyncio.create_task(app(scope, coming.get, sent.put))
    answering.add_done_callback(lambda _: sent.put_nowait(None))
    try:
        while (message := await sent.get()) is not None:
            yield message
    finally:
        coming.put_nowait({"type": "http.disconnect"})
        await asyncio.wait([answering])
        answering.exception()  # a fault was answered with a problem, and logged


def _settings() -> Settings:
    try:
        return load()
    except SettingsRefused as refused:
        raise Problem(problem(400, "settings_refused", str(refused))) from refused


def _scope(method: str, path: str, query: str, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": PREFIX + path,
        "raw_path": (PREFIX + path).encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [HOST, *headers],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 0),
    }


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode() for line in whole)


def _never_opened() -> Any:
    raise AssertionError("the parts are open already, and the application's lifespan is not run")
