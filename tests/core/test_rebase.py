"""What conflicts and what goes through, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.algebra.invert import invert_all
from ledger.core.algebra.rebase import Conflicts, Rebased, rebase
from ledger.core.apply import apply_all, replay
from ledger.core.model import EMPTY
from ledger.core.patch import Patch
from tests.plans import (
    DELETE_PROJECT,
    PROJECT,
    create,
    create_project,
    delete,
    plan,
    update,
    update_project,
)

BASE = plan(
    create("a", position="1"),
    create("b", position="V", parent_id="a"),
    create("c", position="2", tags=("x", "y"), metadata={"k": 1, "l": 2}),
    create("d", position="3", depends_on=("c",)),
)
Choices = dict[tuple[str, str | None], Any]


def outcome(theirs: list[Patch], ours: list[Patch], choices: Choices | None = None) -> Any:
    """The rebased patches, or of each conflict its code, index, target and field."""
    apply_all(BASE, theirs)
    apply_all(BASE, ours)
    result = rebase(BASE, theirs, ours, choices=choices or {})
    if isinstance(result, Conflicts):
        return [(c.code, c.index, c.target_id, c.field) for c in result.conflicts]
    apply_all(replay(BASE, theirs), result.patches)
    return list(result.patches)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ([update("a", title="T")], [update("a", status="completed")]),
        ([update("a", title="T")], [update("a", title="T")]),
        ([update("a", title="T"), update("a", title="New")], [update("a", title="O")]),
        ([update("a", position="9")], [update("a", title="O")]),
        ([create("n", position="4")], [create("m", position="4")]),
        ([update("b", title="T")], [update("b", parent_id="c", position="V")]),
        ([update("c", parent_id="a", position="W")], [create("n", parent_id="c")]),
        ([update("a", title="T")], [delete("c")]),
        ([delete("c")], [update("a", title="O")]),
        ([delete("b")], [delete("a")]),
        ([delete("c")], [update("d", title="O")]),
        ([update_project(title="T")], [update_project(summary="O"), create("n")]),
    ],
)
def test_what_goes_through_unchanged(theirs: list[Patch], ours: list[Patch]) -> None:
    """Different targets, different fields, the same value, or a change that was taken back."""
    assert ours == outcome(theirs, ours)


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ([update("a", title="T")], [update("a", title="O")], ("field_changed", 0, "a", "title")),
        (
            [update_project(due_date="2026-01-01")],
            [update_project(due_date=None)],
            ("field_changed", 0, PROJECT, "due_date"),
        ),
        (
            [update("a", position="4")],
            [update("a", position="5")],
            ("field_changed", 0, "a", "position"),
        ),
        (
            [update("b", parent_id="c", position="V")],
            [update("b", parent_id="d", position="W")],
            ("field_changed", 0, "b", "parent_id"),
        ),
        (
            [update("c", metadata={"k": 1, "l": 3})],
            [update("c", metadata={"k": 1, "l": 4})],
            ("field_changed", 0, "c", "metadata.l"),
        ),
        (
            [update("c", metadata={"k": 1, "l": 3})],
            [update("c", metadata={"k": True, "l": 2}), update("c", metadata={"k": True})],
            ("field_changed", 1, "c", "metadata.l"),
        ),
        ([delete("b")], [update("b", title="O")], ("target_deleted", 0, "b", None)),
        ([delete("a")], [create("n"), update("b", title="O")], ("target_deleted", 1, "b", None)),
        ([delete("b")], [delete("b")], ("target_deleted", 0, "b", None)),
        ([delete("b")], [delete("b"), create("b")], ("target_deleted", 1, "b", None)),
        ([update("b", title="T")], [delete("a")], ("subtree_changed", 0, "a", None)),
        ([create("n", parent_id="b")], [delete("a")], ("subtree_changed", 0, "a", None)),
        ([update("c", parent_id="b")], [delete("a")], ("subtree_changed", 0, "a", None)),
        (
            [update("b", parent_id=None), delete("a")],
            [delete("a")],
            ("subtree_changed", 0, "a", None),
        ),
        ([update("b", title="T")], [DELETE_PROJECT], ("subtree_changed", 0, PROJECT, None)),
        ([update_project(title="T")], [DELETE_PROJECT], ("subtree_changed", 0, PROJECT, None)),
        ([create("n")], [create("n", title="O")], ("target_exists", 0, "n", None)),
        (
            [DELETE_PROJECT],
            [update("a", title="O"), create("n")],
            ("target_deleted", 0, PROJECT, None),
        ),
        ([DELETE_PROJECT], [update_project(title="O")], ("target_deleted", 0, PROJECT, None)),
        (
            [delete("a")],
            [create("n", parent_id="b"), create("m", parent_id="n")],
            ("parent_missing", 0, "n", "parent_id"),
        ),
        (
            [update("a", parent_id="c")],
            [update("c", parent_id="b")],
            ("parent_cycle", 0, "c", "parent_id"),
        ),
        (
            [delete("c")],
            [update("a", depends_on=("c",))],
            ("dependency_missing", 0, "a", "depends_on"),
        ),
        (
            [update("c", depends_on=("a",))],
            [update("a", depends_on=("d",))],
            ("dependency_cycle", 0, "a", "depends_on"),
        ),
        (
            [update("b", depends_on=("c",))],
            [update("a", parent_id="c")],
            ("dependency_on_relative", 0, "a", "parent_id"),
        ),
        (
            [update("a", due_date="2026-01-01")],
            [update("a", start_date="2026-01-02")],
            ("dates_reversed", 0, "a", "start_date"),
        ),
    ],
)
def test_what_conflicts(theirs: list[Patch], ours: list[Patch], expected: Any) -> None:
    """It is named once, with our patch that is in the way."""
    assert [expected] == outcome(theirs, ours)


def test_a_conflict_shows_the_three_values() -> None:
    """What it was, what they made of it, and what ours makes of it at last."""
    result = rebase(
        BASE,
        [update("c", title="T")],
        [update("c", title="O"), update("c", title="P", status="blocked")],
    )
    assert isinstance(result, Conflicts)
    [conflict] = result.conflicts
    assert ("New", "T", "P", 1) == (conflict.base, conflict.theirs, conflict.ours, conflict.index)


def test_a_subtree_conflict_names_what_changed_in_it() -> None:
    """The ids of what they changed or added."""
    result = rebase(BASE, [update("b", title="T"), create("n", parent_id="a")], [delete("a")])
    assert isinstance(result, Conflicts)
    assert ["b", "n"] == result.conflicts[0].theirs


def test_sets_merge_as_sets() -> None:
    """By what each side added and removed."""
    theirs = [update("c", tags=("t", "x", "y")), update("d", depends_on=("a", "c"))]
    ours = [update("c", tags=("o", "y")), update("d", depends_on=("b",))]
    assert [update("c", tags=("o", "t", "y")), update("d", depends_on=("a", "b"))] == outcome(
        theirs, ours
    )


def test_metadata_merges_by_top_level_key() -> None:
    """Added, changed and removed keys of both sides."""
    theirs = [update("c", metadata={"k": 1, "t": [1]})]
    ours = [update("c", metadata={"k": True, "l": 2, "o": None})]
    assert [update("c", metadata={"k": True, "o": None, "t": [1]})] == outcome(theirs, ours)


def test_their_delete_does_not_change_what_depended_on_it() -> None:
    """That C left D's dependencies is no reason not to delete D."""
    assert [delete("d")] == outcome([delete("c")], [delete("d")])


