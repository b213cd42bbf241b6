"""Accepting changesets: what is stored and answered, what is refused, stale versions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ledger.answers import Changes, Committed
from ledger.codec import decode_accepted, hash_of
from ledger.core.errors import (
    Conflict,
    Gone,
    LedgerError,
    NotFound,
    Refused,
)
from ledger.core.events import GENESIS, Cause, project_stream
from ledger.core.limits import Limits
from ledger.ports import EventStore
from ledger.service import Ledger
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    TickingClock,
    by_me,
    change,
    found,
    new_project,
    new_task,
    titles,
)

PLAN = (new_project(), new_task(1), new_task(2))
STREAM = project_stream(PROJECT)


@pytest.fixture
def planned(ledger: Ledger) -> Committed:
    """A project with two tasks."""
    return ledger.commit(by_me(*PLAN))


class TestAnswer:
    """What an accepted changeset is answered with."""

    def test_a_changeset_covers_versions(self, ledger: Ledger, planned: Committed) -> None:
        """A changeset of three patches covers three versions and as many places in the ledger."""
        later = ledger.commit(by_me(change(1, title="x"), id="c"))
        assert (1, 3, 3, 2) == (planned.first, planned.last, planned.version, planned.offset)
        assert (4, 4, 4, 3) == (later.first, later.last, later.version, later.offset)
        assert ("c", PROJECT, False) == (later.changeset_id, later.project_id, later.repeated)

    def test_the_answer_has_the_state(self, ledger: Ledger, planned: Committed) -> None:
        """The state in the answer is the one that is read afterwards."""
        assert planned.state == ledger.state(PROJECT)
        assert ["Task 1", "Task 2"] == titles(planned.state.tree)

    def test_offsets_count_the_whole_ledger(self, ledger: Ledger, planned: Committed) -> None:
        """Versions count within a project, offsets across all."""
        other = ledger.commit(by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT))
        assert (1, 3) == (other.version, other.offset)


class TestStored:
    """What is stored with each patch."""

    def test_the_envelope(self, ledger: Ledger, store: EventStore) -> None:
        """Every patch of a changeset is stored with all that will ever be asked of it."""
        ledger.commit(
            Changes(
                PROJECT,
                PLAN,
                ME,
                id="c",
                author=AGENT,
                message="A start",
                cause=Cause("import", "git"),
                occurred_at="2001-02-03T04:05:06Z",
            )
        )
        first, _, last = (decode_accepted(record.data) for record in store.read(STREAM))
        assert ("c", 0, 3, 1) == (first.changeset, first.index, first.size, first.version)
        assert (ME, AGENT, Cause("import", "git")) == (first.actor, first.author, first.cause)
        assert ("2026-11-23T12:00:01.000000Z", "2001-02-03T04:05:06Z") == (
            first.time,
            first.occurred_at,
        )
        assert (0, GENESIS, "A start") == (first.base_version, first.previous, first.message)
        assert (2, first.time, None) == (last.index, last.time, last.message)

    def test_the_chain(self, ledger: Ledger, store: EventStore) -> None:
        """Each record holds the hash of the stored bytes before it, and the state that of the last."""
        committed = ledger.commit(by_me(*PLAN))
        one, two, three = store.read(STREAM)
        assert hash_of(one.data) == decode_accepted(two.data).previous
        assert hash_of(two.data) == decode_accepted(three.data).previous
        assert hash_of(three.data) == committed.state.head_hash

    def test_numbers_and_positions_are_in_the_patch(
        self, ledger: Ledger, store: EventStore
    ) -> None:
        """What was assigned is stored, so that a fold needs no rules."""
        ledger.commit(by_me(*PLAN))
        stored = [decode_accepted(record.data).patch for record in store.read(STREAM)]
        assert stored == list(ledger.patches(PROJECT))
        assert {"title": "Task 1", "number": 1, "position": "V"} == stored[1].body

    def test_the_author_is_the_actor_unless_given(self, ledger: Ledger, planned: Committed) -> None:
        """Who accepts their own work is both."""
        record = ledger.changeset(PROJECT, planned.changeset_id)
        assert (ME, ME) == (record.actor, record.author)

    def test_the_base_version_is_what_the_author_saw(self, ledger: Ledger) -> None:
        """A rebased changeset remembers where it came from."""
        ledger.commit(by_me(*PLAN))
        ledger.commit(by_me(change(1, title="x")))
        stale = ledger.commit(by_me(change(2, title="y"), base_version=3))
        assert ledger.changeset(PROJECT, stale.changeset_id).base_version == 3
        fresh = ledger.commit(by_me(change(2, title="z")))
        assert ledger.changeset(PROJECT, fresh.changeset_id).base_version == 5


class TestTime:
    """Time never goes back within a stream."""

    def test_a_clock_that_goes_back_does_not(self, ledger: Ledger, clock: TickingClock) -> None:
        """When the clock is put back, a changeset gets the time of the one before it."""
        before = ledger.commit(by_me(*PLAN))
        clock.time -= timedelta(days=1)
        after = ledger.commit(by_me(change(1, title="x")))
        assert before.time == after.time

    def test_time_is_told_in_utc(self, store: EventStore) -> None:
        """Whatever the clock's zone, what is stored is UTC with microseconds."""
        real = Ledger(store)
        committed = real.commit(by_me(*PLAN))
        told = datetime.fromisoformat(committed.time)
        assert committed.time.endswith("Z")
        assert abs(datetime.now(UTC) - told) < timedelta(minutes=5)
        real.close()


