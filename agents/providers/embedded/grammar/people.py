"""Who may be meant by a name."""

from __future__ import annotations

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.lexicon import wording


def is_known(r: Reading, said: str) -> bool:
    """Whether it is somebody who has tasks here, or a name that people have."""
    known = {task.assignee.lower() for task in r.scene.tree.tasks.values() if task.assignee}
    low = said.lower().lstrip("@")
    if low in known or low in ("me", "myself") or said.startswith("@"):
        return True
    return low in frozenset(wording().names.split())
