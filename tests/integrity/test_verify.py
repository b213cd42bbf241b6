"""Whatever is done to a ledger, `verify` finds it; and what it finds, it names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import Any

import pytest

from ledger.core.canonical import canonical
from ledger.core.errors import StoreUnavailable
from ledger.integrity.fault import LedgerFault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.heads import Head
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.integrity.witness import Expected
from ledger.ports import Record
from ledger.stores.memory import MemoryStore
from tests.integrity import tampering
from tests.integrity.books import Rows, expected_of, fill, grow, head_of, rows_of
from tests.integrity.tampering import Tampering

EACH = 560
"""Times 18 ways of tampering: over 10,000."""
SHORT, LONG = 30, 600


@pytest.fixture(scope="module")
def short() -> Rows:
    """A small ledger that holds, its tree yet without a tile."""
    store = MemoryStore()
    fill(store)
    assert SHORT == store.length()
    return rows_of(store)


@pytest.fixture(scope="module")
def long() -> Rows:
    """A ledger of two tiles and more."""
    store = MemoryStore()
    grow(fill(store), LONG)
    Tree(store).grow()
    return rows_of(store)


def fault_of(rows: Rows, expected: list[Expected] | tuple[()] = ()) -> LedgerFault:
    with pytest.raises(LedgerFault) as raised:
        verify(rows, expected)
    return raised.value


@pytest.mark.parametrize("tamper", tampering.ALL, ids=lambda tamper: tamper.__name__)
def test_every_tampering_is_found(short: Rows, tamper: Tampering) -> None:
    """Over 10,000 random tamperings before a held checkpoint: each is found."""
    expected = expected_of(short)
    missed = []
    for seed in range(EACH):
        tampered = tamper(Random(seed), short)
        if (tampered.rows, tampered.stolen) == (short.rows, short.stolen):
            continue  # the same bits again, by chance
        try:
            verify(tampered, expected)
        except LedgerFault:
            continue
        missed.append(seed)
    assert [] == missed


@pytest.mark.parametrize("size", [SHORT, LONG])
def test_a_ledger_that_holds(short: Rows, long: Rows, size: int) -> None:
    """A sound ledger is told to hold, with what is in it and the root of its tree."""
    rows = short if size == SHORT else long
    told: list[tuple[int, int]] = []
    found = verify(rows, expected_of(rows), lambda done, total: told.append((done, total)))
    assert (size, 3, len(rows.stolen), size // WIDTH) == found[:4]
    assert head_of(rows) == Head(found.events, found.root)
    assert (size, size) == told[-1]


def test_an_empty_ledger_holds() -> None:
    """Nothing holds."""
    assert (0, 0, 0, 0) == verify(MemoryStore(), expected_of(MemoryStore()))[:4]


def test_a_ledger_that_grew_since_holds(short: Rows) -> None:
    """Checkpoints of any earlier size hold against a ledger that only grew."""
    tree = Tree(short)
    tree.grow()
    heads = [Expected(Head(size, tree.root(size)), f"{size}") for size in (SHORT, 0, 1, 17)]
    assert SHORT == verify(short, heads).events


def test_what_was_added_after_a_checkpoint_is_not_covered_by_it(short: Rows) -> None:
    """The limit that the docs state: an end that no checkpoint covers can be cut at a changeset."""
    tree = Tree(short)
    tree.grow()
    held = [Expected(Head(20, tree.root(20)), "the checkpoint")]
    tampered = tampering.drop_last(Random(1), short)
    kept = [row for row in short.rows if row.offset < 25]
    heads = {row.stream: row.version for row in kept}
    receipts = [one for one in short.stolen if one.last <= heads.get(one.stream, 0)]
    assert 25 == verify(Rows(kept, receipts), held).events
    assert tampered.length() < SHORT


@pytest.mark.parametrize("offset", [0, 7, 100, 255, 256, 400, 511])
def test_the_changed_event_is_named(long: Rows, offset: int) -> None:
    """Where tiles witness it, the very event is named that was changed, in whatever way."""
    row = long.rows[offset]
    changed = row._replace(data=row.data.replace(b'"user:me"', b'"user:ne"', 1))
    fault = fault_of(
        Rows([changed if r is row else r for r in long.rows], long.stolen, long._tiles)
    )
    assert (offset, row.stream, row.version) == (fault.offset, fault.stream, fault.version)
    assert "event_changed" == fault.code


def test_a_swap_of_streams_is_named(long: Rows) -> None:
    """Two streams' neighbours swapped: every chain holds, and the tiles name the first of the two."""
    pairs = zip(long.rows, long.rows[1:], strict=False)
    one, other = next(pair for pair in pairs if pair[0].stream != pair[1].stream)
    swapped = {
        one.offset: other._replace(offset=one.offset),
        other.offset: one._replace(offset=other.offset),
    }
    rows = Rows([swapped.get(row.offset, row) for row in long.rows], long.stolen, long._tiles)
    fault = fault_of(rows, expected_of(long))
    assert ("history_differs", one.offset) == (fault.code, fault.offset)
    assert "the checkpoint" in fault.message


def test_without_witnesses_the_range_is_named(short: Rows, long: Rows) -> None:
    """Where no tile can be believed, the events are named among which it is."""
    forged = tampering.write_history_anew(Random(5), short)
    fault = fault_of(forged, expected_of(short))
    assert ("history_differs", 0) == (fault.code, fault.offset)
    assert "at offset 0: it, or one after it up to offset 29" in fault.message

    tree = Tree(long)
    tree.grow()
    heads = [Expected(Head(size, tree.root(size)), "it") for size in (300, LONG)]
    rows = tampering._replaced(long, *forged_tail(long))
    assert 300 == fault_of(Rows(rows.rows, rows.stolen), heads).offset


