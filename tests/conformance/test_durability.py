"""What a store that says it is durable still has after it was closed and opened again."""

from __future__ import annotations

from ledger.ports import NewRecord, Receipt, Record, Unit
from tests.conformance.conftest import Backend

A = "project:a"


def test_reopening_shows_everything_again(backend: Backend) -> None:
    """Events, receipts, snapshots, tiles and the ledger's id survive; a ledger in memory begins anew."""
    first = backend.open()
    receipt = Receipt("c", A, 1, 1, "r")
    first.append([Unit((NewRecord(A, 1, "patch", b"1"),), receipt)])
    first.save_snapshot(A, 1, b"s")
    first.save_tile(0, 0, b"t")
    ledger_id = first.ledger_id()
    first.close()

    again = backend.open()
    kept = backend.durable
    assert ([Record(A, 1, "patch", b"1", 0)] if kept else []) == list(again.read(A))
    assert (receipt if kept else None) == again.receipt("c")
    assert ((1, b"s") if kept else None) == again.nearest_snapshot(A)
    assert (b"t" if kept else None) == again.tile(0, 0)
    assert kept == (again.ledger_id() == ledger_id)


def test_reopening_goes_on_where_it_was(backend: Backend) -> None:
    """Versions and offsets go on after reopening."""
    first = backend.open()
    first.append([Unit((NewRecord(A, 1, "patch", b"1"),))])
    first.close()

    again = backend.open()
    following = again.length() + 1
    assert [following - 1] == again.append([Unit((NewRecord(A, following, "patch", b"2"),))])
    assert following == again.length()
