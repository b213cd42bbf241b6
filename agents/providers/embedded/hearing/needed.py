"""What is needed before something else: "before we order the rings we need the ring sizes"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found, may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import capitalized

_NEEDED = re.compile(
    r"(?:before|until) (?:(?:we|i|you|they) )?(?:can )?(?:(?:start|begin|do|go on)(?: with)? )?"
    r"(?P<what>[^,;.:!?]{2,60}?),? (?:we|i|you|they|somebody|someone) (?:also |still |first |will )*"
    r"(?:need|must have|have to have|have to get|must get|need to get|have to find|need to find)"
    r" (?P<new>(?!to\b)[^,;.:!?]{2,60}?)(?: first)?[.!]*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?|some|our) ", re.IGNORECASE)


def needed_first(scene: Scene, text: str) -> str:
    """The wish to add it before the task that this is about; as it is where it is a task, or that is none."""
    said = _NEEDED.fullmatch(text.strip())
    if said is None or may_mean(scene, said["new"]):
        return text
    ids = found(scene, said["what"], said["what"].partition(" ")[2])
    new = capitalized(_ARTICLE.sub("", said["new"], count=1))
    return f"add “{new}” before {scene.handle(scene.tree.tasks[ids[0]])}" if len(ids) == 1 else text
