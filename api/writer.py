"""The queue in front of the ledger: one thread appends, and what waits meanwhile shares a transaction.

Group commit: while one transaction is on its way to the disk, further changesets queue up; the next
transaction takes all of them. A single request waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ledger.answers import Changes, Committed
from ledger.service import Ledger

MOST = 500
"""Patches that share one transaction at most; a larger changeset has one to itself."""

Answer = TypeVar("Answer")
Waiting = tuple[Changes, asyncio.Future[Committed]]


class WriterQueue:
    """The asynchronous way to the ledger's writer. Belongs to one event loop."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._waiting: list[Waiting] = []
        self._running: asyncio.Task[None] | None = None

    async def commit(self, changes: Changes) -> Committed:
        """Append a changeset, to its end even if nobody waits. Raises what `Ledger.commit` raises."""
        future: asyncio.Future[Committed] = asyncio.get_running_loop().create_future()
        self._waiting.append((changes, future))
        if self._running is None:
            self._running = asyncio.create_task(self._drain())
        return await future

    async def run(self, append: Callable[[], Answer]) -> Answer:
        """Run another appending call on the writer's thread, to its end even if nobody waits."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, append))

    async def close(self) -> None:
        """Finish what is queued."""
        if self._running is not None:
            await self._running
        self._thread.shutdown()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                await self._write(self._next_batch())
        finally:
            self._running = None

    def _next_batch(self) -> list[Waiting]:
        size = taken = 0
        for changes, _ in self._waiting:
            size += len(changes.patches)
            if taken and size > MOST:
                break
            taken += 1
        batch, self._waiting = self._waiting[:taken], self._waiting[taken:]
        return batch

    async def _write(self, batch: list[Waiting]) -> None:
        loop = asyncio.get_running_loop()
        many = [changes for changes, _ in batch]
        try:
            told = await loop.run_in_executor(self._thread, self._ledger.commit_many, many)
        except Exception as fault:  # noqa: BLE001 - whoever waits has to hear of it
            told_all: list[Committed | Exception] = [fault] * len(batch)
        else:
            told_all = list(told)
        for (_, future), outcome in zip(batch, told_all, strict=True):
            if future.done():
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
