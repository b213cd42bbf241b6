"""Somebody else is always faster: a change that conflicts with nothing goes through all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from ledger.answers import Committed
from ledger.ports import Unit
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import PROJECT, by_me, change, found


class AlwaysBeaten(MemoryStore):
    """Before each append another service's is there, unless that one has to wait for its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.faster: Ledger | None = None
        self._held = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        with super().alone():
            self._held = True
            try:
                yield
            finally:
                self._held = False

    def append(self, units: Sequence[Unit]) -> list[int]:
        faster, self.faster = self.faster, None
        if faster is not None and not self._held:
            faster.commit(by_me(change(2, title=f"Version {self.length()}")))
        self.faster = faster
        return super().append(units)


@pytest.fixture
def store() -> AlwaysBeaten:
    """An empty store, on which nobody is faster yet."""
    return AlwaysBeaten()


def test_a_changeset(ledger: Ledger, store: AlwaysBeaten, planned: Committed) -> None:
    """It loses once, and is then decided while the others wait."""
    store.faster = Ledger(store)
    assert 5 == ledger.commit(by_me(change(1, title="Slow"), base_version=3)).version
    assert "Slow" == found(ledger.state(PROJECT).tree, 1).title


def test_a_batch(ledger: Ledger, store: AlwaysBeaten, planned: Committed) -> None:
    """So does a batch, which stays one."""
    store.faster = Ledger(store)
    answers = ledger.commit_many([by_me(change(1, title=f"{n}")) for n in range(3)])
    assert [5, 6, 7] == [answer.version for answer in answers if isinstance(answer, Committed)]
