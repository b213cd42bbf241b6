"""Laws of apply, replay and the rules, each held against the reference model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ledger.core.apply import apply, apply_all, evolve, replay
from ledger.core.errors import Refused, Violation
from ledger.core.fold import Fold
from ledger.core.model import Tree
from ledger.core.patch import Patch
from ledger.core.rules import violations_of
from tests.properties.reference import applied, codes_of_patch, codes_of_state, plain
from tests.properties.strategies import SMALL, any_patches, patches, sequences, trees


def attempt(act: Callable[[], Tree]) -> tuple[Tree | None, tuple[Violation, ...]]:
    """The tree that comes of it, or the violations for which it is refused."""
    try:
        return act(), ()
    except Refused as error:
        return None, error.violations


def indexes(tree: Tree) -> tuple[dict[str | None, set[str]], dict[str, set[str]]]:
    """Children and dependents as the tasks themselves say."""
    children: dict[str | None, set[str]] = defaultdict(set)
    dependents: dict[str, set[str]] = defaultdict(set)
    for task in tree.tasks.values():
        children[task.parent_id].add(task.id)
        for wanted in task.depends_on:
            dependents[wanted].add(task.id)
    return dict(children), dict(dependents)


@given(st.data())
def test_apply_does_what_the_reference_does(data: DataObject) -> None:
    """A patch has the effect of the plain model, or is refused with exactly its codes."""
    tree = data.draw(trees())
    tree = replay(tree, data.draw(sequences(tree, max_size=3)))
    patch = data.draw(any_patches())
    before = plain(tree)
    codes = codes_of_patch(before, patch, SMALL)
    after, violations = attempt(lambda: apply(tree, patch, SMALL))
    assert codes == {violation.code for violation in violations}
    assert after is None or applied(before, patch) == plain(after)
    assert before == plain(tree)


@given(st.data())
def test_remembered_last_positions_are_the_last(data: DataObject) -> None:
    """Where the last position under a parent was looked for once, it is known after any patches."""
    tree = data.draw(trees())
    fold = Fold(tree)
    for parent_id in (None, *tree.tasks):
        fold.last_position(parent_id)
    tree = fold.finish()
    for patch in data.draw(sequences(tree)):
        tree = apply(tree, patch, SMALL)
        for parent_id, last in tree.lasts.items():
            positions = [tree.tasks[i].position for i in tree.child_ids(parent_id)]
            assert max(positions, default="") == last


@given(st.data())
def test_indexes_say_what_the_tasks_say(data: DataObject) -> None:
    """After any patches, children and dependents are those that the tasks name, and no other."""
    tree = data.draw(trees())
    for patch in data.draw(sequences(tree)):
        tree = apply(tree, patch, SMALL)
        kept = (
            {key: set(ids) for key, ids in tree.children.items()},
            {key: set(ids) for key, ids in tree.dependents.items()},
        )
        assert indexes(tree) == kept


@given(st.data())
def test_replay_is_the_fold_of_apply(data: DataObject) -> None:
    """Replaying accepted patches at once gives what applying them one by one gave."""
    tree = start = data.draw(trees())
    made = data.draw(sequences(tree))
    for patch in made:
        tree = apply(tree, patch, SMALL)
    replayed = replay(start, made)
    assert tree == replayed
    assert indexes(tree) == indexes(replayed)


@given(st.data())
def test_a_changeset_is_judged_like_the_whole_result(data: DataObject) -> None:
    """From a sound tree, looking at what was touched finds the rules that the whole result breaks."""
    tree = data.draw(trees())
    made = data.draw(sequences(tree))
    broken = codes_of_state(plain(replay(tree, made)))
    result, violations = attempt(lambda: apply_all(tree, made, SMALL))
    named = {(v.code, v.target_id) for v in violations}
    assert {code for code, _ in broken} == {code for code, _ in named}
    per_task = ("dependency_missing", "dates_reversed")
    assert {b for b in broken if b[0] in per_task} == {n for n in named if n[0] in per_task}
    assert result is None or replay(tree, made) == result


@given(st.data())
def test_a_move_beside_a_dependency_is_judged_from_both_ends(data: DataObject) -> None:
    """Moving what waits under what it waits for, or the other way round, or near them."""
    tree = data.draw(trees())
    pairs = [(i, wanted) for i in sorted(tree.tasks) for wanted in tree.tasks[i].depends_on]
    assume(pairs)
    near = sorted(
        {relative for i in data.draw(st.sampled_from(pairs)) for relative in around(tree, i)}
    )
    moved, parent_id = data.draw(st.permutations(near))[:2]
    made = (Patch("update", "task", moved, {"parent_id": parent_id}),)
    _, violations = attempt(lambda: apply_all(tree, made, SMALL))
    if not violations_of(tree, made[0], SMALL):
        broken = codes_of_state(plain(replay(tree, made)))
        assert {code for code, _ in broken} == {v.code for v in violations}


def around(tree: Tree, task_id: str) -> list[str]:
    """The task, its parent and its children."""
    return [task_id, *list(tree.ancestors(task_id))[:1], *tree.child_ids(task_id)]


@given(st.data())
def test_every_violation_names_the_patch_that_caused_it(data: DataObject) -> None:
    """The index is that of a patch which sets the named field, or which no tree would take."""
    tree = data.draw(trees())
    made = tuple(data.draw(st.lists(any_patches(), max_size=8)))
    _, violations = attempt(lambda: apply_all(tree, made, SMALL))
    named = [v.index for v in violations if v.index is not None]
    assert len(violations) == len(named)
    assert sorted(named) == named
    for index, violation in zip(named, violations, strict=True):
        assert made[index].target_id == violation.target_id
        assert violation.field is None or violation.field in made[index].fields()


@given(st.data())
def test_refused_patches_do_not_hide_others(data: DataObject) -> None:
    """What is refused on its own is refused among others, unless an earlier create explains it."""
    tree = data.draw(trees())
    good, bad = data.draw(patches(tree)), data.draw(any_patches())
    alone = [v.code for v in violations_of(evolve(tree, good), bad, SMALL)]
    _, together = attempt(lambda: apply_all(tree, (good, bad), SMALL))
    assert alone == [v.code for v in together if v.index == 1][: len(alone)]
