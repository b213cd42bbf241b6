"""A ledger in memory, with a clock and ids that a test can foresee."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import CountingIds, TickingClock, assert_sound


@pytest.fixture
def store() -> EventStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def clock() -> TickingClock:
    """A clock of the test's own."""
    return TickingClock()


@pytest.fixture
def ledger(store: EventStore, clock: TickingClock) -> Iterator[Ledger]:
    """An empty ledger; whatever a test does with it, what it stored must be sound."""
    ledger = Ledger(store, clock, CountingIds())
    yield ledger
    assert_sound(store)
    ledger.close()


@pytest.fixture
def proposals(ledger: Ledger) -> Proposals:
    """The proposals of that ledger."""
    return Proposals(ledger)
