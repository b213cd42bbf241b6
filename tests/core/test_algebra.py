"""The corners of invert, diff and squash that generated plans seldom reach, and how short they are."""

from __future__ import annotations

import pytest

from ledger.core.algebra.diff import diff
from ledger.core.algebra.invert import invert, invert_all
from ledger.core.algebra.squash import squash
from ledger.core.apply import apply, replay
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from tests.plans import DELETE_PROJECT, create, create_project, delete, plan, update, update_project


def made_of(tree: Tree, patches: tuple[Patch, ...], limits: Limits = LIMITS) -> Tree:
    for patch in patches:
        tree = apply(tree, patch, limits)
    return tree


FAMILY = (
    create("a", number=1, position="1"),
    create("b", number=2, position="V", parent_id="a", metadata={"k": 1}),
    create("c", number=3, position="V", parent_id="b"),
    create("d", number=4, position="2", depends_on=("a", "c")),
)
TREE = plan(*FAMILY)


def test_the_inverse_of_a_delete_brings_back_the_subtree_and_who_waited_for_it() -> None:
    """Parents first, with their numbers and positions; then the dependencies of those that remained."""
    assert (*FAMILY[:3], update("d", depends_on=("a", "c"))) == invert(TREE, delete("a"))


def test_the_inverse_of_an_update_restores_what_it_set() -> None:
    """Every field that it named, also one that did not change; a move with its position."""
    assert (update("b", title="New", status="todo"),) == invert(
        TREE, update("b", title="x", status="todo")
    )
    assert (update("b", parent_id="a", position="V"),) == invert(TREE, update("b", parent_id=None))


def test_the_inverse_of_deleting_the_project_creates_it_whole() -> None:
    """The project, then all tasks, parents first."""
    assert (create_project(), *FAMILY) == invert(TREE, DELETE_PROJECT)
    assert (DELETE_PROJECT,) == invert(EMPTY, create_project())
    assert (update_project(title="Plan"),) == invert(TREE, update_project(title="x"))


def test_the_inverse_of_a_create_remembers_who_waited_for_it_before() -> None:
    """In the middle of a changeset a task may depend on one that is still to come."""
    waiting = replay(TREE, [update("c", depends_on=("n",))])
    assert (delete("n"), update("c", depends_on=("n",))) == invert(waiting, create("n"))


def test_a_changeset_is_taken_back_in_reverse() -> None:
    """The last patch first."""
    patches = [create("n"), update("n", title="x")]
    assert (update("n", title="New"), delete("n")) == invert_all(TREE, patches)


def test_a_diff_of_nothing_and_a_project() -> None:
    """From nothing all is created, to nothing one delete is enough."""
    assert (create_project(), *FAMILY) == diff(EMPTY, TREE)
    assert (DELETE_PROJECT,) == diff(TREE, EMPTY)
    assert () == diff(EMPTY, EMPTY)


def test_a_diff_of_different_projects_replaces_all() -> None:
    """The old one is deleted, the new one created, though tasks have the same ids."""
    other = replay(EMPTY, [Patch("create", "project", "other", {"title": "O"}), create("a")])
    patches = diff(TREE, other)
    assert (
        DELETE_PROJECT,
        Patch("create", "project", "other", {"title": "O"}),
        create("a"),
    ) == patches
    assert other == made_of(TREE, patches)


def test_parent_and_child_change_places() -> None:
    """The child is taken out first, so that no task is ever under itself."""
    swapped = replay(TREE, [update("b", parent_id=None), update("a", parent_id="b")])
    assert (
        update("b", parent_id=None, position="V"),
        update("a", parent_id="b", position="1"),
    ) == diff(TREE, swapped)


def test_a_chain_is_turned_upside_down() -> None:
    """Three levels, each under its former child, in three moves."""
    turned = replay(
        TREE, [update("c", parent_id=None), update("b", parent_id="c"), update("a", parent_id="b")]
    )
    patches = diff(TREE, turned)
    assert ["c", "b", "a"] == [patch.target_id for patch in patches]
    assert turned == made_of(TREE, patches)


