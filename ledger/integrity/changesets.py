"""Whether changesets are whole, and whether their receipts fit them.

The receipts are compared as two bags: those that follow from the events and those that are stored. Each
bag is summed up in one number, the sum of Python's own hashes (SipHash, with a key that is new in each
process), so that nothing has to be kept in memory and nobody can have prepared for it. Only when the two
differ are the receipts looked up one by one, to name the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.integrity.chain import Link, PatchLink, Unlinked, link_of, receipt_of
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
        if link.index == 0:
            check_complete(before)
        elif not (
            isinstance(before, PatchLink)
            and before.index + 1 == link.index < link.size == before.size
            and (before.changeset, before.request) == (link.changeset, link.request)
        ):
            raise Unlinked("it is not the next patch of the changeset before it")
        if link.index + 1 == link.size:
            first = link.version - link.index
            self.count += 1
            self._sum += hash((link.changeset, link.stream, first, link.version, link.request))

    def check_receipts(self, store: EventStore) -> None:
        """Raise LedgerFault unless there is a receipt for each changeset, and none besides."""
        if self._sum != sum(map(hash, _stored(store))):
            raise _first_difference(store)


def check_complete(last: Link | None) -> None:
    """Raise Unlinked where a stream goes on, or ends, within a changeset."""
    if isinstance(last, PatchLink) and last.index + 1 != last.size:
        raise Unlinked(f"the changeset {last.changeset} before it is not whole")


def _stored(store: EventStore) -> Iterator[Receipt]:
    after = ""
    while page := store.receipts(after, BATCH):
        yield from page
        after = page[-1].changeset


def _first_difference(store: EventStore) -> LedgerFault:
    """Name the first changeset whose receipt is not there or another, else the first receipt too many."""
    for record, receipt in _expected(store):
        if store.receipt(receipt.changeset) != receipt:
            return LedgerFault(
                f"The receipt of changeset {receipt.changeset} does not fit its events.",
                code="receipt_differs",
                offset=record.offset,
                stream=record.stream,
                version=record.version,
            )
    known = {receipt.changeset for _, receipt in _expected(store)}
    extra = next(receipt for receipt in _stored(store) if receipt.changeset not in known)
    message = f"There is a receipt for changeset {extra.changeset}, of which there is no event."
    return LedgerFault(message, code="receipt_differs")


def _expected(store: EventStore) -> Iterator[tuple[Record, Receipt]]:
    offset = 0
    while records := store.read_all(offset, BATCH):
        for record in records:
            link = link_of(record)
            if isinstance(link, PatchLink) and link.index + 1 == link.size:
                yield record, receipt_of(link)
        offset += len(records)
