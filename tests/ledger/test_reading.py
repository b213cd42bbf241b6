"""Reading: the present, any version, one changeset, a preview; with snapshots and without."""

from __future__ import annotations

from threading import Event

import msgspec
import pytest

from ledger import snapshots
from ledger.answers import Committed
from ledger.core.errors import NotFound, Refused, StoreUnavailable
from ledger.core.events import project_stream
from ledger.core.model import EMPTY, Link
from ledger.core.patch import Patch
from ledger.ports import EventStore
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from ledger.states import States
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    by_me,
    change,
    drop,
    found,
    new_project,
    new_task,
    retitle,
    task,
    titles,
)

STORES = ["memory", "sqlite", "postgresql"]

PLAN = (
    new_project(),
    new_task(1, links=(Link("github", "a/b#1"),), tags=("x", "y")),
    new_task(2, under=1, metadata={"a": [1, {"b": None}]}),
    new_task(3, depends_on=(task(2),), acceptance_criteria=("ü", "☃")),
)
STREAM = project_stream(PROJECT)


@pytest.fixture
def planned(ledger: Ledger) -> Committed:
    """A project with three tasks."""
    return ledger.commit(by_me(*PLAN))


class TestVersions:
    """The tree at any version."""

    def test_every_version_is_the_fold_of_its_patches(self, ledger: Ledger) -> None:
        """Each version, also one inside a changeset, can be read as it was."""
        answers = [ledger.commit(by_me(*PLAN))]
        answers += [ledger.commit(by_me(change(1, title=f"v{n}"))) for n in range(5)]
        assert ledger.state(PROJECT, 0).tree == EMPTY
        assert titles(ledger.state(PROJECT, 2).tree) == ["Task 1"]
        for answer in (*answers, *reversed(answers)):
            assert answer.state == ledger.state(PROJECT, answer.version)

    def test_what_was_accepted_since_a_version(self, ledger: Ledger) -> None:
        """The patches after one version and up to another, and no more of them than are asked for."""
        committed = ledger.commit(by_me(*PLAN))
        assert [2, 3] == [e.version for e in ledger.accepted(PROJECT, 1, 3, 10)]
        few = ledger.accepted(PROJECT, 1, 4, 1)
        assert [(2, committed.changeset_id, ME)] == [(e.version, e.changeset, e.actor) for e in few]
        assert () == ledger.accepted(PROJECT, 4, 4, 10)

    def test_a_missing_project(self, ledger: Ledger) -> None:
        """A project that nothing was accepted for is not found."""
        with pytest.raises(NotFound) as raised:
            ledger.state(PROJECT)
        assert raised.value.code == "project_missing"

    @pytest.mark.parametrize("version", [-1, 5])
    def test_a_version_that_never_was(
        self, ledger: Ledger, planned: Committed, version: int
    ) -> None:
        """Versions go from 0 to the present."""
        with pytest.raises(Refused, match="versions 0 to 4") as raised:
            ledger.state(PROJECT, version)
        assert raised.value.code == "version_out_of_range"

    def test_a_deleted_project(self, ledger: Ledger, planned: Committed) -> None:
        """A deleted project has a version and its past, and no tree."""
        ledger.commit(by_me(DROP_PROJECT))
        assert (5, EMPTY) == (ledger.state(PROJECT).version, ledger.state(PROJECT).tree)
        assert planned.state == ledger.state(PROJECT, 4)

    def test_the_patches_between_two_versions(self, ledger: Ledger, planned: Committed) -> None:
        """Patches are read from after one version up to another."""
        ledger.commit(by_me(retitle("a"), retitle("b")))
        assert (retitle("a"), retitle("b")) == ledger.patches(PROJECT, 4)
        assert (retitle("a"),) == ledger.patches(PROJECT, 4, 5)


class TestChangeset:
    """One changeset in full."""

    def test_it_has_the_trees_around_it(self, ledger: Ledger, planned: Committed) -> None:
        """A changeset is told with its patches and the trees before and after them."""
        renamed = ledger.commit(
            by_me(change(1, title="x"), drop(3), message="Tidy", author=AGENT, occurred_at="2001")
        )
        record = ledger.changeset(PROJECT, renamed.changeset_id)
        assert (5, 6, renamed.time) == (record.first, record.last, record.time)
        assert ("Tidy", ME, AGENT, "2001", None) == (
            record.message,
            record.actor,
            record.author,
            record.occurred_at,
            record.proposal,
        )
        assert (change(1, title="x"), drop(3)) == record.patches
        assert (planned.state.tree, renamed.state.tree) == (record.before, record.after)

    @pytest.mark.parametrize("project", [PROJECT, OTHER_PROJECT])
    def test_one_that_is_not_there(self, ledger: Ledger, project: str) -> None:
        """A changeset is found only under its own project."""
        ledger.commit(by_me(*PLAN, id="c"))
        with pytest.raises(NotFound) as raised:
            ledger.changeset(project, "c" if project == OTHER_PROJECT else "d")
        assert raised.value.code == "changeset_missing"


