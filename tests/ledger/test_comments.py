"""Comments on a draft: kept with the proposal, and taken to the agent by what is said next."""

from __future__ import annotations

import pytest

from ledger.core.errors import NotFound, Refused
from ledger.core.proposal import ProposalState
from ledger.proposals import Proposals
from tests.ledger.plans import AGENT, ME, PROJECT, YOU, drop, task

STORES = ["memory", "sqlite", "postgresql"]


def test_a_comment_is_kept_with_the_name_that_its_task_had(
    proposals: Proposals, drafted: ProposalState
) -> None:
    """Who said what about which task of the draft; a task that the draft takes away has a name too."""
    proposals.draft(drafted.id, [drop(2)], AGENT)
    proposals.comment(drafted.id, task(1), "smaller", ME)
    proposals.comment(drafted.id, task(2), "why?", YOU)
    state = proposals.comment(drafted.id, PROJECT, "too much", ME)
    assert [
        (1, 1, "Drafted", "smaller", ME, None),
        (2, 2, "Task 2", "why?", YOU, None),
        (3, 0, "Plan", "too much", ME, None),
    ] == [(c.id, c.number, c.title, c.text, c.actor, c.message) for c in state.comments]
    assert state == proposals.get(drafted.id)


def test_the_next_message_takes_the_comments_along(
    proposals: Proposals, drafted: ProposalState
) -> None:
    """Each is a line that names its task by the handle; what was sent is not sent again."""
    proposals.comment(drafted.id, task(1), "smaller", ME)
    proposals.comment(drafted.id, PROJECT, "why?", ME)
    state = proposals.instruct(drafted.id, "And keep it short", ME)
    place = len(state.messages) - 1
    assert "T1: smaller\nThe project: why?\nAnd keep it short" == state.messages[place].text
    assert [place, place] == [comment.message for comment in state.comments]
    assert "More" == proposals.instruct(drafted.id, "More", ME).messages[-1].text


def test_comments_alone_are_a_message(proposals: Proposals, drafted: ProposalState) -> None:
    """Nothing has to be said beside them; saying nothing at all is refused."""
    with pytest.raises(Refused) as raised:
        proposals.instruct(drafted.id, "", ME)
    assert raised.value.code == "missing_field"
    proposals.comment(drafted.id, task(1), "smaller", ME)
    assert "T1: smaller" == proposals.instruct(drafted.id, "", ME).messages[-1].text


def test_a_comment_that_waits_is_withdrawn(proposals: Proposals, drafted: ProposalState) -> None:
    """It is not sent then, and its number is not used again; one that was sent stays."""
    proposals.comment(drafted.id, task(1), "smaller", ME)
    assert () == proposals.withdraw(drafted.id, 1, ME).comments
    proposals.comment(drafted.id, task(1), "bigger", ME)
    state = proposals.instruct(drafted.id, "", ME)
    assert ("T1: bigger", [2]) == (state.messages[-1].text, [c.id for c in state.comments])
    for gone in (1, 2, 3):
        with pytest.raises(NotFound) as raised:
            proposals.withdraw(drafted.id, gone, ME)
        assert raised.value.code == "comment_missing"


def test_a_comment_is_about_something(proposals: Proposals, drafted: ProposalState) -> None:
    """What the draft does not have cannot be commented on."""
    with pytest.raises(Refused) as raised:
        proposals.comment(drafted.id, task(99), "smaller", ME)
    assert raised.value.code == "target_missing"
    assert drafted == proposals.get(drafted.id)
