"""What a patch means, said once more as plainly as possible: copied dicts, no index, no clever step.

Slow and independent of `ledger.core.apply` and its rules, which are held against it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ledger.core.limits import Limits
from ledger.core.model import Project, Task, Tree
from ledger.core.patch import DEFAULTS, Patch

Fields = dict[str, Any]
Plain = dict[str, Any]  # {"project": fields or None, "tasks": {id: fields}}


def plain(tree: Tree) -> Plain:
    """A tree as plain dicts."""
    return {
        "project": _fields(tree.project) if tree.project else None,
        "tasks": {task_id: _fields(task) for task_id, task in tree.tasks.items()},
    }


def _fields(value: Project | Task) -> Fields:
    return {field: deepcopy(getattr(value, field)) for field in value.__struct_fields__}


def applied(state: Plain, patch: Patch) -> Plain:
    """The state after a patch that breaks no rule of the first kind."""
    state = deepcopy(state)
    body = deepcopy(dict(patch.fields()))
    if patch.op == "create":
        made = {"id": patch.target_id, **deepcopy(DEFAULTS[patch.target]), **body}
        if patch.target == "project":
            state["project"] = made
        else:
            state["tasks"][patch.target_id] = made
    elif patch.op == "update":
        found = state["project"] if patch.target == "project" else state["tasks"][patch.target_id]
        found.update(body)
    elif patch.target == "project":
        state = {"project": None, "tasks": {}}
    else:
        _delete(state["tasks"], patch.target_id)
    return state


def _delete(tasks: dict[str, Fields], task_id: str) -> None:
    gone = {i for i in tasks if i == task_id or task_id in ancestors(tasks, i)}
    for i in gone:
        del tasks[i]
    for task in tasks.values():
        task["depends_on"] = tuple(i for i in task["depends_on"] if i not in gone)


def ancestors(tasks: dict[str, Fields], task_id: str) -> list[str]:
    """The ids above a task; stops at a parent that does not exist or was met before."""
    met: list[str] = []
    parent = tasks[task_id]["parent_id"]
    while parent in tasks and parent not in met:
        met.append(parent)
        parent = tasks[parent]["parent_id"]
    return met


def codes_of_patch(state: Plain, patch: Patch, limits: Limits) -> set[str]:
    """The rules of the first kind that a patch breaks: tried out, then looked at."""
    exists = _exists(state, patch)
    if patch.target == "task" and state["project"] is None:
        return {"target_missing"}
    if patch.op != "create":
        if not exists:
            return {"target_missing"}
        moves = patch.op == "update" and patch.target == "task"
        return _misplaced(state, patch, limits) if moves else set()
    codes = {"target_exists"} if exists else set()
    if patch.target == "project":
        return codes
    if not exists and len(state["tasks"]) + 1 > limits.tasks:
        codes.add("too_many_tasks")
    return codes | _misplaced(state, patch, limits)


def _exists(state: Plain, patch: Patch) -> bool:
    if patch.target == "task":
        return patch.target_id in state["tasks"]
    if patch.op == "create":
        return state["project"] is not None
    return state["project"] is not None and state["project"]["id"] == patch.target_id


def _misplaced(state: Plain, patch: Patch, limits: Limits) -> set[str]:
    parent_id = patch.fields().get("parent_id")
    if parent_id is None:
        return set()
    old = state["tasks"].get(patch.target_id)
    if parent_id not in state["tasks"]:
        return {"parent_missing"}
    if old is not None and patch.op == "create":  # taken already: only its place can still be wrong
        return (
            {"too_deep"} if len(ancestors(state["tasks"], parent_id)) + 2 > limits.depth else set()
        )
    after = applied(state, patch)["tasks"]
    if patch.target_id in ancestors(after, patch.target_id):
        return {"parent_cycle"}
    deepest = max(
        len(ancestors(after, i)) + 1
        for i in after
        if i == patch.target_id or patch.target_id in ancestors(after, i)
    )
    return {"too_deep"} if deepest > limits.depth else set()


def codes_of_state(state: Plain) -> set[tuple[str, str]]:
    """The rules of the second kind that a whole state breaks, each with a task that shows it."""
    tasks = state["tasks"]
    found = set()
    for task_id, task in tasks.items():
        for wanted in task["depends_on"]:
            if wanted not in tasks:
                found.add(("dependency_missing", task_id))
            elif wanted in ancestors(tasks, task_id) or task_id in ancestors(tasks, wanted):
                found.add(("dependency_on_relative", task_id))
        if task_id in _reachable(tasks, task_id):
            found.add(("dependency_cycle", task_id))
    for target in [*tasks.values(), state["project"] or DEFAULTS["project"]]:
        start, due = target["start_date"], target["due_date"]
        if start and due and due < start:
            found.add(("dates_reversed", target["id"]))
    return found


def _reachable(tasks: dict[str, Fields], task_id: str) -> set[str]:
    met: set[str] = set()
    todo = list(tasks[task_id]["depends_on"])
    while todo:
        wanted = todo.pop()
        if wanted in tasks and wanted not in met:
            met.add(wanted)
            todo += tasks[wanted]["depends_on"]
    return met
