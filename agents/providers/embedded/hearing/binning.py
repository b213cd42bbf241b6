"""What is asked for only to be thrown away: "safety check at the end? it's a shed! bin it"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.likeness import most_alike
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import listed

_AWAY = r"(?:bin|scrap|drop|delete|remove|kill|ditch|lose|axe|chuck|toss|cut|strike|skip|get rid of|forget)"
_POLITE = (
    r"(?:(?:so|and|please|pls|just|let['’]s|let us|we can|you can|can you|could you|i say),? )*"
)
_WHAT = r"(?:the |our |a |an )?(?P<what>[^,;:.!?“”\"]{3,60}?)"
_PLACE = (
    r" (?:(?:right |there )?at the (?:very )?(?:end|start|beginning|top|bottom|back|front)"
    r"|in the middle)"
)
_ASKED = re.compile(
    rf"(?:(?:what|why) (?:is |do we need |do we have )?)?{_WHAT}(?P<place>{_PLACE})?(?: too)?"
    rf"(?: \?|\?)[?!]*\s+(?P<why>(?:[^?;:“”\"]{{3,100}}[.!,?;–-]+\s+)?){_POLITE}"
    rf"(?:{_AWAY} (?:it|that|this|that one|the thing)|throw (?:it|that) (?:out|away)|(?:get|be) rid)"
    r"(?: out| off| away)?(?:,? (?:please|pls|then|thanks))*[.!]*",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"{_POLITE}{_AWAY} {_WHAT}(?P<place>{_PLACE})(?P<why>)(?:,? (?:please|pls|thanks))*[.!]*",
    re.IGNORECASE,
)
LONGEST = 200


def thrown_away(scene: Scene, text: str) -> str:
    """As the wish to delete the one task that is meant; as it is where something else is wished for too."""
    plain = text.strip()
    said = _ASKED.fullmatch(plain) or _SAID.fullmatch(plain) if len(plain) <= LONGEST else None
    if said is None or any(map(is_command, said["why"].split())):
        return text
    what = said["what"]
    named = f"{what}{said['place'] or ''}"
    if named != what and len(may_mean(scene, named)) == 1:
        what = named
    if len(may_mean(scene, what)) == 1:
        return f"delete {what}"
    ids = most_alike(scene, what)
    return f"delete {_named(scene, ids[0], what)}" if ids else text


def _named(scene: Scene, id: str, what: str) -> str:
    """The task by its number, or the part of it that is meant: what goes with it is asked then."""
    things = things_of(scene.tree.tasks[id].title)
    parts = things.named_in(what)
    is_part = bool(parts) and things.name not in parts
    return listed(parts) if is_part else scene.handle(scene.tree.tasks[id])