def test_a_delete_that_they_did_too_is_left_out() -> None:
    """The rest goes through, also what ours did to it before."""
    ours = [update("b", title="O"), delete("b"), update("a", title="O")]
    assert [update("a", title="O")] == outcome([delete("b")], ours)
    assert [update("c", title="O")] == outcome([delete("b")], [delete("b"), update("c", title="O")])


def test_what_we_created_is_nothing_to_them() -> None:
    """Tasks of ours may be changed, moved and deleted again."""
    ours = [
        create("n"),
        update("n", title="O", tags=("o",)),
        update("n", parent_id="c"),
        delete("n"),
    ]
    assert ours == outcome([update("c", title="T")], ours)


def test_two_projects_under_one_id() -> None:
    """Both sides created it: the first to come is there."""
    result = rebase(EMPTY, [create_project()], [create_project(), create("a")])
    assert isinstance(result, Conflicts)
    assert [("target_exists", 0)] == [(c.code, c.index) for c in result.conflicts]


def test_undoing_what_nobody_touched_since() -> None:
    """A deleted subtree comes back beside later changes."""
    patches = [delete("a"), update("c", title="O")]
    after = replay(BASE, patches)
    theirs = [update("c", status="completed"), create("n")]
    result = rebase(after, theirs, invert_all(BASE, patches))
    assert isinstance(result, Rebased)
    merged = replay(replay(after, theirs), result.patches)
    assert {"a", "b", "c", "d", "n"} == set(merged.tasks)
    assert ("New", "completed") == (merged.tasks["c"].title, merged.tasks["c"].status)


