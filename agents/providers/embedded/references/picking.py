"""What the person answers when they were asked which task: "the first one", "T3", "both", "yes"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.references.matching import Titles
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import ORDINAL, ordinal

NEVER_MIND = re.compile(
    r"(?:no(?:pe)?|none(?: of (?:them|these|those))?|neither|never ?mind|cancel|forget "
    r"(?:it|about it)|"
    r"stop|nothing|leave it|no,? thanks?|abort)[.! ]*",
    re.IGNORECASE,
)
YES = re.compile(
    r"(?:yes|yep|yeah|y|sure|ok(?:ay)?|correct|right|that one|exactly|please do)[.! ]*"
)
YES_OR_NO = re.compile(
    r"(?:yes|yep|yeah|yup|y|sure|correct|no|nope|nah|n)(?:,? (?:please|thanks))?[.! ]*"
)
_ALL = re.compile(r"(?:all|both|each|every one|all (?:of )?(?:them|these)|both (?:of )?them)[.! ]*")
_NUMBER = re.compile(r"(?:task |number |option |#)*(t?)(\d+)[.! ]*")
_PLACE = re.compile(rf"(?:the )?({ORDINAL})(?: (?:one|task|option))?[.! ]*")
_WORD = re.compile(r"\w+")
_SMALL = re.compile(
    r"\b(?:an?|the|it|please|just|then|only|yes|ok|okay|is|that|this|one|option)\b|[^\w\s]"
)
MOST_WORDS = 4
"""Who says more says something else than what was offered."""
_AND = re.compile(r"\s*(?:,\s*and\b|,|&|\band\b)\s*")


def picked(options: Sequence[str], answer: str) -> str | None:
    """The one of the offered answers that is meant by its place, or by words that only it has: "split it"."""
    low = " ".join(answer.lower().split())
    if match := _PLACE.fullmatch(low):
        place = ordinal(match[1])
        fits = 0 < abs(place) <= len(options)
        return options[place - 1 if place > 0 else place] if fits else None
    said = set(_SMALL.sub(" ", low).split())
    having = [option for option in options if said <= set(_WORD.findall(option.lower()))]
    return having[0] if len(having) == 1 and len(low.split()) <= MOST_WORDS else None


def choose(scene: Scene, answer: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids, of those that were offered, that the answer means; none when it means none of them."""
    low = " ".join(answer.lower().split())
    if _ALL.fullmatch(low) or (len(ids) == 1 and YES.fullmatch(low)):
        return tuple(ids)
    one = _one(scene, low, ids)
    if one:
        return (one,)
    parts = [_one(scene, part, ids) for part in _AND.split(low) if part]
    return tuple(part for part in parts if part) if len(parts) > 1 and all(parts) else ()


def _one(scene: Scene, low: str, ids: Sequence[str]) -> str | None:
    tasks = [scene.tree.tasks[id] for id in ids]
    offered = next((task.id for task in tasks if scene.option(task).lower() == low), None)
    if offered is not None:
        return offered
    if match := _NUMBER.fullmatch(low):
        number = int(match[2])
        named = [task.id for task in tasks if task.number == number]
        nth = () if match[1] else ids[number - 1 : number] if number else ()
        return next(iter((*named, *nth)), None)
    if match := _PLACE.fullmatch(low):
        place = ordinal(match[1])
        fits = 0 < abs(place) <= len(ids)
        return ids[place - 1 if place > 0 else place] if fits else None
    found = Titles(tasks).find(low).ids
    return found[0] if len(found) == 1 else None
