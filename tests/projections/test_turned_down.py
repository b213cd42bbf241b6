"""What people turned down: found again by project, or by person for plans that came to nothing."""

from __future__ import annotations

import pytest

from ledger.core.patch import Patch
from ledger.proposals import Proposals
from projections.queries.turned_down import TurnedDown, turned_down, turned_down_new
from projections.views.turned_down import MOST
from tests.ledger.plans import AGENT, ME, PROJECT, YOU, change, drop, new_project, new_task, task
from tests.projections.world import World


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The proposals about a project with two tasks."""
    world.commit(new_project(), new_task(1), new_task(2))
    return Proposals(world.ledger)


def drafted(proposals: Proposals, *patches: Patch, project: str | None = PROJECT) -> str:
    """A conversation with a draft."""
    id = proposals.open(project, None, ME, "embedded").id
    proposals.instruct(id, "Plan the rest", ME)
    proposals.draft(id, patches, AGENT)
    return id


def told(world: World, project: str = PROJECT, most: int = 5) -> list[TurnedDown]:
    return world.ask(turned_down, project, most)


def test_a_rejected_draft_is_told_with_its_reason(world: World, proposals: Proposals) -> None:
    """What was asked, what it would have done, by hand too, and why it was not wanted."""
    id = drafted(proposals, new_task(3), change(1, status="completed", title="One"))
    proposals.edit(id, [drop(2)], YOU)
    assert [] == told(world)
    proposals.reject(id, ME, "Too much")
    [one] = told(world)
    assert ("Plan the rest", "Too much", False, 0) == (
        one.instruction,
        one.reason,
        one.accepted,
        one.more,
    )
    assert [("create", "Task 3"), ("update", "One"), ("delete", None)] == [
        (sketch.op, sketch.title) for sketch in one.patches
    ]
    assert ("status", "title") == one.patches[1].fields
    assert task(2) == one.patches[2].target_id


def test_what_was_left_out_of_an_accepted_draft_is_told(world: World, proposals: Proposals) -> None:
    """Only that; a draft that was accepted whole leaves nothing to tell."""
    id = drafted(proposals, new_task(3), new_task(4))
    proposals.accept(id, ME, patches=[0])
    proposals.accept(drafted(proposals, new_task(5)), ME)
    [one] = told(world)
    assert (True, None, ["Task 4"]) == (one.accepted, one.reason, [s.title for s in one.patches])


def test_a_conversation_that_was_ended_without_a_word_is_not_told(
    world: World, proposals: Proposals
) -> None:
    """Nothing was drafted and no reason given: there is nothing to learn from."""
    proposals.reject(drafted(proposals), ME)
    proposals.reject(drafted(proposals), ME, "Changed my mind")
    assert ["Changed my mind"] == [one.reason for one in told(world)]


def test_the_newest_come_first_and_only_so_many(world: World, proposals: Proposals) -> None:
    """Of one project only."""
    for reason in ("first", "second", "third"):
        proposals.reject(drafted(proposals, new_task(3)), ME, reason)
    assert ["third", "second"] == [one.reason for one in told(world, most=2)]
    assert [] == told(world, "another")


def test_a_rebased_draft_is_told_as_it_was_then(world: World, proposals: Proposals) -> None:
    """Its patches are those that were carried over."""
    id = drafted(proposals, new_task(3), change(1, title="One"))
    world.commit(change(1, title="One"))
    proposals.rebase(id, ME)
    proposals.reject(id, ME, "no")
    [one] = told(world)
    expected = [("create", "Task 3"), ("update", "One")]
    assert expected == sorted((sketch.op, sketch.title) for sketch in one.patches)


def test_a_large_draft_is_kept_in_part(world: World, proposals: Proposals) -> None:
    """So many patches with their titles, and how many more there were."""
    id = drafted(proposals, *(new_task(n) for n in range(3, MOST + 10)))
    proposals.draft(id, [new_task(MOST + 10)], AGENT)
    proposals.reject(id, ME)
    [one] = told(world)
    assert (MOST, 8) == (len(one.patches), one.more)


def test_plans_for_new_projects_are_told_by_person(world: World, proposals: Proposals) -> None:
    """Those that came to nothing: an accepted one lives on as its project."""
    for reason in (None, "Too vague"):
        id = proposals.open(None, None, ME, "embedded").id
        state = proposals.instruct(id, "Open a bakery", ME)
        proposals.draft(id, [new_project(id=state.project_id)], AGENT)
        proposals.reject(id, ME, reason) if reason else proposals.accept(id, ME)
    [one] = world.ask(turned_down_new, ME, 5)
    assert ("Open a bakery", "Too vague") == (one.instruction, one.reason)
    assert [] == world.ask(turned_down_new, YOU, 5)
