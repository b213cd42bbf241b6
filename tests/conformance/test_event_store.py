"""What `ledger.ports` promises of appending and reading, for every store."""

from __future__ import annotations

import pytest

from ledger.ports import (
    EventStore,
    NewRecord,
    Receipt,
    ReceiptTaken,
    Record,
    Unit,
    VersionConflict,
)

A, B = "project:a", "project:b"


def records(stream: str, first: int, count: int = 1) -> tuple[NewRecord, ...]:
    return tuple(
        NewRecord(stream, version, "patch", f"{stream}/{version}".encode())
        for version in range(first, first + count)
    )


def unit(stream: str, first: int, count: int = 1, changeset: str | None = None) -> Unit:
    receipt = Receipt(changeset, stream, first, first + count - 1, "r") if changeset else None
    return Unit(records(stream, first, count), receipt)


def versions(found: object) -> list[int]:
    assert isinstance(found, list)
    return [record.version for record in found]


def test_a_new_ledger_is_empty(store: EventStore) -> None:
    """A new ledger has no events, receipts or snapshots."""
    assert store.length() == 0
    assert list(store.read(A)) == []
    assert list(store.read_all(0, 10)) == []
    assert store.receipt("c") is None
    assert store.nearest_snapshot(A) is None


def test_append_tells_the_offset_of_each_unit(store: EventStore) -> None:
    """An append returns the offset of each unit's first record."""
    assert store.append([unit(A, 1, 2), unit(B, 1, 3)]) == [0, 2]
    assert store.append([unit(A, 3)]) == [5]
    assert store.length() == 6


def test_appending_nothing_is_nothing(store: EventStore) -> None:
    """An append of no units changes nothing."""
    assert store.append([]) == []
    assert store.length() == 0


def test_what_is_read_is_what_was_appended(store: EventStore) -> None:
    """A record comes back whole, with its offset."""
    store.append([unit(A, 1, 2)])
    assert list(store.read(A)) == [
        Record(A, 1, "patch", b"project:a/1", 0),
        Record(A, 2, "patch", b"project:a/2", 1),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff\xfe\x00", "ü☃𝄞".encode(), b"{}" * 500_000], ids=len
)
def test_bytes_are_untouched(store: EventStore, data: bytes) -> None:
    """Stored bytes are exactly those that were given, whatever they are."""
    store.append([Unit((NewRecord(A, 1, "patch", data),))])
    assert [data] == [record.data for record in store.read(A)]


def test_names_are_untouched(store: EventStore) -> None:
    """Streams and topics may hold any text."""
    store.append([Unit((NewRecord("proposal:'ü%☃\"", 1, "proposal.opened;--", b"x"),))])
    [found] = store.read("proposal:'ü%☃\"")
    assert (found.stream, found.topic) == ("proposal:'ü%☃\"", "proposal.opened;--")


def test_streams_are_apart(store: EventStore) -> None:
    """Reading a stream gives its records and no other's."""
    store.append([unit(A, 1, 2), unit(B, 1)])
    assert [B] == [record.stream for record in store.read(B)]
    assert list(store.read("project:c")) == []


@pytest.mark.parametrize(
    ("after", "upto", "limit", "expected"),
    [
        (0, None, None, [1, 2, 3, 4, 5]),
        (2, None, None, [3, 4, 5]),
        (0, 3, None, [1, 2, 3]),
        (1, 4, None, [2, 3, 4]),
        (0, None, 2, [1, 2]),
        (1, 4, 2, [2, 3]),
        (5, None, None, []),
        (9, None, None, []),
        (0, 0, None, []),
        (3, 2, None, []),
        (0, 99, None, [1, 2, 3, 4, 5]),
        (0, None, 0, []),
    ],
)
def test_reading_a_part(
    store: EventStore, after: int, upto: int | None, limit: int | None, expected: list[int]
) -> None:
    """`after` is exclusive, `upto` inclusive, and `limit` counts."""
    store.append([unit(A, 1, 5), unit(B, 1, 3)])
    found = store.read(A, after, upto, limit)
    assert expected == versions(found)
    assert [(r.version, r.data) for r in found] == list(store.read_data(A, after, upto, limit))


