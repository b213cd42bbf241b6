"""The check of everything: each event, each link, each receipt, each tile, and what was signed.

Nothing is believed that can be recomputed. The tree is built anew from the stored bytes; the saved tiles
and the roll are only compared with it, and asked where the first difference is, when there is one.
Memory grows with the number of streams, not of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.core.errors import StoreError
from ledger.integrity.chain import START, PatchLink, Place, Unhashed, Unlinked, followed
from ledger.integrity.changesets import Changesets, check_complete
from ledger.integrity.fault import Contradiction, LedgerFault, event_fault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.leaves import leaf_hash_with
from ledger.integrity.merkle import Hash, hashes_in
from ledger.integrity.roll import Source, silent
from ledger.integrity.witness import Expected, Witnesses
from ledger.ports import EventStore, Record

BATCH = 512

Progress = Callable[[int, int], None]
"""Told how many events are checked, and how many there are."""


class Verified(NamedTuple):
    """What a ledger that holds consists of."""

    events: int
    streams: int
    changesets: int
    tiles: int
    root: Hash


def verify(
    store: EventStore,
    expected: Sequence[Expected] = (),
    progress: Progress = lambda *_: None,
    roll: Source = silent,
) -> Verified:
    """Check the whole ledger. Raises LedgerFault with the first thing that does not hold.

    Events that are appended meanwhile are not looked at: it may be asked while a server writes. `roll`:
    what the roll beside the key says of the leaves (`ledger.integrity.roll`).
    """
    return _Verification(store, expected, progress, roll).run()


class _Verification:
    def __init__(
        self, store: EventStore, expected: Sequence[Expected], progress: Progress, roll: Source
    ) -> None:
        self._store = store
        self._expected = sorted(expected, key=lambda one: one.head.size)
        self._progress = progress
        self._roll = roll
        self._length = store.length()
        self._places: dict[str, Place] = {}
        self._changesets = Changesets()
        self._growth = Growth(self._compare_tile)
        self._readable = 0  # the events before this offset were all there
        self._sound = 0  # how many events are known to be those that were signed
        self._tiles = 0
        self._differing: tuple[int, int] | None = None  # level and index of the first such tile
        self._misquoted: int | None = None  # the first offset of which the roll says something else

    def run(self) -> Verified:
        """See `verify`."""
        try:
            self._run_through()
        except LedgerFault as fault:
            witnesses = Witnesses(self._store, self._expected, self._roll)
            raise witnesses.named(fault, self._readable, self._sound) from None
        self._check_ends()
        self._changesets.check_receipts(self._store, self._places, self._length)
        self._check_witnesses()
        changesets = self._changesets.count
        return Verified(
            self._length, len(self._places), changesets, self._tiles, self._growth.root()
        )

    def _run_through(self) -> None:
        while self._growth.size < self._length:
            records, fault = self._read()
            self._readable = self._growth.size + len(records)
            self._take(records)
            if fault is not None:
                raise fault
            self._progress(self._growth.size, self._length)
        self._check_heads()
        self._check_length()

    def _read(self) -> tuple[Sequence[Record], LedgerFault | None]:
        """The next events, up to the next size at which a root is known, or up to one that is not there."""
        start = self._growth.size
        ends = [one.head.size for one in self._expected if one.head.size > start]
        count = min([self._length, start + BATCH, *ends]) - start
        try:
            records = self._store.read_all(start, count)
        except StoreError:
            records, unreadable = self._one_by_one(start, count)
            if unreadable is not None:
                return records, unreadable
        if len(records) == count and records[-1].offset == start + count - 1:  # they are in order
            return records, None
        dense = [record for place, record in enumerate(records, start) if record.offset == place]
        return dense, _missing(start + len(dense))

    def _one_by_one(self, start: int, count: int) -> tuple[list[Record], LedgerFault | None]:
        """The same, up to one that cannot be read."""
        records: list[Record] = []
        for offset in range(start, start + count):
            try:
                records.extend(self._store.read_all(offset, 1))
            except StoreError as error:
                return records, LedgerFault(error.message, offset=offset)
        return records, None

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
        self._compare_roll(leaves)
        self._growth.add(leaves)

    def _changed(self, record: Record, unlinked: Unlinked) -> LedgerFault:
        if isinstance(unlinked, Unhashed):
            version = record.version - 1
            for before in self._store.read(record.stream, version - 1, version):
                return Contradiction(before, record)
        return event_fault(record, f"does not hold: {unlinked}")

    def _compare_roll(self, leaves: list[Hash]) -> None:
        """Whether the roll says the same of the leaves that the tree takes in next."""
        if self._misquoted is not None:
            return
        start = self._growth.size
        said = self._roll(start, len(leaves))
        if not b"".join(leaves).startswith(said):
            pairs = enumerate(zip(hashes_in(said), leaves, strict=False), start)
            self._misquoted = next(offset for offset, (one, other) in pairs if one != other)

    def _compare_tile(self, level: int, index: int, tile: bytes) -> None:
        saved = self._store.tile(level, index)
        self._tiles += saved is not None
        if saved not in (None, tile) and self._differing is None:
            self._differing = level, index

    def _check_length(self) -> None:
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
                    raise _history_fault(self._sound, size, name)
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

    def _check_witnesses(self) -> None:
        """Tell what does no harm to a ledger that holds."""
        if self._differing is not None:
            raise _tile_fault(*self._differing)
        if self._misquoted is not None:
            raise _roll_fault(self._misquoted)


def _history_fault(first: int, size: int, name: str) -> LedgerFault:
    fault = LedgerFault(
        f"The first event that cannot be shown to hold is at offset {first}: it, or one after it up to "
        f"offset {size - 1}, is not the one that {name} covers. Nothing that is held tells which.",
        code="history_differs",
        offset=first,
    )
    fault.last_offset = size - 1
    return fault


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


def _roll_fault(offset: int) -> LedgerFault:
    return LedgerFault(
        f"The events hold, and the list of their leaf hashes beside the key has another one at offset "
        f"{offset}. It is only a witness: remove its file, and the server writes it anew.",
        code="roll_differs",
        offset=offset,
    )
