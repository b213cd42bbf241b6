"""A heading by what it is all about: "we start with an empty system, so the entire data part can go"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.scene import Ask, Scene
from agents.providers.embedded.references.several import is_whole, shares, things_of
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.model import Task

_PART = (
    r"(?:parts?|sections?|blocks?|bits?|chunks?|phases?|side|branch|lot|business|stuff|heading"
    r"|group|complex)"
)
_WHOLE = re.compile(
    rf"\b(?:the |that |this |our )?(?:entire|whole|complete) (?P<name>[^\W\d][\w'’ -]{{2,40}}?) {_PART}\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:(?:can|could|should|may|must) (?:all )?(?:go|be (?:deleted|removed|dropped|scrapped|cut))"
    r"|delete|remove|drop|bin|scrap|kill|ditch|get rid of|(?:is|are) (?:out|gone|off|not needed|obsolete))\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:it|its|them|their|this|that)\b", re.IGNORECASE)


def whole_named(scene: Scene, text: str) -> str:
    """With the number of the one heading that is called so; as it is where that may be another one.

    Raises Ask where it would go, and does other things as well.
    """
    said = _WHOLE.search(text)
    heading = _heading(scene, said["name"]) if said else None
    if said is None or heading is None:
        return text
    things = things_of(heading.title)
    others = [part for part in things.parts if not shares(gist(said["name"]), gist(part))]
    if not others or is_whole(heading.title, said["name"]) or any(map(_SAME.search, others)):
        return f"{text[: said.start()]}{scene.handle(heading)}{text[said.end() :]}"
    if _GOES.search(text):
        raise _which(scene, heading, said["name"])
    return text


def _heading(scene: Scene, name: str) -> Task | None:
    """The one task with sub-tasks that has all these words; none where a task outside of it has them."""
    wanted = gist(name)
    named = [
        task
        for task in scene.tree.walk()
        if all(shares((word,), gist(task.title)) for word in wanted)
    ]
    above = [task for task in named if scene.tree.child_ids(task.id)]
    if len(above) != 1:
        return None
    inside = {above[0].id, *(task.id for task in scene.tree.walk(above[0].id))}
    return above[0] if all(task.id in inside for task in named) else None


def _which(scene: Scene, heading: Task, name: str) -> Ask:
    parts = [part for part in scene.tree.walk(heading.id) if shares(gist(name), gist(part.title))]
    question = f"{scene.label(heading)} is more than “{name}”. What should go?"
    options = [f"Delete {scene.handle(task)}" for task in (heading, *parts)]
    return Ask(f"whole {name}", question, options=options)
