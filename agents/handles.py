"""Handles: the short names by which people and models speak of targets, and the ids behind them.

"T17" is the task with number 17, "N1" a task that was created in this conversation's answer, "U1"
the first task of a draft that has no number yet, "P" the project, "D12" a passage of the document
that a plan is made from. Numbers are stable and short; a
model that has to repeat a UUID makes one up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from immutables import Map

from agents.edits import PROJECT
from ledger.core.errors import Refused, refused
from ledger.core.model import Link, Task, Tree

DOCUMENT = "document"
"""The `system` of links to passages; their `external_id` is the document's id, "#" and the number."""


def number_handle(number: int) -> str:
    """How a task is written everywhere: 17 becomes "T17"."""
    return f"T{number}"


@dataclass(frozen=True, slots=True)
class Handles:
    """Which handle names which id: `there` on the draft, `new` of what was made on the way.

    `document`: the id of the one that a plan is made from, and how many passages it has.
    """

    project_id: str
    there: Mapping[str, str]
    new: Map[str, str] = field(default_factory=Map)
    document: tuple[str, int] | None = None

    @classmethod
    def of(
        cls,
        project_id: str,
        tree: Tree,
        new: Iterable[tuple[str, str]] = (),
        document: tuple[str, int] | None = None,
    ) -> Handles:
        """The handles of a draft."""
        there = {number_handle(t.number): t.id for t in tree.tasks.values() if t.number}
        if len(there) < len(tree.tasks):
            unnumbered = (task for task in tree.walk() if not task.number)
            there |= {f"U{place}": task.id for place, task in enumerate(unnumbered, start=1)}
        return cls(project_id, there, Map(new), document)

    def known(self, handle: str) -> str | None:
        """The id behind a handle, or None."""
        if handle == PROJECT:
            return self.project_id
        return self.new.get(handle) or self.there.get(handle)

    def id_of(self, handle: str, field: str | None = None) -> str:
        """The id behind a handle. Raises Refused (`unknown_handle`)."""
        found = self.known(handle)
        if found is None:
            raise _unknown(handle, field)
        return found

    def passage(self, handle: str) -> Link:
        """The passage behind "D12", as a task's link to it. Raises Refused (`unknown_handle`)."""
        number = handle[1:]
        if self.document is not None and handle[:1] == "D" and number.isascii():
            id, count = self.document
            if number.isdecimal() and 1 <= int(number) <= count:
                return Link(DOCUMENT, f"{id}#{int(number)}")
        message = f"There is no passage {handle[:40]}."
        raise refused("unknown_handle", message, field="source")

    def with_new(self, handle: str, task_id: str) -> Handles:
        """The same, with a name for a new task. Raises Refused (`handle_taken`)."""
        if self.known(handle) is not None or not _is_new(handle):
            message = f"{handle[:40]} cannot name a new task: use N1, N2, … and each of them once."
            raise refused("handle_taken", message, field="ref")
        return replace(self, new=self.new.set(handle, task_id))

    def name(self, task: Task) -> str:
        """The handle of a task: by its number, else the one that it has meanwhile."""
        if task.number:
            return number_handle(task.number)
        others: dict[str, str] = {**self.there, **self.new}
        return next(handle for handle, task_id in others.items() if task_id == task.id)


def _is_new(handle: str) -> bool:
    return handle[:1] == "N" and handle[1:].isdecimal() and handle.isascii()


def _unknown(handle: str, field: str | None) -> Refused:
    return refused("unknown_handle", f"There is no task {handle[:40]}.", field=field)
