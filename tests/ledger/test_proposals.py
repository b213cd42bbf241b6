"""Proposals: a conversation about a draft, which ends in one changeset or in nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.answers import Committed
from ledger.core.errors import (
    Conflict,
    Gone,
    NotFound,
    Refused,
)
from ledger.core.events import Candidate
from ledger.core.model import EMPTY
from ledger.core.proposal import ProposalState
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    by_me,
    change,
    drop,
    found,
    new_task,
    task,
    titles,
)
from tests.ledger.test_repeats import MeanwhileClock

STORES = ["memory", "sqlite", "postgresql"]


class TestOpening:
    """A conversation begins about a project, a task, or a project yet to be."""

    def test_about_a_new_project(self, proposals: Proposals, ledger: Ledger) -> None:
        """Without a project, its id is made at once, and nothing of it is in the ledger."""
        state = proposals.open(None, None, ME, "embedded")
        assert ("open", "project", 0) == (state.status, state.mode, state.base_version)
        assert (EMPTY, EMPTY, (), 0) == (state.base, state.draft, state.diff, state.current_version)
        with pytest.raises(NotFound):
            ledger.state(state.project_id)

    def test_about_a_project(
        self, proposals: Proposals, planned: Committed, ledger: Ledger
    ) -> None:
        """The draft begins as the project is."""
        state = proposals.open(PROJECT, None, ME, "embedded", "outline")
        assert (PROJECT, 3, "outline") == (state.project_id, state.base_version, state.model)
        assert planned.state.tree == state.draft
        assert state == proposals.get(state.id)

    def test_about_a_task(self, proposals: Proposals, planned: Committed) -> None:
        """About a task, the mode is that of breaking it down."""
        state = proposals.open(PROJECT, task(2), ME, "embedded")
        assert ("task", task(2)) == (state.mode, state.task_id)

    def test_about_what_is_not_there(self, proposals: Proposals, planned: Committed) -> None:
        """There must be something to talk about."""
        with pytest.raises(NotFound) as raised:
            proposals.open(OTHER_PROJECT, None, ME, "embedded")
        assert raised.value.code == "project_missing"
        with pytest.raises(NotFound) as raised:
            proposals.open(PROJECT, task(9), ME, "embedded")
        assert raised.value.code == "task_missing"

    def test_about_a_deleted_project(
        self, proposals: Proposals, planned: Committed, ledger: Ledger
    ) -> None:
        """A deleted project is gone."""
        ledger.commit(by_me(DROP_PROJECT))
        with pytest.raises(Gone):
            proposals.open(PROJECT, None, ME, "embedded")

    def test_an_unknown_proposal(self, proposals: Proposals) -> None:
        """A proposal that was never opened is not found, whatever is asked of it."""
        calls: tuple[Callable[[], object], ...] = (
            lambda: proposals.get("unknown"),
            lambda: proposals.instruct("unknown", "x", ME),
            lambda: proposals.accept("unknown", ME),
        )
        for call in calls:
            with pytest.raises(NotFound) as raised:
                call()
            assert raised.value.code == "proposal_missing"


class TestConversation:
    """Instructions, answers, questions and edits, in order."""

    def test_every_turn_is_remembered(self, proposals: Proposals, drafted: ProposalState) -> None:
        """Each message has who, when, what it did and what it took."""
        asked = proposals.ask(
            drafted.id,
            "Which one?",
            candidates=[Candidate(task(1), 1, "Drafted")],
            options=["both"],
            usage={"tokens": 7},
        )
        edited = proposals.edit(asked.id, [change(2, title="By hand")], YOU)
        user, agent, question, edit = edited.messages
        assert ("user", "Plan the rest", ME, ()) == (
            user.role,
            user.text,
            user.author,
            user.patches,
        )
        assert ("agent", "Done.", ME, AGENT) == (agent.role, agent.text, agent.actor, agent.author)
        assert 2 == len(agent.patches)
        assert ("agent", AGENT, {"tokens": 7}) == (question.role, question.author, question.usage)
        assert question.question is not None
        assert ("Which one?", ("both",)) == (question.text, question.question.options)
        assert [1] == [candidate.number for candidate in question.question.candidates]
        assert ("user", YOU, (change(2, title="By hand"),)) == (
            edit.role,
            edit.author,
            edit.patches,
        )
        assert sorted(message.time for message in edited.messages) == [
            message.time for message in edited.messages
        ]

    def test_the_draft_grows(self, proposals: Proposals, drafted: ProposalState) -> None:
        """The draft is the project with all patches so far; the project stays as it is."""
        state = proposals.draft(drafted.id, [drop(2), new_task(4, under=3)], AGENT)
        assert ["Drafted", "Task 3", "Task 4"] == titles(state.draft)
        assert ["Task 1", "Task 2"] == titles(state.base)
        assert (3, 4) == (found(state.draft, 3).number, found(state.draft, 4).number)

    def test_the_diff_is_net(self, proposals: Proposals, drafted: ProposalState) -> None:
        """What was drafted and taken back is in no diff; the digest is that of the diff."""
        state = proposals.draft(drafted.id, [drop(3)], AGENT)
        assert (change(1, title="Drafted"),) == state.diff
        assert drafted.digest != state.digest
        back = proposals.edit(drafted.id, [change(1, title="Task 1")], ME)
        assert () == back.diff

    def test_an_answer_may_be_words_alone(
        self, proposals: Proposals, drafted: ProposalState
    ) -> None:
        """An answer need not change the draft."""
        state = proposals.draft(drafted.id, [], AGENT, "Looks good.", {"tokens": 1})
        assert drafted.diff == state.diff
        assert "Looks good." == state.messages[-1].text

    def test_what_does_not_apply_is_refused(
        self, proposals: Proposals, drafted: ProposalState
    ) -> None:
        """Patches on a draft keep the rules, or nothing of them is kept."""
        calls: tuple[Callable[[], object], ...] = (
            lambda: proposals.draft(drafted.id, [new_task(8), change(9, title="x")], AGENT),
            lambda: proposals.edit(drafted.id, [change(9, title="x")], ME),
        )
        for call in calls:
            with pytest.raises(Refused) as raised:
                call()
            assert raised.value.code == "target_missing"
        with pytest.raises(Refused) as raised:
            proposals.edit(drafted.id, [], ME)
        assert raised.value.code == "empty_changeset"
        assert drafted == proposals.get(drafted.id)

    def test_the_one_who_asks_back(self, proposals: Proposals, planned: Committed) -> None:
        """A question is the proposal's own agent's unless another one is named."""
        state = proposals.open(PROJECT, None, ME, "openai")
        assert "agent:openai/default" == proposals.ask(state.id, "?").messages[-1].author
        assert AGENT == proposals.ask(state.id, "?", author=AGENT).messages[-1].author

    def test_two_at_once(self, proposals: Proposals, drafted: ProposalState) -> None:
        """Who finds that the conversation went on meanwhile adds to what is there."""
        racing = Ledger(
            proposals._store,
            MeanwhileClock(lambda: proposals.instruct(drafted.id, "first", YOU)),
        )
        state = Proposals(racing).instruct(drafted.id, "second", ME)
        assert ["first", "second"] == [message.text for message in state.messages[-2:]]

    def test_a_conversation_that_never_rests(
        self, proposals: Proposals, drafted: ProposalState
    ) -> None:
        """Who loses every race is told so."""
        clock = MeanwhileClock(lambda: proposals.instruct(drafted.id, "first", YOU), times=1_000)
        with pytest.raises(Conflict, match="too fast"):
            Proposals(Ledger(proposals._store, clock)).instruct(drafted.id, "second", ME)
