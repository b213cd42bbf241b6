"""How a proposal ends: accepted whole or in part, carried over what others did, or rejected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from ledger.answers import Committed
from ledger.codec import decode
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    Gone,
    Refused,
)
from ledger.core.events import Accepted, Cause, Choice, proposal_stream
from ledger.core.limits import Limits
from ledger.core.proposal import ProposalState
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    PROJECT,
    YOU,
    TickingClock,
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
from tests.ledger.test_repeats import MeanwhileClock

STORES = ["memory", "sqlite", "postgresql"]


class TestAccepting:
    """A draft becomes one changeset of the project."""

    def test_all_of_it(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger, store: EventStore
    ) -> None:
        """The project gets the net patches, with actor, author, cause and proposal."""
        accepted = proposals.accept(drafted.id, YOU)
        record = ledger.changeset(PROJECT, accepted.changeset_id)
        assert drafted.draft == record.after
        assert (YOU, AGENT, Cause("accept", drafted.id), drafted.id, "Plan the rest") == (
            record.actor,
            record.author,
            record.cause,
            record.proposal,
            record.message,
        )
        assert (3, 4, 5) == (record.base_version, record.first, record.last)

        closed = proposals.get(drafted.id)
        assert ("accepted", accepted.changeset_id) == (closed.status, closed.changeset)
        assert () == closed.conflicts
        last = store.read(proposal_stream(drafted.id))[-1]
        event = decode(last.topic, last.data)
        assert isinstance(event, Accepted)
        assert (accepted.changeset_id, 4, 5, drafted.digest, None) == (
            event.changeset,
            event.first,
            event.last,
            event.digest,
            event.selected,
        )
        assert (accepted.time, accepted.offset + 1) == (event.time, last.offset)

    def test_a_new_project(self, proposals: Proposals, ledger: Ledger) -> None:
        """An accepted plan for a new project is that project's first changeset."""
        opened = proposals.open(None, None, ME, "embedded", "outline")
        project = opened.project_id
        proposals.draft(opened.id, [new_project("New", project), new_task(1)], AGENT)
        accepted = proposals.accept(opened.id, ME, message="Go")
        assert (1, 2) == (accepted.first, accepted.last)
        assert titles(ledger.state(project).tree) == ["Task 1"]
        assert ledger.changeset(project, accepted.changeset_id).message == "Go"

    def test_edits_by_hand_alone_are_the_persons(
        self, proposals: Proposals, planned: Committed, ledger: Ledger
    ) -> None:
        """Without an agent's draft, who accepts is the author, and there is no message."""
        opened = proposals.open(PROJECT, None, ME, "embedded")
        proposals.edit(opened.id, [change(1, title="By hand")], ME)
        record = ledger.changeset(PROJECT, proposals.accept(opened.id, YOU).changeset_id)
        assert (YOU, None) == (record.author, record.message)

    def test_the_numbers_are_given_now(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """A draft's numbers are tentative: what others created meanwhile keeps theirs."""
        ledger.commit(by_me(new_task(7)))
        accepted = proposals.accept(drafted.id, ME)
        tree = accepted.state.tree
        assert (3, 4) == (found(tree, 7).number, found(tree, 3).number)

    def test_only_once(self, proposals: Proposals, drafted: ProposalState) -> None:
        """A closed proposal takes nothing more."""
        proposals.accept(drafted.id, ME)
        calls: tuple[Callable[[], object], ...] = (
            lambda: proposals.accept(drafted.id, ME),
            lambda: proposals.reject(drafted.id, ME),
            lambda: proposals.instruct(drafted.id, "more", ME),
            lambda: proposals.draft(drafted.id, [drop(1)], AGENT),
            lambda: proposals.edit(drafted.id, [drop(1)], ME),
            lambda: proposals.ask(drafted.id, "?"),
            lambda: proposals.rebase(drafted.id, ME),
        )
        for call in calls:
            with pytest.raises(Conflict) as raised:
                call()
            assert raised.value.code == "proposal_closed"

    def test_an_empty_draft(self, proposals: Proposals, planned: Committed) -> None:
        """There must be something to accept."""
        opened = proposals.open(PROJECT, None, ME, "embedded")
        with pytest.raises(Refused) as raised:
            proposals.accept(opened.id, ME)
        assert raised.value.code == "empty_draft"

    def test_what_was_shown(self, proposals: Proposals, drafted: ProposalState) -> None:
        """What was looked at is what is accepted: another digest is a conflict."""
        proposals.edit(drafted.id, [change(2, title="Meanwhile")], YOU)
        with pytest.raises(Conflict) as raised:
            proposals.accept(drafted.id, ME, digest=drafted.digest)
        assert raised.value.code == "draft_changed"
        shown = proposals.get(drafted.id).digest
        assert 6 == proposals.accept(drafted.id, ME, digest=shown).version

    def test_the_first_answer_again(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """The same id and request is answered again, although the proposal is closed by then."""
        first = proposals.accept(drafted.id, ME, changeset_id="c", digest=drafted.digest)
        ledger.commit(by_me(retitle("later")))
        again = proposals.accept(drafted.id, ME, changeset_id="c", digest=drafted.digest)
        assert again.repeated
        assert (first.first, first.last, first.offset) == (again.first, again.last, again.offset)
        with pytest.raises(ChangesetIdReused):
            proposals.accept(drafted.id, ME, changeset_id="c", patches=[0])

    def test_a_race_with_an_edit(self, proposals: Proposals, drafted: ProposalState) -> None:
        """An edit that comes in between is seen: the shown digest is not accepted any more."""
        clock = MeanwhileClock(
            lambda: proposals.edit(drafted.id, [change(2, title="Meanwhile")], YOU)
        )
        racing = Proposals(Ledger(proposals._store, clock))
        with pytest.raises(Conflict) as raised:
            racing.accept(drafted.id, ME, digest=drafted.digest)
        assert raised.value.code == "draft_changed"
        assert proposals.get(drafted.id).status == "open"

    def test_time_goes_on(
        self, proposals: Proposals, drafted: ProposalState, clock: TickingClock
    ) -> None:
        """The accepted patches are not older than what led to them."""
        clock.time -= timedelta(days=1)
        accepted = proposals.accept(drafted.id, ME)
        assert drafted.time == accepted.time

    def test_a_plan_is_undone_at_once(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger, planned: Committed
    ) -> None:
        """An accepted plan is one changeset, and so is its undo."""
        proposals.accept(drafted.id, ME)
        assert planned.state.tree == ledger.undo(PROJECT, ME).state.tree


class TestAcceptingAPart:
    """Some of the net diff, if that stands on its own."""

    @pytest.fixture
    def new(self, proposals: Proposals) -> ProposalState:
        """A plan for a new project: the project, a task, one under it, one that depends on that."""
        opened = proposals.open(None, None, ME, "embedded", "outline")
        patches = [
            new_project("New", opened.project_id),
            new_task(1),
            new_task(2, under=1),
            new_task(3, depends_on=(task(2),)),
        ]
        return proposals.draft(opened.id, patches, AGENT)

    def test_what_is_left_out_is_remembered(
        self, proposals: Proposals, new: ProposalState, store: EventStore
    ) -> None:
        """The proposal closes, and what was not selected is recorded."""
        accepted = proposals.accept(new.id, ME, patches=[1, 0, 1])
        assert titles(accepted.state.tree) == ["Task 1"]
        closed = proposals.get(new.id)
        assert new.diff[2:] == closed.left_out
        last = store.read(proposal_stream(new.id))[-1]
        event = decode(last.topic, last.data)
        assert isinstance(event, Accepted)
        assert (0, 1) == event.selected

    @pytest.mark.parametrize(
        ("selected", "missing"),
        [([1], [0]), ([2], [0, 1]), ([3], [0, 1, 2]), ([0, 3], [1, 2]), ([0, 1, 3], [2])],
    )
    def test_what_is_missing_is_named(
        self, proposals: Proposals, new: ProposalState, selected: list[int], missing: list[int]
    ) -> None:
        """A part that does not stand on its own is refused with the indexes of what it needs."""
        with pytest.raises(Refused) as raised:
            proposals.accept(new.id, ME, patches=selected)
        assert raised.value.code == "incomplete_selection"
        assert missing == [violation.index for violation in raised.value.violations]
        assert proposals.get(new.id).status == "open"

    @pytest.mark.parametrize(
        ("selected", "code"),
        [([], "empty_changeset"), ([4], "invalid_value"), ([-1], "invalid_value")],
    )
    def test_a_selection_is_of_what_is_there(
        self, proposals: Proposals, new: ProposalState, selected: list[int], code: str
    ) -> None:
        """At least one patch, and only such as the diff has."""
        with pytest.raises(Refused) as raised:
            proposals.accept(new.id, ME, patches=selected)
        assert code == raised.value.code


class TestWhenTheProjectMovedOn:
    """Others changed the project since the draft began."""

    def test_what_they_left_alone_goes_through(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """A draft about something else is accepted on top."""
        ledger.commit(by_me(change(2, title="Theirs"), actor=YOU))
        state = proposals.get(drafted.id)
        assert ((), 4, 3) == (state.conflicts, state.current_version, state.base_version)
        accepted = proposals.accept(drafted.id, ME, digest=drafted.digest)
        assert ["Drafted", "Theirs", "Task 3"] == titles(accepted.state.tree)

    def test_conflicts_are_shown_before_and_at_accepting(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """The same field changed by both is shown with the proposal and refused at acceptance."""
        ledger.commit(by_me(change(1, title="Theirs"), actor=YOU))
        [shown] = proposals.get(drafted.id).conflicts
        with pytest.raises(Conflict) as raised:
            proposals.accept(drafted.id, ME)
        assert (shown,) == raised.value.conflicts
        assert ("title", "Task 1", "Theirs", "Drafted") == (
            shown.field,
            shown.base,
            shown.theirs,
            shown.ours,
        )

    @pytest.mark.parametrize(("choose", "expected"), [("ours", "Drafted"), ("theirs", "Theirs")])
    def test_choices_settle_them(
        self,
        proposals: Proposals,
        drafted: ProposalState,
        ledger: Ledger,
        choose: str,
        expected: str,
    ) -> None:
        """Rebased with a choice for each conflict, the draft is on the current version."""
        ledger.commit(by_me(change(1, title="Theirs"), new_task(7), actor=YOU))
        choices = [Choice(task(1), choose, "title")]  # type: ignore[arg-type]
        rebased = proposals.rebase(drafted.id, ME, choices)
        assert (5, 5, ()) == (rebased.base_version, rebased.current_version, rebased.conflicts)
        accepted = proposals.accept(drafted.id, ME, digest=rebased.digest)
        assert [expected, "Task 2", "Task 7", "Task 3"] == titles(accepted.state.tree)
        assert found(accepted.state.tree, 3).number == 4

    def test_without_a_choice_nothing_is_rebased(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """A conflict that no choice settles stays one."""
        ledger.commit(by_me(change(1, title="Theirs"), actor=YOU))
        with pytest.raises(Conflict) as raised:
            proposals.rebase(drafted.id, ME)
        assert (4, ["title"]) == (raised.value.version, [c.field for c in raised.value.conflicts])
        assert proposals.get(drafted.id).base_version == 3

    def test_rebasing_without_need(self, proposals: Proposals, drafted: ProposalState) -> None:
        """On the current version already, the draft stays what it is."""
        rebased = proposals.rebase(drafted.id, ME)
        assert (drafted.diff, drafted.digest) == (rebased.diff, rebased.digest)

    def test_a_deleted_project(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """Of a deleted project nothing is accepted or rebased; the proposal can be read."""
        ledger.commit(by_me(DROP_PROJECT))
        for call in (proposals.accept, proposals.rebase):
            with pytest.raises(Gone):
                call(drafted.id, ME)
        assert proposals.get(drafted.id).conflicts

    def test_both_made_the_same_project(self, proposals: Proposals, ledger: Ledger) -> None:
        """Where somebody made the project meanwhile, that is a conflict."""
        opened = proposals.open(None, None, ME, "embedded")
        project = opened.project_id
        proposals.draft(opened.id, [new_project("Mine", project)], AGENT)
        ledger.commit(by_me(new_project("Theirs", project), project_id=project))
        with pytest.raises(Conflict):
            proposals.accept(opened.id, ME)


class TestRejecting:
    """A draft that is turned down."""

    def test_it_closes_with_its_reason(
        self, proposals: Proposals, drafted: ProposalState, ledger: Ledger
    ) -> None:
        """A rejected proposal keeps its conversation and reason, and the project is untouched."""
        state = proposals.reject(drafted.id, YOU, "Too much")
        assert ("rejected", "Too much") == (state.status, state.reason)
        assert drafted.messages == state.messages
        assert ledger.state(PROJECT).version == 3


def test_a_long_conversation_may_exceed_the_limit(store: EventStore) -> None:
    """Each answer is bounded; what they come to is accepted whole."""
    proposals = Proposals(Ledger(store, limits=Limits(changeset=3)))
    opened = proposals.open(None, None, ME, "embedded")
    proposals.draft(opened.id, [new_project("Large", opened.project_id), new_task(1)], AGENT)
    proposals.draft(opened.id, [new_task(2), new_task(3), new_task(4)], AGENT)
    assert 5 == proposals.accept(opened.id, ME).version
