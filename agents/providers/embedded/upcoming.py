"""What can be worked on now, in order and in words."""

from __future__ import annotations

from agents.providers.embedded.references.scene import Scene
from ledger.core.derived.next import Suggestion, next_tasks

NOTHING = "Nothing is ready: everything is done, blocked, or waits for something else."


def following(scene: Scene) -> list[Suggestion]:
    """What can be worked on now, the best first, as the view of what is next ranks it."""
    within = {task.id for task in scene.tasks or filter(None, [scene.scope])}
    return [s for s in next_tasks(scene.tree, scene.context.today) if s.task_id in within]


def next_in_words(scene: Scene) -> str:
    """The first task that is ready, and why it is the first."""
    return first_in_words(scene, following(scene), NOTHING)


def first_in_words(scene: Scene, suggestions: list[Suggestion], nothing: str) -> str:
    """The first of some in a sentence, and why; `nothing` where there is none."""
    if not suggestions:
        return nothing
    first, *others = (scene.tree.tasks[s.task_id] for s in suggestions)
    why = ", ".join(suggestions[0].why)
    also = f" Also ready: {', '.join(scene.label(task) for task in others[:4])}." if others else ""
    return f"Next: {scene.label(first)} ({why}).{also}"
