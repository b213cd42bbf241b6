"""Which event is the first that is not as it was: the witnesses tell, where they can be believed.

A root says that something before a size is different, and not what. Each event's leaf as it was is on
the roll beside the key, and in the saved tiles. Both are believed only when they lead to the very root
that was signed; one of them may speak for a part on which the other is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.core.errors import StoreError
from ledger.integrity.chain import link_of
from ledger.integrity.fault import Contradiction, LedgerFault, event_fault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.heads import Head
from ledger.integrity.leaves import leaf_hash_of, leaf_hash_with
from ledger.integrity.merkle import HASH_BYTES, Hash, hashes_in
from ledger.integrity.roll import Source
from ledger.ports import EventStore, Record


class Expected(NamedTuple):
    """A head that the ledger has to extend, and what it is called: "the checkpoint FILE"."""

    head: Head
    name: str


class Witnesses:
    """What is known of the leaves of one store as they were, beside the events themselves."""

    def __init__(self, store: EventStore, expected: Sequence[Expected], roll: Source) -> None:
        self._store = store
        self._expected = sorted(expected, key=lambda one: one.head.size, reverse=True)
        self._orders = (roll, self._tile, self._events), (self._tile, roll, self._events)

    def named(self, fault: LedgerFault, readable: int, sound: int) -> LedgerFault:
        """What was found, at the first event that does not hold, as far as anybody can tell.

        `readable`: the events before this offset are all there and can be read. `sound`: those before
        this one are known to be those that were signed.
        """
        first = fault.offset or 0
        last = first if fault.last_offset is None else fault.last_offset
        for (head, name), order in self._believed():
            upto = min(head.size, readable, last + 1)
            changed = self._first_difference(order, head.size, upto)
            if changed is not None:
                return _named(changed, fault, name)
            sound = max(sound, head.size)
            break
        if isinstance(fault, Contradiction) and first < sound:
            fault = fault.of_the_later()
        if any(sound < one.head.size for one in self._expected) and sound <= last:
            return fault.since(sound)
        return self._by_two_of_three(fault) if isinstance(fault, Contradiction) else fault

    def _believed(self) -> Iterator[tuple[Expected, tuple[Source, ...]]]:
        """The witnesses that lead to a root which was signed, those that say most first."""
        for one in self._expected:
            for order in self._orders:
                growth = Growth(lambda *_: None)
                for part in _parts(order, one.head.size):
                    growth.add(part)
                if (growth.size, growth.root()) == (one.head.size, one.head.root):
                    yield one, order

    def _first_difference(self, order: tuple[Source, ...], size: int, upto: int) -> Record | None:
        """The first event before `upto` that is not what the witnesses say."""
        for start, part in zip(range(0, upto, WIDTH), _parts(order, size), strict=False):
            records = self._store.read_all(start, min(WIDTH, upto - start))
            for record, leaf in zip(records, part, strict=False):
                if _leaf(record) != leaf:
                    return record
        return None

    def _by_two_of_three(self, fault: Contradiction) -> LedgerFault:
        """Where nothing that was signed tells: the tile decides whose word stands against two."""
        stream, version, topic, _, offset = fault.earlier
        said = self._tile(offset, 1)
        if said == _leaf(fault.earlier):
            return fault.of_the_later()
        if said == leaf_hash_with(stream, version, topic, link_of(fault.later).previous):
            return fault.of_the_earlier()
        return fault

    def _tile(self, start: int, count: int) -> bytes:
        tile, first = self._store.tile(0, start // WIDTH), start % WIDTH
        if not isinstance(tile, bytes):  # none, or what somebody put there
            return b""
        return tile[first * HASH_BYTES : (first + count) * HASH_BYTES]

    def _events(self, start: int, count: int) -> bytes:
        try:
            leaves = [_leaf(record) for record in self._store.read_all(start, count)]
        except StoreError:
            return b""
        return b"".join(leaf for leaf in leaves if leaf is not None)


def _leaf(record: Record) -> Hash | None:
    """None for an event whose stream or topic is no text any more."""
    try:
        return leaf_hash_of(record)
    except UnicodeEncodeError:
        return None


def _parts(order: tuple[Source, ...], size: int) -> Iterator[list[Hash]]:
    """The first `size` leaves, a tile's at a time, each from the first witness that has it whole."""
    for start in range(0, size, WIDTH):
        count = min(WIDTH, size - start)
        said = (source(start, count) for source in order)
        yield hashes_in(next((part for part in said if len(part) == count * HASH_BYTES), b""))


def _named(changed: Record, fault: LedgerFault, name: str) -> LedgerFault:
    if changed.offset == fault.offset and fault.last_offset is None:
        return fault  # which says more
    if isinstance(fault, Contradiction) and changed == fault.earlier:
        return fault.of_the_earlier()
    code = "history_differs" if fault.code == "history_differs" else None
    return event_fault(changed, f"is not the one that {name} covers", code)
