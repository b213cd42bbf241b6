"""Only a person, or a rule that a person made, changes a plan: an agent proposes, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.answers import Committed
from ledger.core.errors import Refused
from ledger.core.events import Choice
from ledger.core.proposal import ProposalState
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import AGENT, ME, PROJECT, by_me, change, new_project, retitle

Call = Callable[[Ledger, Proposals, str, str], object]
"""A call, of a proposal and by an actor."""

WRITES: dict[str, Call] = {
    "commit": lambda ledger, _, __, actor: ledger.commit(by_me(retitle("x"), actor=actor)),
    "undo": lambda ledger, _, __, actor: ledger.undo(PROJECT, actor),
    "redo": lambda ledger, _, __, actor: ledger.redo(PROJECT, actor),
    "restore": lambda ledger, _, __, actor: ledger.restore(PROJECT, 3, actor),
    "accept": lambda _, proposals, id, actor: proposals.accept(id, actor),
}
CALLS: dict[str, Call] = {
    **WRITES,
    "open": lambda _, proposals, __, actor: proposals.open(PROJECT, None, actor, "embedded"),
    "instruct": lambda _, proposals, id, actor: proposals.instruct(id, "More", actor),
    "edit": lambda _, proposals, id, actor: proposals.edit(id, [retitle("x")], actor),
    "rebase": lambda _, proposals, id, actor: proposals.rebase(id, actor, [Choice("x", "ours")]),
    "reject": lambda _, proposals, id, actor: proposals.reject(id, actor),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("actor", [AGENT, "sync:github", "me", "user:", "", "Agent:x"])
def test_who_is_neither_a_person_nor_a_rule_changes_nothing(
    ledger: Ledger, proposals: Proposals, drafted: ProposalState, call: str, actor: str
) -> None:
    """Each call that appends refuses an agent as the actor, and appends nothing."""
    ledger.commit(by_me(retitle("Something to undo")))
    length = ledger.store.length()
    with pytest.raises(Refused) as refusal:
        CALLS[call](ledger, proposals, drafted.id, actor)
    assert "actor_cannot_accept" == refusal.value.code
    assert length == ledger.store.length()


def test_an_agent_among_others_in_a_batch_is_refused_alone(
    ledger: Ledger, planned: Committed
) -> None:
    """In a shared transaction the others are accepted."""
    refused, accepted = ledger.commit_many(
        [by_me(change(1, title="a"), actor=AGENT), by_me(change(2, title="b"))]
    )
    assert isinstance(refused, Refused)
    assert isinstance(accepted, Committed)


def test_a_rule_may_accept(ledger: Ledger) -> None:
    """What a person set up acts under the rule's name."""
    ledger.commit(by_me(new_project(), actor="rule:nightly", author="sync:github"))
    record = ledger.changeset(PROJECT, ledger.undo(PROJECT, "rule:nightly").changeset_id)
    assert "rule:nightly" == record.actor


def test_an_accepted_plan_names_the_person_and_the_agent(
    ledger: Ledger, proposals: Proposals, drafted: ProposalState
) -> None:
    """Who accepted is the actor, who wrote it the author."""
    accepted = proposals.accept(drafted.id, ME)
    record = ledger.changeset(PROJECT, accepted.changeset_id)
    assert (ME, AGENT) == (record.actor, record.author)
