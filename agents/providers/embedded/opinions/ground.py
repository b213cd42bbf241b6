"""What an opinion stands on: the open tasks that are asked about, and how they are named."""

from __future__ import annotations

from agents.edits import Edit
from agents.ports import Context, FindingSaid
from agents.providers.embedded.opinions.schedule import Schedule
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from ledger.core.model import Task


class Ground:
    """An opinion is about the selected task and what is below it, else about the whole plan."""

    def __init__(self, context: Context) -> None:
        self.tree = context.tree
        self.today = context.today
        self.last_changed = context.last_changed
        self.scene = Scene.begin(context, mark("", {}))
        self.schedule = Schedule(self.tree)
        scope = self.scene.scope
        tasks = [scope, *self.scene.tasks] if scope else self.scene.tasks
        self.open = [task for task in tasks if task.status not in ENDED]
        self.leaves = [task for task in self.open if not self.tree.child_ids(task.id)]

    def found(self, kind: str, task: Task | None, reason: str, score: int | None) -> FindingSaid:
        """One point."""
        return FindingSaid(kind, reason, self.scene.handle(task) if task else None, score)

    def update(self, task: Task, **fields: object) -> Edit:
        """An edit of a task."""
        return Edit("update", self.scene.handle(task), **fields)  # type: ignore[arg-type]