@pytest.mark.parametrize(
    ("theirs", "ours", "choices", "expected"),
    [
        (
            [update("a", title="T")],
            [update("a", title="O", status="blocked")],
            {("a", "title"): "theirs"},
            [update("a", status="blocked")],
        ),
        ([update("a", title="T")], [update("a", title="O")], {("a", "title"): "theirs"}, []),
        (
            [update("a", title="T")],
            [update("a", title="O")],
            {("a", "title"): "ours"},
            [update("a", title="O")],
        ),
        (
            [update("b", parent_id="c", position="V")],
            [update("b", parent_id="d", position="W", title="O")],
            {("b", "parent_id"): "theirs"},
            [update("b", title="O")],
        ),
        (
            [update("b", parent_id="c", position="W")],
            [update("b", parent_id="d", position="Z")],
            {("b", "parent_id"): "ours"},
            [update("b", parent_id="d", position="Z")],
        ),
        (
            [update("c", metadata={"k": 3, "l": 3})],
            [update("c", metadata={"k": 4, "l": 4})],
            {("c", "metadata.k"): "theirs", ("c", "metadata.l"): "ours"},
            [update("c", metadata={"k": 3, "l": 4})],
        ),
        (
            [delete("a")],
            [update("b", title="O", depends_on=("d",))],
            {("b", None): "ours"},
            [create("b", title="O", depends_on=("d",), position="V")],
        ),
        ([delete("a")], [update("b", title="O")], {("b", None): "theirs"}, []),
        ([update("b", title="T")], [delete("a")], {("a", None): "ours"}, [delete("a")]),
        ([update("b", title="T")], [delete("a")], {("a", None): "theirs"}, []),
        (
            [create("n", title="T")],
            [create("n", title="O", number=3)],
            {("n", None): "ours"},
            [update("n", title="O")],
        ),
        ([create("n")], [create("n", number=3)], {("n", None): "ours"}, []),
        ([delete("b")], [delete("b"), create("b")], {("b", None): "ours"}, [create("b")]),
        (
            [delete("c")],
            [create("n", depends_on=("c",))],
            {("n", "depends_on"): "theirs"},
            [create("n")],
        ),
        ([DELETE_PROJECT], [update("a", title="O")], {(PROJECT, None): "theirs"}, []),
        (
            [DELETE_PROJECT],
            [update("a", title="O"), create("n")],
            {(PROJECT, None): "ours", ("a", None): "theirs"},
            [create_project(), create("n")],
        ),
        (
            [DELETE_PROJECT],
            [update_project(title="O"), create("n")],
            {(PROJECT, None): "ours"},
            [create_project(title="O"), create("n")],
        ),
    ],
)
def test_choices_settle_conflicts(
    theirs: list[Patch], ours: list[Patch], choices: Choices, expected: list[Patch]
) -> None:
    """Theirs leaves out what ours says about it; ours lets it win."""
    assert expected == outcome(theirs, ours, choices)


def test_a_broken_rule_is_not_settled_by_ours() -> None:
    """The plan has to stay sound, whoever wins."""
    theirs, ours = [delete("c")], [update("a", depends_on=("c",))]
    assert [("dependency_missing", 0, "a", "depends_on")] == outcome(
        theirs, ours, {("a", "depends_on"): "ours"}
    )
