"""Writes the golden vectors that every implementation of apply, positions and the critical path has to pass.

    python -m tests.golden.vectors.generate

What a patch does and which rules it breaks is computed by the plain reference model, not by the code
that the vectors test. Running it again writes the same bytes; a test holds the files against it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ledger.core.apply import apply_all, replay
from ledger.core.errors import Refused
from ledger.core.limits import Limits
from ledger.core.model import EMPTY, Link, Tree
from ledger.core.patch import DEFAULTS, Patch, Target
from ledger.core.positions import NoRoom, between
from tests.golden.vectors.schedules import schedules
from tests.plans import DELETE_PROJECT, create, create_project, delete, update, update_project
from tests.properties.reference import Plain, applied, codes_of_patch, plain

FOLDER = Path(__file__).parent
LIMITS = Limits(depth=4, tasks=8, changeset=10)
A, B, C, D, E, NEW, OTHER, NOBODY = (f"00000000-0000-7000-8000-{n:012x}" for n in range(1, 9))


NEW_PROJECT = create_project(tags=("x", "y"))
TREE = replay(
    EMPTY,
    [
        NEW_PROJECT,
        create(
            A,
            title="设计 🌻",
            number=1,
            position="1",
            metadata={"k": [1, True, None], "l": {"m": 0.5}},
        ),
        create(B, title="B", number=2, position="V", parent_id=A, start_date="2026-02-28"),
        create(
            C, title="C", number=3, position="V", parent_id=B, description="x\ny", tags=("api",)
        ),
        create(D, title="D", number=4, position="2", depends_on=(B, C)),
        create(
            E, title="E", number=5, position="3", depends_on=(D,), links=(Link("github", "a#1"),)
        ),
    ],
)
FULL = replay(TREE, [create(i, number=6, position="z") for i in (NEW, OTHER, NOBODY)])
DEEP = replay(TREE, [create(NEW, number=6, position="V", parent_id=C)])

PATCHES: dict[str, tuple[Tree, Patch]] = {
    "create the project": (EMPTY, NEW_PROJECT),
    "create a second project": (TREE, NEW_PROJECT),
    "update fields of the project": (
        TREE,
        update_project(summary="s", tags=(), metadata={"a": 1}),
    ),
    "clear a field of the project": (TREE, update_project(due_date=None)),
    "update another project": (TREE, Patch("update", "project", NOBODY, {"title": "x"})),
    "update a project that is not there": (
        EMPTY,
        update_project(title="x"),
    ),
    "delete the project": (TREE, DELETE_PROJECT),
    "delete another project": (TREE, Patch("delete", "project", NOBODY)),
    "create a task without a project": (EMPTY, create(NEW)),
    "create a root task": (TREE, create(NEW, number=6, position="4", estimated_minutes=90)),
    "create a task below another": (TREE, create(NEW, number=6, position="V", parent_id=C)),
    "create a task that exists": (TREE, create(A)),
    "create a task below nobody": (TREE, create(NEW, parent_id=NOBODY)),
    "create a task too deep": (DEEP, create(OTHER, parent_id=NEW)),
    "create one task too many": (FULL, create("00000000-0000-7000-8000-0000000000ff")),
    "create one task too many, below nobody": (
        FULL,
        create(
            "00000000-0000-7000-8000-0000000000ff", parent_id="00000000-0000-7000-8000-0000000000fe"
        ),
    ),
    "create a task that waits for one to come": (
        TREE,
        create(NEW, number=6, position="4", depends_on=(OTHER,)),
    ),
    "update fields of a task": (
        TREE,
        update(B, title="e\u0301", status="completed", due_date="2026-03-01"),
    ),
    "clear fields of a task": (TREE, update(C, description=None, tags=())),
    "set a field to what it is": (TREE, update(B, title="B")),
    "replace metadata as a whole": (TREE, update(A, metadata={"n": []})),
    "update a task that is not there": (TREE, update(NOBODY, title="x")),
    "move to the top": (TREE, update(C, parent_id=None, position="15")),
    "move among siblings": (TREE, update(E, position="0V")),
    "move below another": (TREE, update(A, parent_id=E, position="V")),
    "move below itself": (TREE, update(A, parent_id=A)),
    "move below its descendant": (TREE, update(A, parent_id=C)),
    "move below nobody": (TREE, update(A, parent_id=NOBODY)),
    "move a subtree too deep": (DEEP, update(A, parent_id=D)),
    "move a subtree to the deepest level": (TREE, update(B, parent_id=D)),
    "move to the same parent": (TREE, update(B, parent_id=A)),
    "depend on others": (TREE, update(E, depends_on=(A, D))),
    "depend on nothing": (TREE, update(D, depends_on=())),
    "delete a leaf": (TREE, delete(E)),
    "delete a subtree that others depend on": (TREE, delete(A)),
    "delete one of two that another depends on": (TREE, delete(C)),
    "delete a task that is not there": (TREE, delete(NOBODY)),
}
CHANGESETS: dict[str, tuple[Tree, tuple[Patch, ...]]] = {
    "dependencies in any order": (TREE, (create(NEW, depends_on=(OTHER,)), create(OTHER))),
    "a dependency on nobody": (TREE, (update(E, title="x"), update(E, depends_on=(NOBODY,)))),
    "a cycle of two": (TREE, (update(D, depends_on=(E,)),)),
    "a cycle made and taken back": (TREE, (update(D, depends_on=(E,)), update(E, depends_on=()))),
    "a task that waits for itself": (TREE, (update(A, depends_on=(A,)),)),
    "a dependency on an ancestor": (TREE, (update(C, depends_on=(A,)),)),
    "a dependency on a descendant": (TREE, (update(A, depends_on=(C,)),)),
    "a move under what depends on it": (TREE, (update(B, parent_id=D),)),
    "dates reversed by the due date": (TREE, (update(B, due_date="2026-02-27"),)),
    "dates reversed in the project": (
        TREE,
        (update_project(start_date="2026-02-02", due_date="2026-02-01"),),
    ),
    "due on the day of the start": (TREE, (update(B, due_date="2026-02-28"),)),
    "a refused create names itself only": (
        TREE,
        (create(NEW, parent_id=NOBODY), update(NEW, title="x"), create(OTHER, parent_id=NEW)),
    ),
    "every violation is named": (
        TREE,
        (create(A), update(NOBODY, title="x"), update(B, due_date="2020-01-01"), delete(E)),
    ),
    "too large": (TREE, tuple(update(A, title=str(n)) for n in range(11))),
    "the project goes and comes back": (
        TREE,
        (DELETE_PROJECT, NEW_PROJECT, create(A)),
    ),
}
KEYS = [None, "0V", "1", "10", "1V", "2", "V", "Vz", "a", "a0", "b", "y", "z", "zV", "zyz", "zz1"]


def apply_vectors() -> Iterator[dict[str, Any]]:
    for name, (tree, patch) in PATCHES.items():
        yield one_patch(name, plain(tree), patch)
    state = plain(TREE)
    for n, patch in enumerate(random_patches(random.Random(20261123))):
        vector = one_patch(f"walk, step {n}", state, patch)
        yield vector
        if "result" in vector and n % 40 != 39:
            state = applied(state, patch)
        elif n % 40 == 39:
            state = plain(TREE)


def one_patch(name: str, state: Plain, patch: Patch) -> dict[str, Any]:
    codes = sorted(codes_of_patch(state, patch, LIMITS))
    outcome = {"codes": codes} if codes else {"result": tree_json(applied(state, patch))}
    return {"name": name, "tree": tree_json(state), "patch": patch_json(patch), **outcome}


def tree_json(state: Plain) -> Any:
    """A tree without the fields that have their default; each file names the defaults once."""
    tasks = [state["tasks"][task_id] for task_id in sorted(state["tasks"])]
    project = without_defaults("project", state["project"]) if state["project"] else None
    without = [without_defaults("task", task) for task in tasks]
    return msgspec.to_builtins({"project": project, "tasks": without})


def without_defaults(target: Target, fields: dict[str, Any]) -> dict[str, Any]:
    return {f: v for f, v in fields.items() if f in ("id", "title") or v != DEFAULTS[target][f]}


def patch_json(patch: Patch) -> Any:
    return msgspec.to_builtins(patch)


def random_patches(rng: random.Random, count: int = 160) -> Iterator[Patch]:
    """A walk that meets every kind of patch, refused or not."""
    ids = [A, B, C, D, E, NEW, OTHER]
    values: dict[str, list[Any]] = {
        "title": ["x", "Ünï 🌻"],
        "depends_on": [(), (A,), (B, D), (NEW,), (C, E, OTHER)],
        "due_date": [None, "2026-02-28"],
        "tags": [(), ("api", "web")],
        "metadata": [{}, {"k": None}, {"k": {"l": [1, "2"]}}],
        "position": ["1", "V", "z1"],
    }
    for _ in range(count):
        op, target_id = (
            rng.choice(["create", "update", "update", "move", "move", "delete"]),
            rng.choice(ids),
        )
        fields = rng.sample(sorted(values), rng.randint(1, 2))
        body = {field: rng.choice(values[field]) for field in fields}
        if op in ("create", "move"):
            body["parent_id"] = rng.choice([None, *ids])
        if op == "delete":
            yield delete(target_id)
        else:
            yield (create if op == "create" else update)(target_id, **body)


def changeset_vectors() -> Iterator[dict[str, Any]]:
    for name, (tree, patches) in CHANGESETS.items():
        try:
            result = {"result": tree_json(plain(apply_all(tree, patches, LIMITS)))}
        except Refused as error:
            named = [{"code": v.code, "index": v.index, "field": v.field} for v in error.violations]
            result = {"violations": named}
        yield {
            "name": name,
            "tree": tree_json(plain(tree)),
            "patches": [patch_json(patch) for patch in patches],
            **result,
        }


def history_vectors() -> Iterator[dict[str, Any]]:
    """One project's accepted patches in order, each with the tree that it leads to."""
    state, version = plain(EMPTY), 0
    for patch in [
        NEW_PROJECT,
        *random_patches(random.Random(19), 3000),
        DELETE_PROJECT,
        NEW_PROJECT,
    ]:
        if codes_of_patch(state, patch, LIMITS):
            continue
        version += 1
        state = applied(state, patch)
        name, told = f"version {version}", patch_json(patch)
        yield {"name": name, "patch": told, "result": tree_json(state)}


