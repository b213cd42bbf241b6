"""Undo, redo and restore: new changesets that bring back what was; nothing is rewritten."""

from __future__ import annotations

import pytest

from ledger.answers import Committed
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    LedgerError,
    NotFound,
    Refused,
)
from ledger.core.events import Cause
from ledger.core.limits import Limits
from ledger.ports import EventStore
from ledger.service import Ledger
from tests.ledger.plans import (
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    by_me,
    change,
    drop,
    found,
    new_project,
    new_task,
    task,
    titles,
)

STORES = ["memory", "sqlite", "postgresql"]

PLAN = (new_project(), new_task(1), new_task(2, under=1), new_task(3, depends_on=(task(2),)))


@pytest.fixture(autouse=True)
def planned(ledger: Ledger) -> Committed:
    """A project with three tasks, made by somebody else."""
    return ledger.commit(by_me(*PLAN, actor=YOU))


def rename(ledger: Ledger, title: str, actor: str = ME) -> Committed:
    return ledger.commit(by_me(change(1, title=title), actor=actor))


def title(ledger: Ledger) -> str:
    return found(ledger.state(PROJECT).tree, 1).title


class TestUndo:
    """Undo takes back this actor's latest changeset."""

    def test_it_brings_back_what_was(self, ledger: Ledger, planned: Committed) -> None:
        """A deleted subtree comes back with its numbers, places and what depended on it."""
        ledger.commit(by_me(drop(1)))
        undone = ledger.undo(PROJECT, ME)
        assert planned.state.tree == undone.state.tree
        assert planned.state.numbers == undone.state.numbers

    def test_it_is_a_changeset_with_its_cause(self, ledger: Ledger) -> None:
        """The undo names what it took back, and has a message of its own."""
        renamed = rename(ledger, "x")
        undone = ledger.undo(PROJECT, ME, message="Wrong one")
        record = ledger.changeset(PROJECT, undone.changeset_id)
        assert Cause("undo", renamed.changeset_id) == record.cause
        assert ("Wrong one", 5, ME) == (record.message, record.base_version, record.author)

    def test_step_by_step(self, ledger: Ledger) -> None:
        """Each undo goes one changeset further back, and ends where nothing is left."""
        rename(ledger, "a")
        rename(ledger, "b")
        assert found(ledger.undo(PROJECT, ME).state.tree, 1).title == "a"
        assert found(ledger.undo(PROJECT, ME).state.tree, 1).title == "Task 1"
        with pytest.raises(Conflict) as raised:
            ledger.undo(PROJECT, ME)
        assert raised.value.code == "nothing_to_undo"

    def test_it_leaves_what_others_did(self, ledger: Ledger) -> None:
        """Somebody else's later changes to other fields stay."""
        rename(ledger, "mine")
        ledger.commit(by_me(change(1, status="blocked"), actor=YOU))
        after = found(ledger.undo(PROJECT, ME).state.tree, 1)
        assert ("Task 1", "blocked") == (after.title, after.status)

    def test_it_never_overwrites_in_silence(self, ledger: Ledger) -> None:
        """Where somebody changed the same field since, undo is a conflict that shows it."""
        rename(ledger, "mine")
        rename(ledger, "theirs", YOU)
        with pytest.raises(Conflict) as raised:
            ledger.undo(PROJECT, ME)
        [conflict] = raised.value.conflicts
        assert ("mine", "theirs", "Task 1") == (conflict.base, conflict.theirs, conflict.ours)
        assert title(ledger) == "theirs"

    def test_it_reaches_far_back(self, ledger: Ledger) -> None:
        """However much others did since, one's own latest is found, large changesets among them."""
        ledger.commit(by_me(change(2, title="mine")))
        for n in range(20):
            rename(ledger, f"theirs {n}", YOU)
        ledger.commit(by_me(*(change(1, title=f"many {n}") for n in range(50)), actor=YOU))
        for n in range(20):
            rename(ledger, f"theirs again {n}", YOU)
        assert found(ledger.undo(PROJECT, ME).state.tree, 2).title == "Task 2"

    def test_a_deleted_project_comes_back(self, ledger: Ledger, planned: Committed) -> None:
        """Deleting a project is undone like anything else."""
        ledger.commit(by_me(DROP_PROJECT))
        assert planned.state.tree == ledger.undo(PROJECT, ME).state.tree

    def test_the_create_of_a_project_is_undone(self, ledger: Ledger) -> None:
        """Undoing what made a project deletes it; redo brings it back."""
        assert ledger.undo(PROJECT, YOU).state.tree.project is None
        assert titles(ledger.redo(PROJECT, YOU).state.tree) == ["Task 1", "Task 2", "Task 3"]

    def test_it_may_exceed_the_limit(self, store: EventStore) -> None:
        """The limit on what a client sends does not bound what its undo needs."""
        small = Ledger(store, limits=Limits(changeset=3))
        small.commit(by_me(drop(1)))
        assert len(small.undo(PROJECT, ME).state.tree.tasks) == 3
        small.snapshots.close()

    @pytest.mark.parametrize("call", ["undo", "redo"])
    def test_a_missing_project(self, ledger: Ledger, call: str) -> None:
        """A project that never was has nothing to undo or redo."""
        with pytest.raises(NotFound) as raised:
            getattr(ledger, call)(OTHER_PROJECT, ME)
        assert raised.value.code == "project_missing"


