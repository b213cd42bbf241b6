"""Links that would keep tasks from ever starting: in a circle that runs through what they are part of.

The rules of the ledger know the circles of links alone; these also run through wholes and their parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from agents.providers.embedded.asking.naming import named
from ledger.core.derived.derive import derive
from ledger.core.derived.schedule import in_circles, remaining_work
from ledger.core.model import Task, Tree, quoted


def for_ever(before: Tree, after: Tree) -> str:
    """Why tasks could never start that could before, in a sentence; empty where there are none."""
    if all(_stands(before, task) for task in after.tasks.values()):
        return ""
    stuck = _stuck(after) - _stuck(before)
    if not stuck:
        return ""
    reasons = (
        reason
        for task in after.walk()
        if task.id in stuck
        for reason in _reasons(before, after, task)
    )
    titles = named([quoted(task) for task in after.walk() if task.id in stuck])
    return next(reasons, f"{titles} could never start: they would wait for each other.")


def _stands(before: Tree, task: Task) -> bool:
    """Whether a task waits for what it did, in what it was in."""
    was = before.tasks.get(task.id)
    links = was.depends_on if was else ()
    return task.depends_on == links and (was is None or task.parent_id == was.parent_id)


def _stuck(tree: Tree) -> frozenset[str]:
    return in_circles(remaining_work(tree, derive(tree)))


def _reasons(before: Tree, after: Tree, task: Task) -> Iterator[str]:
    """Of each new link of a task to what waits for a whole that it is part of, or for a part of it."""
    was = before.tasks.get(task.id)
    parts = [part.id for part in after.walk(task.id)]
    for id in task.depends_on:
        if was and id in was.depends_on:
            continue
        waited_for = _waited_for(after, id)
        refused = f"{quoted(task)} cannot wait for {quoted(after.tasks[id])}: that waits for "
        for whole in filter(waited_for.__contains__, after.ancestors(task.id)):
            yield f"{refused}{quoted(after.tasks[whole])}, of which {quoted(task)} is a part."
        for part in filter(waited_for.__contains__, parts):
            yield f"{refused}{quoted(after.tasks[part])}, which is a part of {quoted(task)}."


def _waited_for(tree: Tree, id: str) -> set[str]:
    """All that a task waits for, by itself or with what it is part of, also through others."""
    found: set[str] = set()
    frontier = [id]
    for one in frontier:  # grows while it is walked
        for held in (one, *tree.ancestors(one)):
            new = [id for id in tree.tasks[held].depends_on if id not in found]
            found.update(new)
            frontier += new
    return found
