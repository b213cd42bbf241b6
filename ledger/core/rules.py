"""The rules that hold after every patch, each with its code. A patch that breaks one changes nothing.

`target_missing`, `target_exists`, `parent_missing`, `parent_cycle`, `too_deep`, `too_many_tasks`.
The rules that hold after a changeset as a whole are in `changeset_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.core.errors import Violation
from ledger.core.limits import Limits
from ledger.core.model import Plan, Task
from ledger.core.patch import Patch

PARENT = frozenset({"parent_id"})


def violations_of(
    tree: Plan, patch: Patch, limits: Limits, index: int | None = None
) -> list[Violation]:
    """Every rule of the first kind that the patch would break; `index` is its place in the changeset.

    Costs the depth of the tree; only a move to a deeper level walks what it moves.
    """
    if patch.leaves_alone(PARENT) and patch.target_id in tree.tasks:
        return []  # as nearly always: no such rule is about it
    if patch.target == "project":
        found = _project_rules(tree, patch)
    elif tree.project is None:
        found = iter([("target_missing", "There is no project: create it before its tasks.", None)])
    elif patch.op == "create":
        found = _create_rules(tree, patch, limits)
    else:
        found = _task_rules(tree, patch, limits)
    return [
        Violation(code, message, index, field, patch.target_id) for code, message, field in found
    ]


Broken = tuple[str, str, str | None]


def _project_rules(tree: Plan, patch: Patch) -> Iterator[Broken]:
    if patch.op == "create":
        if tree.project is not None:
            yield "target_exists", f"The project exists already, as {tree.project.id}.", None
    elif tree.project is None or tree.project.id != patch.target_id:
        yield "target_missing", f"There is no project {patch.target_id} here.", None


def _create_rules(tree: Plan, patch: Patch, limits: Limits) -> Iterator[Broken]:
    if patch.target_id in tree.tasks:
        yield "target_exists", f"A task {patch.target_id} exists already.", None
    elif len(tree.tasks) >= limits.tasks:
        yield "too_many_tasks", f"A project holds at most {limits.tasks} tasks.", None
    parent_id = patch.fields().get("parent_id")
    if parent_id is None:
        return
    if parent_id not in tree.tasks:
        yield _parent_missing(parent_id)
    elif tree.depth(parent_id) >= limits.depth:
        yield _too_deep(limits)


def _task_rules(tree: Plan, patch: Patch, limits: Limits) -> Iterator[Broken]:
    task = tree.tasks.get(patch.target_id)
    if task is None:
        yield "target_missing", f"There is no task {patch.target_id}.", None
    elif (parent_id := patch.fields().get("parent_id")) is not None and parent_id != task.parent_id:
        yield from _move_rules(tree, task, parent_id, limits)


def _move_rules(tree: Plan, task: Task, parent_id: str, limits: Limits) -> Iterator[Broken]:
    if parent_id not in tree.tasks:
        yield _parent_missing(parent_id)
    elif parent_id == task.id or task.id in tree.ancestors(parent_id):
        yield "parent_cycle", "A task cannot be moved under itself.", "parent_id"
    else:
        depth = tree.depth(parent_id) + 1
        if depth > tree.depth(task.id) and reaches_below(tree, task.id, limits.depth - depth):
            yield _too_deep(limits)


def reaches_below(tree: Plan, task_id: str, levels: int) -> bool:
    """Whether the task's subtree has more than `levels` levels below the task itself."""
    level = [task_id]
    for _ in range(levels + 1):
        level = [child for parent in level for child in tree.child_ids(parent)]
        if not level:
            return False
    return True


def _parent_missing(parent_id: str) -> Broken:
    return "parent_missing", f"There is no task {parent_id} to be the parent.", "parent_id"


def _too_deep(limits: Limits) -> Broken:
    return "too_deep", f"Tasks nest at most {limits.depth} levels deep.", "parent_id"
