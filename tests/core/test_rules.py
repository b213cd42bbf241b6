"""Every rule: its code, the field and the patch that it names."""

from __future__ import annotations

import pytest

from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.limits import Limits
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from tests.plans import PROJECT, create, create_project, delete, plan, update, update_project

LIMITS = Limits(depth=3, tasks=6, changeset=8)
TREE = plan(
    create("a"),
    create("b", parent_id="a"),
    create("c", parent_id="b"),
    create("d", depends_on=("b",), start_date="2026-11-23"),
    create("e", depends_on=("d",)),
)
Named = tuple[str, int | None, str | None]


def named(tree: Tree, *patches: Patch) -> list[Named]:
    """Code, index and field of each violation."""
    with pytest.raises(Refused) as refusal:
        apply_all(tree, patches, LIMITS)
    return [(v.code, v.index, v.field) for v in refusal.value.violations]


@pytest.mark.parametrize(
    ("patch", "code", "field"),
    [
        (create_project(), "target_exists", None),
        (Patch("update", "project", "other", {"title": "x"}), "target_missing", None),
        (Patch("delete", "project", "other"), "target_missing", None),
        (create("a"), "target_exists", None),
        (update("x", title="x"), "target_missing", None),
        (delete("x"), "target_missing", None),
        (create("n", parent_id="x"), "parent_missing", "parent_id"),
        (update("d", parent_id="x"), "parent_missing", "parent_id"),
        (update("a", parent_id="a"), "parent_cycle", "parent_id"),
        (update("a", parent_id="c"), "parent_cycle", "parent_id"),
        (create("n", parent_id="c"), "too_deep", "parent_id"),
        (update("a", parent_id="e"), "too_deep", "parent_id"),
        (update("b", parent_id="c"), "parent_cycle", "parent_id"),
        (update("e", depends_on=("d", "x")), "dependency_missing", "depends_on"),
        (create("n", depends_on=("x",)), "dependency_missing", "depends_on"),
        (update("d", depends_on=("e",)), "dependency_cycle", "depends_on"),
        (update("a", depends_on=("a",)), "dependency_cycle", "depends_on"),
        (update("a", depends_on=("c",)), "dependency_on_relative", "depends_on"),
        (update("c", depends_on=("a",)), "dependency_on_relative", "depends_on"),
        (update("b", parent_id="d"), "dependency_on_relative", "parent_id"),
        (update("d", parent_id="b"), "dependency_on_relative", "parent_id"),
        (update("d", due_date="2026-11-22"), "dates_reversed", "due_date"),
        (
            update_project(start_date="2026-02-01", due_date="2026-01-01"),
            "dates_reversed",
            "due_date",
        ),
    ],
)
def test_one_broken_rule(patch: Patch, code: str, field: str | None) -> None:
    """It is named with the code of the contract, the patch's index and the field."""
    assert [(code, 1, field)] == named(TREE, update("a", title="fine"), patch)


def test_tasks_need_a_project() -> None:
    """Without one, every patch on a task is refused, and only those."""
    assert [("target_missing", 0, None), ("target_missing", 1, None)] == named(
        EMPTY, create("a"), create("b", parent_id="a")
    )


def test_too_many_tasks() -> None:
    """The limit counts what there is when the create comes: a delete before it makes room."""
    assert [("too_many_tasks", 1, None)] == named(TREE, create("n"), create("m"))
    assert 6 == len(apply_all(TREE, [create("n"), delete("e"), create("m")], LIMITS).tasks)


def test_a_changeset_too_large_is_refused_as_a_whole() -> None:
    """One violation that belongs to no patch; what we compute ourselves may be larger."""
    patches = [update("a", title=str(n)) for n in range(9)]
    assert [("changeset_too_large", None, None)] == named(TREE, *patches)
    assert "8" == apply_all(TREE, patches, LIMITS.for_own_patches()).tasks["a"].title


def test_dependencies_and_dates_may_be_wrong_in_between() -> None:
    """Only the result of the changeset counts."""
    after = apply_all(
        TREE,
        [
            update("d", depends_on=("n", "e"), due_date="2026-01-01"),
            create("n", depends_on=("c",)),
            update("d", depends_on=("n",), due_date="2026-12-01"),
        ],
        LIMITS,
    )
    assert ("n",) == after.tasks["d"].depends_on


