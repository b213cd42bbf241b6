"""What one task alone should have, so that the others that have it lose it: "only T7 should be high"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.terms.vocabulary import PRIORITIES, any_of, listed, meaning
from ledger.core.model import Task

_PRIORITY = (
    rf"(?:(?:an?|the|of) )*(?P<priority>{any_of(PRIORITIES)})(?:[- ](?:priority|prio|importance))?"
)
_ONLY = (
    re.compile(
        rf"(?:only|just) (?P<what>[^,;.?!]+?) (?:should|must|shall|has to|needs to|ought to)"
        rf"(?: be| have| get| stay| remain| keep)+ {_PRIORITY}[.!]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:please )?(?:make|give|keep|mark|set) (?:only|just) (?P<what>[^,;.?!]+?) (?:(?:as|to) )?"
        rf"{_PRIORITY}[.!]*",
        re.IGNORECASE,
    ),
)


def others_back(scene: Scene, text: str) -> str:
    """The message with what happens to the others: their priority goes back to medium."""
    found = next(filter(None, (wording.fullmatch(text.strip()) for wording in _ONLY)), None)
    priority = meaning(PRIORITIES, found["priority"]) if found else None
    if found is None or priority in (None, "medium"):
        return text
    try:
        ids = find(scene, found["what"]).ids
    except (Ask, Tell):
        return text
    others = [task for task in scene.tasks if task.priority == priority and task.id not in ids]
    own = f"set the priority of {_listed([scene.tree.tasks[id] for id in ids])} to {priority}"
    return f"set the priority of {_listed(others)} to medium and {own}" if others else own


def _listed(tasks: list[Task]) -> str:
    return listed([f"T{task.number}" if task.number else f"“{task.title}”" for task in tasks])
