"""Laws of invert, diff and squash."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ledger.core.algebra.diff import diff
from ledger.core.algebra.invert import invert, invert_all
from ledger.core.algebra.squash import squash
from ledger.core.apply import apply, evolve, replay
from ledger.core.errors import Refused
from ledger.core.limits import Limits
from ledger.core.model import Tree, same_json
from ledger.core.patch import Patch
from tests.properties.strategies import SMALL, patches, sequences, trees


def stepwise(tree: Tree, made: tuple[Patch, ...], limits: Limits = SMALL) -> Tree:
    """The tree after the patches, each of which has to keep the rules of the first kind."""
    for patch in made:
        tree = apply(tree, patch, limits)
    return tree


@given(st.data())
def test_an_inverse_gives_the_tree_back(data: DataObject) -> None:
    """Applying a patch's inverse after it gives the tree back exactly, also within a changeset."""
    tree = data.draw(trees())
    tree = replay(tree, data.draw(sequences(tree, max_size=6)))
    patch = data.draw(patches(tree))
    assert tree == stepwise(evolve(tree, patch), invert(tree, patch))


@given(st.data())
def test_a_changeset_is_taken_back_as_a_whole(data: DataObject) -> None:
    """The inverse of a changeset gives the tree before it back exactly."""
    tree = data.draw(trees())
    made = data.draw(sequences(tree))
    assert tree == stepwise(replay(tree, made), invert_all(tree, made))


@given(trees(), trees())
def test_a_diff_leads_from_any_tree_to_any_other(a: Tree, b: Tree) -> None:
    """Between two trees that have nothing to do with each other but their ids, step by step."""
    assert b == stepwise(a, diff(a, b, SMALL))


@given(st.data())
def test_a_diff_leads_over_moves_and_deletes(data: DataObject) -> None:
    """Between two trees that share a past, both of them possibly in the middle of a changeset."""
    start = data.draw(trees())
    a = replay(start, data.draw(sequences(start)))
    b = replay(start, data.draw(sequences(start)))
    assert b == stepwise(a, diff(a, b, SMALL))


@given(st.data())
def test_a_diff_within_tight_limits(data: DataObject) -> None:
    """Also when both trees are as large and as deep as the limits allow."""
    a, b = data.draw(trees()), data.draw(trees())
    tight = Limits(
        depth=max([1, *(t.depth(i) for t in (a, b) for i in t.tasks)]),
        tasks=max(len(a.tasks), len(b.tasks)),
    )
    assert b == stepwise(a, diff(a, b, tight), tight)


@given(trees())
def test_a_diff_of_equals_is_empty(tree: Tree) -> None:
    """Nothing leads from a tree to itself, nor to a copy that shares nothing with it."""
    copy = replay(Tree(), diff(Tree(), tree))
    assert () == diff(tree, tree)
    assert () == diff(tree, copy)


@given(st.data())
def test_no_patch_of_a_diff_is_redundant(data: DataObject) -> None:
    """Without any one of its patches, a diff is refused or leads elsewhere."""
    a = data.draw(trees())
    b = data.draw(st.one_of(trees(), sequences(a).map(lambda made: replay(a, made))))
    made = diff(a, b, SMALL)
    for index in range(len(made)):
        try:
            result = stepwise(a, made[:index] + made[index + 1 :])
        except Refused:
            continue
        assert b != result


@given(st.data())
def test_a_diff_says_only_what_differs(data: DataObject) -> None:
    """Each field of an update differs from the tree it meets; only a move names its position too."""
    a = data.draw(trees())
    b = replay(a, data.draw(sequences(a)))
    for patch in diff(a, b, SMALL):
        if patch.op == "update":
            old = a.tasks[patch.target_id] if patch.target == "task" else a.project
            same = {f for f, v in patch.fields().items() if same_json(getattr(old, f), v)}
            assert same <= ({"position"} if "parent_id" in patch.fields() else set())
        a = evolve(a, patch)


@given(st.data())
def test_a_squash_comes_to_the_same(data: DataObject) -> None:
    """Squashed patches give the same tree, and say it in no more patches than before."""
    tree = data.draw(trees())
    made = data.draw(sequences(tree))
    squashed = squash(tree, made, SMALL)
    assert replay(tree, made) == stepwise(tree, squashed)
    assert squash(tree, squashed, SMALL) == squashed
