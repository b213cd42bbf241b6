"""What is said beside a wish: why, or what it is about. It is passed over; nothing else ever is."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.lexicon import classes_of
from agents.providers.embedded.frames.patterns import compiled, written
from agents.providers.embedded.frames.tagging import tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.wording import ended, opened, wish
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Scene

_STATES = frozenset(("did", "in", "away", "modal", "finish", "start"))
_WE = r"(?i:i|we|you|they|people|everybody|everyone|nobody|no one|customers|kids)(?:'\w+)? \w+"
_HE = rf"(?:(?i:he|she|it|that|this|there|(?:my|our|his|her|their|the) \w+)|[A-Z]\w+|{TASK})"
_DOES = (
    r"(?:do|go|want|like|know|is|are|was|were|has|have|had|cannot|will|would|does|did|went|got|lost|hurt"
    r"|\w{2,}s|\w{2,}ed)"
)
_SAYS = re.compile(rf"(?i:because|since|as|so)?\b ?(?:{_WE}|{_HE}(?:'s| {_DOES})\b)")
_BECAUSE = re.compile(r"(?:because|since) ", re.IGNORECASE)
_ASKED = re.compile(r"(?:what|how|why|which|when|where|who|do|does|is|are|did)\b", re.IGNORECASE)


def is_asked(clause: str, joint: str) -> bool:
    """Whether it is a question that leads to a wish: "what does that involve? List it"."""
    return "?" in joint and _ASKED.match(clause) is not None


def is_echo(scene: Scene, clause: str) -> bool:
    """Whether words only say again that something new should be there: "can you put that in?"."""
    plain = ended(wish(opened(clause.strip(" ,;:.!?"))))
    word = "".join(token.letter for token in tokens(Reading(scene, plain), plain))
    return any(compiled(said).fullmatch(word) for said, _ in written("echoes"))


def is_remark(scene: Scene, clause: str) -> bool:
    """Whether words only say why, or what it is about: with subject and verb, and no wish or value in it."""
    plain = opened(clause.strip(" ,;:.!?"))
    if _BECAUSE.match(plain) and not re.search(rf"{QUOTE}|\d", plain):
        return True
    if not _SAYS.match(plain):
        return False
    names = [token.name for token in tokens(Reading(scene, plain), plain)]
    tasks = names.count("task")
    if tasks > 1 or not classes_of("remark").issuperset(names):
        return False
    if names[0] in ("task", "it"):
        return not _STATES.intersection(names)
    return not ("modal" in names and (tasks or names[0] in ("we", "person")))
