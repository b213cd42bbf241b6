"""What the ledger asks of the outside: a store of events, a clock, new ids. Promises on one page.

EventStore, kept by every adapter in `ledger/stores` and checked by `tests/conformance`:

    Atomic      `append` writes all its units, with their receipts, or nothing at all; so does
                `fill`. No read ever sees a part of one.
    Ordered     a stream's versions are 1, 2, 3 … and offsets are 0, 1, 2 …, both without a gap, in
                the order of commits: an offset is given out under the lock that stores its event,
                and what was refused takes none.
    Decided     expected heads and receipts are looked at inside the transaction that appends, under
                the same lock. Of appends that race for a version, or for a changeset's id, exactly
                one succeeds, in whatever thread or process.
    Idempotent  a changeset's id has one receipt, for ever, stored with its records. The store itself
                never tries an append twice: what it cannot tell it raises.
    Durable     what `append` returned survives the process and the power, where there is a file or a
                server. A store that cannot promise it (fsync=off) refuses to open.
    Immutable   there is no call that changes or removes an event, and the database refuses it to
                whoever comes by another way.
    Reading     every read sees all that was committed before it began, in other processes, too.
                Who has seen offset n never sees an earlier one appear: who follows by
                `read_all(next offset)` and `wait` misses nothing and gets nothing twice.
    Threads     every call may come from any thread. Readers never block the writer, nor it them.
    Processes   where several may share a store, all of this holds across them, and `wait` hears of
                every one's appends; where they may not, the second to open it gets StoreBusy.
    Bounded     no call but `wait` and `fill` takes longer than some seconds; then it raises.
    Retry       after VersionConflict or ReceiptTaken the caller reads afresh and decides again.
                After OutcomeUnknown the append may have been stored, now or in a moment: ask for the
                receipt in a fresh read, or append again with the same receipt, which cannot store it
                twice. After any other StoreError nothing was appended. Reads may always be repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol


class NewRecord(NamedTuple):
    """An event that is to be stored. `data` is stored as it is and never written anew."""

    stream: str
    version: int
    topic: str
    data: bytes


class Record(NamedTuple):
    """A stored event."""

    stream: str
    version: int
    topic: str
    data: bytes
    offset: int


class Receipt(NamedTuple):
    """That a changeset was accepted: where it is, and the digest of the request it answered."""

    changeset: str
    stream: str
    first: int
    last: int
    request: str


class Unit(NamedTuple):
    """Records that belong together, of one or more streams, and the receipt that goes with them.

    The records of one stream are in order and follow its head: the first one's version is the
    expected head plus one.
    """

    records: tuple[NewRecord, ...]
    receipt: Receipt | None = None


class VersionConflict(Exception):
    """A stream's head is not where the unit expects it. Nothing was appended."""

    def __init__(self, stream: str, expected: int, head: int) -> None:
        super().__init__(f"{stream} is at version {head}, not at {expected}")
        self.stream = stream
        self.expected = expected
        self.head = head


class ReceiptTaken(Exception):
    """The changeset's id has a receipt already. Nothing was appended."""

    def __init__(self, changeset: str) -> None:
        super().__init__(f"changeset {changeset} has a receipt already")
        self.changeset = changeset


class NotEmpty(Exception):
    """The ledger has events already. Nothing was appended."""


class EventStore(Protocol):
    """An append-only log of events in streams."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        """Append all units in one transaction; for each, the offset of its first record.

        Raises VersionConflict, ReceiptTaken or a StoreError, with nothing appended; OutcomeUnknown
        alone leaves open whether it was.
        """
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else appends while this is held, in whatever process; this thread's appends go on.

        For who lost a race and wants to decide at rest: without it, who has more to read afresh
        loses every time. Where the store is shared, it is granted in the order of asking, and is
        given back when the process dies. Raises a StoreError when it is not granted in time.
        """
        ...

    def fill(self, units: Iterable[Unit]) -> None:
        """Append to a ledger without events, however many there are, in one transaction.

        The units are taken as they come, so that they need not fit in memory. What they raise, and
        VersionConflict, ReceiptTaken, NotEmpty or a StoreError, leaves the ledger empty.
        """
        ...

    def read(
        self,
        stream: str,
        after: int = 0,
        upto: int | None = None,
        limit: int | None = None,
        *,
        newest_first: bool = False,
    ) -> Sequence[Record]:
        """The records of a stream with after < version <= upto, at most `limit` of them."""
        ...

    def read_data(
        self, stream: str, after: int, upto: int | None, limit: int | None
    ) -> Sequence[tuple[int, bytes]]:
        """(version, data) of what `read` gives, which is less to hand over for who reads much."""
        ...

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        """The records of the whole ledger from `from_offset` (inclusive) on, at most `limit`."""
        ...

    def length(self) -> int:
        """How many events the ledger has: the offset that the next one will get."""
        ...

    def receipt(self, changeset_id: str) -> Receipt | None:
        """The receipt of a changeset, in a read that sees every commit so far."""
        ...

    def receipts(self, after: str, limit: int) -> Sequence[Receipt]:
        """At most `limit` receipts, by changeset id in the order of its bytes, from the one after."""
        ...

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        """Keep a snapshot. It is a cache: it may be lost, and replaces one of the same version."""
        ...

    def nearest_snapshot(self, stream: str, upto: int | None = None) -> tuple[int, bytes] | None:
        """The latest snapshot with version <= upto, as (version, data)."""
        ...

    def save_tile(self, level: int, index: int, data: bytes) -> None:
        """Keep a full tile of the ledger's Merkle tree (`ledger.integrity.tree`).

        It is a cache: it may be lost, and replaces one of the same place.
        """
        ...

    def tile(self, level: int, index: int) -> bytes | None:
        """The tile at this place, as it was saved; None where there is none."""
        ...

    def wait(self, length: int, timeout: float) -> int:
        """Block until the ledger is longer than `length`, or for `timeout` seconds; its length.

        A database that is out of reach ends no wait: then it is the last length that is known.
        """
        ...

    def ledger_id(self) -> str:
        """The id that this ledger was given when it was made; it tells one ledger from another."""
        ...

    def close(self) -> None:
        """Let go of files, locks and connections. Waiting callers return."""
        ...


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> datetime:
        """The present, with its time zone."""
        ...


class Ids(Protocol):
    """Where new ids come from."""

    def new(self) -> str:
        """A lowercase UUID that nobody has had."""
        ...
