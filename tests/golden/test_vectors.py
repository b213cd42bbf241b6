"""The golden vectors, run against the Python implementation. web/src/patch runs the same files."""

from __future__ import annotations

import json
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
    return [pytest.param(vector, id=vector["name"]) for vector in CONTENTS[name]["vectors"]]


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


@pytest.mark.parametrize("vector", vectors("apply.json"))
def test_apply(vector: Any) -> None:
    """One patch gives the tree that the vector says, or is refused with its codes."""
    tree, patch = tree_of(vector["tree"]), patch_of(vector["patch"])
    if "result" in vector:
        assert tree_of(vector["result"]) == apply(tree, patch, limits("apply.json"))
    else:
        with pytest.raises(Refused) as refusal:
            apply(tree, patch, limits("apply.json"))
        assert vector["codes"] == sorted(v.code for v in refusal.value.violations)


def test_history() -> None:
    """The accepted patches of a project give, one after the other, each of its states."""
    tree = EMPTY
    for vector in CONTENTS["history.json"]["vectors"]:
        tree = apply(tree, patch_of(vector["patch"]))
        assert tree_of(vector["result"]) == tree, vector["name"]


@pytest.mark.parametrize("vector", vectors("changesets.json"))
def test_changesets(vector: Any) -> None:
    """Patches together give the tree that the vector says, or are refused naming each violation."""
    tree, patches = tree_of(vector["tree"]), [patch_of(raw) for raw in vector["patches"]]
    if "result" in vector:
        assert tree_of(vector["result"]) == apply_all(tree, patches, limits("changesets.json"))
    else:
        with pytest.raises(Refused) as refusal:
            apply_all(tree, patches, limits("changesets.json"))
        named = [(v.code, v.index, v.field) for v in refusal.value.violations]
        assert [(v["code"], v["index"], v["field"]) for v in vector["violations"]] == named


def test_schedules() -> None:
    """What each task waits for, and which leaves are on the critical path, are what the words mean."""
    for vector in CONTENTS["schedule.json"]["vectors"]:
        tree = tree_of(vector["tree"])
        derivation = derive(tree)
        waits = {i: sorted(d.blocked_by) for i, d in derivation.tasks.items() if d.blocked_by}
        assert vector["waits"] == waits, vector["name"]
        critical = critical_path(tree, derivation, remaining_work(tree, derivation))
        assert vector["critical"] == sorted(critical), vector["name"]


@pytest.mark.parametrize("vector", CONTENTS["positions.json"]["vectors"])
def test_positions(vector: Any) -> None:
    """A key between two others is the one that the vector says; null where none fits."""
    if vector["key"] is None:
        with pytest.raises(NoRoom):
            between(vector["after"], vector["before"])
    else:
        assert vector["key"] == between(vector["after"], vector["before"])
