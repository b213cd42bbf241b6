"""From a store to the lines of a bundle, one after the other: never the whole ledger in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

from ledger.bundle.lines import (
    FORMAT,
    Checkpoint,
    End,
    Failed,
    Header,
    link_in,
    written,
)
from ledger.bundle.pruning import Selection, pruned
from ledger.codec import UNREADABLE
from ledger.core.errors import LedgerError, StoreDamaged
from ledger.core.events import SCHEMA
from ledger.integrity.notary import Signed
from ledger.ports import EventStore, Record

BATCH = 1000


def bundle_lines(store: EventStore, made_at: str) -> Iterator[bytes]:
    """All events that there are now as lines, while writing may go on.

    What goes wrong on the way is told in a last line (`Failed`). `made_at`: the time, RFC 3339.
    """
    header = _header(store, store.length(), made_at)
    return _told(_sealed(chain([written(header)], _data_lines(store, header.events))))


def audit_lines(
    store: EventStore, made_at: str, signed: Signed, project: str | None = None
) -> Iterator[bytes]:
    """The events that a checkpoint was signed over, and the checkpoint.

    `project`: show only what is about this project, and of the rest what proves where that stands.
    """
    header = _header(store, signed.checkpoint.size, made_at, project)
    events = _data_lines(store, header.events)
    shown = events if project is None else pruned(events, Selection(project))
    proof = written(Checkpoint(note=signed.note, key=signed.key))
    return _told(_sealed(chain([written(header)], shown, [proof])))


def _header(store: EventStore, events: int, made_at: str, project: str | None = None) -> Header:
    return Header(
        version=FORMAT,
        ledger=store.ledger_id(),
        events=events,
        schema=SCHEMA,
        made_at=made_at,
        project=project,
    )


def _sealed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines and the one that ends them."""
    digest, count = sha256(), 0
    for line in lines:
        digest.update(line)
        count += 1
        yield line
    yield written(End(lines=count, sha256=digest.hexdigest()))


def _told(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Make a last line of what stops the writing."""
    try:
        yield from lines
    except LedgerError as error:
        yield written(Failed(code=error.code, detail=error.message))


def _data_lines(store: EventStore, count: int) -> Iterator[bytes]:
    offset = 0
    while offset < count:
        records = store.read_all(offset, min(BATCH, count - offset))
        if not records:
            raise _does_not_hold(offset, "it is missing")
        for place, record in enumerate(records, offset):
            check_record(record, place)
            yield record.data + b"\n"
        offset += len(records)


def check_record(record: Record, offset: int) -> None:
    """Raise unless an event says of itself what the store says of it."""
    try:
        said = link_in(record.data)
    except UNREADABLE as error:
        raise _does_not_hold(offset, f"it cannot be read ({error})") from error
    if record.offset != offset or b"\n" in record.data:
        raise _does_not_hold(offset, "it is not in its place")
    if (said.type, said.stream, said.version) != (record.topic, record.stream, record.version):
        raise _does_not_hold(offset, "the store says something else of it than it says itself")


def _does_not_hold(offset: int, why: str) -> StoreDamaged:
    return StoreDamaged(
        f"The ledger does not hold at offset {offset}: {why}. `patchledger verify` tells more.",
    )


def in_chunks(lines: Iterable[bytes], size: int = 2**16) -> Iterator[bytes]:
    """The same bytes in pieces of about `size`, for what pays for each piece."""
    waiting = bytearray()
    for line in lines:
        waiting += line
        if len(waiting) >= size:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)
