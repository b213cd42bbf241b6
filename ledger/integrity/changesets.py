"""Whether changesets are whole, and whether their receipts fit them.

The receipts are compared as two bags: those that follow from the events and those that are stored. Each
bag is summed up in one number, the sum of Python's own hashes (SipHash, with a key that is new in each
process), so that nothing has to be kept in memory and nobody can have prepared for it. Only when the two
differ are the receipts looked up one by one, to name the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledger.integrity.chain import (
    START,
    UNREADABLE,
    Link,
    PatchLink,
    Place,
    Unlinked,
    link_of,
    receipt_of,
)
from ledger.integrity.fault import LedgerFault
from ledger.ports import EventStore, Receipt, Record

BATCH = 5000


class Changesets:
    """Takes the links of all patches in order; `check_receipts` at the end."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def take(self, link: PatchLink, before: Link | None) -> None:
        """Take in the next patch of a stream. Raises Unlinked where it is not of a whole changeset."""
        index, size = link.index, link.size
        if index == 0:
            check_complete(before)
        elif not (
            type(before) is PatchLink
            and before.index + 1 == index < size == before.size
            and before.changeset == link.changeset
            and before.request == link.request
        ):
            raise Unlinked("it is not the next patch of the changeset before it")
        if index + 1 == size:
            version = link.version
            self.count += 1
            self._sum += hash((link.changeset, link.stream, version - index, version, link.request))

    def check_receipts(self, store: EventStore, places: Mapping[str, Place], length: int) -> None:
        """Raise LedgerFault unless there is a receipt for each changeset, and none besides.

        `places`, `length`: how far the streams and the ledger were taken in. Receipts beyond that, of
        changesets that were accepted meanwhile, are looked up one by one.
        """
        total = 0
        for receipt in _stored(store):
            if _is_beyond(receipt, places):
                if not _fits(store, receipt):
                    raise _too_much(receipt)
            else:
                total += hash(receipt)
        if total != self._sum:
            raise _first_difference(store, length)


def check_complete(last: Link | None) -> None:
    """Raise Unlinked where a stream goes on, or ends, within a changeset."""
    if isinstance(last, PatchLink) and last.index + 1 != last.size:
        raise Unlinked(f"the changeset {last.changeset} before it is not whole")


def _stored(store: EventStore) -> Iterator[Receipt]:
    after = ""
    while page := store.receipts(after, BATCH):
        yield from page
        after = page[-1].changeset


def _is_beyond(receipt: Receipt, places: Mapping[str, Place]) -> bool:
    last: object = receipt.last  # SQLite may give anything
    return isinstance(last, int) and last > places.get(receipt.stream, START)[0]


def _fits(store: EventStore, receipt: Receipt) -> bool:
    """Whether a receipt is that of the event which it names as its last."""
    found = store.read(receipt.stream, receipt.last - 1, receipt.last)
    return any(_receipt(record) == receipt for record in found)


def _receipt(record: Record) -> Receipt | None:
    """The receipt of the changeset that ends with an event; None where none does."""
    try:
        link = link_of(record)
    except UNREADABLE:
        return None
    if isinstance(link, PatchLink) and link.index + 1 == link.size:
        return receipt_of(link)
    return None


def _first_difference(store: EventStore, length: int) -> LedgerFault:
    """Name the first changeset whose receipt is not there or another, else the first receipt too many."""
    known: set[str] = set()
    for record in _events(store, length):
        receipt = _receipt(record)
        if receipt is None:
            continue
        known.add(receipt.changeset)
        if store.receipt(receipt.changeset) != receipt:
            return LedgerFault(
                f"The receipt of changeset {receipt.changeset} does not fit its events.",
                code="receipt_differs",
                offset=record.offset,
                stream=record.stream,
                version=record.version,
            )
    return _too_much(next(one for one in _stored(store) if one.changeset not in known))


def _too_much(receipt: Receipt) -> LedgerFault:
    message = f"There is a receipt for changeset {receipt.changeset}, of which there is no event."
    return LedgerFault(message, code="receipt_differs")


def _events(store: EventStore, length: int) -> Iterator[Record]:
    for offset in range(0, length, BATCH):
        yield from store.read_all(offset, min(BATCH, length - offset))
