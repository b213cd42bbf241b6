"""One thing of several is to be a task by itself: "the rings should be a task of their own"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import capitalized, listed
from ledger.core.model import Task

_NOUN = r"(?:task|milestone|item|step|point|to-?do|entry|card|thing|matter|job)"
_OWN = (
    rf"(?:(?:(?:an?|its|their|the) )?(?:own|separate|extra|individual) {_NOUN}"
    rf"|an? (?:separate |extra )?{_NOUN} (?:(?:of|on) (?:its|their) own|by (?:itself|themselves)|apart)"
    r"|(?:separate|apart|separately)(?=[.!]*$))"
)
_WHAT = r"(?:the )?(?P<what>[^,;.:!?“”\"]{2,60}?)"
_TAIL = r"(?P<tail>[,;.:!]? .+)?[.!]*"
_IS = re.compile(
    rf"{_WHAT} (?:(?:should|must|could|can|has to|have to|needs?(?: to)?|ought to|deserves?|wants?|gets?"
    rf"|better"
    rf"|be|become|go|have|get|stand|is|are|as|in|into|to|really) )+{_OWN}{_TAIL}",
    re.IGNORECASE,
)
_MAKE = re.compile(
    r"(?:(?:please|pls|can you|could you|let['’]s|we should|honestly|(?:i|we)(?:['’]d| would)|rather"
    r"|prefer to|like to|i want to),? )*(?:have|want|treat|make|put|move|take|pull|split|turn|give"
    r"|break"
    rf"|keep|get) {_WHAT}"
    r"(?: out| off| apart)?(?: of (?P<from>[^,;.:!?“”\"]{2,60}?))?(?: (?:in|into|to|as))?"
    rf" {_OWN}{_TAIL}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r" (?:under|in|into|below|inside|within)\b", re.IGNORECASE)


def set_apart(scene: Scene, text: str) -> str:
    """The message as the wish for a task, and for the title of the other one without it."""
    said = _MAKE.fullmatch(text.strip()) or _IS.fullmatch(text.strip())
    task = _listing(scene, said["what"]) if said else None
    if said is None or task is None:
        return text
    things = things_of(task.title)
    named = things.named_in(said["what"])
    kept = things.without(named)
    own = things.lead if named[0] == things.name else ""
    new = capitalized(f"{own}{listed(named)}")
    tail = said["tail"] or ""
    if _ELSEWHERE.match(tail):
        return f"add a task “{new}”{tail}"
    side = "before" if named[0] == things.parts[0] else "after"
    handle = scene.handle(task)
    return f"add a task “{new}” {side} {handle}{tail}, rename {handle} to “{kept}”"


def _listing(scene: Scene, what: str) -> Task | None:
    """The one task that does this, and something else."""
    ids = found(scene, what, what.split(" of ", maxsplit=1)[0])
    if len(ids) != 1:
        return None
    task = scene.tree.tasks[ids[0]]
    things = things_of(task.title)
    return task if 0 < len(things.named_in(what)) < len(things.parts) else None
