"""Tamper evidence: how fast everything is verified, and how long a proof takes in a long ledger."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

from api.storage import open_ledger
from benchmarks.histories import write_history
from benchmarks.measure import Target, Work, compare, milliseconds, show
from ledger.answers import Changes
from ledger.core.patch import Patch
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.merkle import leaf_hash
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.ports import EventStore
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore

PROJECT = str(UUID(int=7 << 64))
ACTOR = "user:bench"
EVENTS = 20_000
LONG = 1_000_000
AT_ONCE = 512


def run(folder: Path) -> list[Target]:
    """Print the tables; what they say of the targets."""
    targets = []
    for name, write in (("mixed", write_history), ("plans of 100 patches", _write_plans)):
        with open_ledger(f"sqlite:///{folder / name.split()[0]}-proving.db") as books:
            write(books, EVENTS)
            Tree(books.store).grow()
            ratio = _verify(name, books.store)
        targets.append(Target(f"verify ÷ bare hashing of the same records ({name})", 0.4, ratio))
    return [*targets, Target(f"a proof in a ledger of {LONG:,} events", 2, _prove(), "ms")]


def _write_plans(books: Ledger, events: int) -> None:
    create = Patch("create", "project", PROJECT, {"title": "Long"})
    books.commit(Changes(PROJECT, (create,), ACTOR))
    for first in range(1, events, 100):
        titles = (f"Title {number}" for number in range(first, first + 100))
        edits = tuple(Patch("update", "project", PROJECT, {"title": title}) for title in titles)
        books.commit(Changes(PROJECT, edits, ACTOR))


def _verify(name: str, store: EventStore) -> float:
    length = store.length()
    figures = compare(
        length,
        {
            "read the events and the receipts, hash each event": lambda: _hash_all(store),
            "verify: chains, changesets, receipts, tree, tiles": lambda: lambda: verify(store),
        },
    )
    show(f"Verifying {length:,} events, {name} (SQLite)", figures, "events")
    return figures[-1].ratio


def _hash_all(store: EventStore) -> Work:
    def work() -> None:
        offset, after = 0, ""
        while records := store.read_all(offset, AT_ONCE):
            for record in records:
                sha256(record.data).digest()
            offset += len(records)
        while receipts := store.receipts(after, AT_ONCE):
            after = receipts[-1].changeset

    return work


def _prove() -> float:
    """Milliseconds of the slower kind of proof.

    The tree of a million events, its tiles in memory: what a proof adds to reading the event.
    """
    store = MemoryStore()
    leaves = [leaf_hash(b"%d" % number) for number in range(LONG)]
    Growth(store.save_tile).add(leaves)
    tree = Tree(store)
    resumed = milliseconds(lambda: tree.resume(LONG), 3)
    size = LONG & -WIDTH
    chance = Random(7)
    inclusion = milliseconds(lambda: tree.inclusion_proof(chance.randrange(size), size), 500)
    consistency = milliseconds(lambda: tree.consistency_proof(chance.randrange(size), size), 500)
    print(f"\nA tree of {LONG:,} events")
    print(
        f"  an inclusion proof takes {inclusion:.2f} ms, a consistency proof {consistency:.2f} ms,"
    )
    print(f"  to begin with its saved tiles {resumed:.0f} ms")
    return max(inclusion, consistency)
