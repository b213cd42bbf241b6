"""What is to be kept in mind of one task: "remember that the contract needs two signatures"."""

from __future__ import annotations

import re
from contextlib import suppress

from agents.providers.embedded.references.matching import CONTAINED
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell

_KEEP = (
    r"(?:please )?(?:note|remember|keep in mind|bear in mind|write down|make a note)(?: please)?"
)
_OF = r"(?:with|at|under|for|on|about|in|to) (?:the |our )?"
_NOTED = re.compile(
    rf"{_KEEP} (?:down )?{_OF}(?P<a>[\w' -]{{2,50}}?),?(?: that|:) (?P<said>.{{4,}})"
    rf"|{_KEEP}(?: that|:|,) (?P<whole>(?:the |our )?(?P<b>[\w' -]{{2,50}}?)"
    r" (?:needs?|must|has to|have to|should|is|are|was|will|can|wants?|costs?|takes?|includes?)\b.{4,})",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:all|always|never|every|each|any|titles?|estimates?|tasks?|we)\b", re.IGNORECASE
)
"""What is said of everything is agreed for the project."""
_BY_THEN = re.compile(r"\b(?:by|until|before|due)\b", re.IGNORECASE)
"""What has to be done by a day is no note."""


def remembered(scene: Scene, text: str) -> str:
    """As a note for that task; as it is where none is named, or all are spoken of."""
    found = _NOTED.fullmatch(text.strip())
    if found is None or _RULE.search(found["a"] or found["b"]) or _BY_THEN.search(text):
        return text
    with suppress(Ask, Tell):
        task = find(scene, found["a"] or found["b"])
        if len(task.ids) == 1 and task.confidence >= CONTAINED:
            handle = scene.handle(scene.tree.tasks[task.ids[0]])
            return f"note for {handle}: {(found['said'] or found['whole']).rstrip('.')}"
    return text
