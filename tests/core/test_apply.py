"""What a patch does, what it leaves alone, and what it costs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from ledger.core.apply import apply, apply_all, replay
from ledger.core.errors import Refused
from ledger.core.limits import LIMITS
from ledger.core.model import Tree
from ledger.core.patch import Patch
from tests.plans import DELETE_PROJECT, create, delete, plan, update, update_project


def steps(act: Callable[[], object]) -> int:
    """How many bytecode instructions it takes: a measure of work that no busy machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def crowded(others: int) -> Tree:
    """A small subtree, something that depends on it, and that many tasks around it."""
    crowd = [
        create(f"o{n}", position=f"o{n:05}", parent_id="o0" if n % 2 else None)
        for n in range(others)
    ]
    waiting = [create(f"w{n}", depends_on=(f"o{n}",)) for n in range(others // 2)]
    small = [create("a"), create("b", parent_id="a"), create("c", parent_id="b"), create("x")]
    return plan(*crowd, *waiting, *small, create("d", depends_on=("b", "c")))


@pytest.mark.parametrize(
    "patch",
    [
        create("n"),
        create("n", parent_id="o0", depends_on=("a", "o1")),
        update("a", title="A", tags=("x",)),
        update("d", depends_on=("a", "o2")),
        update("x", parent_id="o0", position="V"),
        update("a", parent_id="x"),
        update("c", parent_id=None),
        delete("x"),
        delete("a"),
        update_project(title="P"),
        DELETE_PROJECT,
    ],
    ids=lambda p: f"{p.op}-{p.target_id[-2:]}-{'-'.join(p.fields())}",
)
def test_a_patch_costs_what_it_affects(patch: Patch) -> None:
    """It takes as many steps among thousands of other tasks as among a few."""
    few, many = crowded(20), crowded(2000)
    assert steps(partial(apply, few, patch)) == steps(partial(apply, many, patch))


def test_a_changeset_costs_what_it_touches() -> None:
    """The rules that hold after a changeset look at no other task."""
    made = [
        create("n", parent_id="a", depends_on=("x",)),
        update("x", start_date="2026-01-01"),
        update("b", parent_id="x"),
        delete("d"),
    ]
    few, many = crowded(20), crowded(2000)
    assert steps(partial(apply_all, few, made)) == steps(partial(apply_all, many, made))


def test_only_a_move_to_a_deeper_level_looks_at_what_it_moves() -> None:
    """Moving a large subtree up or aside costs the same as moving a small one."""

    def with_branches(count: int) -> Tree:
        branches = [create(f"b{n}", parent_id="t") for n in range(count)]
        return plan(create("p"), create("q", parent_id="p"), create("t", parent_id="q"), *branches)

    for aside in (update("t", parent_id=None), update("t", parent_id="p")):
        few, many = with_branches(2), with_branches(500)
        assert steps(partial(apply, few, aside)) == steps(partial(apply, many, aside))


@pytest.mark.parametrize(
    "change", [lambda n: update(f"m{n}", parent_id="p"), lambda n: delete(f"m{n}")]
)
def test_many_patches_around_a_task_that_many_wait_for(change: Callable[[int], Patch]) -> None:
    """Four times as many patches and dependencies take about four times the steps, not sixteen."""

    def cost(count: int) -> int:
        tree = plan(
            create("p"),
            *(create(f"m{n}") for n in range(count)),
            *(create(f"w{n}", depends_on=("p",)) for n in range(count)),
        )
        return steps(partial(apply_all, tree, [change(n) for n in range(count)]))

    assert cost(400) < 6 * cost(100)


def test_deleting_what_one_task_waits_for_many_times() -> None:
    """Its dependencies are gone through once, not once for each deleted task."""

    def cost(count: int) -> int:
        below = [create(f"b{n}", parent_id="a") for n in range(count)]
        waiting = create("w", depends_on=tuple(f"b{n}" for n in range(count)))
        return steps(partial(apply, plan(create("a"), *below, waiting), delete("a")))

    assert cost(400) < 6 * cost(100)


def test_what_a_patch_does_not_touch_is_shared() -> None:
    """The new tree holds the same tasks and index entries as the old one, not copies."""
    old = crowded(10)
    new = apply(old, delete("a"))
    assert all(old.tasks[i] is new.tasks[i] for i in new.tasks if i != "d")
    assert old.children["o0"] is new.children["o0"]
    assert old.dependents["o1"] is new.dependents["o1"]


def test_deleting_takes_the_subtree_and_the_ids_that_others_waited_for() -> None:
    """What depended on the deleted tasks no longer does, and keeps its other dependencies."""
    tree = plan(
        create("a"),
        create("b", parent_id="a"),
        create("x"),
        create("y", depends_on=("a", "b", "x")),
        create("z", parent_id="b", depends_on=("x",)),
    )
    after = apply(tree, delete("a"))
    assert {"x", "y"} == set(after.tasks)
    assert ("x",) == after.tasks["y"].depends_on
    assert {"y"} == set(after.dependents_of("x"))


def test_deleting_the_project_leaves_nothing() -> None:
    """Neither the project nor its tasks."""
    assert Tree() == apply(plan(create("a")), DELETE_PROJECT)


def test_a_changeset_that_is_refused_changes_nothing() -> None:
    """The first patch alone would have gone through."""
    tree = plan(create("a"))
    with pytest.raises(Refused):
        apply_all(tree, [update("a", title="A"), update("nobody", title="x")])
    assert "New" == tree.tasks["a"].title


def test_replay_checks_nothing() -> None:
    """A fold of stored patches never refuses: what was accepted under other limits stays readable."""
    chain = [create(f"t{n}", parent_id=f"t{n - 1}" if n else None) for n in range(LIMITS.depth + 5)]
    tree = replay(plan(), chain)
    assert LIMITS.depth + 5 == tree.depth(chain[-1].target_id)
