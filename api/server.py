"""Running the server: what has to hold before it listens, and one clear sentence where it does not."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from api import logs
from api.app import create_app
from api.backend import Backend
from api.bootstrap import open_backend
from api.security import is_loopback
from api.settings import Settings
from api.start import CannotServe
from ledger.core.errors import LedgerError

DRAIN_SECONDS = 8
"""How long requests that are under way may take after a signal to end."""
WARM_AFTER_SECONDS = 1.0
"""When the page has been loaded; an answer that is asked for earlier loads the rest itself."""


def serve(settings: Settings) -> None:
    """Serve until a signal ends it. Raises CannotServe."""
    if not is_loopback(settings.host):
        raise CannotServe(
            "there is no login yet, so the server listens on the loopback interface only, "
            f"not on {settings.host}; set PATCHLEDGER_HOST=127.0.0.1"
        )
    logs.configure()
    with _listen(settings) as listening:
        port = listening.getsockname()[1]
        asyncio.run(_serve(settings.model_copy(update={"port": port}), listening))


async def _serve(settings: Settings, listening: socket.socket) -> None:
    try:
        async with open_backend(settings) as backend:
            await _Server(backend).serve(sockets=[listening])
    except LedgerError as error:
        raise CannotServe(error.message) from error


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        place = f"{settings.host}:{settings.port}"
        raise CannotServe(
            f"cannot listen on {place}: {error.strerror}; is it running already? "
            "PATCHLEDGER_PORT sets another port"
        ) from error
    return listening


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
        self._warm_soon()
        settings = self._backend.settings
        print(f"Patch Ledger is at {settings.url} (Ctrl+C ends it)", flush=True)  # noqa: T201 - for people
        if not settings.no_browser and sys.stdout.isatty():
            await asyncio.to_thread(webbrowser.open, settings.url)

    def _warm_soon(self) -> None:
        """Load what a first plan needs, which takes half as long as the start, when nobody waits."""
        warming = threading.Timer(WARM_AFTER_SECONDS, self._warm)
        warming.daemon = True
        warming.start()

    def _warm(self) -> None:
        for provider in self._backend.providers.values():
            if provider.setup().ready:
                provider.warm()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the live streams, then what is under way."""
        self._backend.tail.end_streams()
        await super().shutdown(sockets)


@asynccontextmanager
async def _opened(backend: Backend) -> AsyncIterator[Backend]:
    yield backend
