"""What the knowledge base hands to the planner: a plan in the person's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ledger.core.model import Priority, Task


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task to be created.

    `after` are the places (from 0) of the tasks in the same answer that come before it. `outline`
    says where in the knowledge base it comes from ("authentication/sessions"), None if from nowhere;
    it belongs into the task's metadata, so that breaking the task down finds its sub-tasks there.
    """

    title: str
    description: str | None = None
    acceptance_criteria: tuple[str, ...] = ()
    estimated_minutes: int | None = None
    priority: Priority = "medium"
    tags: tuple[str, ...] = ()
    after: tuple[int, ...] = ()
    outline: str | None = None


def outline_of(task: Task) -> str | None:
    """Where in the knowledge base a task comes from, as its metadata says."""
    where = task.metadata.get("outline")
    return where if isinstance(where, str) else None


@dataclass(frozen=True, slots=True)
class Plan:
    """A project to be created and its top-level tasks.

    `title` has at most 80 characters. `deadline` is what the goal says about time in its own words
    ("by the end of March"), None if it says nothing. `outline` is the kind of plan that was chosen.
    """

    title: str
    summary: str
    tags: tuple[str, ...]
    tasks: tuple[PlannedTask, ...]
    deadline: str | None = None
    outline: str = "general"


def kept(
    tasks: Sequence[PlannedTask], keep: Callable[[PlannedTask], bool]
) -> tuple[PlannedTask, ...]:
    """The tasks that `keep` accepts; what came after a dropped one comes after what that came after."""
    places: dict[int, int] = {}
    before: list[set[int]] = []
    left: list[PlannedTask] = []
    for index, task in enumerate(tasks):
        earlier = _bridged(task.after, places, before)
        before.append(earlier)
        if keep(task):
            places[index] = len(left)
            left.append(replace(task, after=tuple(sorted(places[i] for i in earlier))))
    return tuple(left)


def _bridged(after: Iterable[int], places: dict[int, int], before: list[set[int]]) -> set[int]:
    earlier: set[int] = set()
    for index in after:
        earlier |= {index} if index in places else before[index]
    return earlier
