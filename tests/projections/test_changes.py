"""Patches told as fields with before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.apply import evolve, replay
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from projections.changes import ChangeRow, FieldChange, Unlinked, changes
from tests.ledger.plans import (
    DROP_PROJECT,
    change,
    drop,
    new_project,
    new_task,
    retitle,
    task,
)
from tests.properties.strategies import sequences, trees


@pytest.fixture
def tree() -> Tree:
    tasks = (
        new_task(1).with_fields(number=1),
        new_task(2, under=1).with_fields(number=2),
        new_task(3, depends_on=(task(2),), due_date="2026-12-01").with_fields(number=3),
    )
    return replay(EMPTY, (new_project(), *tasks))


def told(tree: Tree, *patches: Patch) -> ChangeRow:
    """The row of the last patch."""
    return changes(tree, patches)[-1]


@given(data=st.data(), tree=trees())
def test_before_and_after_are_those_of_the_trees(data: st.DataObject, tree: Tree) -> None:
    """Each row's fields lead from the tree before its patch to the tree after it."""
    patches = data.draw(sequences(tree))
    rows = changes(tree, patches)
    assert list(range(len(patches))) == [row.index for row in rows]
    for row, patch in zip(rows, patches, strict=True):
        after = evolve(tree, patch)
        assert patch is row.patch
        for field in row.changes:
            was = tree.project if patch.target == "project" else tree.tasks.get(patch.target_id)
            now = after.project if patch.target == "project" else after.tasks[patch.target_id]
            assert getattr(was, field.field, None) == field.before
            assert getattr(now, field.field) == field.after
        if patch.op == "delete":
            assert len(tree.tasks) - len(after.tasks) == row.removed
        tree = after


def test_an_update_tells_its_fields_in_the_models_order(tree: Tree) -> None:
    row = told(tree, change(3, due_date=None, title="Ship"))
    assert ("Ship", 3, 0) == (row.title, row.number, row.removed)
    assert (
        FieldChange("title", "Task 3", "Ship"),
        FieldChange("due_date", "2026-12-01", None),
    ) == row.changes


def test_a_create_tells_what_was_chosen(tree: Tree) -> None:
    """Number and position, which everything gets, are not told; what was nothing before is None."""
    row = told(tree, new_task(4, under=1, position="a", tags=("x",)).with_fields(number=4))
    assert (
        FieldChange("title", None, "Task 4"),
        FieldChange("parent_id", None, task(1), None, "Task 1"),
        FieldChange("tags", None, ("x",)),
    ) == row.changes
    assert 4 == row.number


def test_a_move_names_both_parents(tree: Tree) -> None:
    """The labels are the parents' titles; the top level has none."""
    assert (FieldChange("parent_id", task(1), None, "Task 1", None),) == told(
        tree, change(2, parent_id=None)
    ).changes
    moved = told(tree, change(3, title="Three"), change(2, parent_id=task(3), position="b"))
    assert (
        FieldChange("parent_id", task(1), task(3), "Task 1", "Three"),
        FieldChange("position", "", "b"),
    ) == moved.changes


def test_dependencies_are_named_even_before_they_are_created(tree: Tree) -> None:
    """Labels list titles; a later patch of the same list may create what is named."""
    rows = changes(tree, [change(1, depends_on=(task(9), task(3))), new_task(9)])
    assert (FieldChange("depends_on", (), (task(9), task(3)), "", "Task 9, Task 3"),) == rows[
        0
    ].changes
    assert task(99) == told(tree, change(1, depends_on=(task(99),))).changes[0].after_label


def test_a_delete_tells_what_goes_with_it(tree: Tree) -> None:
    """How many tasks, its own title, and who loses a dependency."""
    row = told(tree, drop(1))
    assert ("Task 1", 1, 2, ()) == (row.title, row.number, row.removed, row.changes)
    assert (Unlinked(task(3), 3, "Task 3"),) == row.unlinked


def test_the_project_has_no_number(tree: Tree) -> None:
    row = told(tree, retitle("Better"))
    assert ("Better", None, (FieldChange("title", "Plan", "Better"),)) == (
        row.title,
        row.number,
        row.changes,
    )
    gone = told(tree, DROP_PROJECT)
    assert ("Plan", None, 3, ()) == (gone.title, gone.number, gone.removed, gone.unlinked)
