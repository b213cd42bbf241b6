"""The end of the ledger as the event loop sees it: one thread waits, any number of streams listen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Self

from ledger.ports import EventStore

LOOK_AGAIN = 0.1
"""Seconds that one wait lasts at most: how long stopping can take."""


class Tail:
    """Wakes the streams when the ledger has grown. Belongs to one event loop.

    It watches between entering and leaving it as a context manager, and only while somebody waits: to be
    woken by every append costs the event loop more than a page's own requests do.
    """

    def __init__(self, store: EventStore, hear: Callable[[int], None]) -> None:
        """`hear` is told each new length, in the thread that waits, before the streams are woken."""
        self._store = store
        self._hear = hear
        self._loop = asyncio.get_running_loop()
        self._grown = asyncio.Event()
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self.closed = False
        self._thread = threading.Thread(target=self._watch, name="tail", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end_streams()
        self._stopping.set()
        self._thread.join()

    def mark(self) -> asyncio.Event:
        """What will be set by the next event; take it before reading, then wait for it."""
        self._wanted.set()
        return self._grown

    @staticmethod
    async def after(mark: asyncio.Event, seconds: float) -> bool:
        """Wait for a mark at most so long; whether it was set."""
        try:
            async with asyncio.timeout(seconds):
                await mark.wait()
        except TimeoutError:
            return False
        return True

    def end_streams(self) -> None:
        """Let every stream end; new ones end at once."""
        self.closed = True
        self._wake()

    def _watch(self) -> None:
        length = self._store.length()
        self._hear(length)
        while not self._stopping.is_set():
            if not self._wanted.wait(LOOK_AGAIN):
                continue
            now = self._store.wait(length, LOOK_AGAIN)
            if now > length:
                length = now
                self._hear(length)
                self._wanted.clear()  # before the wake: who takes a mark after it wants the next one
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        grown, self._grown = self._grown, asyncio.Event()
        grown.set()