class TestRedo:
    """Redo takes back this actor's latest undo."""

    def test_back_and_forth(self, ledger: Ledger) -> None:
        """Undo, undo, redo, redo comes out where it began, and undo works again."""
        rename(ledger, "a")
        rename(ledger, "b")
        told = [
            found(step(PROJECT, ME).state.tree, 1).title
            for step in (ledger.undo, ledger.undo, ledger.redo, ledger.redo, ledger.undo)
        ]
        assert ["a", "Task 1", "a", "b", "a"] == told

    def test_it_names_the_undo(self, ledger: Ledger) -> None:
        """A redo's cause is the undo that it takes back."""
        rename(ledger, "a")
        undone = ledger.undo(PROJECT, ME)
        record = ledger.changeset(PROJECT, ledger.redo(PROJECT, ME).changeset_id)
        assert Cause("redo", undone.changeset_id) == record.cause

    def test_a_new_change_ends_it(self, ledger: Ledger) -> None:
        """After an ordinary changeset of one's own there is nothing to redo."""
        rename(ledger, "a")
        ledger.undo(PROJECT, ME)
        rename(ledger, "b")
        with pytest.raises(Conflict) as raised:
            ledger.redo(PROJECT, ME)
        assert raised.value.code == "nothing_to_redo"

    def test_others_do_not_end_it(self, ledger: Ledger) -> None:
        """What others did in between does not matter, as long as it touches something else."""
        rename(ledger, "a")
        ledger.undo(PROJECT, ME)
        ledger.commit(by_me(change(2, title="theirs"), actor=YOU))
        assert found(ledger.redo(PROJECT, ME).state.tree, 1).title == "a"


class TestUndoOfOne:
    """Undoing one named changeset."""

    def test_anybody_may(self, ledger: Ledger) -> None:
        """Somebody else's changeset in the middle of the history is taken back."""
        theirs = rename(ledger, "theirs", YOU)
        ledger.commit(by_me(change(2, title="mine")))
        undone = ledger.undo_changeset(PROJECT, theirs.changeset_id, ME)
        assert ["Task 1", "mine", "Task 3"] == titles(undone.state.tree)

    def test_only_once(self, ledger: Ledger) -> None:
        """What is undone already is not undone again, until somebody has redone it."""
        renamed = rename(ledger, "a")
        ledger.undo(PROJECT, ME)
        with pytest.raises(Conflict) as raised:
            ledger.undo_changeset(PROJECT, renamed.changeset_id, YOU)
        assert raised.value.code == "already_undone"
        ledger.redo(PROJECT, ME)
        ledger.undo_changeset(PROJECT, renamed.changeset_id, YOU)
        assert title(ledger) == "Task 1"

    def test_an_undo_can_be_undone(self, ledger: Ledger) -> None:
        """An undo is a changeset like any other, and so can be taken back."""
        rename(ledger, "a")
        undone = ledger.undo(PROJECT, ME)
        ledger.undo_changeset(PROJECT, undone.changeset_id, YOU)
        assert title(ledger) == "a"

    def test_one_that_was_redone(self, ledger: Ledger) -> None:
        """Undoing what was undone and redone leaves nothing over that undo would trip on."""
        made = ledger.commit(by_me(new_task(4)))
        ledger.undo(PROJECT, ME)
        redone = ledger.redo(PROJECT, ME)
        undone = ledger.undo_changeset(PROJECT, made.changeset_id, ME)
        assert Cause("undo", redone.changeset_id) == (
            ledger.changeset(PROJECT, undone.changeset_id).cause
        )
        with pytest.raises(Conflict) as raised:
            ledger.undo(PROJECT, ME)
        assert raised.value.code == "nothing_to_undo"

    def test_one_that_never_was(self, ledger: Ledger) -> None:
        """A changeset of another project, or of none, is not found."""
        other = ledger.commit(by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT))
        for unknown in (other.changeset_id, "no such changeset"):
            with pytest.raises(NotFound) as raised:
                ledger.undo_changeset(PROJECT, unknown, ME)
            assert raised.value.code == "changeset_missing"


