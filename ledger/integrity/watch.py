"""Whether the ledger holds, as far as can be told in little time; where it does not, writes stop.

At start, or before the first write, the latest events have to be chained, and the ledger has to extend
what was signed last. While a server runs, its tree may only grow. What is found stays until the process
is started anew: reading goes on, appending raises WritesStopped with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from ledger.core.errors import WritesStopped
from ledger.integrity.chain import check_links
from ledger.integrity.heads import Head, Heads
from ledger.integrity.tree import Tree
from ledger.ports import EventStore, Unit

TAIL = 64
"""How many of the latest events are checked at start."""


class Watch:
    """Watches one store, whose tree it keeps."""

    def __init__(self, store: EventStore, heads: Heads | None = None) -> None:
        self.store = store
        self.heads = heads or Heads(None)
        self.origin = f"patchledger/{store.ledger_id()}"
        self.tree = Tree(store)
        self.reason: str | None = None
        self._checked = False
        self._lock = RLock()

    def allow(self) -> None:
        """Raise WritesStopped unless the ledger holds. Checks it when that was not done before."""
        if self.reason is not None:
            raise WritesStopped(self.reason)
        if not self._checked:
            self.check()

    def check(self) -> None:
        """What is checked at start. Raises WritesStopped, or a StoreError of another kind."""
        with self._lock, self.noticing():
            check_links(self.store, TAIL)
            last = self.heads.last(self.origin)
            if last is not None:
                if last.size <= self.store.length() and not self.tree.resume(last.size):
                    self.tree = Tree(self.store)
                self.extended(last)
            self._checked = True

    def extended(self, last: Head | None) -> Head:
        """The head now, which was proved to extend the last one. Raises WritesStopped."""
        with self._lock, self.noticing():
            self._check_length(last)
            self.tree.grow()
            if last is not None and self.tree.root(last.size) != last.root:
                self._begin_anew(last)
            size = self.tree.size
            return Head(size, self.tree.root(size))

    def renew(self) -> None:
        """Make the tree anew from the events: a saved tile does not fit them. Raises WritesStopped.

        If the tree still extends what was signed last, the tile was bad, and was replaced.
        """
        with self._lock, self.noticing():
            self._begin_anew(self.heads.last(self.origin))

    @contextmanager
    def noticing(self) -> Iterator[None]:
        """Keep the reason for which writes stop, for all that comes."""
        try:
            yield
        except WritesStopped as stopped:
            self.reason = self.reason or stopped.message
            raise

    def _check_length(self, last: Head | None) -> None:
        length = self.store.length()
        known = max(self.tree.size, last.size if last else 0)
        if length < known:
            raise WritesStopped(
                f"The ledger has {length} events and had {known}: it is older than what was signed, "
                "or its end was removed. To go on from here, restore it as a new ledger; "
                "docs/integrity.md says how."
            )

    def _begin_anew(self, last: Head | None) -> None:
        """A tree made from the events alone: tiles are a cache, and what is stored is the truth."""
        tree = Tree(self.store)
        tree.grow()
        if last is not None and tree.root(last.size) != last.root:
            raise WritesStopped(
                f"The first {last.size} events are not those that were signed: one of them was "
                "changed. `patchledger verify` names it."
            )
        self.tree = tree


class WatchedStore:
    """A store that appends only while its watch allows it."""

    def __init__(self, watch: Watch) -> None:
        store = watch.store
        self.watch = watch
        self._append = store.append
        self.alone = store.alone
        self.fill = store.fill
        self.read = store.read
        self.read_data = store.read_data
        self.read_all = store.read_all
        self.length = store.length
        self.receipt = store.receipt
        self.receipts = store.receipts
        self.save_snapshot = store.save_snapshot
        self.nearest_snapshot = store.nearest_snapshot
        self.save_tile = store.save_tile
        self.tile = store.tile
        self.wait = store.wait
        self.ledger_id = store.ledger_id
        self.close = store.close

    def append(self, units: Sequence[Unit]) -> list[int]:
        """See the port. Raises WritesStopped, too."""
        self.watch.allow()
        return self._append(units)
