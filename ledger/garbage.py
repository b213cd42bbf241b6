"""Python's garbage collector, and when it should not look."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Pause:
    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._was_enabled = False

    def begin(self) -> None:
        with self._lock:
            if self._users == 0:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._users += 1

    def end(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._was_enabled:
                gc.enable()


_pause = _Pause()


@contextmanager
def uncollected() -> Iterator[None]:
    """For a stretch that makes very many values, which are all kept or let go of by themselves.

    The collector would look at all that there is again and again, which takes several times as long as
    making them. It holds for the whole process, so nothing in here waits longer than for a batch.
    """
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()
