"""The golden vectors, run against the Python implementation. web/src/patch runs the same files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.core.apply import apply, apply_all, replay
from ledger.core.derived.derive import derive
from ledger.core.derived.schedule import critical_path, remaining_work
from ledger.core.errors import Refused
from ledger.core.limits import Limits
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch, freeze
from ledger.core.positions import NoRoom, between
from tests.golden.vectors.generate import files

FOLDER = Path(__file__).parent / "vectors"
CONTENTS: dict[str, Any] = {
    name: json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in files()
}


def vectors(name: str) -> list[Any]:
    found: list[Any] = CONTENTS[name]["vectors"]
    return found


def limits(name: str) -> Limits:
    return Limits(**CONTENTS[name]["limits"])


def patch_of(raw: Any) -> Patch:
    body = raw.get("body")
    return Patch(raw["op"], raw["target"], raw["target_id"], None if body is None else freeze(body))


def tree_of(raw: Any) -> Tree:
    """The tree whose fields a vector names, made by creating them."""
    targets = [("project", raw["project"])] if raw["project"] else []
    targets += [("task", task) for task in raw["tasks"]]
    made = []
    for target, fields in targets:
        body = {field: value for field, value in fields.items() if field != "id"}
        made.append(
            patch_of({"op": "create", "target": target, "target_id": fields["id"], "body": body})
        )
    return replay(EMPTY, made)


@pytest.mark.parametrize("name", sorted(CONTENTS))
@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_the_files_are_what_the_generator_writes(name: str) -> None:
    """No vector is edited by hand, and no rule changes without showing which vectors change."""
    assert files()[name] == (FOLDER / name).read_text(encoding="utf-8")


def outcome(act: Callable[[Tree, Any, Limits], Tree], tree: Tree, on: Any, name: str) -> Any:
    """The tree that comes of it, or what it violates: code, index and field."""
    try:
        return act(tree, on, limits(name))
    except Refused as refusal:
        return [(v.code, v.index, v.field) for v in refusal.violations]


def test_apply() -> None:
    """One patch gives the tree that the vector says, or is refused with its codes."""
    for vector in vectors("apply.json"):
        tree, patch = tree_of(vector["tree"]), patch_of(vector["patch"])
        done = outcome(apply, tree, patch, "apply.json")
        if "result" in vector:
            assert tree_of(vector["result"]) == done, vector["name"]
        else:
            assert vector["codes"] == sorted(code for code, _, _ in done), vector["name"]


def test_history() -> None:
    """The accepted patches of a project give, one after the other, each of its states."""
    tree = EMPTY
    for vector in CONTENTS["history.json"]["vectors"]:
        tree = apply(tree, patch_of(vector["patch"]))
        assert tree_of(vector["result"]) == tree, vector["name"]


def test_changesets() -> None:
    """Patches together give the tree that the vector says, or are refused naming each violation."""
    for vector in vectors("changesets.json"):
        tree, patches = tree_of(vector["tree"]), [patch_of(raw) for raw in vector["patches"]]
        done = outcome(apply_all, tree, patches, "changesets.json")
        if "result" in vector:
            assert tree_of(vector["result"]) == done, vector["name"]
        else:
            named = [(v["code"], v["index"], v["field"]) for v in vector["violations"]]
            assert named == done, vector["name"]


def test_schedules() -> None:
    """What each task waits for, and which leaves are on the critical path, are what the words mean."""
    for vector in CONTENTS["schedule.json"]["vectors"]:
        tree = tree_of(vector["tree"])
        derivation = derive(tree)
        waits = {i: sorted(d.blocked_by) for i, d in derivation.tasks.items() if d.blocked_by}
        assert vector["waits"] == waits, vector["name"]
        critical = critical_path(tree, derivation, remaining_work(tree, derivation))
        assert vector["critical"] == sorted(critical), vector["name"]


def key_between(after: str | None, before: str | None) -> str | None:
    try:
        return between(after, before)
    except NoRoom:
        return None


def test_positions() -> None:
    """A key between two others is the one that the vector says; null where none fits."""
    for vector in vectors("positions.json"):
        assert vector["key"] == key_between(vector["after"], vector["before"]), vector
