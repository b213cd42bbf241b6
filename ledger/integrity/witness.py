"""Which event is not the one that was signed: the saved tiles may tell, where they can be believed.

A root says that something before a size is different, and not what. The tiles of level 0 have each
event's leaf as it was. They are believed only when they lead, with the events after them, to the very
root that was signed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.integrity.fault import LedgerFault
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.heads import Head
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import HASH_BYTES, Hash
from ledger.ports import EventStore, Record


def history_fault(store: EventStore, head: Head, name: str, sound: int) -> LedgerFault:
    """What is told when the first `head.size` events are not those that `name` covers.

    `sound`: how many are known to be so, from an earlier head.
    """
    changed = _first_changed(store, head)
    if changed is not None:
        return LedgerFault(
            f"The event at offset {changed.offset} ({changed.stream}, version {changed.version}) "
            f"is not the one that {name} covers.",
            code="history_differs",
            offset=changed.offset,
            stream=changed.stream,
            version=changed.version,
        )
    return LedgerFault(
        f"One of the events at offsets {sound} to {head.size - 1} is not the one that {name} covers; "
        "which one it is cannot be told.",
        code="history_differs",
        offset=sound,
    )


def changed_of(store: EventStore, record: Record) -> Record:
    """Which event was changed, where one does not carry the hash of the one before it: that or this.

    The tile tells, if there is one.
    """
    version = record.version - 1
    for before in store.read(record.stream, version - 1, version):
        tile = _tile(store, before.offset // WIDTH)
        if tile is not None and tile[before.offset % WIDTH] != leaf_hash_of(before):
            return before
    return record


def _first_changed(store: EventStore, head: Head) -> Record | None:
    """The first event that its tile does not fit, if the tiles can be believed."""
    believed = Growth(lambda *_: None)
    changed: Record | None = None
    full = head.size & -WIDTH
    for start in range(0, full, WIDTH):
        tile = _tile(store, start // WIDTH)
        if tile is None:
            return None
        changed = changed or _difference(store.read_all(start, WIDTH), tile)
        believed.add(tile)
    believed.add(list(map(leaf_hash_of, store.read_all(full, head.size - full))))
    return changed if believed.root() == head.root else None


def _difference(records: Sequence[Record], tile: list[Hash]) -> Record | None:
    pairs = zip(records, tile, strict=True)
    return next((record for record, leaf in pairs if leaf_hash_of(record) != leaf), None)


def _tile(store: EventStore, index: int) -> list[Hash] | None:
    data = store.tile(0, index)
    if data is None or len(data) != WIDTH * HASH_BYTES:
        return None
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
