"""The law of tallies, and how closing a task counts for those below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.codec import StoredPatch
from ledger.core.apply import evolve, replay
from ledger.core.derived.tally import NOTHING, Tally, sum_up, tally, unestimated
from ledger.core.events import EDIT
from ledger.core.fold import Fold
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from projections.effects import apply_step
from tests.ledger.plans import ME, PROJECT, change, new_project, new_task, task
from tests.properties.strategies import patches, trees


@given(data=st.data(), tree=trees())
def test_a_patch_changes_the_tally_by_what_it_says(data: st.DataObject, tree: Tree) -> None:
    """tally(after) == tally(before) + gain, for every patch in a row, looked at while it is changed."""
    plan = Fold(tree)
    for version in range(data.draw(st.integers(1, 4))):
        patch = data.draw(patches(tree))
        step = apply_step(plan, stored(patch, version), PROJECT, 0)
        after = evolve(tree, patch)
        assert tally(after) == tally(tree).plus(step.gain)
        assert tally(after) == tally(plan)
        tree = after


def stored(patch: Patch, version: int) -> StoredPatch:
    """A patch as it is read from the ledger."""
    return StoredPatch(
        schema=1,
        version=version,
        changeset="one",
        index=0,
        size=1,
        time="",
        actor=ME,
        author=ME,
        cause=EDIT,
        base_version=0,
        patch=patch,
    )


@pytest.fixture
def family() -> Tree:
    """A root with two leaves, one of them done, and a leaf of its own."""
    tasks = (
        new_task(1),
        new_task(2, under=1, estimated_minutes=30),
        new_task(3, under=1, status="completed"),
        new_task(4, status="in_review", estimated_minutes=10),
    )
    return replay(EMPTY, (new_project(), *tasks))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("todo", Tally(open=2, completed=1, cancelled=0, minutes=40)),
        ("completed", Tally(open=1, completed=2, cancelled=0, minutes=10)),
        ("cancelled", Tally(open=1, completed=0, cancelled=2, minutes=10)),
    ],
)
def test_closing_a_task_closes_what_is_below(family: Tree, status: str, expected: Tally) -> None:
    """Completed above counts leaves as done, cancelled above takes them out."""
    assert expected == tally(evolve(family, change(1, status=status)))


def test_cancelled_beats_completed(family: Tree) -> None:
    """A leaf that was cancelled is not done by completing what is above it."""
    closed = replay(family, (change(2, status="cancelled"), change(1, status="completed")))
    assert Tally(open=1, completed=1, cancelled=1, minutes=10) == tally(closed)


def test_only_leaves_count(family: Tree) -> None:
    """A leaf that gets a sub-task is a leaf no more."""
    assert tally(family) == tally(evolve(family, new_task(5, under=2, estimated_minutes=30)))
    assert 4 == tally(evolve(family, new_task(5))).open + tally(family).completed


def test_progress_leaves_cancelled_out() -> None:
    """Progress is done over what counts, and 0 where nothing does."""
    assert 0.25 == Tally(open=3, completed=1, cancelled=9).progress
    assert 0.0 == Tally(cancelled=9).progress
    assert NOTHING == sum_up([])
    assert task(1) not in EMPTY.tasks


def test_open_leaves_without_an_estimate_are_counted(family: Tree) -> None:
    """Not those that are closed, themselves or by a task above, and no task that has sub-tasks."""
    assert 0 == unestimated(family)
    grown = replay(family, (new_task(5, under=4), new_task(6, under=1), new_task(7)))
    assert 3 == unestimated(grown)
    assert 2 == unestimated(evolve(grown, change(1, status="cancelled")))
