"""What `ledger.ports` promises of filling an empty ledger, for every store."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest

from ledger.ports import (
    EventStore,
    NewRecord,
    NotEmpty,
    Receipt,
    ReceiptTaken,
    Record,
    Unit,
    VersionConflict,
)
from ledger.stores._batches import BATCH, batches
from ledger.stores.memory import MemoryStore
from tests.conformance.conftest import Backend
from tools.paths import ROOT

A, B = "project:a", "project:b"
MANY = 1200


def one(stream: str, version: int, changeset: str | None = None) -> Unit:
    receipt = Receipt(changeset, stream, version, version, "r") if changeset else None
    return Unit((NewRecord(stream, version, "patch", b"\x00%d" % version),), receipt)


def many(count: int = MANY) -> Iterator[Unit]:
    """Units of two streams in turn, each with a receipt."""
    for place in range(count):
        stream, version = (A, B)[place % 2], place // 2 + 1
        yield one(stream, version, f"{stream} {version}")


def test_a_filled_ledger_has_everything(store: EventStore) -> None:
    """Records, offsets and receipts are there as if they had been appended, whatever their number."""
    store.fill(many())
    units = list(many())
    expected = [Record(*unit.records[0], offset=place) for place, unit in enumerate(units)]
    assert expected == list(store.read_all(0, MANY))
    for unit in (units[0], units[-1]):
        assert unit.receipt is not None
        assert unit.receipt == store.receipt(unit.receipt.changeset)


def test_a_filled_ledger_goes_on(store: EventStore) -> None:
    """What is appended afterwards follows."""
    store.fill(many(3))
    assert [3] == store.append([one(B, 2)])
    with pytest.raises(ReceiptTaken):
        store.append([one(A, 3, f"{A} 1")])


def test_filling_with_nothing_is_nothing(store: EventStore) -> None:
    store.fill([])
    assert 0 == store.length()


def test_a_ledger_with_events_is_not_filled(store: EventStore) -> None:
    """It stays as it is."""
    store.append([one(A, 1)])
    with pytest.raises(NotEmpty):
        store.fill([one(A, 2), one(B, 1)])
    assert 1 == store.length()


def _breaks_off() -> Iterator[Unit]:
    yield from many()
    raise KeyError("the file ends here")


@pytest.mark.parametrize(
    ("units", "error"),
    [
        (_breaks_off, KeyError),
        (lambda: iter([*many(), one(A, 1)]), VersionConflict),
        (lambda: iter([*many(), one("c", 2)]), VersionConflict),
        (lambda: iter([*many(), one("c", 1, f"{A} 1")]), ReceiptTaken),
    ],
    ids=["breaks off", "double", "gap", "receipt"],
)
def test_what_cannot_be_filled_leaves_nothing(
    store: EventStore, units: Callable[[], Iterator[Unit]], error: type[Exception]
) -> None:
    """However late it fails, the ledger is empty afterwards, and can be used."""
    with pytest.raises(error):
        store.fill(units())
    assert 0 == store.length()
    assert store.receipt(f"{A} 1") is None
    assert [0] == store.append([one(A, 1, f"{A} 1")])


def test_nobody_sees_a_ledger_half_filled(store: EventStore) -> None:
    """Readers see all of it or nothing, and what would be appended meanwhile waits or is refused."""
    seen: list[int] = []

    def watched() -> Iterator[Unit]:
        for unit in many():
            seen.append(store.length())
            yield unit

    store.fill(watched())
    assert {0} == set(seen)
    assert MANY == store.length()


def test_a_filled_ledger_is_there_after_reopening(backend: Backend) -> None:
    """Where there is a place to keep it."""
    first = backend.open()
    first.fill(many())
    first.close()
    assert (MANY if backend.durable else 0) == backend.open().length()


def test_what_comes_is_stored_in_parts_that_fit_in_memory() -> None:
    """Counted in records, not in units: one unit may have thousands."""
    large = Unit(tuple(one(A, version).records[0] for version in range(1, BATCH + 2)))
    small = list(many(3))
    assert [[*small, large], [large], small] == list(batches([*small, large, large, *small]))
    assert [len(part) for part in batches(many(2 * BATCH))] == [BATCH, BATCH]


def test_filling_wakes_who_waits(store: EventStore) -> None:
    """The ledger has grown."""
    store.fill(many(2))
    assert 2 == store.wait(0, 5)


DYING = """
import os, signal, sys
from tests.conformance.conftest import module_of
from tests.conformance.test_filling import many

def dying():
    yield from many(6000)
    os.kill(os.getpid(), signal.SIGKILL)

module_of(sys.argv[1]).open_store(sys.argv[2]).fill(dying())
"""


def test_a_process_that_dies_while_filling_leaves_nothing(backend: Backend) -> None:
    """Nor does it keep the next one from filling. What is in memory dies with its process."""
    if backend.durable:
        command = [sys.executable, "-c", DYING, backend.name, backend.place("ledger.db")]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert (-signal.SIGKILL, "") == (ended.returncode, ended.stderr)
    store = backend.open()
    assert 0 == store.length()
    assert store.receipt(f"{A} 1") is None
    store.fill(many(3))
    assert 3 == store.length()


class FillsInParts(MemoryStore):
    """A transaction for each unit."""

    def fill(self, units: Iterable[Unit]) -> None:
        for unit in units:
            self.append([unit])


class FillsUp(MemoryStore):
    """What is there already is no obstacle."""

    def fill(self, units: Iterable[Unit]) -> None:
        self.append(list(units))


@pytest.mark.parametrize(
    ("careless", "caught_by"),
    [
        (FillsInParts, test_nobody_sees_a_ledger_half_filled),
        (
            FillsInParts,
            lambda store: test_what_cannot_be_filled_leaves_nothing(store, _breaks_off, KeyError),
        ),
        (FillsUp, test_a_ledger_with_events_is_not_filled),
    ],
)
def test_a_careless_store_is_caught(
    careless: Callable[[], EventStore], caught_by: Callable[[EventStore], None]
) -> None:
    """One that breaks these promises fails these tests."""
    caught_by(MemoryStore())
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        caught_by(careless())
