"""How long the open work takes when nothing waits longer than it must: the longest chain, task by task.

Counted in minutes of work from now, eight hours a working day, as if somebody was free for each task.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.dates import later
from ledger.core.derived.durations import DAY
from ledger.core.model import Task, Tree

UNKNOWN_MINUTES = 240
"""What a task without an estimate counts as."""


@dataclass
class Schedule:
    """`end(task)`: after how many minutes it can be done at the earliest."""

    tree: Tree
    _ends: dict[str, int] = field(default_factory=dict)
    _before: dict[str, str | None] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def end(self, task: Task) -> int:
        """The earliest end; what waits for itself through its parents waits for nothing."""
        if task.id in self._ends or task.id in self._open:
            return self._ends.get(task.id, 0)
        self._open.add(task.id)
        children = self.tree.ordered(task.id)
        if task.status in ENDED:
            end, before = 0, None
        elif children:
            end, before = max((self.end(child), child.id) for child in children)
        else:
            waits = [(self.end(other), other.id) for other in self.needs(task)]
            start, before = max(waits, default=(0, None))
            end = start + (task.estimated_minutes or UNKNOWN_MINUTES)
        self._open.discard(task.id)
        self._ends[task.id], self._before[task.id] = end, before
        return end

    def needs(self, task: Task) -> Iterator[Task]:
        """What it waits for that is open: by itself, and as a part of the tasks above it."""
        for part in (task.id, *self.tree.ancestors(task.id)):
            for id in self.tree.tasks[part].depends_on:
                if self.tree.tasks[id].status not in ENDED:
                    yield self.tree.tasks[id]

    def longest(self) -> list[Task]:
        """The leaves of the chain that ends last, in their order; empty without open work."""
        ends = [(self.end(task), task.id) for task in self.tree.tasks.values()]
        place = max(ends, default=(0, None))[1]
        chain: list[Task] = []
        while place is not None and self._ends.get(place):
            if not self.tree.child_ids(place):
                chain.insert(0, self.tree.tasks[place])
            place = self._before.get(place)
        return chain


def day_after(today: date, minutes: int) -> date:
    """The day on which so much work is done that begins today."""
    return later(today, max(-(-minutes // DAY) - 1, 0), "working days")