def test_a_rule_is_named_at_the_last_patch_that_could_have_kept_it() -> None:
    """The one that set the field last, or the move that came after."""
    assert [("dates_reversed", 2, "start_date")] == named(
        TREE,
        update("e", due_date="2026-01-01"),
        update("e", title="x"),
        update("e", start_date="2026-02-01"),
    )
    assert [("dependency_on_relative", 1, "parent_id")] == named(
        TREE, create("n", depends_on=("a",)), update("n", parent_id="b")
    )
    assert [("dependency_cycle", 1, "depends_on")] == named(
        TREE, update("b", depends_on=("e",)), update("e", depends_on=("d", "a"))
    )


def test_each_missing_dependency_is_named() -> None:
    """One violation for each id that does not exist."""
    assert 2 * [("dependency_missing", 0, "depends_on")] == named(
        TREE, update("e", depends_on=("x", "y"))
    )


def test_all_that_is_wrong_is_named_at_once_in_order() -> None:
    """Of both kinds, in the order of the patches."""
    assert [
        ("target_exists", 0, None),
        ("dates_reversed", 1, "due_date"),
        ("parent_missing", 2, "parent_id"),
        ("dependency_missing", 3, "depends_on"),
    ] == named(
        TREE,
        create("a"),
        update("d", due_date="2020-01-01"),
        update("e", parent_id="x"),
        update("c", depends_on=("y",)),
    )


def test_a_patch_may_break_two_rules() -> None:
    """Both are named."""
    full = apply_all(TREE, [create("f")], LIMITS)
    assert [("too_many_tasks", 0, None), ("parent_missing", 0, "parent_id")] == named(
        full, create("n", parent_id="x")
    )


def test_a_refused_create_explains_what_follows_from_it() -> None:
    """Patches of, under or waiting for the task that was not created are not named again."""
    assert [("parent_missing", 0, "parent_id")] == named(
        TREE,
        create("n", parent_id="x"),
        update("n", title="x"),
        create("m", parent_id="n"),
        delete("m"),
        update("e", depends_on=("n",)),
    )


def test_a_refused_create_does_not_excuse_other_mistakes() -> None:
    """A patch under the missing task is named if it is wrong in another way too."""
    assert [("parent_missing", 0, "parent_id"), ("target_exists", 1, None)] == named(
        TREE, create("n", parent_id="x"), create("a", parent_id="n")
    )


def test_what_was_not_done_is_not_judged() -> None:
    """A refused patch's target is not blamed for what the patch would have put right."""
    assert [("parent_missing", 1, "parent_id")] == named(
        TREE,
        update("d", due_date="2020-01-01"),
        update("d", parent_id="x", due_date=None),
    )


def test_a_long_chain_of_dependencies_is_no_problem() -> None:
    """Thousands of tasks, each waiting for the one before, in one cycle and without it."""
    count = 5_000
    chain = [create(f"t{n}", depends_on=(f"t{n - 1}",) if n else ()) for n in range(count)]
    tree = apply_all(plan(), chain)
    with pytest.raises(Refused) as refusal:
        apply_all(tree, [update("t0", depends_on=(f"t{count - 1}",))])
    assert ["dependency_cycle"] == [v.code for v in refusal.value.violations]


def test_the_message_shows_the_cycle() -> None:
    """By the titles of the tasks, each waiting for the next."""
    tree = plan(create("a", title="Build"), create("b", title="Ship", depends_on=("a",)))
    with pytest.raises(Refused) as refusal:
        apply_all(tree, [update("a", depends_on=("b",))])
    assert "“Build” → “Ship” → “Build”" in refusal.value.message


def test_the_wrong_project_is_not_ours() -> None:
    """The project's patches name its own id."""
    assert PROJECT == TREE.project.id if TREE.project else False
    assert [("target_missing", 0, None)] == named(
        TREE, Patch("update", "project", "a", {"title": "x"})
    )