@pytest.mark.parametrize(
    ("after", "upto", "limit", "expected"),
    [
        (0, None, None, [5, 4, 3, 2, 1]),
        (0, None, 2, [5, 4]),
        (0, 3, 2, [3, 2]),
        (2, None, None, [5, 4, 3]),
        (2, 4, 1, [4]),
        (5, None, None, []),
    ],
)
def test_reading_newest_first(
    store: EventStore, after: int, upto: int | None, limit: int | None, expected: list[int]
) -> None:
    """Newest first, the limit counts from the newest of the part."""
    store.append([unit(A, 1, 5)])
    assert expected == versions(store.read(A, after, upto, limit, newest_first=True))


def test_the_whole_ledger_is_in_order(store: EventStore) -> None:
    """The whole ledger is read in the order of commits, by offset."""
    store.append([unit(A, 1, 2)])
    store.append([unit(B, 1), unit(A, 3)])
    assert [(A, 1, 0), (A, 2, 1), (B, 1, 2), (A, 3, 3)] == [
        (record.stream, record.version, record.offset) for record in store.read_all(0, 10)
    ]


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [(0, 2, [0, 1]), (2, 2, [2, 3]), (4, 10, [4]), (5, 10, []), (99, 1, []), (0, 0, [])],
)
def test_the_whole_ledger_in_pages(
    store: EventStore, start: int, limit: int, expected: list[int]
) -> None:
    """A page of the whole ledger starts at its offset, inclusive."""
    store.append([unit(A, 1, 5)])
    assert expected == [record.offset for record in store.read_all(start, limit)]


def test_a_stale_version_conflicts(store: EventStore) -> None:
    """A version that the stream has already is a conflict that names expectation and head."""
    store.append([unit(A, 1, 3)])
    with pytest.raises(VersionConflict) as raised:
        store.append([unit(A, 2)])
    assert (A, 1, 3) == (raised.value.stream, raised.value.expected, raised.value.head)


@pytest.mark.parametrize("first", [0, 2, 7])
def test_versions_begin_at_one(store: EventStore, first: int) -> None:
    """The first version of a stream is 1."""
    with pytest.raises(VersionConflict):
        store.append([unit(A, first)])
    assert store.length() == 0


def test_a_version_ahead_conflicts(store: EventStore) -> None:
    """No version is left out between two appends."""
    store.append([unit(A, 1)])
    with pytest.raises(VersionConflict):
        store.append([unit(A, 3)])


def test_a_gap_within_a_unit_conflicts(store: EventStore) -> None:
    """No version is left out within a unit, nor told twice."""
    for second in (1, 3):
        with pytest.raises(VersionConflict):
            store.append([Unit(records(A, 1) + records(A, second))])
    assert store.length() == 0


def test_units_of_one_append_follow_each_other(store: EventStore) -> None:
    """Units of one append may continue the same stream."""
    assert store.append([unit(A, 1, 2), unit(A, 3)]) == [0, 2]
    assert versions(store.read(A)) == [1, 2, 3]


def test_a_unit_of_two_streams(store: EventStore) -> None:
    """A unit may write two streams, and is stored in its own order."""
    store.append([Unit((*records(A, 1, 2), *records(B, 1)), Receipt("c", A, 1, 2, "r"))])
    assert [A, A, B] == [record.stream for record in store.read_all(0, 10)]


@pytest.mark.parametrize(
    "refused",
    [unit(B, 2, 1, "second"), unit(B, 1, 1, "known"), Unit((*records(B, 1), *records(A, 1)))],
    ids=["version", "receipt", "other stream"],
)
def test_all_or_nothing(store: EventStore, refused: Unit) -> None:
    """When one unit is refused, none of its neighbours is appended, nor their receipts."""
    store.append([unit(A, 1, 1, "known")])
    with pytest.raises((VersionConflict, ReceiptTaken)):
        store.append([unit(A, 2, 1, "first"), refused])
    assert store.length() == 1
    assert store.receipt("first") is None
    assert store.receipt("second") is None


def test_offsets_have_no_gaps_after_a_refusal(store: EventStore) -> None:
    """What was refused takes no offset."""
    store.append([unit(A, 1)])
    with pytest.raises(VersionConflict):
        store.append([unit(B, 1, 3), unit(A, 1)])
    assert store.append([unit(A, 2)]) == [1]
    assert [0, 1] == [record.offset for record in store.read_all(0, 10)]


