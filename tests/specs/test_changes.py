"""What is decided about patches that a client sends."""

from __future__ import annotations

from ledger.core.algebra.diff import diff
from ledger.core.decide import (
    Since,
    Standing,
    decide_accept,
    decide_changes,
    decide_draft,
    decide_restore,
    decide_reversal,
)
from ledger.core.errors import Conflict, Gone, NotFound, Refused
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import EMPTY
from ledger.core.patch import Patch
from tests.ledger.plans import (
    DROP_PROJECT,
    OTHER_PROJECT,
    change,
    drop,
    found,
    new_project,
    new_task,
    retitle,
    task,
    titles,
)
from tests.specs.given import Decide, given

PLAN = (new_project(), new_task(1, position="a"), new_task(2, position="b"))


def changes(*patches: Patch, limits: Limits = LIMITS) -> Decide:
    return lambda now: decide_changes(now, patches, None, limits)


def changes_since(since: Since, *patches: Patch) -> Decide:
    return lambda now: decide_changes(now, patches, since)


class TestExistence:
    """A project that is not there begins with its create."""

    def test_a_project_begins_with_its_create(self) -> None:
        """The first changeset of a project begins with the patch that creates it."""
        given().when(changes(new_project())).then(new_project())

    def test_a_missing_project_takes_no_changes(self) -> None:
        """A changeset for a project that never was is told so."""
        given().when(changes(new_task(1))).then_raises(NotFound, "project_missing")

    def test_a_create_further_back_is_not_a_beginning(self) -> None:
        """The create has to come first."""
        asked = changes(new_task(1), new_project())
        given().when(asked).then_raises(NotFound, "project_missing")

    def test_a_deleted_project_takes_no_changes(self) -> None:
        """A deleted project is gone, and the answer has its version."""
        deleted = given(PLAN, (DROP_PROJECT,))
        deleted.when(changes(change(1, title="x"))).then_raises(Gone, "project_deleted", version=4)

    def test_a_deleted_project_can_be_created_again(self) -> None:
        """Its create brings the project back, empty."""
        decision = (
            given(PLAN, (DROP_PROJECT,))
            .when(changes(new_project("Again")))
            .then(new_project("Again"))
        )
        assert titles(decision.tree) == []

    def test_a_project_cannot_be_created_twice(self) -> None:
        """A project that is there is not created again."""
        given(PLAN).when(changes(new_project())).then_raises(Refused, "target_exists")

    def test_a_changeset_is_about_its_own_project(self) -> None:
        """A patch on another project is refused, with its place."""
        stranger = new_project(id=OTHER_PROJECT)
        asked = changes(change(1, title="x"), stranger)
        given(PLAN).when(asked).then_raises(Refused, "target_missing")
        given().when(changes(stranger)).then_raises(Refused, "target_missing")

    def test_a_changeset_holds_something(self) -> None:
        """An empty changeset is refused."""
        given(PLAN).when(changes()).then_raises(Refused, "empty_changeset")

    def test_a_changeset_has_a_limit(self) -> None:
        """What a client sends at once is limited."""
        small = Limits(changeset=2)
        given().when(changes(*PLAN, limits=small)).then_raises(Refused, "changeset_too_large")


class TestAssignment:
    """Numbers and positions are given at acceptance."""

    def test_new_tasks_get_numbers_and_positions(self) -> None:
        """Creates are stored with the next numbers, and last among their siblings."""
        decision = given(PLAN).when(changes(new_task(7), new_task(8))).decide()
        assert [3, 4] == [patch.fields()["number"] for patch in decision.patches]
        assert ["Task 1", "Task 2", "Task 7", "Task 8"] == titles(decision.tree)

    def test_a_deleted_id_gets_its_old_number_back(self) -> None:
        """A task that comes back has the number that it had, and no other gets it meanwhile."""
        gone = given(PLAN, (drop(2),), (new_task(3),))
        assert found(gone.standing.tree, 3).number == 3
        decision = gone.when(changes(new_task(2))).decide()
        assert found(decision.tree, 2).number == 2

    def test_a_field_set_to_what_it_is_counts(self) -> None:
        """A change to the value that is there already is accepted."""
        same = change(1, title="Task 1")
        given(PLAN).when(changes(same)).then(same)


