"""Which task is split is clear by its parts: "split the booking: one for food, one for music"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.several import things_of

_SPLIT = re.compile(
    r"(?P<verb>(?:(?:please|can you|could you) )*(?:split|break|divide|separate)(?: up| down)?) "
    r"(?P<what>(?:the |our )?[^,;.:!?“”\"]{2,60}?)(?P<parts>(?: up| down)?(?:[:,]| into\b).+)",
    re.IGNORECASE,
)
LEAST = 2


def divided(scene: Scene, text: str) -> str:
    """The message with the number of the one task of several that lists these parts; else as it is."""
    found = _SPLIT.fullmatch(text.strip())
    if found is None:
        return text
    try:
        find(scene, found["what"])
    except Ask as unclear:
        may_be = [scene.tree.tasks[id] for id in unclear.ids]
        listing = [
            task for task in may_be if len(things_of(task.title).named_in(found["parts"])) >= LEAST
        ]
        if len(listing) == 1 and listing[0].number:
            return f"{found['verb']} T{listing[0].number}{found['parts']}"
    except Tell:
        pass
    return text
