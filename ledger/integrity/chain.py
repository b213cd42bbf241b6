"""The hash chain of each stream: every event carries the hash of the one before it.

With it goes what else an event says of its own place: its stream, its version, its topic, and which
part of which changeset it is. The hash is always taken over the stored bytes, never over bytes that
were written anew from what they mean.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from ledger.core.errors import WritesStopped
from ledger.core.events import GENESIS
from ledger.integrity.leaves import data_hash
from ledger.ports import EventStore, Receipt, Record

PATCH = "patch"


class Link(msgspec.Struct, frozen=True, gc=False):
    """What every stored event says of its own place, whatever its topic and schema."""

    type: str
    stream: str
    version: int
    previous: str


class PatchLink(Link, frozen=True, gc=False):
    """The same of an accepted patch, which is a part of a changeset."""

    changeset: str
    index: int
    size: int
    request: str


Place = tuple[int, str, Link | None]
"""How far a stream has come: its version, the hash of its latest event, and that event's link."""

START: Place = (0, GENESIS, None)

_link = msgspec.json.Decoder(Link).decode
_patch_link = msgspec.json.Decoder(PatchLink).decode


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, TypeError)
"""What reading stored bytes may raise; where SQLite gives something else than bytes, TypeError."""


def link_of(record: Record) -> Link:
    """What an event says of its place. Raises UNREADABLE."""
    return _patch_link(record.data) if record.topic == PATCH else _link(record.data)


def followed(record: Record, before: Place) -> Place:
    """Where a stream is with its next event. Raises Unlinked where that is not the next one."""
    stream, version, topic, data, _ = record
    try:
        said = _patch_link(data) if topic == PATCH else _link(data)
        hashed = sha256(data).hexdigest()
    except UNREADABLE:
        raise Unlinked("its stored bytes cannot be read") from None
    if version != before[0] + 1:
        raise Unlinked(f"version {before[0] + 1} of its stream should be here")
    if said.version != version or said.stream != stream or said.type != topic:
        raise Unlinked("its bytes name another stream, version or topic than stands beside them")
    if said.previous != before[1]:
        raise Unhashed("it does not carry the hash of the event before it in its stream")
    return version, hashed, said


class Unlinked(Exception):
    """What is wrong with an event, as a clause."""


class Unhashed(Unlinked):
    """The hash is wrong that an event carries, or what it is the hash of."""


def receipt_of(last: PatchLink) -> Receipt:
    """The receipt of a changeset, from its last event."""
    first = last.version - last.index
    return Receipt(last.changeset, last.stream, first, last.version, last.request)


def check_links(store: EventStore, count: int) -> None:
    """Check the latest `count` events. Raises WritesStopped with the first that does not hold."""
    length = store.length()
    first = max(length - count, 0)
    records = store.read_all(first, length - first)
    if [record.offset for record in records] != [*range(first, length)]:
        raise WritesStopped(f"Events between offsets {first} and {length} are missing.")
    places: dict[str, Place] = {}
    for record in records:
        before = places.get(record.stream) or _place_before(store, record)
        try:
            places[record.stream] = followed(record, before)
        except Unlinked as unlinked:
            raise WritesStopped(
                f"The event at offset {record.offset} ({record.stream}, version {record.version}) "
                f"does not hold: {unlinked}. `patchledger verify` tells more."
            ) from None


def _place_before(store: EventStore, record: Record) -> Place:
    if record.version == 1:
        return START
    version = record.version - 1
    found = store.read(record.stream, version - 1, version)
    return version, data_hash(found[0].data) if found else "", None
