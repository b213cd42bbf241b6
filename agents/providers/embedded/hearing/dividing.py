"""Which task is split is clear by its parts: "split the booking: one for food, one for music"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized, cardinal, listed

_SPLIT = re.compile(
    r"(?P<verb>(?:(?:please|can you|could you) )*(?:split|break|divide|separate)(?: up| down)?) "
    r"(?P<what>(?:the |our )?[^,;.:!?“”\"]{2,60}?)(?P<parts>(?: up| down)?(?:[:,]| into\b).+)",
    re.IGNORECASE,
)
_INTO_ITS = re.compile(
    r"(?:(?:please|can you|could you) )*(?:split|break|divide|separate)(?: up| down)? "
    r"(?P<what>(?:the |our )?[^,;.:!?“”\"]{2,60}?)(?: up| down)? (?:into|by) (?:(?:its|their|the|each) )?"
    rf"(?:(?:own|single|separate|individual|(?P<count>{CARDINAL})) )*"
    r"(?P<noun>parts|trades?|things|pieces|components|points)"
    r"(?:,? (?:one (?:after|by) (?:the other|another|one)|in (?:this|that) order))?[.!?]*",
    re.IGNORECASE,
)
LEAST = 2


def divided(scene: Scene, text: str) -> str:
    """The message with the number of the one task of several that lists these parts; else as it is."""
    if by_its_title := _into_its_parts(scene, text):
        return by_its_title
    found = _SPLIT.fullmatch(text.strip())
    if found is None:
        return text
    try:
        find(scene, found["what"])
    except (Ask, Tell) as unclear:
        ids = unclear.ids if isinstance(unclear, Ask) else ()
        may_be = [scene.tree.tasks[id] for id in ids]
        listing = [
            task for task in may_be if len(things_of(task.title).named_in(found["parts"])) >= LEAST
        ]
        if len(listing) == 1 and listing[0].number:
            return f"{found['verb']} T{listing[0].number}{found['parts']}"
    return text


def _into_its_parts(scene: Scene, text: str) -> str:
    """The same with what the task lists, where it is to be split into just that."""
    found = _INTO_ITS.fullmatch(text.strip())
    if found is None:
        return ""
    try:
        ids = find(scene, found["what"]).ids
    except (Ask, Tell):
        return ""
    task = scene.tree.tasks[ids[0]]
    parts = things_of(task.title).parts
    counted = cardinal(found["count"]) if found["count"] else len(parts)
    if len(ids) > 1 or len(parts) < LEAST or counted != len(parts):
        return ""
    return f"split {scene.handle(task)} into {listed([f'“{capitalized(part)}”' for part in parts])}"
