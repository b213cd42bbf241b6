"""A store in memory that fails when a test says so: before the effect of a call, or after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from ledger.core.errors import OutcomeUnknown, StoreUnavailable
from ledger.ports import Receipt, Record, Unit
from ledger.stores.memory import MemoryStore

Answer = TypeVar("Answer")


class FaultyStore(MemoryStore):
    """Counts its calls, and fails some of them."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self._failing: range = range(0)
        self._after = False
        self._calm = False

    def fail(self, first: int, count: int = 1, *, after: bool = False) -> None:
        """Fail the `first`-th call (1 is the next one) and those that follow, `count` in all.

        `after`: only once it has had its effect, as where a line is cut before the answer came.
        """
        begin = len(self.calls) + first
        self._failing, self._after = range(begin, begin + count), after

    @contextmanager
    def calm(self) -> Iterator[None]:
        """Neither fail nor count, so that a test can look."""
        self._calm = True
        try:
            yield
        finally:
            self._calm = False

    def append(self, units: Sequence[Unit]) -> list[int]:
        """See the port."""
        return self._call("append", lambda: super(FaultyStore, self).append(units))

    def read(self, *arguments: Any, **more: Any) -> Sequence[Record]:
        """See the port."""
        return self._call("read", lambda: super(FaultyStore, self).read(*arguments, **more))

    def receipt(self, changeset_id: str) -> Receipt | None:
        """See the port."""
        return self._call("receipt", lambda: super(FaultyStore, self).receipt(changeset_id))

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        """See the port."""
        save = super().save_snapshot
        self._call("save_snapshot", lambda: save(stream, version, data))

    def nearest_snapshot(self, stream: str, upto: int | None = None) -> tuple[int, bytes] | None:
        """See the port."""
        nearest = super().nearest_snapshot
        return self._call("nearest_snapshot", lambda: nearest(stream, upto))

    def _call(self, name: str, effect: Callable[[], Answer]) -> Answer:
        if self._calm:
            return effect()
        self.calls.append(name)
        if len(self.calls) not in self._failing:
            return effect()
        if self._after:
            effect()
            raise OutcomeUnknown("The line was cut before the answer came.")
        raise StoreUnavailable("The line is down.")


class AtOnce(Executor):
    """Does at once, and in this thread, what others do later."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **more: Any) -> Future[Any]:
        """Its future is done."""
        done: Future[Any] = Future()
        done.set_result(call(*arguments, **more))
        return done
