"""The check of everything: each event, each link, each receipt, each tile, and what was signed.

Nothing is believed that can be recomputed. The tree is built anew from the stored bytes; the saved tiles
are only compared with it, and asked where the first difference is, when the root is not the one signed.
Memory grows with the number of streams, not of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.core.errors import StoreError
from ledger.integrity.chain import START, PatchLink, Place, Unhashed, Unlinked, followed
from ledger.integrity.changesets import Changesets, check_complete
from ledger.integrity.fault import LedgerFault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.heads import Head
from ledger.integrity.leaves import leaf_hash_with
from ledger.integrity.merkle import Hash
from ledger.integrity.witness import changed_of, history_fault
from ledger.ports import EventStore, Record

BATCH = 512

Progress = Callable[[int, int], None]
"""Told how many events are checked, and how many there are."""


class Expected(NamedTuple):
    """A head that the ledger has to extend, and what it is called: "the checkpoint FILE"."""

    head: Head
    name: str


class Verified(NamedTuple):
    """What a ledger that holds consists of."""

    events: int
    streams: int
    changesets: int
    tiles: int
    root: Hash


def verify(
    store: EventStore, expected: Sequence[Expected] = (), progress: Progress = lambda *_: None
) -> Verified:
    """Check the whole ledger. Raises LedgerFault with the first thing that does not hold.

    Events that are appended meanwhile are not looked at: it may be asked while a server writes.
    """
    return _Verification(store, expected, progress).run()


class _Verification:
    def __init__(self, store: EventStore, expected: Sequence[Expected], progress: Progress) -> None:
        self._store = store
        self._expected = sorted(expected, key=lambda one: one.head.size)
        self._progress = progress
        self._length = store.length()
        self._places: dict[str, Place] = {}
        self._changesets = Changesets()
        self._growth = Growth(self._compare_tile)
        self._sound = 0  # how many events are known to be those that were signed
        self._tiles = 0
        self._differing: tuple[int, int] | None = None  # level and index of the first such tile

    def run(self) -> Verified:
        """See `verify`."""
        self._check_lengths()
        while self._growth.size < self._length:
            self._take(self._read())
            self._progress(self._growth.size, self._length)
        self._check_heads()
        self._check_ends()
        self._changesets.check_receipts(self._store, self._places, self._length)
        if self._differing is not None:
            raise _tile_fault(*self._differing)
        changesets = self._changesets.count
        return Verified(
            self._length, len(self._places), changesets, self._tiles, self._growth.root()
        )

    def _read(self) -> Sequence[Record]:
        """The next events, up to the next size at which a root is known."""
        start = self._growth.size
        ends = [one.head.size for one in self._expected if one.head.size > start]
        count = min([self._length, start + BATCH, *ends]) - start
        try:
            records = self._store.read_all(start, count)
        except StoreError:
            records = self._one_by_one(start, count)
        if len(records) != count or records[-1].offset != start + count - 1:  # they are in order
            found = {record.offset for record in records}
            raise _missing(next(n for n in range(start, start + count) if n not in found))
        return records

    def _one_by_one(self, start: int, count: int) -> Sequence[Record]:
        """The same, where one of them cannot be read: name it."""
        records: list[Record] = []
        for offset in range(start, start + count):
            try:
                records.extend(self._store.read_all(offset, 1))
            except StoreError as error:
                raise LedgerFault(error.message, offset=offset) from error
        return records

    def _take(self, records: Sequence[Record]) -> None:
        """Check the events one by one, and let the tree grow by them."""
        self._check_heads()
        places, take = self._places, self._changesets.take
        leaves: list[Hash] = []
        for record in records:
            stream, _, topic, _, _ = record
            before = places.get(stream, START)
            try:
                places[stream] = version, hashed, link = followed(record, before)
                if type(link) is PatchLink:
                    take(link, before[2])
            except Unlinked as unlinked:
                raise self._changed(record, unlinked) from None
            leaves.append(leaf_hash_with(stream, version, topic, hashed))
        self._growth.add(leaves)

    def _changed(self, record: Record, unlinked: Unlinked) -> LedgerFault:
        at = f"offset {record.offset} ({record.stream}, version {record.version})"
        message = f"The event at {at} does not hold: {unlinked}."
        if isinstance(unlinked, Unhashed):
            changed = changed_of(self._store, record)
            if changed is not record:
                message = (
                    f"The event at offset {changed.offset} ({record.stream}, version "
                    f"{changed.version}) was changed: it has another hash than the one after it says."
                )
                record = changed
        return LedgerFault(
            message, offset=record.offset, stream=record.stream, version=record.version
        )

    def _compare_tile(self, level: int, index: int, tile: bytes) -> None:
        saved = self._store.tile(level, index)
        self._tiles += saved is not None
        if saved not in (None, tile) and self._differing is None:
            self._differing = level, index

    def _check_lengths(self) -> None:
        for head, name in self._expected:
            if head.size > self._length:
                message = f"{name} covers {head.size} events, and the ledger has {self._length}"
                raise LedgerFault(
                    f"{message}: the end is missing.", code="event_missing", offset=self._length
                )

    def _check_heads(self) -> None:
        """Compare the root with each one that is known of the size that the tree has now."""
        size = self._growth.size
        for head, name in self._expected:
            if head.size == size:
                if head.root != self._growth.root():
                    raise history_fault(self._store, head, name, self._sound)
                self._sound = size

    def _check_ends(self) -> None:
        for stream, (version, _, link) in self._places.items():
            try:
                check_complete(link)
            except Unlinked as unlinked:
                message = f"The stream {stream} ends too early: {unlinked}."
                raise LedgerFault(
                    message, code="event_missing", stream=stream, version=version + 1
                ) from None


def _missing(offset: int) -> LedgerFault:
    message = f"The event at offset {offset} is missing."
    return LedgerFault(message, code="event_missing", offset=offset)


def _tile_fault(level: int, index: int) -> LedgerFault:
    first = index * WIDTH ** (level + 1)
    return LedgerFault(
        f"The tile {index} of level {level} does not fit the events from offset {first} on. Where a "
        "checkpoint covers them the events are right, and the server makes the tile anew when it needs it.",
        code="tile_differs",
        offset=first,
    )
