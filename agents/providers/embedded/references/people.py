"""Whose tasks a name means."""

from __future__ import annotations

from agents.providers.embedded.references.scene import Scene


def tasks_of(scene: Scene, name: str) -> tuple[str, ...]:
    """What somebody has; nothing where the name is in a title: "Ann" is in no “Announce the launch”."""
    low = name.lower()
    if any(low in task.title.lower().split() for task in scene.tasks):
        return ()
    return tuple(task.id for task in scene.tasks if (task.assignee or "").lower() == low)
