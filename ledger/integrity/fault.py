"""What was found when a ledger does not hold."""

from __future__ import annotations

from ledger.core.errors import LedgerError


class LedgerFault(LedgerError):
    """The first thing that does not hold.

    `code` says what kind of thing it is: `event_missing`, `event_changed`, `receipt_differs`,
    `history_differs` (from what was signed, or from a checkpoint that is held), `tile_differs`,
    `checkpoint_refused`.
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
