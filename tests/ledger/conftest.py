"""A ledger in memory, with a clock and ids that a test can foresee."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.answers import Committed
from ledger.core.proposal import ProposalState
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from ledger.stores.postgresql import PostgreSQLStore
from ledger.stores.sqlite import SQLiteStore
from tests.ledger.plans import (
    AGENT,
    ME,
    PROJECT,
    CountingIds,
    TickingClock,
    assert_sound,
    by_me,
    change,
    new_project,
    new_task,
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a module on each of its STORES, in memory unless it says otherwise."""
    kinds = getattr(metafunc.module, "STORES", None)
    if kinds and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", kinds, indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EventStore:
    """An empty store."""
    match getattr(request, "param", "memory"):
        case "memory":
            return MemoryStore()
        case "sqlite":
            return SQLiteStore(tmp_path / "plans.db")
    return PostgreSQLStore(request.getfixturevalue("postgres_url"))


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


@pytest.fixture
def planned(ledger: Ledger) -> Committed:
    """A project with two tasks."""
    return ledger.commit(by_me(new_project(), new_task(1), new_task(2)))


@pytest.fixture
def drafted(planned: Committed, proposals: Proposals) -> ProposalState:
    """A proposal about that project: a new task and a new title for the first one."""
    opened = proposals.open(PROJECT, None, ME, "embedded", "outline")
    proposals.instruct(opened.id, "Plan the rest", ME)
    return proposals.draft(opened.id, [new_task(3), change(1, title="Drafted")], AGENT, "Done.")
