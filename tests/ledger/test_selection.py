"""Which part of a diff stands on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import selection
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import EMPTY, Tree
from ledger.core.numbering import assign
from ledger.core.patch import Patch
from ledger.core.selection import select
from tests.ledger.plans import change, drop, new_project, new_task, retitle, task


def tree(*patches: Patch, base: Tree = EMPTY) -> Tree:
    return apply_all(base, assign(base, patches)[0])


BASE = tree(new_project(), *(new_task(n) for n in (1, 2, 3)), new_task(4, under=1))


def missing(base: Tree, draft: Tree, *wanted: str, limits: Limits = LIMITS) -> list[str]:
    """Which targets have to come along when the patches on these targets are selected."""
    net = diff(base, draft)
    chosen = [index for index, patch in enumerate(net) if patch.target_id in wanted]
    return sorted(net[index].target_id for index in named(base, draft, net, chosen, limits))


def named(
    base: Tree, draft: Tree, net: Sequence[Patch], chosen: Iterable[int], limits: Limits = LIMITS
) -> set[int]:
    """The indexes that a refusal of this selection names; none when it stands."""
    try:
        select(base, draft, net, chosen, limits)
    except Refused as refused:
        violations = refused.violations
    else:
        violations = ()
    assert {violation.code for violation in violations} <= {"incomplete_selection"}
    return {violation.index for violation in violations if violation.index is not None}


def test_what_has_nothing_to_do_with_each_other() -> None:
    """Changes to different tasks stand alone."""
    draft = tree(change(1, title="x"), change(2, title="y"), base=BASE)
    assert [] == missing(BASE, draft, task(1))


def test_a_delete_needs_what_is_saved_from_it() -> None:
    """Deleting a task without the move that saves its child would delete the child."""
    draft = tree(change(4, parent_id=None), drop(1), base=BASE)
    assert [task(4)] == missing(BASE, draft, task(1))
    assert [] == missing(BASE, draft, task(4))


def test_a_move_needs_the_task_that_it_moves_to() -> None:
    """A task moved under a new one needs that."""
    draft = tree(new_task(5), change(2, parent_id=task(5)), base=BASE)
    assert [task(5)] == missing(BASE, draft, task(2))


def test_a_rule_that_another_patch_keeps() -> None:
    """Where an unselected change is what keeps a rule, that one is missing, and no other."""
    base = tree(change(2, depends_on=(task(3),)), base=BASE)
    draft = tree(
        change(2, depends_on=()),
        change(3, depends_on=(task(2),)),
        change(1, depends_on=(task(2),)),
        base=base,
    )
    assert [task(2)] == missing(base, draft, task(3))


def test_swapping_parent_and_child() -> None:
    """Each move of a swap would make a circle alone, or leave the other where it was."""
    draft = tree(change(4, parent_id=None), change(1, parent_id=task(4)), base=BASE)
    assert [task(4)] == missing(BASE, draft, task(1))


def test_room_that_a_delete_makes() -> None:
    """Where the limit of tasks is reached, a create needs a delete."""
    draft = tree(drop(3), new_task(5), base=BASE)
    assert [task(3)] == missing(BASE, draft, task(5), limits=Limits(tasks=4))


def test_too_much_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where trying would take too long, all changes of structure are named."""
    base = tree(change(2, depends_on=(task(3),)), base=BASE)
    draft = tree(
        change(2, depends_on=()),
        change(3, depends_on=(task(2),)),
        change(1, depends_on=(task(2),)),
        base=base,
    )
    monkeypatch.setattr(selection, "MOST_TRIED", 0)
    assert [task(1), task(2)] == missing(base, draft, task(3))


@given(st.sets(st.integers(0, 6), min_size=1))
def test_what_is_named_completes_the_selection(chosen: set[int]) -> None:
    """Selecting what was missing as well is always enough."""
    draft = tree(
        retitle("New"),
        new_task(5, under=2),
        new_task(6, under=5, depends_on=(task(3),)),
        change(4, parent_id=None, depends_on=(task(6),)),
        drop(1),
        change(3, title="x"),
        change(2, title="y"),
        base=BASE,
    )
    net = diff(BASE, draft)
    assert len(net) == 7
    try:
        select(BASE, draft, net, chosen, LIMITS)
    except Refused as refused:
        chosen |= {
            violation.index for violation in refused.violations if violation.index is not None
        }
    selected = select(BASE, draft, net, chosen, LIMITS)
    assert tuple(net[index] for index in sorted(chosen)) == selected
    apply_all(BASE, selected)