def test_what_stays_is_moved_out_of_what_is_deleted() -> None:
    """One move before the delete, into a parent that is new."""
    after = replay(TREE, [create("n"), update("c", parent_id="n"), delete("a")])
    assert (create("n"), update("c", parent_id="n", position="V"), delete("a")) == diff(TREE, after)


def test_what_a_delete_cleans_is_not_said_again() -> None:
    """The dependencies on what is deleted go by themselves; others are said in full."""
    assert (delete("a"),) == diff(TREE, replay(TREE, [delete("a")]))
    assert (update("d", depends_on=("n",)), delete("a")) == diff(
        replay(TREE, [create("n")]),
        replay(TREE, [create("n"), update("d", depends_on=("n",)), delete("a")]),
    )


def test_a_value_that_only_python_calls_equal_is_a_difference() -> None:
    """True is not 1."""
    after = replay(TREE, [update("b", metadata={"k": True})])
    assert TREE != after
    assert (update("b", metadata={"k": True}),) == diff(TREE, after)


def test_deletes_come_first_when_there_is_no_room_beside() -> None:
    """At the limit of tasks: what stays is parked, then deletes, then creates."""
    tight = Limits(tasks=4)
    after = replay(TREE, [create("n"), create("m"), update("c", parent_id="n"), delete("a")])
    patches = diff(TREE, after, tight)
    assert after == made_of(TREE, patches, tight)
    assert (
        update("c", parent_id=None),
        delete("a"),
        create("m"),
        create("n"),
        update("c", parent_id="n", position="V"),
    ) == patches


def test_what_is_parked_at_its_own_place_is_not_moved_twice() -> None:
    """A task that ends at the top is moved there at once, out of what is deleted."""
    tight = Limits(tasks=4)
    after = replay(
        TREE, [update("c", parent_id=None, position="9"), delete("a"), create("m"), create("n")]
    )
    assert (
        update("c", parent_id=None, position="9"),
        delete("a"),
        create("m"),
        create("n"),
    ) == diff(TREE, after, tight)


def test_what_would_be_carried_too_deep_is_parked_first() -> None:
    """A moves under E and C leaves it: C cannot go down with A first."""
    deep = Limits(depth=3)
    start = replay(TREE, [create("e", position="0", number=5)])
    after = replay(
        start, [update("c", parent_id=None), update("a", parent_id="e"), update("c", parent_id="d")]
    )
    patches = diff(start, after, deep)
    assert after == made_of(start, patches, deep)
    assert (
        update("c", parent_id=None),
        update("a", parent_id="e", position="1"),
        update("c", parent_id="d", position="V"),
    ) == patches


def test_what_is_deleted_may_have_to_be_parked_too() -> None:
    """Its parent moves deeper before the delete comes."""
    deep = Limits(depth=3)
    start = replay(TREE, [create("e", position="0", number=5)])
    after = replay(start, [delete("c"), update("a", parent_id="e")])
    patches = diff(start, after, deep)
    assert after == made_of(start, patches, deep)
    assert (
        update("c", parent_id=None),
        update("a", parent_id="e", position="1"),
        delete("c"),
    ) == patches


def test_a_dependency_on_what_is_deleted_survives_in_a_draft() -> None:
    """In the middle of a changeset a tree may wait for a task that was deleted and comes back."""
    draft = replay(TREE, [delete("b"), update("d", depends_on=("a", "b"))])
    assert draft == made_of(TREE, diff(TREE, draft))


def test_squash_leaves_out_what_cancels_out() -> None:
    """A task that comes and goes, and a title that changes twice."""
    patches = [create("n"), update("b", title="x"), delete("n"), update("b", title="y")]
    assert (update("b", title="y"),) == squash(TREE, patches)
    assert () == squash(TREE, [update("b", title="x"), update("b", title="New")])


@pytest.mark.parametrize("count", [1, 40])
def test_a_diff_takes_tasks_in_the_order_of_the_plan(count: int) -> None:
    """Creates come as a reader would write them down: parents first, siblings in order."""
    creates = [create(f"t{n}", position=f"{n:03}") for n in range(count)]
    creates += [create(f"u{n}", position="V", parent_id=f"t{n}") for n in range(count)]
    patches = diff(plan(), plan(*creates))
    assert [i for n in range(count) for i in (f"t{n}", f"u{n}")] == [p.target_id for p in patches]
