"""Hypothesis strategies for plans, patches, changesets and histories. Reused by other areas' tests.

Everything comes from small pools, so that patches meet: 14 task ids, few titles, days and tags, and
`SMALL` limits that are soon reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ledger.core.apply import apply_all, evolve, replay
from ledger.core.errors import Refused, Violation
from ledger.core.fields import MOST_MINUTES
from ledger.core.limits import Limits
from ledger.core.model import EMPTY, Link, Tree
from ledger.core.numbering import EMPTY_BOOK, assign
from ledger.core.patch import Patch
from ledger.core.positions import DIGITS
from ledger.core.rules import violations_of

SMALL = Limits(depth=4, tasks=10, changeset=40)
PROJECT_ID = "00000000-0000-7000-8000-00000000cafe"
TASK_IDS = tuple(f"00000000-0000-7000-8000-{n:012x}" for n in range(1, 15))

titles = st.sampled_from(
    ["Plan", "Build", "Ship it", "设计", "e\u0301te\u0301 🌻", "\u200fمرحبا", "a\tb"]
)
texts = st.one_of(st.none(), titles, st.text(st.characters(codec="utf-8", exclude_characters="\0")))
days = st.sampled_from([None, "2026-02-28", "2026-11-23", "2028-02-29"])
tags = st.sets(st.sampled_from(["api", "web", "ünï", "🌻"]), max_size=3).map(
    lambda s: tuple(sorted(s))
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-1, 2), st.just(0.5), titles)
json_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=4,
)
metadata = st.dictionaries(st.sampled_from(["k", "l", "ключ"]), json_values, max_size=3)
links = st.lists(
    st.builds(
        Link,
        st.just("github"),
        st.sampled_from(["a#1", "a#2"]),
        st.sampled_from([None, "https://x.y"]),
    ),
    max_size=2,
).map(tuple)
priorities = st.sampled_from(["critical", "high", "medium", "low", "backlog"])
minutes = st.sampled_from([None, 1, 90, MOST_MINUTES])
positions = st.text(DIGITS, min_size=1, max_size=3)
id_sets = st.sets(st.sampled_from(TASK_IDS), max_size=3).map(lambda s: tuple(sorted(s)))

PROJECT_VALUES: dict[str, SearchStrategy[Any]] = {
    "title": titles,
    "summary": texts,
    "status": st.sampled_from(["planning", "active", "on_hold", "completed", "archived"]),
    "priority": priorities,
    "tags": tags,
    "start_date": days,
    "due_date": days,
    "owner": st.sampled_from([None, "ada"]),
    "links": links,
    "metadata": metadata,
}
TASK_VALUES: dict[str, SearchStrategy[Any]] = {
    "title": titles,
    "position": positions,
    "description": texts,
    "acceptance_criteria": st.lists(titles, max_size=2).map(tuple),
    "status": st.sampled_from(
        ["todo", "in_progress", "blocked", "in_review", "completed", "cancelled"]
    ),
    "priority": priorities,
    "estimated_minutes": minutes,
    "actual_minutes": st.sampled_from([None, 0, 90]),
    "start_date": days,
    "due_date": days,
    "assignee": st.sampled_from([None, "ada", "grace"]),
    "tags": tags,
    "depends_on": id_sets,
    "links": links,
    "metadata": metadata,
}
# What interacts is drawn more often than what is only stored.
PROJECT_FIELDS = st.sampled_from([*PROJECT_VALUES, "due_date", "start_date", "metadata"])
TASK_FIELDS = st.sampled_from([*TASK_VALUES, *["depends_on"] * 6, *["metadata"] * 2, "due_date"])


def _bodies(
    draw: DrawFn, fields: SearchStrategy[str], values: dict[str, SearchStrategy[Any]], least: int
) -> dict[str, Any]:
    chosen = draw(st.lists(fields, min_size=least, max_size=3, unique=True))
    return {field: draw(values[field]) for field in sorted(chosen)}


@st.composite
def new_projects(draw: DrawFn) -> Patch:
    """The patch that creates the project."""
    body = _bodies(draw, PROJECT_FIELDS, PROJECT_VALUES, 0)
    return Patch("create", "project", PROJECT_ID, {"title": "Plan", **body})


@st.composite
def any_patches(draw: DrawFn) -> Patch:
    """A patch that is well-formed, and may well be refused."""
    if draw(st.integers(0, 9)) == 0:
        op = draw(st.sampled_from(["create", "update", "update", "delete"]))
        target_id = draw(st.sampled_from([PROJECT_ID, PROJECT_ID, TASK_IDS[0]]))
        body = _bodies(draw, PROJECT_FIELDS, PROJECT_VALUES, 1)
        return _patch(op, "project", target_id, body)
    op = draw(st.sampled_from(["create", "create", "update", "update", "move", "delete"]))
    body = _bodies(draw, TASK_FIELDS, TASK_VALUES, 1 if op == "update" else 0)
    if op in ("create", "move"):
        body["parent_id"] = draw(st.sampled_from([None, *TASK_IDS]))
    return _patch(op, "task", draw(st.sampled_from(TASK_IDS)), body)


def _patch(op: str, target: Any, target_id: str, body: dict[str, Any]) -> Patch:
    if op == "delete":
        return Patch("delete", target, target_id)
    if op == "create":
        return Patch("create", target, target_id, {"title": "New", **body})
    return Patch("update", target, target_id, body)


@st.composite
def patches(draw: DrawFn, tree: Tree, limits: Limits = SMALL) -> Patch:
    """A patch that no rule of the first kind refuses on this tree."""
    if tree.project is None:
        return draw(new_projects())
    there = sorted(tree.tasks)
    free = [i for i in TASK_IDS if i not in tree.tasks]
    kinds = ["project", *["create"] * 5] if free and len(there) < limits.tasks else ["project"]
    kind = draw(
        st.sampled_from([*kinds, *["update", "update", "move", "move", "delete"] * bool(there)])
    )
    if kind == "project":
        body = _bodies(draw, PROJECT_FIELDS, PROJECT_VALUES, 1)
        deleted = draw(st.integers(0, 30)) == 30
        return _patch("delete" if deleted else "update", "project", PROJECT_ID, body)
    body = _bodies(draw, TASK_FIELDS, TASK_VALUES, 1 if kind == "update" else 0)
    target_id = draw(st.sampled_from(free if kind == "create" else there))
    if kind in ("create", "move"):
        parents = [None, *there, *_related(tree, target_id) * 4]
        moves = (_patch(kind, "task", target_id, {**body, "parent_id": p}) for p in parents)
        return draw(st.sampled_from([m for m in moves if not violations_of(tree, m, limits)]))
    return _patch(kind, "task", target_id, body)


def _related(tree: Tree, task_id: str) -> list[str]:
    """What it waits for and what waits for it: moving it there makes a dependency on a relative."""
    wanted = tree.tasks[task_id].depends_on if task_id in tree.tasks else ()
    return [i for i in sorted({*wanted, *tree.dependents_of(task_id)}) if i in tree.tasks]


@st.composite
def sequences(
    draw: DrawFn, tree: Tree = EMPTY, limits: Limits = SMALL, max_size: int = 12
) -> tuple[Patch, ...]:
    """Patches that apply one by one. The result may break rules that hold after a changeset only."""
    made: list[Patch] = []
    for _ in range(draw(st.integers(0, max_size))):
        patch = draw(patches(tree, limits))
        made.append(patch)
        tree = evolve(tree, patch)
    return tuple(made)


@st.composite
def changesets(
    draw: DrawFn, tree: Tree, limits: Limits = SMALL, max_size: int = 8
) -> tuple[Patch, ...]:
    """At least one patch, together breaking no rule: what a client may send."""
    first = draw(patches(tree, limits))
    rest = draw(sequences(evolve(tree, first), limits, max_size - 1))
    return repaired(tree, (first, *rest), limits)


def repaired(tree: Tree, made: tuple[Patch, ...], limits: Limits = SMALL) -> tuple[Patch, ...]:
    """The patches, followed by those that take back what breaks a rule of the second kind."""
    for everywhere in (False, True):
        try:
            apply_all(tree, made, limits)
        except Refused as error:
            made += tuple(_fixes(replay(tree, made), error.violations, everywhere))
    return made


def _fixes(end: Tree, violations: tuple[Violation, ...], everywhere: bool) -> Iterator[Patch]:
    for violation in violations:
        if violation.code == "dates_reversed":
            kind = "task" if violation.target_id in end.tasks else "project"
            yield _patch("update", kind, violation.target_id or "", {"due_date": None})
    named = {v.target_id for v in violations}
    for task_id in sorted(end.tasks):
        if end.tasks[task_id].depends_on and (everywhere or task_id in named):
            yield Patch("update", "task", task_id, {"depends_on": ()})


@st.composite
def trees(draw: DrawFn, limits: Limits = SMALL, max_tasks: int = 10) -> Tree:
    """A project with tasks that break no rule; now and then nothing at all."""
    if draw(st.integers(0, 19)) == 19:
        return EMPTY
    book = EMPTY_BOOK
    made = repaired(EMPTY, (draw(new_projects()),))
    tree = replay(EMPTY, made)
    most = min(max_tasks, limits.tasks)
    count = most if draw(st.integers(0, 3)) == 3 else draw(st.integers(0, most))
    ids = draw(st.permutations(TASK_IDS))[:count]
    for n, task_id in enumerate(ids):
        shallow = [i for i in ids[:n] if tree.depth(i) < limits.depth]
        # The newest as a parent as often as any: chains reach the deepest level.
        parent_id = draw(st.sampled_from([None, *shallow, *shallow[-1:]]))
        body = _bodies(draw, TASK_FIELDS, TASK_VALUES, 0) | {"parent_id": parent_id}
        above = {parent_id, *tree.ancestors(parent_id)} if parent_id else set()
        strangers = [i for i in ids[:n] if i not in above]
        if draw(st.booleans()) and strangers:
            body["depends_on"] = tuple(
                sorted(draw(st.sets(st.sampled_from(strangers), max_size=3)))
            )
        else:
            body.pop("depends_on", None)
        create = _patch("create", "task", task_id, body)
        made = repaired(tree, (create,), limits)
        stored, book = assign(tree, made, book)
        tree = replay(tree, stored)
    return tree


@dataclass(frozen=True)
class History:
    """Accepted changesets from nothing on, and the tree after each."""

    changesets: tuple[tuple[Patch, ...], ...]
    trees: tuple[Tree, ...]


@st.composite
def histories(draw: DrawFn, limits: Limits = SMALL, max_changesets: int = 6) -> History:
    """A project's life from its create on."""
    tree, made, after = EMPTY, [], []
    for _ in range(draw(st.integers(1, max_changesets))):
        changeset = draw(changesets(tree, limits))
        tree = replay(tree, changeset)
        made.append(changeset)
        after.append(tree)
    return History(tuple(made), tuple(after))
