"""What an auditor can ask for: a signed checkpoint, and proofs against it.

A checkpoint is handed out only when the ledger was proved to extend what was signed last, and when
that it was signed is on the disk: no two of one origin ever contradict each other.
"""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.core.errors import refused
from ledger.integrity.checkpoint import Checkpoint, Verifier, sign
from ledger.integrity.heads import Head
from ledger.integrity.keys import open_key
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import Hash, verify_inclusion
from ledger.integrity.roll import Roll
from ledger.integrity.watch import Watch
from ledger.ports import Record


class Signed(NamedTuple):
    """A checkpoint, as it was signed (`note`), and the text of the key to check it with."""

    checkpoint: Checkpoint
    note: str
    key: str


class Inclusion(NamedTuple):
    """That an event is in the tree of `size` events with this root."""

    record: Record
    leaf: Hash
    size: int
    root: Hash
    proof: list[Hash]


class Consistency(NamedTuple):
    """That the tree of `new` events with that root begins with the one of `old` events."""

    old: int
    new: int
    old_root: Hash
    new_root: Hash
    proof: list[Hash]


class Notary:
    """Signs for one ledger, and proves. Thread-safe.

    Everything raises WritesStopped where the ledger does not hold, and other StoreErrors.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._lock = Lock()
        self._opened: Ed25519PrivateKey | None = None

    @property
    def key(self) -> Ed25519PrivateKey:
        """The key, made when there is none yet. Raises StoreUnavailable."""
        with self._lock:
            if self._opened is None:
                self._opened = open_key(self.watch.heads)
            return self._opened

    def checkpoint(self) -> Signed:
        """A checkpoint of all that is committed."""
        self.watch.allow()
        key, heads, origin = self.key, self.watch.heads, self.watch.origin
        with heads.turn(), self.watch.noticing():
            last = heads.last(origin)
            head = self.watch.extended(last)
            self._enrol(head, last.size if last else 0)
            if head != last:
                heads.remember(origin, head)
        checkpoint = Checkpoint(origin, head.size, head.root)
        verifier = Verifier(origin, key.public_key())
        return Signed(checkpoint, sign(checkpoint, key), verifier.text())

    def inclusion(self, offset: int, size: int) -> Inclusion:
        """That the event at an offset is in the tree. Raises Refused (`offset_out_of_range`)."""
        self._grow_to(size)
        if not 0 <= offset < size:
            message = f"There is no event at offset {offset} in a tree of {size} events."
            raise refused("offset_out_of_range", message, field="offset")
        found = self._inclusion(offset, size)
        if not verify_inclusion(found.leaf, offset, size, found.proof, found.root):
            self.watch.renew()
            found = self._inclusion(offset, size)
        return found

    def consistency(self, old: int, new: int) -> Consistency:
        """That the ledger only grew between two sizes. Raises Refused (`size_out_of_range`)."""
        self._grow_to(new)
        if not 0 <= old <= new:
            message = f"A tree of {new} events does not extend one of {old}."
            raise refused("size_out_of_range", message, field="from")
        tree = self.watch.tree
        return Consistency(
            old, new, tree.root(old), tree.root(new), tree.consistency_proof(old, new)
        )

    def _enrol(self, head: Head, signed: int) -> None:
        """Put the leaves of what is about to be signed on the roll, and what it may have lost."""
        key = self.watch.heads.key
        if key is None:
            return
        roll = Roll(key, self.watch.origin)
        held = min(roll.length(), signed)
        if held < head.size:
            roll.write(held, self.watch.tree.leaves(held, head.size))

    def _inclusion(self, offset: int, size: int) -> Inclusion:
        tree = self.watch.tree
        [record] = self.watch.store.read_all(offset, 1)
        proof = tree.inclusion_proof(offset, size)
        return Inclusion(record, leaf_hash_of(record), size, tree.root(size), proof)

    def _grow_to(self, size: int) -> None:
        self.watch.allow()
        length = self.watch.store.length()
        if not 0 <= size <= length:
            message = f"There is no tree of {size} events; the ledger has {length}."
            raise refused("size_out_of_range", message, field="size")
        if self.watch.tree.size < size:
            self.watch.extended(None)
