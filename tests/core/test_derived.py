"""What follows from a tree: depth, progress, estimates, what is ready and what is in the way."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from ledger.core.apply import evolve, replay
from ledger.core.derived.derive import derive
from ledger.core.derived.tally import tally
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from tests.ledger.plans import change, new_project, new_task, task
from tests.properties.strategies import trees


def plan(*patches: Patch) -> Tree:
    return replay(EMPTY, (new_project(), *patches))


def of(tree: Tree, field: str) -> list[Any]:
    """One derived field of each task, by their numbers."""
    derived = derive(tree).tasks
    return [getattr(derived[task(n)], field) for n in range(1, len(tree.tasks) + 1)]


@given(tree=trees())
def test_derived_fields_agree_with_the_tree(tree: Tree) -> None:
    """Every task has them; totals are those of the roots, and readiness is as its parts say."""
    derivation = derive(tree)
    assert set(tree.tasks) == set(derivation.tasks)
    assert tally(tree) == derivation.tally
    assert tally(tree).progress == derivation.progress
    for task_id, derived in derivation.tasks.items():
        assert tree.depth(task_id) == derived.depth
        assert 0.0 <= derived.progress <= 1.0
        assert not (derived.settled and derived.blocked_by)
        assert derived.settled or tree.tasks[task_id].status not in ("completed", "cancelled")
        workable = tree.tasks[task_id].status in ("todo", "in_progress")
        leaf = not tree.child_ids(task_id)
        assert derived.ready == (
            workable and leaf and not derived.settled and not derived.blocked_by
        )
        assert all(not derivation.tasks[i].settled for i in derived.blocked_by)


def test_depth_and_progress() -> None:
    """A task with sub-tasks is as far as its leaves are."""
    tree = plan(
        new_task(1),
        new_task(2, under=1),
        new_task(3, under=2, status="completed"),
        new_task(4, under=2),
        new_task(5, under=1, status="cancelled"),
    )
    assert [1, 2, 3, 3, 2] == of(tree, "depth")
    assert [0.5, 0.5, 1.0, 0.0, 0.0] == of(tree, "progress")
    assert [1.0, 1.0, 1.0, 1.0, 0.0] == of(evolve(tree, change(1, status="completed")), "progress")
    dropped = replay(tree, [change(n, status="cancelled") for n in (3, 4)])
    assert [0.0, 0.0] == of(dropped, "progress")[:2]
    assert 1.0 == of(evolve(dropped, change(2, status="completed")), "progress")[1]


def test_estimates_are_summed_over_leaves() -> None:
    """A task's own estimate counts only where nothing below it has one; cancelled tasks have none."""
    tree = plan(
        new_task(1, estimated_minutes=999),
        new_task(2, under=1, estimated_minutes=30),
        new_task(3, under=1, estimated_minutes=20, status="completed"),
        new_task(4, under=1, estimated_minutes=7, status="cancelled"),
        new_task(5, estimated_minutes=100),
        new_task(6, under=5),
        new_task(7),
    )
    assert [50, 30, 20, None, 100, None, None] == of(tree, "total_estimated_minutes")
    assert 150 == derive(tree).total_estimated_minutes
    assert derive(plan()).total_estimated_minutes is None


def test_a_task_waits_for_its_dependencies() -> None:
    """Blocked until each is done or dropped; a dependency with sub-tasks is done when they are."""
    tree = plan(
        new_task(1),
        new_task(2, under=1),
        new_task(3, depends_on=(task(1),)),
        new_task(4, status="blocked"),
        new_task(5, status="in_progress"),
    )
    assert [False, True, False, False, True] == of(tree, "ready")
    assert (task(1),) == of(tree, "blocked_by")[2]
    done = evolve(tree, change(2, status="completed"))
    assert [True, True, False] == of(done, "settled")[:3]
    assert [False, False, True] == of(done, "ready")[:3]
    assert [False, False, True] == of(evolve(tree, change(1, status="cancelled")), "ready")[:3]


def test_waiting_is_inherited() -> None:
    """What the parent waits for, its sub-tasks wait for, each named once."""
    tree = plan(
        new_task(1),
        new_task(2, depends_on=(task(1),)),
        new_task(3, under=2, depends_on=(task(1), task(4))),
        new_task(4),
    )
    assert (task(1), task(4)) == of(tree, "blocked_by")[2]
    assert () == of(evolve(tree, change(2, status="completed")), "blocked_by")[2]
