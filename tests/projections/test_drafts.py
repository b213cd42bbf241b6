"""Drafts that wait for a decision: each until it is accepted or rejected, what was touched last first."""

from __future__ import annotations

import pytest

from ledger.core.errors import Refused
from ledger.core.patch import Patch
from ledger.proposals import Proposals
from projections.queries.drafts import OpenDraft, open_drafts
from tests.ledger.plans import AGENT, ME, PROJECT, YOU, change, drop, new_project, new_task, task
from tests.projections.world import World


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The proposals about a project with a task."""
    world.commit(new_project(), new_task(1))
    return Proposals(world.ledger)


def drafted(
    proposals: Proposals, words: str, *patches: Patch, project: str | None = PROJECT
) -> str:
    """A conversation with a draft."""
    id = proposals.open(project, None, ME, "embedded").id
    proposals.instruct(id, words, ME)
    proposals.draft(id, patches, AGENT)
    return id


def ids(world: World, project: str | None = None) -> list[str]:
    return [draft.id for draft in world.ask(open_drafts, project).items]


def test_a_draft_waits_until_it_is_decided(world: World, proposals: Proposals) -> None:
    """It says what was asked, of which project, and who touched it last; an answer in words is none."""
    drafted(proposals, "What is next?")
    mine = drafted(proposals, "Add a task", new_task(2))
    other = drafted(proposals, "Add another", new_task(3))
    proposals.edit(mine, [change(1, title="One")], YOU)
    [first, second] = world.ask(open_drafts).items
    expected = OpenDraft(
        *(mine, PROJECT, "Plan", None), *(None, None, None), *("Add a task", first.updated_at, YOU)
    )
    assert expected == first
    assert (other, AGENT) == (second.id, second.updated_by)
    proposals.accept(mine, ME)
    proposals.reject(other, ME)
    assert [] == ids(world)


def test_drafts_of_new_projects_have_no_title_yet(world: World, proposals: Proposals) -> None:
    """They are not among those of another project, and those of a deleted one are not told."""
    old = drafted(proposals, "Add a task", new_task(2))
    state = proposals.open(None, None, ME, "embedded")
    proposals.instruct(state.id, "Open a bakery", ME)
    proposals.draft(state.id, [new_project(id=state.project_id)], AGENT)
    assert {old, state.id} == set(ids(world))
    assert [old] == ids(world, PROJECT)
    world.commit(Patch("delete", "project", PROJECT))
    [new] = world.ask(open_drafts).items
    assert (state.id, None, "Open a bakery") == (new.id, new.project_title, new.instruction)


def test_a_break_down_names_its_task(world: World, proposals: Proposals) -> None:
    """As it is called now, while it is there."""
    id = proposals.open(PROJECT, task(1), ME, "embedded").id
    proposals.instruct(id, "Break it down", ME)
    proposals.draft(id, [new_task(2, under=1)], AGENT)
    world.commit(change(1, title="Dig"))
    [draft] = world.ask(open_drafts).items
    assert (task(1), 1, "Dig") == (draft.task_id, draft.number, draft.title)
    world.commit(drop(1))
    [draft] = world.ask(open_drafts).items
    assert (task(1), None, None) == (draft.task_id, draft.number, draft.title)


def test_drafts_come_in_pages(world: World, proposals: Proposals) -> None:
    """Each once; a cursor of something else is refused."""
    wanted = {drafted(proposals, f"Add {n}", new_task(n)) for n in range(2, 7)}
    seen: list[str] = []
    cursor = None
    while page := world.ask(open_drafts, None, 2, cursor):
        seen += [draft.id for draft in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert (5, wanted) == (len(seen), set(seen))
    with pytest.raises(Refused) as refusal:
        world.ask(open_drafts, None, 2, "x")
    assert "invalid_cursor" == refusal.value.violations[0].code