class TestPreview:
    """What a changeset would do."""

    def test_the_result_and_the_net_diff(self, ledger: Ledger, planned: Committed) -> None:
        """A preview shows the tree and what really changes, and appends nothing."""
        preview = ledger.preview(PROJECT, [change(1, title="x"), change(1, title="y"), drop(3)])
        assert found(preview.tree, 1).title == "y"
        assert (change(1, title="y"), drop(3)) == preview.diff
        assert (4, (), ()) == (preview.version, preview.violations, preview.conflicts)
        assert ledger.store.length() == 4

    def test_every_violation(self, ledger: Ledger, planned: Committed) -> None:
        """All that is wrong is told at once, on the present tree."""
        preview = ledger.preview(PROJECT, [change(8, title="x"), change(9, title="y")])
        assert [(0, "target_missing"), (1, "target_missing")] == [
            (violation.index, violation.code) for violation in preview.violations
        ]
        assert (planned.state.tree, ()) == (preview.tree, preview.diff)

    def test_conflicts_of_a_stale_one(self, ledger: Ledger, planned: Committed) -> None:
        """Made on an earlier version, it shows the conflicts that it would meet."""
        ledger.commit(by_me(change(1, title="theirs")))
        preview = ledger.preview(PROJECT, [change(1, title="ours")], base_version=4)
        assert ["title"] == [conflict.field for conflict in preview.conflicts]
        assert ledger.preview(PROJECT, [change(2, title="ours")], base_version=4).conflicts == ()

    def test_a_project_yet_to_be(self, ledger: Ledger) -> None:
        """The first changeset of a project can be tried; another one is not found."""
        assert ledger.preview(PROJECT, PLAN).version == 0
        with pytest.raises(NotFound):
            ledger.preview(PROJECT, [change(1, title="x")])


def long_history(ledger: Ledger, changesets: int = 30) -> list[Committed]:
    answers = [ledger.commit(by_me(*PLAN))]
    for n in range(changesets):
        patches: tuple[Patch, ...] = (change(1, title=f"v{n}"),)
        if n % 7 == 3:
            patches = (new_task(100 + n, under=1), drop(100 + n))
        answers.append(ledger.commit(by_me(*patches)))
    return answers


