"""A thing that is told of, and then added: "Tiling takes three days. Add it to the works."."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import capitalized

_TOLD = re.compile(
    r"(?:the )?(?P<what>[^,;.:!?“”\"]{3,60}?) (?:will )?(?:takes?|needs?|lasts?) (?:about |around )?"
    r"(?P<long>(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|half an?) "
    r"(?:minutes?|hours?|days?|weeks?|months?))"
    r"(?:[.;,!]+| -| –) *(?:(?:so|and|please|pls) )*(?:add|put|insert) (?:it|that|this) (?P<where>(?:in"
    r"|into|to|under|as|before"
    r"|after|at|between|on|there) ?[^.!?]*?)[.!]*",
    re.IGNORECASE,
)


def introduced(scene: Scene, text: str) -> str:
    """The wish to add what is no task yet; the message as it is where a task is called so."""
    told = _TOLD.fullmatch(text.strip())
    if told is None or _is_a_task(scene, told["what"]):
        return text
    return f"add “{capitalized(told['what'])}” {told['where']}, {told['long']}"


def _is_a_task(scene: Scene, what: str) -> bool:
    """Whether a task is about this, and does not only list it."""
    things = [things_of(scene.tree.tasks[id].title) for id in found(scene, what)]
    named = [one.named_in(what) for one in things]
    return any(
        one.name in some or len(some) in (0, len(one.parts))
        for one, some in zip(things, named, strict=True)
    )
