"""Which task is split is clear by its parts: "split the booking: one for food, one for music"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found, may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal, listed
from ledger.core.model import Task

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
    said = _SPLIT.fullmatch(text.strip())
    if said is None:
        return text
    may_be = [scene.tree.tasks[id] for id in may_mean(scene, said["what"])]
    listing = [task for task in may_be if _lists(task, said["parts"])]
    if len(may_be) < LEAST or len(listing) != 1:
        return text
    return f"{said['verb']} {scene.handle(listing[0])}{said['parts']}"


def _lists(task: Task, parts: str) -> bool:
    """Whether it does several of these."""
    return len(things_of(task.title).named_in(parts)) >= LEAST


def _into_its_parts(scene: Scene, text: str) -> str:
    """The same with what the task lists, where it is to be split into just that."""
    said = _INTO_ITS.fullmatch(text.strip())
    ids = found(scene, said["what"]) if said else ()
    if said is None or len(ids) != 1:
        return ""
    task = scene.tree.tasks[ids[0]]
    things = things_of(task.title)
    counted = cardinal(said["count"]) if said["count"] else len(things.parts)
    if len(things.parts) < LEAST or counted != len(things.parts):
        return ""
    titles = listed([f"“{things.title(part)}”" for part in things.parts])
    return f"split {scene.handle(task)} into {titles}"
