"""How much was changed when, and by whom."""

from __future__ import annotations

import pytest

from projections.queries.activity import Share, activity
from projections.queries.filters import Filters
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    change,
    new_project,
    new_task,
    retitle,
)
from tests.projections.world import World


@pytest.fixture
def told(world: World) -> World:
    """Five changesets, a second after each other, the first of them an agent's."""
    world.commit(new_project(), new_task(1), author=AGENT)
    world.commit(change(1, title="Ship"))
    world.commit(retitle("Smaller"), actor=YOU)
    world.commit(change(1, status="completed"), change(1, title="Shipped"), actor=YOU)
    world.commit(retitle("Smallest"))
    return world


def test_each_slot_counts_by_whom_and_how(told: World) -> None:
    """Two halves: the later one has the latest moment in it, and neither loses a patch."""
    found = told.ask(activity, PROJECT, 2)
    assert found is not None
    assert ("2026-11-23T12:00:01.000000Z", "2026-11-23T12:00:05.000000Z", 2) == (
        found.since,
        found.until,
        found.count,
    )
    early, late = found.slots
    assert (0, 1, 4, found.since) == (early.place, early.first, early.last, early.since)
    assert (1, 5, 7, early.until) == (late.place, late.first, late.last, late.since)
    assert (
        Share(ME, AGENT, "edit", 1, 2),
        Share(ME, ME, "edit", 1, 1),
        Share(YOU, YOU, "edit", 1, 1),
    ) == early.shares
    assert (Share(ME, ME, "edit", 1, 1), Share(YOU, YOU, "edit", 1, 2)) == late.shares


def test_only_slots_with_changes_are_told(told: World) -> None:
    """Ten parts of four seconds in which five things happened."""
    found = told.ask(activity, PROJECT, 10)
    assert found is not None
    assert [0, 2, 4, 7, 9] == [slot.place for slot in found.slots]


def test_filters_choose_what_is_counted_and_leave_the_scale(told: World) -> None:
    """The scale is the project's whole time, whatever is looked for."""
    found = told.ask(activity, PROJECT, 10, Filters(actor=AGENT))
    assert found is not None
    assert [(0, 1, 2)] == [(slot.place, slot.first, slot.last) for slot in found.slots]
    assert "2026-11-23T12:00:05.000000Z" == found.until


def test_one_moment_is_one_slot(world: World) -> None:
    """A project in which everything happened at once has its changes in the first part."""
    world.commit(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT)
    found = world.ask(activity, OTHER_PROJECT, 100)
    assert found is not None
    assert [(0, 1, 1)] == [(slot.place, slot.first, slot.last) for slot in found.slots]
    assert None is world.ask(activity, PROJECT, 100)