class TestRestore:
    """Restoring a version appends what brings it back."""

    def test_it_brings_back_the_tree(self, ledger: Ledger, planned: Committed) -> None:
        """The tree is the one of that version; the history goes on."""
        rename(ledger, "a")
        ledger.commit(by_me(drop(1), new_task(4)))
        restored = ledger.restore(PROJECT, 4, ME, message="As it was")
        assert planned.state.tree == restored.state.tree
        record = ledger.changeset(PROJECT, restored.changeset_id)
        assert (Cause("restore", 4), "As it was") == (record.cause, record.message)
        assert found(ledger.state(PROJECT, 7).tree, 4).number == 4

    def test_it_can_be_undone(self, ledger: Ledger) -> None:
        """A restore is a changeset like any other."""
        rename(ledger, "a")
        ledger.restore(PROJECT, 4, ME)
        assert found(ledger.undo(PROJECT, ME).state.tree, 1).title == "a"

    def test_before_the_beginning(self, ledger: Ledger, planned: Committed) -> None:
        """Version 0 is the project before it was made; undo brings it back."""
        assert ledger.restore(PROJECT, 0, ME).state.tree.project is None
        assert planned.state.tree == ledger.restore(PROJECT, 4, ME).state.tree

    @pytest.mark.parametrize(
        ("version", "kind", "code"),
        [
            (2, Refused, "inside_changeset"),
            (5, Refused, "version_out_of_range"),
            (-1, Refused, "version_out_of_range"),
            (4, Conflict, "nothing_to_restore"),
        ],
    )
    def test_what_cannot_be_restored(
        self, ledger: Ledger, version: int, kind: type[LedgerError], code: str
    ) -> None:
        """The middle of a changeset, a version that never was, and what is there already."""
        with pytest.raises(kind) as raised:
            ledger.restore(PROJECT, version, ME)
        assert code == raised.value.code
        assert ledger.store.length() == 4


class TestRepeats:
    """The same id means the same answer, whatever the call."""

    @pytest.mark.parametrize(
        ("call", "arguments"),
        [("undo", ()), ("redo", ()), ("undo_changeset", ("b",)), ("restore", (4,))],
    )
    def test_the_first_answer_again(
        self, ledger: Ledger, call: str, arguments: tuple[object, ...]
    ) -> None:
        """A repeated call is answered as the first time; with another message it is another."""
        ledger.commit(by_me(change(1, title="a"), id="a"))
        ledger.commit(by_me(change(2, title="b"), id="b"))
        if call == "redo":
            ledger.undo(PROJECT, ME)

        def repeat(**more: str) -> Committed:
            answer: Committed = getattr(ledger, call)(PROJECT, *arguments, ME, id="c", **more)
            return answer

        first, length = repeat(), ledger.store.length()
        again = repeat()
        assert (first.first, first.last, first.offset) == (again.first, again.last, again.offset)
        assert again.repeated
        with pytest.raises(ChangesetIdReused):
            repeat(message="Another")
        assert length == ledger.store.length()

    def test_the_same_id_for_another_call(self, ledger: Ledger) -> None:
        """An id that a change had is not good for an undo."""
        ledger.commit(by_me(change(1, title="a"), id="a"))
        with pytest.raises(ChangesetIdReused):
            ledger.undo(PROJECT, ME, id="a")