def test_receipts(store: EventStore) -> None:
    """A receipt is there with its changeset, and comes back whole."""
    receipt = Receipt("c", A, 1, 2, "digest")
    store.append([Unit(records(A, 1, 2), receipt)])
    assert receipt == store.receipt("c")


def test_a_receipt_is_taken_once(store: EventStore) -> None:
    """A changeset's id is taken for ever, whatever the stream."""
    store.append([unit(A, 1, 1, "c")])
    with pytest.raises(ReceiptTaken) as raised:
        store.append([unit(B, 1, 1, "c")])
    assert raised.value.changeset == "c"


def test_a_receipt_is_taken_once_within_an_append(store: EventStore) -> None:
    """Two units of one append cannot share a changeset's id."""
    with pytest.raises(ReceiptTaken) as raised:
        store.append([unit(A, 1, 1, "b"), unit(A, 2, 2, "c"), unit(B, 1, 1, "c")])
    assert raised.value.changeset == "c"
    assert store.length() == 0


@pytest.mark.parametrize(
    ("after", "limit", "expected"),
    [
        ("", 9, ["B", "a", "c"]),
        ("", 2, ["B", "a"]),
        ("B", 9, ["a", "c"]),
        ("b", 1, ["c"]),
        ("c", 9, []),
    ],
)
def test_receipts_are_listed(
    store: EventStore, after: str, limit: int, expected: list[str]
) -> None:
    """Receipts are listed whole, by id, capitals first as in their bytes, from the one after."""
    units = {id: unit(f"project:{id}", 1, 1, id) for id in ("c", "B", "a")}
    store.append(list(units.values()))
    assert [units[id].receipt for id in expected] == list(store.receipts(after, limit))


def test_many_records_at_once(store: EventStore) -> None:
    """An append may be large."""
    store.append([unit(A, 1, 10_000)])
    assert store.length() == 10_000
    assert versions(store.read(A, 9_998)) == [9_999, 10_000]


def test_the_nearest_snapshot(store: EventStore) -> None:
    """The nearest snapshot is the latest one that is not after the version asked for."""
    for version in (30, 10, 20):
        store.save_snapshot(A, version, b"%d" % version)
    assert store.nearest_snapshot(A) == (30, b"30")
    assert store.nearest_snapshot(A, 29) == (20, b"20")
    assert store.nearest_snapshot(A, 20) == (20, b"20")
    assert store.nearest_snapshot(A, 9) is None


def test_a_snapshot_is_replaced(store: EventStore) -> None:
    """A snapshot of the same version takes the other one's place."""
    store.save_snapshot(A, 1, b"old")
    store.save_snapshot(A, 1, b"new\x00")
    assert store.nearest_snapshot(A) == (1, b"new\x00")


def test_snapshots_belong_to_a_stream(store: EventStore) -> None:
    """A stream has no snapshot of another one, and none is an event."""
    store.save_snapshot(A, 1, b"a")
    assert store.nearest_snapshot(B) is None
    assert store.length() == 0


def test_a_tile_comes_back_as_it_was_saved(store: EventStore) -> None:
    """A tile is found at its level and index, byte for byte, and is no event."""
    tile = bytes(range(256)) * 32
    store.save_tile(0, 7, tile)
    store.save_tile(1, 7, tile[::-1])
    assert (tile, tile[::-1]) == (store.tile(0, 7), store.tile(1, 7))
    assert store.length() == 0


@pytest.mark.parametrize("place", [(0, 0), (0, 8), (1, 7), (7, 0)])
def test_a_tile_that_was_not_saved_is_none(store: EventStore, place: tuple[int, int]) -> None:
    """Where no tile was saved there is none, whatever its neighbours are."""
    store.save_tile(0, 7, b"a" * 8192)
    assert store.tile(*place) is None


def test_a_tile_is_replaced(store: EventStore) -> None:
    """A tile of the same place takes the other one's place: several processes may save it."""
    store.save_tile(0, 0, b"old")
    store.save_tile(0, 0, b"new\x00")
    assert store.tile(0, 0) == b"new\x00"


def test_a_ledger_has_an_id(backend_store_pair: tuple[EventStore, EventStore]) -> None:
    """A ledger keeps its id, and no other has the same."""
    one, other = backend_store_pair
    assert one.ledger_id() == one.ledger_id()
    assert one.ledger_id() != other.ledger_id()
