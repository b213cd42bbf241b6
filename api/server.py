"""Running the server over a ledger that is open, on a socket that is bound."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

import uvicorn

from api import logs
from api.app import create_app
from api.backend import Backend
from api.bootstrap import backend_over
from api.settings import Settings
from api.talk import end_talks
from api.warming import warm
from ledger.service import Ledger

TALK_SECONDS = 4
"""How long agents may still answer after a signal to end."""
DRAIN_SECONDS = 7
"""How long requests that are under way may take after a signal to end."""


def serve(books: Ledger, settings: Settings, listening: socket.socket) -> None:
    """Serve a ledger on a bound socket until a signal ends it. Raises LedgerError."""
    logs.configure()
    asyncio.run(_serve(books, settings, listening))


async def _serve(books: Ledger, settings: Settings, listening: socket.socket) -> None:
    async with backend_over(books, settings) as backend:
        await _Server(backend).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """Tells where it is when it is up, and lets the live streams end before it waits for the rest."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        app = create_app(lambda: _opened(backend))
        super().__init__(
            uvicorn.Config(
                app,
                access_log=False,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=DRAIN_SECONDS,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        gc.freeze()  # what is loaded stays: no collection needs to look at it again
        gc.enable()
        self._warming = asyncio.create_task(warm(self._backend, self._answered))
        settings = self._backend.settings
        print(f"Patch Ledger is at {settings.url} (Ctrl+C ends it)", flush=True)  # noqa: T201 - for people
        if not settings.no_browser and sys.stdout.isatty():
            await asyncio.to_thread(webbrowser.open, settings.url)

    def _answered(self) -> int:
        return self.server_state.total_requests

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's
        """End in order; a second Ctrl+C does not wait for what is under way.

        The signal is not sent again afterwards, as uvicorn would: whoever serves has a ledger to close.
        """
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the live streams, then what is under way; what agents still say ends a little sooner.

        A conversation that is ended keeps its draft, for which the writer has to be there.
        """
        self._warming.cancel()
        self._backend.tail.end_streams()
        ending = asyncio.create_task(end_talks(self._backend, TALK_SECONDS))
        await super().shutdown(sockets)
        await ending


@asynccontextmanager
async def _opened(backend: Backend) -> AsyncIterator[Backend]:
    yield backend
