"""`verify` names the first event that is not what it was; where that cannot be told, it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from ledger.core.errors import StoreUnavailable
from ledger.integrity.fault import LedgerFault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.heads import Head, Heads
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import hashes_in
from ledger.integrity.notary import Notary
from ledger.integrity.roll import Roll, Source, silent
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.integrity.watch import Watch
from ledger.integrity.witness import Expected, Witnesses
from ledger.ports import Record
from ledger.stores.memory import MemoryStore
from tests.integrity import tampering
from tests.integrity.books import Rows, fill, grow, rows_of
from tests.integrity.tampering import Tampering
from tests.laws import often

LENGTH = 600
TILED = LENGTH & -WIDTH
EACH = often(25)
Tiles = dict[tuple[int, int], bytes]
OF_EVENTS = [way for way in tampering.ALL if "receipt" not in way.__name__]


class Book(NamedTuple):
    """A ledger of two tiles and more, signed, with what is held of it outside of the database."""

    rows: Rows
    held: list[Expected]
    roll: Source


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """One, as a server leaves it: signed twice."""
    store = MemoryStore()
    books = fill(store)
    key = tmp_path_factory.mktemp("naming") / "ledger.key"
    notary = Notary(Watch(store, Heads(key)))
    grow(books, 300)
    notary.checkpoint()
    grow(books, LENGTH)
    origin, size, root = notary.checkpoint().checkpoint
    roll = Roll(key, origin).source(size)
    return Book(rows_of(store), [Expected(Head(size, root), "what was signed last")], roll)


def fault_of(rows: Rows, held: list[Expected], roll: Source = silent) -> LedgerFault:
    with pytest.raises(LedgerFault) as raised:
        verify(rows, held, roll=roll)
    return raised.value


def first_difference(one: Rows, other: Rows) -> int | None:
    """The first offset at which two ledgers do not have the same event."""
    events = {row.offset: row for row in other.rows}
    differing = [row.offset for row in one.rows if events.get(row.offset) != row]
    return min(differing, default=None)


def as_they_were(rows: Rows) -> Tiles:
    return rows._tiles


def lost(_: Rows) -> Tiles:
    return {}


def forged(rows: Rows) -> Tiles:
    """Tiles that fit the events, whatever was done to these."""
    tiles: Tiles = {}

    def save(level: int, index: int, tile: bytes) -> None:
        tiles[level, index] = tile

    growth = Growth(save)
    for row in rows.rows:
        stream = row.stream.encode(errors="surrogateescape").decode(errors="replace")
        topic = row.topic.encode(errors="surrogateescape").decode(errors="replace")
        growth.add([leaf_hash_of(row._replace(stream=stream, topic=topic))])
    return tiles


TILES = (as_they_were, lost, forged)


def tampered(book: Book, way: Tampering, seed: int, tiles: Callable[[Rows], Tiles]) -> Rows:
    rows = way(Random(seed), book.rows)
    return Rows(rows.rows, rows.stolen, tiles(rows))


@pytest.mark.no_cover  # as laws are, see tests/conftest.py
@pytest.mark.parametrize("tiles", TILES, ids=lambda tiles: tiles.__name__)
@pytest.mark.parametrize("way", OF_EVENTS, ids=lambda way: way.__name__)
def test_with_the_roll_the_very_event_is_named(
    book: Book, way: Tampering, tiles: Callable[[Rows], Tiles]
) -> None:
    """Whatever is done to events and tiles, and wherever: the first event that is another one is named."""
    for seed in range(EACH):
        rows = tampered(book, way, seed, tiles)
        expected = first_difference(book.rows, rows)
        if expected is not None:  # else the same bits again, by chance
            fault = fault_of(rows, book.held, book.roll)
            assert (seed, expected, None) == (seed, fault.offset, fault.last_offset)


@pytest.mark.no_cover  # likewise
@pytest.mark.parametrize("tiles", TILES, ids=lambda tiles: tiles.__name__)
@pytest.mark.parametrize("way", OF_EVENTS, ids=lambda way: way.__name__)
def test_from_the_database_alone_what_is_said_is_true(
    book: Book, way: Tampering, tiles: Callable[[Rows], Tiles]
) -> None:
    """With a checkpoint and no roll: all before the named event hold, and none up to the last holds less."""
    for seed in range(EACH):
        rows = tampered(book, way, seed, tiles)
        expected = first_difference(book.rows, rows)
        if expected is not None:
            fault = fault_of(rows, book.held)
            last = fault.offset if fault.last_offset is None else fault.last_offset
            assert fault.offset is not None
            assert last is not None
            assert fault.offset <= expected <= last, (seed, fault.message)


def with_another_actor(row: Record) -> Record:
    """The same event by somebody else: well-formed, and in nothing contradicted by what is before it."""
    return row._replace(data=row.data.replace(b'"user:me"', b'"user:ne"', 1))


def replaced(book: Book, *changed: Record) -> Rows:
    at = {row.offset: row for row in changed}
    return Rows([at.get(row.offset, row) for row in book.rows.rows], book.rows.stolen, {})


@pytest.mark.parametrize("offset", [0, 255, 256, 511, 512, 560, 598, 599])
def test_the_roll_names_an_event_wherever_it_is(book: Book, offset: int) -> None:
    """In a full tile, after the last one, and the very last, which no other event carries the hash of."""
    fault = fault_of(
        replaced(book, with_another_actor(book.rows.rows[offset])), book.held, book.roll
    )
    assert (offset, None) == (fault.offset, fault.last_offset)


def test_the_last_event_of_each_stream_is_named(book: Book) -> None:
    """Of the last event of a stream nothing that is stored tells the hash: the roll does."""
    lasts = {row.stream: row for row in book.rows.rows}
    assert 3 == len(lasts)
    for row in lasts.values():
        changed = with_another_actor(row)
        assert changed != row
        assert row.offset == fault_of(replaced(book, changed), book.held, book.roll).offset


def test_a_change_before_the_one_that_strikes_is_named(book: Book) -> None:
    """Where a later event is plainly broken, and an earlier one was changed unseen: the earlier."""
    rows = book.rows.rows
    last_of_its_stream = max(row.offset for row in rows if row.stream != rows[-1].stream)
    unseen = with_another_actor(rows[last_of_its_stream])
    broken = rows[last_of_its_stream + 5]._replace(data=b"{")
    both = replaced(book, unseen, broken)
    assert last_of_its_stream == fault_of(both, book.held, book.roll).offset
    fault = fault_of(both, book.held)
    assert (0, broken.offset) == (fault.offset, fault.last_offset)
    assert f"at offset {broken.offset} " in fault.message
    assert "Whether an event before it, from offset 0 on" in fault.message


@pytest.mark.parametrize("side", ["earlier", "later"])
@pytest.mark.parametrize("tiles", [as_they_were, lost], ids=lambda tiles: tiles.__name__)
def test_which_of_two_that_contradict_each_other(
    book: Book, side: str, tiles: Callable[[Rows], Tiles]
) -> None:
    """One carries another hash than the one before it has: of a ledger never signed, the tile decides."""
    one, other = book.rows.rows[100:102]
    assert one.stream == other.stream
    if side == "earlier":
        changed = with_another_actor(one)
    else:
        changed = other._replace(data=other.data.replace(b'"previous":"', b'"previous":"0', 1))
    rows = replaced(book, changed)
    told = fault_of(Rows(rows.rows, rows.stolen, tiles(book.rows)), [])
    known = tiles is as_they_were
    assert (changed.offset if known else 100) == told.offset
    assert (None if known else 101) == told.last_offset
    assert changed.offset == fault_of(rows, book.held, book.roll).offset


def test_two_that_contradict_each_other_in_the_roll_alone(book: Book) -> None:
    """An event that a checkpoint shows to hold is not suspected: the one after it was changed."""
    tree = Tree(book.rows)
    tree.grow()
    held = [Expected(Head(size, tree.root(size)), f"{size}") for size in (560, LENGTH)]
    row = book.rows.rows[560]
    forged_link = row._replace(data=row.data.replace(b'"previous":"', b'"previous":"0', 1))
    fault = fault_of(replaced(book, forged_link), held)
    assert (560, None) == (fault.offset, fault.last_offset)


def test_held_checkpoints_narrow_what_cannot_be_told(book: Book) -> None:
    """With nothing but roots, the events between the last that holds and the first that does not."""
    tree = Tree(book.rows)
    tree.grow()
    held = [Expected(Head(size, tree.root(size)), f"{size}") for size in (100, 550, 590, LENGTH)]
    rows = replaced(book, with_another_actor(book.rows.rows[599]))
    fault = fault_of(rows, held)
    assert ("history_differs", 590, 599) == (fault.code, fault.offset, fault.last_offset)
    assert "offset 590: it, or one after it up to offset 599" in fault.message


@pytest.mark.parametrize("offset", [7, 599])
def test_a_roll_that_was_changed_as_well_is_not_believed(book: Book, offset: int) -> None:
    """Events, tiles and roll rewritten: a held checkpoint says that something is wrong, and no more."""
    rows = replaced(book, with_another_actor(book.rows.rows[offset]))
    written = tampering.write_history_anew(Random(1), book.rows)
    leaves = [*map(leaf_hash_of, written.rows)]
    fault = fault_of(
        written, book.held, lambda start, count: b"".join(leaves[start : start + count])
    )
    assert (0, LENGTH - 1) == (fault.offset, fault.last_offset)
    leaves = [*map(leaf_hash_of, rows.rows)]
    fault = fault_of(rows, book.held, lambda start, count: b"".join(leaves[start : start + count]))
    assert (fault.offset or 0) <= offset <= (fault.last_offset or 0)


def test_an_event_that_cannot_be_read_is_no_witness(book: Book) -> None:
    """Where the store cannot give an event, the roll tells whether one before it was changed as well."""

    class Unreadable(Rows):
        def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
            if from_offset <= 590 < from_offset + limit:
                raise StoreUnavailable("Could not decode to UTF-8.")
            return super().read_all(from_offset, limit)

    rows = book.rows.rows
    unseen = max(row.offset for row in rows if row.stream != rows[-1].stream)
    for changed, offset in ((rows[unseen], unseen), (rows[590], 590)):
        both = replaced(book, with_another_actor(changed))
        fault = fault_of(Unreadable(both.rows, both.stolen), book.held, book.roll)
        assert (offset, None) == (fault.offset, fault.last_offset)
        fault = fault_of(Unreadable(both.rows, both.stolen), book.held)
        assert (0, 590) == (fault.offset, fault.last_offset)


def test_one_witness_speaks_where_the_other_is_silent(book: Book) -> None:
    """A roll that lost its beginning, and tiles without an end, together name the event."""

    def end_only(start: int, count: int) -> bytes:
        return book.roll(start, count) if start >= TILED else b""

    rows = replaced(book, with_another_actor(book.rows.rows[599]))
    witnessed = Rows(rows.rows, rows.stolen, book.rows._tiles)
    fault = fault_of(witnessed, book.held, end_only)
    assert (599, None) == (fault.offset, fault.last_offset)


def test_a_damaged_roll_is_told(book: Book) -> None:
    """A flipped bit in the roll of a ledger that holds is told as such, and the events are not blamed."""

    def damaged(start: int, count: int) -> bytes:
        said = hashes_in(book.roll(start, count))
        if start <= 300 < start + count:
            said[300 - start] = bytes(32)
        return b"".join(said)

    fault = fault_of(book.rows, book.held, damaged)
    assert ("roll_differs", 300) == (fault.code, fault.offset)
    assert "The events hold" in fault.message


# The file


def notary_of(store: MemoryStore, key: Path) -> Notary:
    return Notary(Watch(store, Heads(key)))


def test_the_roll_has_what_was_signed(tmp_path: Path) -> None:
    """It has the leaf of each event that was signed, in a file for its owner alone."""
    store, key = MemoryStore(), tmp_path / "ledger.key"
    books = fill(store)
    roll = Roll(key, Watch(store).origin)
    for length in (30, 200, 256, 257, 700):
        grow(books, length)
        notary_of(store, key).checkpoint()
        assert length == roll.length()
        expected = [*map(leaf_hash_of, store.read_all(0, length))]
        assert expected == hashes_in(roll.source(length)(0, length + 1))
    assert 0o600 == roll.path.stat().st_mode & 0o777
    assert store.ledger_id() in roll.path.name


@pytest.mark.parametrize("left", [0, 7, 600 * 32 - 5])
def test_a_lost_roll_is_made_anew(tmp_path: Path, left: int) -> None:
    """What is missing of it is written again with the next checkpoint, also if nothing new is signed."""
    store, key = MemoryStore(), tmp_path / "ledger.key"
    grow(fill(store), 600)
    notary = notary_of(store, key)
    signed = notary.checkpoint()
    roll = Roll(key, notary.watch.origin)
    whole = roll.path.read_bytes()
    if left:
        roll.path.write_bytes(whole[:left])
    else:
        roll.path.unlink()
        assert b"" == roll.source(600)(0, 600)
    assert signed == notary_of(store, key).checkpoint()
    assert whole == roll.path.read_bytes()


def test_what_was_written_and_not_signed_is_written_over(tmp_path: Path) -> None:
    """After a crash between the two, what stands after the signed size is not believed, and replaced."""
    store, key = MemoryStore(), tmp_path / "ledger.key"
    books = fill(store)
    notary = notary_of(store, key)
    notary.checkpoint()
    roll = Roll(key, notary.watch.origin)
    roll.path.write_bytes(roll.path.read_bytes() + b"torn" * 100)
    assert 30 * 32 == len(roll.source(30)(0, 256))
    grow(books, 35)
    notary.checkpoint()
    assert [*map(leaf_hash_of, store.read_all(0, 35))] == hashes_in(roll.source(35)(0, 256))


# The suite on trial: a verify with one of these bugs has to be caught by it.


def test_a_verify_that_names_what_strikes_first_is_caught(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the planted bug, what is plainly broken is named, and not the change before it."""

    def as_found(_: Witnesses, fault: LedgerFault, *__: int) -> LedgerFault:
        return fault

    monkeypatch.setattr(Witnesses, "named", as_found)
    with pytest.raises(AssertionError):
        test_with_the_roll_the_very_event_is_named(book, tampering.swap_two_streams, lost)
    with pytest.raises(AssertionError):
        test_a_change_before_the_one_that_strikes_is_named(book)


def test_a_verify_that_believes_every_witness_is_caught(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the planted bug, the changed events vouch for themselves, and the first is not suspected."""

    def all_of_them(self: Witnesses) -> Iterator[tuple[Expected, tuple[Source, ...]]]:
        return ((one, order) for one in self._expected for order in self._orders)

    monkeypatch.setattr(Witnesses, "_believed", all_of_them)
    with pytest.raises(AssertionError):
        test_a_change_before_the_one_that_strikes_is_named(book)
