"""A clock that is put back: time never goes back within a stream, whoever writes and whatever it writes."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.sqlite import SQLiteStore
from tests.ledger.plans import (
    AGENT,
    ME,
    PROJECT,
    TickingClock,
    assert_sound,
    by_me,
    change,
    new_project,
    new_task,
)


def test_a_process_with_a_clock_that_was_put_back_goes_on(tmp_path: Path) -> None:
    """A year back, after a restart: each event has the time of the one before it in its stream."""
    path, clock = tmp_path / "ledger.db", TickingClock()
    with closing(SQLiteStore(path)) as store:
        ledger = Ledger(store, clock)
        before = ledger.commit(by_me(new_project(), new_task(1)))
        proposal = Proposals(ledger).open(PROJECT, None, ME, "embedded")
        ledger.snapshots.close()
    clock.time -= timedelta(days=365)
    with closing(SQLiteStore(path)) as store:
        ledger = Ledger(store, clock)
        proposals = Proposals(ledger)
        after = [ledger.commit(by_me(change(1, title="x"))), ledger.undo(PROJECT, ME)]
        drafted = proposals.draft(proposal.id, [new_task(2)], AGENT)
        accepted = proposals.accept(proposal.id, ME)
        ledger.snapshots.close()
        assert {before.time} == {one.time for one in after}
        assert proposal.time == drafted.time
        assert max(before.time, proposal.time) == accepted.time
        assert_sound(store)


def test_a_clock_that_is_ahead_for_a_while_harms_nothing(tmp_path: Path) -> None:
    """What it wrote keeps its time, and what comes later waits there until the clock has caught up."""
    clock = TickingClock()
    with closing(SQLiteStore(tmp_path / "ledger.db")) as store:
        ledger = Ledger(store, clock)
        ledger.commit(by_me(new_project(), new_task(1)))
        clock.time += timedelta(days=1)
        ahead = ledger.commit(by_me(change(1, title="ahead")))
        clock.time -= timedelta(days=1)
        waiting = ledger.commit(by_me(change(1, title="waiting")))
        clock.time += timedelta(days=2)
        later = ledger.commit(by_me(change(1, title="later")))
        ledger.snapshots.close()
        assert ahead.time == waiting.time < later.time
        assert_sound(store)
