"""A changeset's id is unique for ever, for every call that appends: the first answer again, or refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import NamedTuple

import pytest

from ledger.answers import Committed
from ledger.core.errors import ChangesetIdReused
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import AGENT, ME, PROJECT, by_me, change, new_project, new_task, retitle

ID = "c0000000-0000-4000-8000-000000000001"


class World(NamedTuple):
    """A ledger with something to undo, to redo, to restore and to accept."""

    ledger: Ledger
    proposals: Proposals
    proposal: str
    other_proposal: str
    changeset: str


Call = Callable[[World], Committed]

CALLS: dict[str, Call] = {
    "commit": lambda w: w.ledger.commit(by_me(change(1, title="again"), id=ID)),
    "undo": lambda w: w.ledger.undo(PROJECT, ME, ID),
    "redo": lambda w: w.ledger.redo(PROJECT, ME, ID),
    "undo one": lambda w: w.ledger.undo_changeset(PROJECT, w.changeset, ME, ID),
    "restore": lambda w: w.ledger.restore(PROJECT, 3, ME, ID),
    "accept": lambda w: w.proposals.accept(w.proposal, ME, changeset_id=ID),
}
OTHERWISE: dict[str, Call] = {
    "commit": lambda w: w.ledger.commit(by_me(change(1, title="other"), id=ID)),
    "undo": lambda w: w.ledger.undo(PROJECT, ME, ID, "with a message"),
    "redo": lambda w: w.ledger.redo(PROJECT, ME, ID, "with a message"),
    "undo one": lambda w: w.ledger.undo_changeset(PROJECT, w.changeset, ME, ID, "with a message"),
    "restore": lambda w: w.ledger.restore(PROJECT, 4, ME, ID),
    "accept": lambda w: w.proposals.accept(w.other_proposal, ME, changeset_id=ID),
}


@pytest.fixture
def world(ledger: Ledger, proposals: Proposals) -> World:
    """Three changesets, of which the last is undone, and two proposals."""
    ledger.commit(by_me(new_project(), new_task(1), new_task(2)))
    first = ledger.commit(by_me(change(1, title="first")))
    ledger.commit(by_me(change(2, title="second")))
    ledger.undo(PROJECT, ME)
    drafts = [proposals.open(PROJECT, None, ME, "embedded").id for _ in range(2)]
    for number, id in enumerate(drafts, 3):
        proposals.draft(id, [new_task(number)], AGENT)
    return World(ledger, proposals, drafts[0], drafts[1], first.changeset_id)


@pytest.mark.parametrize("call", CALLS)
def test_the_same_request_gets_the_first_answer(world: World, call: str) -> None:
    """Also when others changed the plan in between; nothing is appended."""
    first = CALLS[call](world)
    world.ledger.commit(by_me(retitle("Meanwhile")))
    length = world.ledger.store.length()
    again = CALLS[call](world)
    assert (False, True) == (first.repeated, again.repeated)
    for field in ("changeset_id", "first", "last", "version", "offset", "time", "state"):
        assert getattr(first, field) == getattr(again, field)
    assert length == world.ledger.store.length()


@pytest.mark.parametrize("call", CALLS)
def test_the_same_call_with_something_else_is_refused(world: World, call: str) -> None:
    """The id is taken for ever."""
    CALLS[call](world)
    length = world.ledger.store.length()
    with pytest.raises(ChangesetIdReused):
        OTHERWISE[call](world)
    assert length == world.ledger.store.length()


@pytest.mark.parametrize(("used", "call"), [*permutations(CALLS, 2)])
def test_another_call_with_the_same_id_is_refused(world: World, used: str, call: str) -> None:
    """Whichever call used the id, no other call can, whatever else it would have said."""
    CALLS[used](world)
    length = world.ledger.store.length()
    with pytest.raises(ChangesetIdReused):
        CALLS[call](world)
    assert length == world.ledger.store.length()
