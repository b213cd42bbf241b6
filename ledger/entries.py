"""A changeset as one value, out of the events that it is stored as."""

from __future__ import annotations

from ledger.answers import Entry
from ledger.codec import decode_accepted
from ledger.core.events import PatchAccepted
from ledger.core.patch import Patch
from ledger.ports import EventStore, Receipt


def read_entry(store: EventStore, receipt: Receipt) -> Entry:
    """The changeset that a receipt is about."""
    records = store.read(receipt.stream, receipt.first - 1, receipt.last)
    events = [decode_accepted(record.data) for record in records]
    return entry_of(events[0], tuple(event.patch for event in events))


def entry_of(first: PatchAccepted, patches: tuple[Patch, ...]) -> Entry:
    """The changeset with these patches, whose first event is `first`."""
    return Entry(
        id=first.changeset,
        first=first.version,
        last=first.version + len(patches) - 1,
        time=first.time,
        occurred_at=first.occurred_at,
        actor=first.actor,
        author=first.author,
        cause=first.cause,
        message=first.message,
        base_version=first.base_version,
        proposal=first.proposal,
        patches=patches,
    )
