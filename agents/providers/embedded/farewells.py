"""Good wishes at the start and the end of a talk, in which nothing is wished for."""

from __future__ import annotations

import re

from agents.providers.embedded.answers import Answer

LONGEST = 100
_DAY = (
    r"(?:tomorrow|then|later|soon|around|again|next week"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_FAREWELL = re.compile(
    r"(?:(?:ok(?:ay)?|alright|all right|well|so|thanks?(?: you)?|thx|cheers|great|good|and|then|now"
    r"|everybody|everyone|all|team|guys)[\s,.!]+)*"
    r"(?:(?:good ?bye|bye(?: bye)?|ciao|cu|ttyl|take care|so long|farewell"
    r"|(?:i(?:['’]ll| will) )?(?:see|talk to|speak to|write to|catch) (?:you|u|ya)"
    rf"(?: {_DAY}){{0,2}}|until {_DAY}"
    rf"|(?:i(?:['’]m| am|['’]ll be| will be) )?back {_DAY}"
    r"|(?:good|have a (?:good|nice|great|lovely)|enjoy (?:the|your)) (?:morning|day|evening|night|weekend"
    r"|week|afternoon|holidays?)(?: (?:all|everybody|everyone|team))?"
    r"|(?:that(?:['’]s| is|['’]ll be| will be) (?:it|all)|enough)(?: (?:for|from) (?:today|now|me))+"
    rf"|(?:i(?:['’]m| am) )?done for today|(?:i )?(?:have to|gotta|must) go(?: now)?)[\s,.!:)]*)+",
    re.IGNORECASE,
)
GOOD = "All right, nothing is changed by that. The plan waits for you here."


def farewell(text: str) -> Answer | None:
    """What is said to it; None for anything else."""
    said = text.strip()
    if len(said) > LONGEST or not _FAREWELL.fullmatch(said):
        return None
    return Answer(text=GOOD)