class TestSnapshots:
    """Snapshots save time and change nothing."""

    def test_reading_with_snapshots_is_reading_without(self, store: EventStore) -> None:
        """Whatever snapshots there are, every version is the same."""
        writing = Ledger(store, snapshots=Snapshots(store, every=5))
        answers = long_history(writing)
        writing.snapshots.settle()
        saved = store.nearest_snapshot(STREAM)
        assert saved is not None
        assert saved[0] > 20

        with_snapshots, without = Ledger(store), Ledger(MemoryStore())
        assert [answer.state for answer in long_history(without)][-1].tree == answers[-1].state.tree
        for answer in answers:
            assert answer.state == with_snapshots.state(PROJECT, answer.version)
            cold = States(store, Snapshots(store))
            assert answer.state == cold.at(PROJECT, answer.version)
        writing.close()

    def test_a_cold_start_folds_only_what_is_newer(self, store: EventStore) -> None:
        """The nearest snapshot is where a fold begins, at the present and in the past."""
        Ledger(store).commit(by_me(*PLAN))
        state = Ledger(store).state(PROJECT)
        faked = msgspec.structs.replace(found(state.tree, 1), title="from the snapshot")
        tree = EMPTY.__class__(state.tree.project, state.tree.tasks.set(task(1), faked))
        kept = type(state)(PROJECT, 4, tree, state.numbers, state.head_hash, state.time)
        store.save_snapshot(STREAM, 4, snapshots.encode(kept))
        assert found(Ledger(store).state(PROJECT).tree, 1).title == "from the snapshot"

    def test_a_large_project_has_fewer(self, store: EventStore) -> None:
        """A snapshot costs as much as the project is large, so it waits for half as many patches."""
        ledger = Ledger(store, snapshots=Snapshots(store, every=2))
        ledger.commit(by_me(new_project(), *(new_task(n) for n in range(1, 21))))
        ledger.snapshots.settle()
        assert ledger.store.nearest_snapshot(STREAM, 21) is not None
        for n in range(9):
            ledger.commit(by_me(retitle(str(n))))
        ledger.snapshots.settle()
        assert ledger.store.nearest_snapshot(STREAM) == ledger.store.nearest_snapshot(STREAM, 21)
        ledger.commit(by_me(retitle("the tenth")))
        ledger.snapshots.settle()
        newest = ledger.store.nearest_snapshot(STREAM)
        assert newest is not None
        assert newest[0] == 31
        ledger.close()

    @pytest.mark.parametrize("data", [b"", b"\xff\x00", msgspec.msgpack.encode([99] + [0] * 6)])
    def test_one_that_cannot_be_read_is_nothing(self, store: EventStore, data: bytes) -> None:
        """A damaged snapshot, or one of another format, only costs the time to fold."""
        answers = long_history(Ledger(store))
        store.save_snapshot(STREAM, 20, data)
        cold = Ledger(store)
        assert answers[-1].state == cold.state(PROJECT)
        assert answers[3].state == cold.state(PROJECT, answers[3].version)

    def test_another_format_is_nothing(self) -> None:
        """A snapshot that says it has another format is not read."""
        state = Ledger(MemoryStore()).commit(by_me(*PLAN)).state
        fields = msgspec.msgpack.decode(snapshots.encode(state))
        assert state == snapshots.decode(PROJECT, 4, msgspec.msgpack.encode(fields))
        other = msgspec.msgpack.encode([snapshots.FORMAT + 1, *fields[1:]])
        assert snapshots.decode(PROJECT, 4, other) is None

    def test_indexes_are_whole(self) -> None:
        """A tree from a snapshot has its children and dependents, so that it goes on as well."""
        state = Ledger(MemoryStore()).commit(by_me(*PLAN)).state
        again = snapshots.decode(PROJECT, 4, snapshots.encode(state))
        assert again is not None
        for name in ("project", "tasks", "children", "dependents"):
            assert getattr(state.tree, name) == getattr(again.tree, name)

    def test_nobody_waits_for_one(self) -> None:
        """A slow or full disk under a snapshot keeps no changeset from being answered."""
        store = SlowSnapshots()
        ledger = Ledger(store, snapshots=Snapshots(store, every=1))
        ledger.commit(by_me(*PLAN))
        answered = ledger.commit(by_me(retitle("x")))
        store.go_on.set()
        ledger.snapshots.settle()
        assert (5, None) == (answered.version, store.nearest_snapshot(STREAM))
        ledger.close()

    def test_none_is_begun_while_closing(self, store: EventStore) -> None:
        """A changeset that is accepted while the ledger closes is answered like any other."""
        ledger = Ledger(store, snapshots=Snapshots(store, every=1))
        ledger.snapshots.close()
        assert ledger.commit(by_me(*PLAN)).version == 4
        assert store.nearest_snapshot(STREAM) is None

    def test_without_any_there_is_nothing_to_wait_for(self, ledger: Ledger) -> None:
        """A short history has no snapshots."""
        ledger.snapshots.settle()
        assert ledger.store.nearest_snapshot(STREAM) is None


class SlowSnapshots(MemoryStore):
    """A store whose disk is slow, and then full."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = Event()

    def save_snapshot(self, stream: str, version: int, data: bytes) -> None:
        self.go_on.wait(60)
        raise StoreUnavailable("the disk is full")


class TestCache:
    """States are kept, and few of them."""

    def test_few_states_are_kept(self, store: EventStore) -> None:
        """However many versions are read, only the latest used ones stay in memory."""
        answers = long_history(Ledger(store))
        states = States(store, Snapshots(store), cached=4)
        for answer in answers * 2:
            assert answer.state == states.at(PROJECT, answer.version)
        assert len(states._past) <= 4

    def test_an_older_state_does_not_take_the_place_of_a_newer(self, ledger: Ledger) -> None:
        """What is remembered late is not taken for the present."""
        first = ledger.commit(by_me(*PLAN))
        ledger.commit(by_me(retitle("x")))
        ledger.states.remember(first.state)
        assert ledger.state(PROJECT).version == 5

    def test_a_long_stream_is_read_in_parts(
        self, store: EventStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A fold reads a bounded number of records at a time."""
        answers = long_history(Ledger(store))
        monkeypatch.setattr("ledger.states.BATCH", 7)
        assert answers[-1].state == Ledger(store).state(PROJECT)

    def test_the_far_past_begins_at_a_snapshot(
        self, store: EventStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where nothing near is in memory, the past is folded from the nearest snapshot too."""
        monkeypatch.setattr("ledger.states.EVERY", 5)
        writing = Ledger(store, snapshots=Snapshots(store, every=5))
        answers = long_history(writing)
        writing.snapshots.settle()
        cold = Ledger(store)
        cold.state(PROJECT)
        for answer in answers[::-3]:
            assert answer.state == cold.state(PROJECT, answer.version)
        writing.close()