def schedule_vectors() -> Iterator[dict[str, Any]]:
    for name, tree, waits, critical in schedules():
        told = tree_json(plain(tree))
        yield {"name": name, "tree": told, "waits": waits, "critical": critical}


def position_vectors() -> Iterator[dict[str, Any]]:
    for a in KEYS:
        for b in KEYS:
            if a is None or b is None or a < b:
                yield {"after": a, "before": b, "key": key_between(a, b)}
    for a, b in [
        (None, "0"),
        ("0", None),
        ("0", "00"),
        ("0", "000"),
        ("1", "100"),
        ("z" * 200, None),
    ]:
        yield {"after": a, "before": b, "key": key_between(a, b)}


def key_between(a: str | None, b: str | None) -> str | None:
    try:
        return between(a, b)
    except NoRoom:
        return None


def files() -> dict[str, str]:
    """The text of each file of vectors, by its name."""
    head: dict[str, Any] = {
        "limits": {"depth": LIMITS.depth, "tasks": LIMITS.tasks, "changeset": LIMITS.changeset},
        "defaults": msgspec.to_builtins(DEFAULTS),
    }
    contents = {
        "apply.json": {**head, "vectors": list(apply_vectors())},
        "changesets.json": {**head, "vectors": list(changeset_vectors())},
        "history.json": {"vectors": list(history_vectors())},
        "positions.json": {"vectors": list(position_vectors())},
        "schedule.json": {"vectors": list(schedule_vectors())},
    }
    return {name: written(content) for name, content in contents.items()}


def written(content: dict[str, Any]) -> str:
    """JSON with one vector a line, so that a change is a change of few lines."""
    vectors = ",\n".join(
        json.dumps(vector, ensure_ascii=False, sort_keys=True) for vector in content["vectors"]
    )
    head = json.dumps({k: v for k, v in content.items() if k != "vectors"}, sort_keys=True)[1:-1]
    return "{" + (head + ", " if head else "") + '"vectors": [\n' + vectors + "\n]}\n"


if __name__ == "__main__":
    for file_name, text in files().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8")