class TestStaleChanges:
    """Changes that were made on an earlier version are carried over what came since."""

    def test_what_others_left_alone_goes_through(self) -> None:
        """Different fields do not conflict."""
        base = given(PLAN).standing.tree
        now = given(PLAN, (change(1, title="Theirs"),))
        since = Since(base, (change(1, title="Theirs"),))
        ours = change(1, status="completed")
        decision = now.when(changes_since(since, ours)).then(ours)
        assert ("Theirs", "completed") == (
            found(decision.tree, 1).title,
            found(decision.tree, 1).status,
        )

    def test_the_same_field_conflicts(self) -> None:
        """Different values for one field are a conflict that shows both and the version."""
        base = given(PLAN).standing.tree
        now = given(PLAN, (change(1, title="Theirs"),))
        since = Since(base, (change(1, title="Theirs"),))
        now.when(changes_since(since, change(1, title="Ours"))).then_raises(
            Conflict, "conflict", version=4
        )

    def test_what_is_wrong_in_itself_is_no_conflict(self) -> None:
        """Patches that break a rule on their own base are refused, whatever others did."""
        base = given(PLAN).standing.tree
        since = Since(base, (retitle("Theirs"),))
        asked = changes_since(since, change(9, title="Who?"))
        given(PLAN, (retitle("Theirs"),)).when(asked).then_raises(Refused, "target_missing")

    def test_new_tasks_are_numbered_after_theirs(self) -> None:
        """Numbers are given on top of what others created since."""
        base = given(PLAN).standing.tree
        now = given(PLAN, (new_task(3),))
        since = Since(base, (found_patch(now.standing, 3),))
        decision = now.when(changes_since(since, new_task(4))).decide()
        assert (3, 4) == (found(decision.tree, 3).number, found(decision.tree, 4).number)


class TestReversal:
    """Taking a changeset back."""

    def test_the_inverse_is_appended(self) -> None:
        """Undoing a change sets what was there before."""
        before = given(PLAN).standing.tree
        done = (change(1, title="Renamed"),)
        undo = given(PLAN, done).when(lambda now: decide_reversal(now, done, before, (), LIMITS))
        undo.then(change(1, title="Task 1"))

    def test_later_changes_to_the_same_conflict(self) -> None:
        """What somebody changed since is not overwritten in silence."""
        before = given(PLAN).standing.tree
        done, later = (change(1, title="Renamed"),), (change(1, title="Again"),)
        given(PLAN, done, later).when(
            lambda now: decide_reversal(now, done, before, later, LIMITS)
        ).then_raises(Conflict, "conflict")

    def test_a_reversal_may_be_large(self) -> None:
        """The limit bounds what a client sends, not what it takes to undo it."""
        before = given(PLAN).standing.tree
        done = (drop(1), drop(2))
        decision = (
            given(PLAN, done)
            .when(lambda now: decide_reversal(now, done, before, (), Limits(changeset=1)))
            .decide()
        )
        assert before == decision.tree


class TestRestore:
    """Bringing an earlier tree back."""

    def test_the_difference_is_appended(self) -> None:
        """Restoring is the net change to what it was."""
        then = given(PLAN).standing.tree
        now = given(PLAN, (change(1, title="x"),), (new_task(3),))
        decision = now.when(lambda s: decide_restore(s, then, LIMITS)).decide()
        assert then == decision.tree

    def test_there_must_be_a_difference(self) -> None:
        """A project that is like that already is not restored."""
        then = given(PLAN).standing.tree
        restore = given(PLAN).when(lambda s: decide_restore(s, then, LIMITS))
        restore.then_raises(Conflict, "nothing_to_restore")

    def test_the_beginning_is_empty(self) -> None:
        """Restoring version 0 deletes the project."""
        restore = given(PLAN).when(lambda s: decide_restore(s, EMPTY, LIMITS))
        restore.then(DROP_PROJECT)


class TestDrafts:
    """Patches on a draft, and the draft accepted."""

    def test_a_draft_takes_what_applies_to_it(self) -> None:
        """A draft's patches get tentative numbers and positions."""
        decision = given(PLAN).when(lambda now: decide_draft(now, (new_task(3),))).decide()
        assert found(decision.tree, 3).number == 3

    def test_a_draft_of_a_new_project_creates_that_project(self) -> None:
        """A draft cannot create another project than its own."""
        asked = (new_project(id=OTHER_PROJECT),)
        draft = given().when(lambda now: decide_draft(now, asked))
        draft.then_raises(Refused, "target_missing")

    def test_an_accepted_draft_may_be_large(self) -> None:
        """A draft that grew over a long conversation is accepted whole."""
        tree = given(PLAN).standing.tree
        accept = given().when(
            lambda now: decide_accept(now, diff(EMPTY, tree), Since(EMPTY, ()), Limits(changeset=1))
        )
        assert tree == accept.decide().tree

    def test_an_accepted_draft_is_carried_over_later_changes(self) -> None:
        """What was drafted on an earlier version goes onto the current one."""
        base = given(PLAN).standing.tree
        later = (retitle("Theirs"),)
        ours = change(1, title="Drafted")
        given(PLAN, later).when(lambda now: decide_accept(now, (ours,), Since(base, later))).then(
            ours
        )


def found_patch(standing: Standing, number: int) -> Patch:
    return next(patch for patch in diff(EMPTY, standing.tree) if patch.target_id == task(number))
