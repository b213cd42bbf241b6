"""A ledger in memory: real in every promise but that of outliving the process."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition, RLock
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from ledger.ports import (
    EventStore,
    NewRecord,
    NotEmpty,
    Receipt,
    ReceiptTaken,
    Record,
    Unit,
    VersionConflict,
)

DURABLE = False
"""Whether what was appended is there again after `close` and `open_store`."""


class MemoryRecorder(POPOApplicationRecorder):
    """The library's recorder, which also takes whole units and finds records without a scan."""

    def __init__(self) -> None:
        super().__init__()
        self.receipts: dict[str, Receipt] = {}

    def length(self) -> int:
        """How many events there are."""
        with self._database_lock:
            return len(self._stored_events)

    def append_units(self, units: Sequence[Unit]) -> list[int]:
        """All of them or none; for each, the offset of its first record."""
        with self._database_lock:
            self._check_versions(units)
            self._check_receipts(units)
            return [self._append_unit(unit) for unit in units]

    def fill(self, units: Iterable[Unit]) -> None:
        """All of them into an empty ledger, or none."""
        with self._database_lock:
            if self._stored_events:
                raise NotEmpty
            self.append_units(list(units))

    def select_records(
        self, stream: str, after: int, upto: int | None, limit: int | None, *, newest_first: bool
    ) -> list[Record]:
        """The records of a stream with after < version <= upto."""
        with self._database_lock:
            places = self._stored_events_index.get(stream, {})
            last = len(places) if upto is None else min(upto, len(places))
            versions = range(after + 1, last + 1)
            chosen = (versions[::-1] if newest_first else versions)[:limit]
            return [self._record(places[version]) for version in chosen]

    def select_all_records(self, from_offset: int, limit: int) -> list[Record]:
        """The records of the whole ledger from an offset on."""
        with self._database_lock:
            last = min(from_offset + limit, len(self._stored_events))
            return [self._record(place) for place in range(from_offset, last)]

    def _check_versions(self, units: Sequence[Unit]) -> None:
        heads: dict[str, int] = {}
        for record in (record for unit in units for record in unit.records):
            head = heads.get(record.stream)
            if head is None:
                head = len(self._stored_events_index.get(record.stream, ()))
            if record.version != head + 1:
                raise VersionConflict(record.stream, record.version - 1, head)
            heads[record.stream] = record.version

    def _check_receipts(self, units: Sequence[Unit]) -> None:
        known: set[str] = set()
        for receipt in (unit.receipt for unit in units if unit.receipt is not None):
            if receipt.changeset in self.receipts or receipt.changeset in known:
                raise ReceiptTaken(receipt.changeset)
            known.add(receipt.changeset)

    def _append_unit(self, unit: Unit) -> int:
        offset = len(self._stored_events)
        self._update_table([_stored(record) for record in unit.records])
        if unit.receipt is not None:
            self.receipts[unit.receipt.changeset] = unit.receipt
        return offset

    def _record(self, place: int) -> Record:
        event = self._stored_events[place]
        return Record(
            str(event.originator_id), event.originator_version, event.topic, event.state, place
        )


def _stored(record: NewRecord) -> StoredEvent:
    return StoredEvent(record.stream, record.version, record.topic, record.data)


class MemoryStore:
    """Keeps `ledger.ports.EventStore` in this process's memory."""

    def __init__(self) -> None:
        self._recorder = MemoryRecorder()
        self._snapshots: dict[str, list[tuple[int, bytes]]] = {}
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._turn = RLock()
        self._changed = Condition()
        self._closed = False
        self._id = str(uuid4())

    def append(self, units: Sequence[Unit]) -> list[int]:
        """See the port."""
        with self._turn:
            offsets = self._recorder.append_units(units)
        with self._changed:
            self._changed.notify_all()
        return offsets

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See the port."""
        with self._turn:
            yield

    def fill(self, units: Iterable[Unit]) -> None:
        """See the port."""
        with self._turn:
            self._recorder.fill(units)
        with self._changed:
            self._changed.notify_all()

    def read(
        self,
        stream: str,
        after: int = 0,
        upto: int | None = None,
        limit: int | None = None,
        *,
        newest_first: bool = False,
    ) -> Sequence[Record]:
        """See the port."""
        return self._recorder.select_records(stream, after, upto, limit, newest_first=newest_first)

    def read_data(
        self, stream: str, after: int, upto: int | None, limit: int | None
    ) -> Sequence[tuple[int, bytes]]:
        """See the port."""
        return [(record.version, record.data) for record in self.read(stream, after, upto, limit)]

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        """See the port."""
        return self._recorder.select_all_records(from_offset, limit)

    def length(self) -> int:
        """See the port."""
        return self._recorder.length()

    def receipt(self, changeset_id: str) -> Receipt | None:
        """See the port."""
        return self._recorder.receipts.get(changeset_id)

    def receipts(self, after: str, limit: int) -> Sequence[Receipt]:
        """See the port."""
        ids = sorted(self._recorder.receipts)
        first = bisect_right(ids, after)
        return [self._recorder.receipts[id] for id in ids[first : first + limit]]

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        """See the port."""
        with self._changed:
            kept = [kept for kept in self._snapshots.get(stream, []) if kept[0] != version]
            self._snapshots[stream] = sorted([*kept, (version, data)])

    def nearest_snapshot(self, stream: str, upto: int | None = None) -> tuple[int, bytes] | None:
        """See the port."""
        with self._changed:
            kept = self._snapshots.get(stream, [])
            place = len(kept) if upto is None else bisect_right(kept, upto, key=lambda one: one[0])
            return kept[place - 1] if place else None

    def save_tile(self, level: int, index: int, data: bytes) -> None:
        """See the port."""
        self._tiles[level, index] = data

    def tile(self, level: int, index: int) -> bytes | None:
        """See the port."""
        return self._tiles.get((level, index))

    def wait(self, length: int, timeout: float) -> int:
        """See the port."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.length() > length, timeout)
        return self.length()

    def ledger_id(self) -> str:
        """See the port."""
        return self._id

    def close(self) -> None:
        """See the port."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()


def open_store(url: str, owner_url: str | None = None) -> EventStore:  # noqa: ARG001 - one name, one signature for every store
    """A new, empty ledger. It has no place and needs no owner, so the arguments say nothing."""
    return MemoryStore()


def file_of(url: str) -> None:
    """It is in no file."""
