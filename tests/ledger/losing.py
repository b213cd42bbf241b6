"""A store whose answers get lost, as those of a server across a network do."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.core.errors import OutcomeUnknown
from ledger.ports import Unit
from ledger.stores.memory import MemoryStore


class Losing(MemoryStore):
    """Loses the answers to appends once it is told to, after it stored or before."""

    loses = False
    stores = True

    def append(self, units: Sequence[Unit]) -> list[int]:
        """The offsets, unless nobody gets to know them."""
        done = super().append(units) if self.stores else []
        if self.loses:
            raise OutcomeUnknown("the answer got lost")
        return done
