"""The suite itself on trial: run over stores with a planted bug, it must fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from ledger.ports import EventStore, Receipt, ReceiptTaken, Record, Unit, VersionConflict
from ledger.stores.memory import MemoryStore
from tests.conformance import test_event_store as suite
from tests.conformance import test_threads as threads


class HalfAppends(MemoryStore):
    """Each unit in a transaction of its own: the first ones stay when a later one is refused."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return [super(HalfAppends, self).append([unit])[0] for unit in units]


class ForgetsReceipts(MemoryStore):
    """The receipt is written after the transaction, and its loss goes unnoticed."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return super().append([Unit(unit.records) for unit in units])


class AnswersLater(MemoryStore):
    """A receipt is found only for another question than the one that was asked."""

    def receipt(self, changeset_id: str) -> Receipt | None:
        found = super().receipt(changeset_id)
        return found and found._replace(request="")


class LetsGapsThrough(MemoryStore):
    """Only doubles are refused, as a primary key does it."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        try:
            return super().append(units)
        except VersionConflict as conflict:
            if conflict.expected < conflict.head:
                raise
            return [self.length()]


class CountsFromOne(MemoryStore):
    """The library's notification id, taken for an offset."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return [offset + 1 for offset in super().append(units)]


class ReadsTooMuch(MemoryStore):
    """`after` taken as inclusive in the ledger as a whole."""

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return super().read_all(max(from_offset - 1, 0), limit)


class RewritesBytes(MemoryStore):
    """A store that thinks that it knows JSON."""

    def read(self, *arguments: object, **more: object) -> Sequence[Record]:
        found = super().read(*arguments, **more)  # type: ignore[arg-type]
        return [record._replace(data=record.data.strip(b"\x00")) for record in found]


class SwallowsConflicts(MemoryStore):
    """A conflict that is retried blindly: the other writer's event is taken for one's own."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        with suppress(VersionConflict, ReceiptTaken):
            return super().append(units)
        return [0 for _ in units]


class NeverWakes(MemoryStore):
    """A wait that nobody ends."""

    def wait(self, length: int, timeout: float) -> int:
        return min(length, self.length())


def first(test: Callable[..., None], *arguments: object) -> Callable[[EventStore], None]:
    return lambda store: test(store, *arguments)


@pytest.mark.parametrize(
    ("broken", "caught_by"),
    [
        (HalfAppends, first(suite.test_all_or_nothing, suite.unit(suite.B, 2, 1, "second"))),
        (ForgetsReceipts, suite.test_receipts),
        (ForgetsReceipts, suite.test_a_receipt_is_taken_once),
        (AnswersLater, suite.test_receipts),
        (LetsGapsThrough, suite.test_a_version_ahead_conflicts),
        (CountsFromOne, suite.test_append_tells_the_offset_of_each_unit),
        (CountsFromOne, threads.test_offsets_are_dense_under_load),
        (ReadsTooMuch, first(suite.test_the_whole_ledger_in_pages, 2, 2, [2, 3])),
        (RewritesBytes, first(suite.test_bytes_are_untouched, b"\x00")),
        (SwallowsConflicts, suite.test_a_stale_version_conflicts),
        (NeverWakes, threads.test_wait_is_woken_by_an_append),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_planted_bug_is_caught(
    broken: type[MemoryStore], caught_by: Callable[[EventStore], None]
) -> None:
    """A store that breaks a promise fails the test that guards it."""
    caught_by(MemoryStore())
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        caught_by(broken())
