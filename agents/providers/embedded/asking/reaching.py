"""What is reached by the arrows of a plan: what a task waits for, and what waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from agents.providers.embedded.asking.question import Asked
from ledger.core.model import Task


def before(asked: Asked, task: Task) -> list[Task]:
    """What it waits for: by itself, and with what it is a part of."""
    found = {id: None for part in asked.line(task) for id in part.depends_on}
    return [asked.tree.tasks[id] for id in found if id in asked.tree.tasks]


def after(asked: Asked, task: Task) -> list[Task]:
    """What waits for it: for itself, or for what it is a part of."""
    ids = {id for part in asked.line(task) for id in asked.tree.dependents_of(part.id)}
    return [one for one in asked.scene.survey.tasks if one.id in ids]


def reached(task: Task, step: Callable[[Task], Iterable[Task]]) -> dict[str, Task]:
    """All that is reached by steps, in the order in which it is."""
    found: dict[str, Task] = {}
    frontier = [task]
    for one in frontier:  # grows while it is walked
        for other in step(one):
            if other.id not in found:
                found[other.id] = other
                frontier.append(other)
    return found
