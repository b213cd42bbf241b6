"""Whose turn it is to keep the views, where several processes share them.

The duty only saves work. That nothing is missed or doubled is seen to by the one statement that moves
the position (`projections/tracking.py`), also while two processes believe that they are on duty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from projections.database import Database

Hear = Callable[[int], None]
"""Told where the views are, whoever brought them there. May go back: they are being made anew."""


class Duty(Protocol):
    """Whether to keep the views."""

    def begin(self) -> None:
        """Ask for it from now on, and listen."""
        ...

    def end(self) -> None:
        """Leave it to others."""
        ...

    def is_mine(self) -> bool:
        """Whether this process is on duty, as far as it knows."""
        ...

    def give_up(self, seconds: float) -> None:
        """Leave it to others for so long: it does not go well here."""
        ...


def duty_for(database: Database, hear: Hear) -> Duty:
    """The duty of keeping the views in a database."""
    if not database.shared:
        return OwnDuty()
    from projections.shared_duty import SharedDuty  # noqa: PLC0415 (loads PostgreSQL's driver)

    return SharedDuty(database.url, hear)


class OwnDuty:
    """Nobody else can keep them: a file of this process's own, or memory."""

    def begin(self) -> None:
        """See the protocol."""

    def end(self) -> None:
        """See the protocol."""

    def is_mine(self) -> bool:
        """See the protocol."""
        return True

    def give_up(self, seconds: float) -> None:
        """See the protocol. There is nobody to give it to."""
