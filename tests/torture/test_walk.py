"""A seeded walk over everything that the ledger does, held against a plain model at each step.

A short one; `python3 dev.py torture --walk 10000` is the long one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

import ledger.service
from ledger.core.errors import LedgerError
from ledger.core.undo import Changeset
from ledger.ports import Receipt
from ledger.stores.memory import MemoryStore
from ledger.stores.sqlite import SQLiteStore
from tests.torture.walk import Walk


def test_a_ledger_in_memory_agrees_with_the_model() -> None:
    """Every version, every refusal and every repeated answer is what the model says."""
    walk = Walk(MemoryStore(), seed=11)
    walk.walk(1_000)
    ways = {count.partition(":")[0] for count in walk.counts}
    assert len(ways) == 11
    assert walk.counts["undo: accepted, redone: accepted"] > 0
    assert walk.counts["propose: overtaken, accepted"] > 0


def test_a_ledger_in_a_file_agrees_with_the_model(tmp_path: Path) -> None:
    """Likewise."""
    with closing(SQLiteStore(tmp_path / "ledger.db")) as store:
        Walk(store, seed=12).walk(150)


def test_an_undo_of_the_wrong_changeset_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: what was undone already is undone once more, in place of what comes next."""

    def careless(newest_first: Iterable[Changeset], actor: str) -> Changeset | None:
        return next((one for one in newest_first if one.actor == actor), None)

    monkeypatch.setattr(ledger.service, "to_undo", careless)

    def walks() -> None:
        for seed in (11, 12, 13):  # ids are not of the seed, so that one walk may miss it
            Walk(MemoryStore(), seed=seed).walk(1_000)

    with pytest.raises(AssertionError):
        walks()


class Forgets(MemoryStore):
    """The planted bug: a receipt is found only for as long as nobody has appended since."""

    def receipt(self, changeset_id: str) -> Receipt | None:
        found = super().receipt(changeset_id)
        return found if found and found.last + 20 > self.length() else None


def test_a_receipt_that_is_forgotten_is_caught() -> None:
    """A repeated request is appended again, or is told that it conflicts with itself."""
    with pytest.raises((AssertionError, LedgerError, KeyError)):
        Walk(Forgets(), seed=11).walk(1_000)
