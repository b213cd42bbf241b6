"""Laws of rebase, held against a naive three-way merge of whole trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn
from msgspec.structs import replace

from ledger.core.algebra.invert import invert_all
from ledger.core.algebra.merge import Choices, as_json
from ledger.core.algebra.rebase import Conflicts, Rebased, rebase
from ledger.core.apply import apply_all, replay
from ledger.core.limits import Limits
from ledger.core.model import Project, Task, Tree, same_json
from ledger.core.patch import PROJECT_FIELDS, SET_FIELDS, TASK_FIELDS, Patch
from tests.properties.strategies import (
    SMALL,
    TASK_IDS,
    changesets,
    json_values,
    tags,
    titles,
    trees,
)

WIDE = Limits(depth=SMALL.depth, tasks=2 * SMALL.tasks)
Sides = tuple[Tree, tuple[Patch, ...], tuple[Patch, ...]]


@st.composite
def sides(draw: DrawFn) -> Sides:
    """A base, and what two sides made of it; ours now and then takes back what led to base."""
    base = draw(trees(max_tasks=4))
    if draw(st.integers(0, 3)) == 0:
        before, made = base, draw(changesets(base, max_size=4))
        base = replay(before, made)
        return base, draw(changesets(base, max_size=4)), invert_all(before, made)
    if base.project and draw(st.booleans()):
        base = replay(base, [described(base.project, metadata={"k": 0, "l": 0, "ключ": 0})])
    theirs, ours = draw(changesets(base, max_size=5)), draw(changesets(base, max_size=5))
    theirs, ours = (*theirs, *draw(meeting(base, theirs))), (*ours, *draw(meeting(base, ours)))
    return base, theirs, ours if draw(st.integers(0, 7)) == 0 else with_ids_of_its_own(base, ours)


@st.composite
def meeting(draw: DrawFn, base: Tree, made: tuple[Patch, ...]) -> list[Patch]:
    """Now and then a change of the project, which the other side is likely to change as well."""
    project = replay(base, made).project
    if project is None or draw(st.booleans()):
        return []
    keys = {**project.metadata, draw(st.sampled_from("kl")): draw(json_values)}
    gone = draw(st.sampled_from(["", "k", "l"]))
    kept = {key: value for key, value in keys.items() if key != gone}
    return [
        described(project, metadata=kept, tags=draw(tags)),
        described(project, title=draw(titles)),
    ]


def described(project: Project, **fields: Any) -> Patch:
    return Patch("update", "project", project.id, fields)


def with_ids_of_its_own(base: Tree, made: tuple[Patch, ...]) -> tuple[Patch, ...]:
    """The patches, with other ids for what they create: two sides seldom choose the same."""
    own = {i: i.replace("-8000-", "-9000-") for i in TASK_IDS if i not in base.tasks}
    return tuple(
        replace(
            patch, target_id=own.get(patch.target_id, patch.target_id), body=renamed(patch, own)
        )
        for patch in made
    )


def renamed(patch: Patch, own: dict[str, str]) -> dict[str, Any] | None:
    """The body with its references renamed."""
    body = dict(patch.fields())
    if "parent_id" in body:
        body["parent_id"] = own.get(body["parent_id"], body["parent_id"])
    if "depends_on" in body:
        body["depends_on"] = tuple(sorted(own.get(i, i) for i in body["depends_on"]))
    return body if patch.body is not None else None


def merge_values(field: str, base: Any, there: Any, mine: Any) -> Any:
    """One value after both sides, where they do not conflict."""
    if field in SET_FIELDS:
        removed, added = set(base) - set(mine), set(mine) - set(base)
        return tuple(sorted(set(there) - removed | added))
    if field == "metadata":
        merged: dict[str, Any] = {}
        for key in {*there, *mine}:
            values = [side.get(key, ...) for side in (base, there, mine)]
            taken = values[2] if same_json(values[0], values[1]) else values[1]
            merged |= {} if taken is ... else {key: taken}
        return merged
    return mine if same_json(base, there) else there


def merge_fields(sides: Sequence[Project | Task], fields: tuple[str, ...]) -> dict[str, Any]:
    """What a target that both sides kept is after both."""
    return {f: merge_values(f, *(getattr(side, f) for side in sides)) for f in fields}


@given(st.data())
def test_without_theirs_ours_stay_as_they_are(data: DataObject) -> None:
    """Nothing to carry the patches over: they come out as they went in."""
    base = data.draw(trees())
    ours = data.draw(changesets(base))
    assert Rebased(ours) == rebase(base, (), ours, SMALL)


@given(sides())
def test_what_goes_through_is_the_three_way_merge(drawn: Sides) -> None:
    """The merged tree breaks no rule, and each field in it has the value of the side that changed it."""
    base, theirs, ours = drawn
    outcome = rebase(base, theirs, ours, WIDE)
    if isinstance(outcome, Conflicts):
        return
    there, mine = replay(base, theirs), replay(base, ours)
    merged = apply_all(there, outcome.patches, WIDE.for_own_patches())
    ids = [set(tree.tasks) for tree in (base, there, mine)]
    both, made = ids[0] & ids[1] & ids[2], (ids[1] | ids[2]) - ids[0]
    assert both | made == set(merged.tasks)
    for task_id in both:
        values = merge_fields([t.tasks[task_id] for t in (base, there, mine)], TASK_FIELDS)
        values["depends_on"] = tuple(i for i in values["depends_on"] if i in merged.tasks)
        assert same_json(values, {f: getattr(merged.tasks[task_id], f) for f in TASK_FIELDS})
    if base.project and there.project and mine.project and merged.project:
        values = merge_fields([base.project, there.project, mine.project], PROJECT_FIELDS)
        assert same_json(values, {f: getattr(merged.project, f) for f in PROJECT_FIELDS})


@given(sides())
def test_both_ways_lead_to_the_same_tree(drawn: Sides) -> None:
    """Ours over theirs is theirs over ours, where neither way has a conflict."""
    base, theirs, ours = drawn
    over_theirs, over_ours = rebase(base, theirs, ours, WIDE), rebase(base, ours, theirs, WIDE)
    if isinstance(over_theirs, Rebased) and isinstance(over_ours, Rebased):
        one = replay(replay(base, theirs), over_theirs.patches)
        other = replay(replay(base, ours), over_ours.patches)
        assert one == other


@given(sides())
def test_a_conflict_tells_what_happened(drawn: Sides) -> None:
    """It names our patch, and the three values that make it one."""
    base, theirs, ours = drawn
    outcome = rebase(base, theirs, ours, WIDE)
    if isinstance(outcome, Rebased):
        return
    about = [(c.target, c.target_id, c.field) for c in outcome.conflicts]
    assert len(set(about)) == len(about)
    for conflict in outcome.conflicts:
        patch = ours[conflict.index]
        if conflict.code == "field_changed" and (conflict.field or "") in patch.fields():
            assert not same_json(conflict.base, conflict.theirs)
            assert not same_json(conflict.theirs, conflict.ours)
        if conflict.code not in ("target_deleted", "field_changed"):
            assert (patch.target, patch.target_id) == (conflict.target, conflict.target_id)


@given(sides())
def test_leaving_out_ours_settles_every_conflict(drawn: Sides) -> None:
    """Choosing theirs wherever there is a conflict ends with patches that go through."""
    base, theirs, ours = drawn
    choices: dict[tuple[str, str | None], Any] = {}
    there = replay(base, theirs)
    outcome = rebase(base, theirs, ours, WIDE)
    rounds = 0
    while isinstance(outcome, Conflicts):
        rounds += 1
        assert rounds <= 2 * len(ours)
        choices |= {(c.target_id, c.field): "theirs" for c in outcome.conflicts}
        outcome = rebase(base, theirs, ours, WIDE, choices)
    apply_all(there, outcome.patches, WIDE.for_own_patches())


@given(sides())
def test_a_field_that_ours_wins_has_our_value(drawn: Sides) -> None:
    """Choosing ours for a field makes it ours, and leaves no conflict about it."""
    base, theirs, ours = drawn
    first = rebase(base, theirs, ours, WIDE)
    if isinstance(first, Rebased):
        return
    fields = [c for c in first.conflicts if c.code == "field_changed"]
    choices: Choices = {(c.target_id, c.field): "ours" for c in fields}
    second = rebase(base, theirs, ours, WIDE, choices)
    if isinstance(second, Conflicts):
        assert not {(c.code, c.target_id, c.field) for c in fields} & {
            (c.code, c.target_id, c.field) for c in second.conflicts
        }
        return
    merged = replay(replay(base, theirs), second.patches)
    for conflict in fields:
        target = merged.tasks[conflict.target_id] if conflict.target == "task" else merged.project
        field, _, key = (conflict.field or "").partition(".")
        value = as_json((getattr(target, field),))[0]
        assert same_json(conflict.ours, value.get(key) if key else value)
