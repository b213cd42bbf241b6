"""A small ledger with everything in it, and a copy of its rows that can be tampered with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledger.integrity.heads import Head
from ledger.integrity.tree import Tree
from ledger.integrity.witness import Expected
from ledger.ports import EventStore, NewRecord, Receipt, Record, Unit
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    CountingIds,
    TickingClock,
    by_me,
    change,
    new_project,
    new_task,
)


def fill(store: EventStore) -> Ledger:
    """Two projects and a proposal, 30 events in three streams, changesets of one patch and of more."""
    books = Ledger(store, TickingClock(), CountingIds())
    books.commit(by_me(new_project(), *(new_task(number) for number in range(1, 6))))
    books.commit(by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT))
    proposals = Proposals(books)
    opened = proposals.open(PROJECT, None, ME, "embedded", "outline")
    proposals.instruct(opened.id, "Plan the rest", ME)
    proposals.draft(opened.id, [new_task(6), new_task(7)], AGENT, "Done.")
    for number in range(1, 6):
        books.commit(by_me(change(number, title=f"Für {number}"), message="Why"))
        books.commit(
            by_me(
                new_task(number + 50),
                change(number + 50, estimated_minutes=7),
                project_id=OTHER_PROJECT,
            )
        )
    proposals.accept(opened.id, ME)
    books.undo(PROJECT, ME)
    return books


def grow(books: Ledger, events: int) -> None:
    """Commit single changes until there are so many events."""
    while books.store.length() < events:
        books.commit(by_me(change(1, title=f"At {books.store.length()}")))


def head_of(store: EventStore) -> Head:
    """The head of a ledger that is believed."""
    tree = Tree(store)
    size = tree.grow()
    return Head(size, tree.root(size))


def expected_of(store: EventStore) -> list[Expected]:
    """What a checkpoint of now says."""
    return [Expected(head_of(store), "the checkpoint")]


class Rows(MemoryStore):
    """A ledger that somebody has been at: it answers from rows, whatever they are."""

    def __init__(
        self,
        rows: Iterable[Record],
        receipts: Iterable[Receipt],
        tiles: dict[tuple[int, int], bytes] | None = None,
    ) -> None:
        super().__init__()
        self.rows = sorted(rows, key=lambda row: row.offset)
        self.stolen = sorted(receipts)
        self._tiles = dict(tiles or {})

    def read(
        self,
        stream: str,
        after: int = 0,
        upto: int | None = None,
        limit: int | None = None,
        *,
        newest_first: bool = False,
    ) -> Sequence[Record]:
        last = 2**63 if upto is None else upto
        found = [row for row in self.rows if row.stream == stream and after < row.version <= last]
        return sorted(found, key=lambda row: row.version, reverse=newest_first)[:limit]

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return [row for row in self.rows if row.offset >= from_offset][:limit]

    def length(self) -> int:
        return self.rows[-1].offset + 1 if self.rows else 0

    def receipt(self, changeset_id: str) -> Receipt | None:
        return next((one for one in self.stolen if one.changeset == changeset_id), None)

    def receipts(self, after: str, limit: int) -> Sequence[Receipt]:
        return [one for one in self.stolen if one.changeset > after][:limit]


def rows_of(store: EventStore) -> Rows:
    """A copy of a ledger's rows."""
    tiles = getattr(store, "_tiles", {})
    return Rows(store.read_all(0, 10**6), store.receipts("", 10**6), tiles)


def raw(store: EventStore, count: int) -> None:
    """Fill a ledger with bytes of no meaning, for what only counts and hashes."""
    first = store.length()
    records = tuple(
        NewRecord(f"raw:{first}", version, "raw", b"%d" % version)
        for version in range(1, count + 1)
    )
    store.append([Unit(records)])
