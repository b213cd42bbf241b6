"""Checkpoints, proofs and `verify` over every store."""

from __future__ import annotations

from pathlib import Path

from ledger.integrity.checkpoint import opened, verifier
from ledger.integrity.heads import Heads
from ledger.integrity.merkle import verify_consistency, verify_inclusion
from ledger.integrity.notary import Notary
from ledger.integrity.verify import verify
from ledger.integrity.watch import Watch
from tests.conformance.conftest import Backend
from tests.integrity.books import expected_of, fill, grow


def test_a_ledger_is_signed_and_verified(backend: Backend, tmp_path: Path) -> None:
    """On every store, what is signed is verified, and a proof holds; after reopening it goes on."""
    key = tmp_path / "signing.key"
    store = backend.open()
    books = fill(store)
    grow(books, 300)
    notary = Notary(Watch(store, Heads(key)))
    first = opened(notary.checkpoint().note, verifier(notary.checkpoint().key))
    found = verify(store, expected_of(store))
    assert (300, 3, 1) == (found.events, found.streams, found.tiles)
    proof = notary.inclusion(7, 300)
    assert verify_inclusion(proof.leaf, 7, 300, proof.proof, first.root)
    if not backend.durable:
        return
    store.close()

    again = backend.open()
    notary = Notary(Watch(again, Heads(key)))
    assert again.append([]) == []
    grown = notary.consistency(256, 300)
    assert verify_consistency(256, 300, grown.proof, grown.old_root, first.root)
    assert first == opened(notary.checkpoint().note, verifier(notary.checkpoint().key))
