"""The sealer: a thread that lets the tree grow with the ledger, and signs now and then.

So a proof never has to wait for a long tree, and after a crash, or when somebody puts an old copy in its
place, the ledger can be compared with what was signed not long ago.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Self

import structlog

from ledger.core.errors import StoreError, WritesStopped
from ledger.integrity.notary import Notary

log = structlog.get_logger(__name__)

EVERY_SECONDS = 10.0
"""How long what was appended stays unsigned at most, when nobody asks for a checkpoint."""


class Sealer:
    """Checks the ledger when it starts, and signs until it stops. To be used as a context manager."""

    def __init__(self, notary: Notary, every: float = EVERY_SECONDS) -> None:
        self._notary = notary
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sealer", daemon=True)

    def __enter__(self) -> Self:
        """Raises StoreUnavailable where there is no place for the key."""
        _ = self._notary.key
        with suppress(WritesStopped):
            self._notary.watch.check()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        signed = -1
        while not self._stopping.is_set() and self._notary.watch.reason is None:
            due = time.monotonic() + self._every
            signed = self._signed(signed)
            self._stopping.wait(max(0.0, due - time.monotonic()))
        if self._notary.watch.reason is not None:
            log.error("writes_stopped", reason=self._notary.watch.reason)

    def _signed(self, size: int) -> int:
        """The size that is signed now, where it was `size` before."""
        try:
            if self._notary.watch.store.length() == size:
                return size
            return self._notary.checkpoint().checkpoint.size
        except StoreError:  # a full disk, a database away: another time; a reason to stop is kept
            return size
