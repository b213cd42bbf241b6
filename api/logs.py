"""One line a request: what was asked, how it ended, how long it took. No bodies, no secrets."""

from __future__ import annotations

import logging
import sys
from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.dev import plain_traceback
from structlog.processors import ExceptionRenderer, JSONRenderer
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor
from uuid_utils import uuid7

log = structlog.get_logger(__name__)


def configure(level: int = logging.INFO) -> None:
    """Lines for people on a terminal, JSON otherwise, on stderr, from `level` on."""
    # Without the frames' variables: they hold what people wrote.
    rendering: list[Processor] = [
        ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
        JSONRenderer(),
    ]
    if sys.stderr.isatty():
        rendering = [structlog.dev.ConsoleRenderer(exception_formatter=plain_traceback)]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *rendering,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class RequestLine:
    """Binds an id to each request and logs its line when the answer has ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 0
        scope["request_id"] = str(uuid7())
        clear_contextvars()
        bind_contextvars(request_id=scope["request_id"])

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = scope.get("route")
            log.info(
                "request",
                method=scope["method"],
                path=getattr(route, "path", None) or "(page)",
                status=status,
                ms=round((perf_counter() - began) * 1000, 1),
                **scope.get("path_params", {}),
            )
