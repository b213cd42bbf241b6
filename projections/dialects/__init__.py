"""What differs between the databases that the views can be in, a file each, and nothing of it elsewhere.

How words are looked up differs, too: that is in `projections/indexes`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import sqlalchemy as sa

from ledger.core.errors import StoreUnavailable

Key = tuple[Any, ...]


class Dialect(Protocol):
    """A database's own ways. Each module of this package is one.

    The rows given and taken are tuples of all columns in their order.
    """

    def open_engines(self, url: str) -> tuple[sa.Engine, sa.Engine, Path | None]:
        """Where to write and to read, and the file, if it is in one."""
        ...

    def outage(self, error: BaseException) -> StoreUnavailable | None:
        """What to say when the database could not do it just now; None: another kind of error."""
        ...

    def lock_layout(self, conn: sa.Connection) -> None:
        """Let nobody else make or drop the tables before the end of this transaction."""
        ...

    def announce(self, conn: sa.Connection, position: int) -> None:
        """Tell every process where the views are, when this transaction commits."""
        ...

    def is_damage(self, error: BaseException) -> bool:
        """Whether an error says that a file is no sound database."""
        ...

    def table_names(self, conn: sa.Connection, prefix: str) -> Sequence[str]:
        """The tables that begin so, in an order in which they can be dropped."""
        ...

    def drop_table(self, conn: sa.Connection, name: str) -> None:
        """Drop one of them."""
        ...

    def streaming(self, conn: sa.Connection) -> AbstractContextManager[object]:
        """Where statements that only write may be under way together, until the end."""
        ...

    def send(self, conn: sa.Connection, statement: str, parameters: Sequence[Any]) -> None:
        """Do a statement that only writes; with a list of parameters, for each of them."""
        ...

    def rows_by_key(
        self, conn: sa.Connection, table: sa.Table, keys: Collection[Key]
    ) -> Sequence[Sequence[Any]]:
        """The rows with these primary keys."""
        ...

    def insert(self, conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
        """Insert rows whose primary keys are new."""
        ...

    def upsert(self, conn: sa.Connection, table: sa.Table, rows: Sequence[Key]) -> None:
        """Insert the rows, or overwrite those whose primary key is there."""
        ...

    def remove(self, conn: sa.Connection, table: sa.Table, keys: Collection[Key]) -> None:
        """Delete the rows with these primary keys, where they exist."""
        ...


def dialect_at(url: str) -> Dialect:
    """The ways of the database that a URL names."""
    return _named(url.partition(":")[0])


def dialect_of(conn: sa.Connection) -> Dialect:
    """The ways of the database that a connection goes to."""
    return _named(conn.dialect.name)


@cache
def _named(name: str) -> Dialect:
    """Loaded when it is used: nobody waits for the driver of another database."""
    return cast(Dialect, import_module(f"projections.dialects.{name}"))
