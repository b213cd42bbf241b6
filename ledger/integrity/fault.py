"""What was found when a ledger does not hold."""

from __future__ import annotations

from ledger.core.errors import LedgerError
from ledger.ports import Record


class LedgerFault(LedgerError):
    """The first thing that does not hold.

    `code` says what kind of thing it is: `event_missing`, `event_changed`, `receipt_differs`,
    `history_differs` (from what was signed, or from a checkpoint that is held), `tile_differs`,
    `roll_differs`.

    `offset`: the first event that cannot be shown to hold. Where there is a `last_offset`, nothing that
    is held tells whether it is that one, or a later one up to there.
    """

    code = "event_changed"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        offset: int | None = None,
        stream: str | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.offset = offset
        self.stream = stream
        self.version = version
        self.last_offset: int | None = None

    def since(self, offset: int) -> LedgerFault:
        """The same, where no witness tells whether an event before it, from an offset on, was changed."""
        if offset == self.offset:
            return self
        fault = LedgerFault(
            f"{self.message} Whether an event before it, from offset {offset} on, was changed as well "
            "cannot be told: nothing that is held leads to what was signed.",
            code=self.code,
            offset=offset,
        )
        fault.last_offset = self.offset if self.last_offset is None else self.last_offset
        return fault


class Contradiction(LedgerFault):
    """An event does not carry the hash of the one before it in its stream: one of the two was changed."""

    def __init__(self, earlier: Record, later: Record) -> None:
        super().__init__(
            f"The event {place_of(earlier)} or the next one of its stream, at offset {later.offset}, "
            "was changed: that one does not carry the hash of this one. Nothing tells which it was.",
            offset=earlier.offset,
            stream=earlier.stream,
            version=earlier.version,
        )
        self.last_offset = later.offset
        self.earlier = earlier
        self.later = later

    def of_the_earlier(self) -> LedgerFault:
        """The same, where it is known that it was the earlier one."""
        clause = "was changed: it has another hash than the one after it says"
        return event_fault(self.earlier, clause)

    def of_the_later(self) -> LedgerFault:
        """The same, where it is known that it was the later one."""
        clause = "was changed: it does not carry the hash of the event before it in its stream"
        return event_fault(self.later, clause)


def event_fault(record: Record, clause: str, code: str | None = None) -> LedgerFault:
    """That one event does not hold; `clause` goes on from its name."""
    return LedgerFault(
        f"The event {place_of(record)} {clause}.",
        code=code,
        offset=record.offset,
        stream=record.stream,
        version=record.version,
    )


def place_of(record: Record) -> str:
    """Where an event is, in words."""
    return f"at offset {record.offset} ({record.stream}, version {record.version})"
