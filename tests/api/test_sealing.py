"""The sealer: what is appended is signed before long, without anybody asking."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from api.sealing import Sealer
from ledger.core.errors import StoreUnavailable
from ledger.integrity.heads import Head, Heads
from ledger.integrity.notary import Notary, Signed
from ledger.integrity.watch import Watch
from ledger.ports import NewRecord, Unit
from ledger.stores.memory import MemoryStore
from tests.integrity.books import fill, grow

PATIENCE_SECONDS = 30.0


def until(holds: Callable[[], object]) -> None:
    """Wait for something that has to happen."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def signed_size(notary: Notary) -> int:
    last = notary.watch.heads.last(notary.watch.origin)
    return last.size if last else -1


def test_what_is_appended_is_signed(tmp_path: Path) -> None:
    """The ledger is signed at start, and again when it has grown; the key is made at first."""
    store = MemoryStore()
    books = fill(store)
    notary = Notary(Watch(store, Heads(tmp_path / "key")))
    with Sealer(notary, every=0.01):
        assert (tmp_path / "key").exists()
        until(lambda: signed_size(notary) == 30)
        grow(books, 40)
        until(lambda: signed_size(notary) == 40)


def test_a_full_disk_is_no_end(tmp_path: Path) -> None:
    """What cannot be signed now is signed when that is possible again."""
    store = MemoryStore()
    fill(store)

    class Full(Notary):
        tries = 0

        def checkpoint(self) -> Signed:
            self.tries += 1
            if self.tries < 4:
                raise StoreUnavailable("The disk is full.")
            return super().checkpoint()

    notary = Full(Watch(store, Heads(tmp_path / "key")))
    with Sealer(notary, every=0.01):
        until(lambda: signed_size(notary) == 30)
    assert notary.watch.reason is None


def test_a_database_that_is_away_is_no_end(tmp_path: Path) -> None:
    """While the database does not answer nothing is signed; when it is back, the sealer goes on."""

    class Away(MemoryStore):
        calls = 0

        def length(self) -> int:
            self.calls += 1
            if 10 < self.calls < 20:
                raise StoreUnavailable("The database does not answer.")
            return super().length()

    store = Away()
    books = fill(MemoryStore())
    notary = Notary(Watch(store, Heads(tmp_path / "key")))
    with Sealer(notary, every=0.001):
        until(lambda: store.calls > 25)
        store.fill([Unit(tuple(NewRecord(*row[:4]) for row in books.store.read_all(0, 30)))])
        until(lambda: signed_size(notary) == 30)


def test_the_reason_is_logged_and_nothing_signed(tmp_path: Path) -> None:
    """A ledger that does not hold is served, not signed, and the log says why, once."""
    store = MemoryStore()
    fill(store)
    notary = Notary(Watch(store, Heads(tmp_path / "key")))
    _ = notary.key
    wrong = Head(30, bytes(32))
    notary.watch.heads.remember(notary.watch.origin, wrong)
    with capture_logs() as logs, Sealer(notary, every=0.01):
        until(lambda: logs)
    [line] = logs
    assert ("writes_stopped", notary.watch.reason) == (line["event"], line["reason"])
    assert wrong == notary.watch.heads.last(notary.watch.origin)


def test_a_place_without_room_for_a_key_is_told_at_start(tmp_path: Path) -> None:
    """A server that cannot make its key does not start."""
    (tmp_path / "file").touch()
    notary = Notary(Watch(MemoryStore(), Heads(tmp_path / "file" / "key")))
    with pytest.raises(StoreUnavailable, match="file"), Sealer(notary):
        pass