class TestRefusals:
    """What is turned down changes nothing."""

    @pytest.mark.parametrize(
        ("changes", "kind", "code"),
        [
            (by_me(change(9, title="x")), Refused, "target_missing"),
            (by_me(), Refused, "empty_changeset"),
            (by_me(change(1, title="x"), base_version=4), Refused, "version_out_of_range"),
            (by_me(change(1, title="x"), base_version=-1), Refused, "version_out_of_range"),
            (by_me(new_task(1), project_id=OTHER_PROJECT), NotFound, "project_missing"),
        ],
    )
    def test_a_refusal_appends_nothing(
        self,
        ledger: Ledger,
        planned: Committed,
        changes: Changes,
        kind: type[LedgerError],
        code: str,
    ) -> None:
        """A refused changeset leaves the ledger as it was."""
        with pytest.raises(kind) as raised:
            ledger.commit(changes)
        assert code == raised.value.code
        assert ledger.store.length() == 3
        assert planned.state == ledger.state(PROJECT)

    def test_a_deleted_project_is_gone(self, ledger: Ledger, planned: Committed) -> None:
        """A deleted project can be read, and takes changes again once it is created again."""
        ledger.commit(by_me(DROP_PROJECT))
        with pytest.raises(Gone) as raised:
            ledger.commit(by_me(change(1, title="x")))
        assert raised.value.version == 4
        assert ledger.state(PROJECT).tree.project is None
        assert ledger.commit(by_me(new_project())).version == 5

    def test_limits_are_the_ledgers(self, store: EventStore) -> None:
        """A ledger keeps to the limits that it was given."""
        small = Ledger(store, limits=Limits(changeset=2))
        with pytest.raises(Refused) as raised:
            small.commit(by_me(*PLAN))
        assert raised.value.code == "changeset_too_large"
        small.close()


class TestStale:
    """`base_version` behind the current one."""

    def test_it_is_rebased(self, ledger: Ledger, planned: Committed) -> None:
        """Changes to other fields go through, and what is stored is the result."""
        ledger.commit(by_me(change(1, title="Theirs"), actor=YOU))
        ours = ledger.commit(by_me(change(1, status="completed"), base_version=3))
        task = found(ours.state.tree, 1)
        assert ("Theirs", "completed") == (task.title, task.status)

    def test_a_conflict_shows_all_three_values(self, ledger: Ledger, planned: Committed) -> None:
        """A conflict names the field with base, theirs and ours, and the version that ours met."""
        ledger.commit(by_me(change(1, title="Theirs"), actor=YOU))
        with pytest.raises(Conflict) as raised:
            ledger.commit(by_me(change(1, title="Ours"), base_version=3))
        [conflict] = raised.value.conflicts
        assert ("title", "Task 1", "Theirs", "Ours") == (
            conflict.field,
            conflict.base,
            conflict.theirs,
            conflict.ours,
        )
        assert raised.value.version == 4

    def test_the_current_version_is_not_behind(self, ledger: Ledger, planned: Committed) -> None:
        """With the current version nothing is rebased."""
        assert ledger.commit(by_me(change(1, title="x"), base_version=3)).version == 4
