"""Links that would keep a task from ever starting: in a circle that runs through wholes and their parts.

The rules of the ledger know the circles of links alone.
"""

from __future__ import annotations

from ledger.core.derived.derive import derive
from ledger.core.model import Task, Tree, quoted


def for_ever(before: Tree, after: Tree) -> str:
    """Why a task could never start by a new link, in a sentence; empty where all can."""
    links = [
        (task, id)
        for task in after.walk()
        for id in task.depends_on
        if task.id not in before.tasks or id not in before.tasks[task.id].depends_on
    ]
    if not links:
        return ""
    is_open = {id for id, derived in derive(after).tasks.items() if not derived.settled}
    reasons = (_reason(after, task, id, is_open) for task, id in links)
    return next(filter(None, reasons), "")


def _reason(tree: Tree, task: Task, id: str, is_open: set[str]) -> str:
    """Why a task cannot wait for another: that one needs it, what it is part of, or a part of it."""
    before = needed(tree, id, is_open)
    refused = f"{quoted(task)} cannot wait for {quoted(tree.tasks[id])}: that waits for "
    for whole in tree.ancestors(task.id):
        if whole in before:
            return f"{refused}{quoted(tree.tasks[whole])}, of which {quoted(task)} is a part."
    if task.id in before:
        return f"{refused}{quoted(task)} itself."
    for part in tree.walk(task.id):
        if part.id in before:
            return f"{refused}{quoted(part)}, which is a part of {quoted(task)}."
    return ""


def needed(tree: Tree, id: str, is_open: set[str]) -> set[str]:
    """All that has to be done before a task is: its parts, and what these or its wholes wait for."""
    found: set[str] = set()
    frontier = [id] if id in is_open else []
    for one in frontier:  # grows while it is walked
        waits = (
            wanted for held in (one, *tree.ancestors(one)) for wanted in tree.tasks[held].depends_on
        )
        new = {*waits, *tree.child_ids(one)} & is_open - found
        found |= new
        frontier += sorted(new)
    return found