def forged_tail(long: Rows) -> list[Record]:
    """The last event by somebody else: nothing after it carries its hash."""
    last = long.rows[-1]
    return [last._replace(data=last.data.replace(b'"user:me"', b'"user:ne"'))]


def test_tiles_that_were_forged_as_well_are_not_believed(long: Rows) -> None:
    """Who rewrites history and its tiles is found by the checkpoint alone."""
    forged = tampering.write_history_anew(Random(3), long)
    with_tiles = Rows(forged.rows, forged.stolen)
    Tree(with_tiles).grow()
    fault = fault_of(with_tiles, expected_of(long))
    assert "history_differs" == fault.code
    assert "Nothing that is held tells which" in fault.message


@pytest.mark.parametrize("place", [(0, 0), (0, 1)])
def test_a_bad_tile_is_named(long: Rows, place: tuple[int, int]) -> None:
    """A tile with a flipped bit is told as such: the events hold, and are not blamed."""
    tile = bytearray(long._tiles[place])
    tile[77] ^= 4
    fault = fault_of(Rows(long.rows, long.stolen, {**long._tiles, place: bytes(tile)}))
    assert ("tile_differs", place[1] * WIDTH) == (fault.code, fault.offset)


def test_an_event_that_cannot_be_read_is_named(short: Rows) -> None:
    """Where the store cannot even read an event, that is the one."""

    class Unreadable(Rows):
        def read_all(self, from_offset: int, limit: int) -> list[Record]:
            if from_offset <= 12 < from_offset + limit:
                raise StoreUnavailable("Could not decode to UTF-8.")
            return list(super().read_all(from_offset, limit))

    fault = fault_of(Unreadable(short.rows, short.stolen))
    assert (12, "Could not decode to UTF-8.") == (fault.offset, fault.message)


def test_what_can_be_read_one_by_one_holds(short: Rows) -> None:
    """Where the store cannot give many events at once, as after a lost connection, each is asked for."""

    class OneByOne(Rows):
        def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
            if limit > 1:
                raise StoreUnavailable("The connection was lost.")
            return super().read_all(from_offset, limit)

    assert SHORT == verify(OneByOne(short.rows, short.stolen)).events


@pytest.mark.parametrize("dropped", [1, 2, 11])
def test_half_a_changeset_is_found_without_a_checkpoint(short: Rows, dropped: int) -> None:
    """An end within a changeset needs no checkpoint to be found."""
    kept = short.rows[: 6 - 1]
    fault = fault_of(Rows(kept, []))
    assert ("event_missing", 6) == (fault.code, fault.version)
    rows = [row for row in short.rows if row.offset != 29 - dropped]
    assert 29 - dropped == fault_of(Rows(rows, short.stolen)).offset


def test_the_wrong_receipt_is_named(short: Rows) -> None:
    """A receipt that fits no events, or none where one should be, names its changeset."""
    lost = fault_of(tampering.drop_a_receipt(Random(1), short))
    assert ("receipt_differs", True) == (lost.code, lost.offset is not None)
    more = fault_of(tampering.add_a_receipt(Random(1), short))
    assert ("receipt_differs", None) == (more.code, more.offset)


# The suite on trial: a verify with one of these bugs has to be caught by it.


def test_a_verify_that_writes_anew_is_caught(short: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the planted bug, another spelling of the same JSON goes unnoticed: the suite sees that."""

    def meant(data: bytes) -> Any:
        return sha256(canonical(json.loads(data)))

    monkeypatch.setattr("ledger.integrity.chain.sha256", meant)
    verify(short, expected_of(short))
    with pytest.raises(AssertionError):
        test_every_tampering_is_found(short, tampering.write_json_anew)


def test_a_verify_that_trusts_tiles_is_caught(long: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the planted bug, a history that was written anew over the old tiles goes unnoticed."""
    forged = tampering.write_history_anew(Random(3), long)
    assert "history_differs" == fault_of(forged, expected_of(long)).code

    class Trusting(Growth):
        def root(self) -> bytes:
            tree = Tree(forged)
            assert tree.resume(self.size)
            tree._growth.add(list(map(leaf_hash_of, long.rows[tree.size : self.size])))
            return tree.root(self.size)

    monkeypatch.setattr("ledger.integrity.verify.Growth", Trusting)
    monkeypatch.setattr("ledger.integrity.verify._Verification._compare_tile", lambda *_: None)
    with pytest.raises(pytest.fail.Exception):
        fault_of(forged, expected_of(long))


def test_what_is_accepted_meanwhile_does_no_harm() -> None:
    """While others write, what was there at the beginning is verified, and no receipt is taken amiss."""
    store = MemoryStore()
    books = fill(store)
    grow(books, 1_200)
    found = verify(store, progress=lambda *_: grow(books, store.length() + 3))
    assert 1_200 == found.events < store.length()


def test_a_receipt_from_the_future_is_found(short: Rows) -> None:
    """A receipt for versions that are not there, or whose last field is no number, is one too many."""
    last = short.stolen[0].last
    for forged in (last + 100, "x"):
        more = short.stolen[0]._replace(changeset="more", last=forged)  # type: ignore[arg-type]
        found = fault_of(Rows(short.rows, [*short.stolen, more]))
        assert ("receipt_differs", None) == (found.code, found.offset)
    unreadable = short.rows[0]._replace(data=b"{", version=900, offset=30)
    more = short.stolen[0]._replace(changeset="more", stream=unreadable.stream, last=900)

    class Later(Rows):
        def length(self) -> int:
            return 30

    rows = Later([*short.rows, unreadable], [*short.stolen, more])
    assert "receipt_differs" == fault_of(rows).code
