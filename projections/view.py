"""What a view is: tables, and a fold that carries accepted patches into them.

A view is a module in `projections/views` that ends with `VIEW = View(…)`; it is found by listing that
folder. For a batch of events the projector begins a fold, tells it each step in order, lets it look up
what it has to know, and write once: many events that touch one row cost one write. What a view reads
and writes is its own tables only, so that any batch size, and a rebuild, gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import sqlalchemy as sa

from ledger.core.events import ProposalEvent
from projections.effects import Step


class Fold(Protocol):
    """One batch on its way into a view."""

    def take(self, step: Step) -> None:
        """Be told of one accepted patch, in the order of the ledger."""
        ...

    def read(self, conn: sa.Connection) -> None:
        """Look up what it has to know, when it was told of all and no view has written anything yet."""
        ...

    def write(self, conn: sa.Connection) -> None:
        """Write what came of them, in the transaction that moves the position.

        Only by `projections.tables` and an index: what is written is on its way, and cannot be read yet.
        """
        ...


@runtime_checkable
class Listening(Protocol):
    """A fold that is also told of conversations, which the others need not know of."""

    def hear(self, event: ProposalEvent, offset: int) -> None:
        """Be told of one event of a proposal and its place, in the order of the ledger, before `read`."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """A read model. Raise `version` when the same tables are to be filled differently."""

    name: str
    version: int
    tables: sa.MetaData
    fold: Callable[[], Fold]
    create: Callable[[sa.Connection], None] | None = None
    """Makes what SQLAlchemy has no words for; called after the tables are made."""

    def make(self, conn: sa.Connection) -> None:
        """Make the view's tables where there are none of them."""
        self.tables.create_all(conn, checkfirst=False)
        if self.create is not None:
            self.create(conn)

    def shape(self) -> str:
        """What tells this shape of the view from another."""
        return shape_of(self.name, self.version, self.tables)


def shape_of(name: str, version: int, tables: sa.MetaData) -> str:
    """One line that is another one when the tables, their columns or `version` are others."""
    columns = [f"{table.name}({','.join(table.columns.keys())})" for table in tables.sorted_tables]
    return f"{name}:{version}:{';'.join(columns)}"
