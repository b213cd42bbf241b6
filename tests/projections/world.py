"""A ledger and its views for tests: commit, follow, ask; and every row of every view, for comparing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from ledger.answers import Committed
from ledger.core.patch import Patch
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from projections.database import Database
from projections.dialects import dialect_of
from projections.follower import Follower
from projections.indexes.documents import PAST, SEARCH
from projections.tables import PREFIX
from tests.ledger.plans import CountingIds, TickingClock, by_me

P = ParamSpec("P")
T = TypeVar("T")
CORPORA = (SEARCH.name, PAST.name)
PARTS = ("config", "content", "data", "docsize", "idx")
OF_THE_INDEX = {f"{name}_{part}" for name in CORPORA for part in PARTS}
Dump = dict[str, list[tuple[Any, ...]]]


class World:
    """A ledger in memory, and views of it that follow when they are told to or asked something."""

    def __init__(self, url: str = "sqlite://", batch: int = 500) -> None:
        self.store = MemoryStore()
        self.clock = TickingClock()
        self.ledger = Ledger(self.store, self.clock, CountingIds())
        self.database = Database(url)
        self.follower = Follower(self.store, self.database, batch=batch)
        self.follower.prepare()

    def commit(self, *patches: Patch, **more: Any) -> Committed:
        return self.ledger.commit(by_me(*patches, **more))

    def ask(
        self, query: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a query, after everything that is in the ledger."""
        self.follower.catch_up()
        with self.database.reading() as conn:
            return query(conn, *args, **kwargs)

    def close(self) -> None:
        self.database.close()
        self.ledger.close()


def dump(database: Database) -> Dump:
    """Every row of every table of ours, but what an index keeps for itself."""
    with database.reading() as conn:
        return {name: _rows(conn, name) for name in _tables(conn)}


def _tables(conn: sa.Connection) -> list[str]:
    names = dialect_of(conn).table_names(conn, PREFIX)
    return sorted(name for name in names if name not in OF_THE_INDEX)


def _rows(conn: sa.Connection, name: str) -> list[tuple[Any, ...]]:
    columns = "rowid, title, body, scope, about" if name in CORPORA else "*"
    return sorted(map(tuple, conn.exec_driver_sql(f"SELECT {columns} FROM {name}")), key=repr)
