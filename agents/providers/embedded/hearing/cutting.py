"""A task that is too big is to be broken down: "queries and apps is a monster, cut it in smaller pieces"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.references.several import things_of

_POLITE = (
    r"(?:(?:so|and|please|pls|can|could|would|you|we|should|let['’]s|let us|maybe|i|need to"
    r"|want to),? )*"
)
_SPLIT = r"(?:split|cut|break|chop|divide|carve|slice)"
_PIECES = (
    r"(?: (?:in|into|to) (?:(?:some|a few|several|smaller|small|more|single|separate|bite-?sized?) )*"
    r"(?:pieces|parts|bits|steps|chunks|(?:sub-?)?tasks|ones|bites))"
)
_WHAT = r"(?P<what>(?:the |our )?[^;:.!?“”\"]{3,60}?)"
_HOW = r"(?:(?:just|still|really|way|far|much|a bit|a little|quite|such|becoming|getting) )*"
_BIG = (
    r"(?:(?:an? )?(?:real |total |complete |huge )?(?:monster|beast|chunk|blob|lump|mountain|huge"
    r"|massive|enormous|big)|too (?:much|big|large|vague|long|coarse|heavy|broad))"
)
_TOO_BIG = re.compile(
    rf"{_WHAT},? (?:is|are|looks?|seems?|feels?) {_HOW}{_BIG}(?: (?:thing|task|chunk|one))?"
    rf"(?: for (?:one|a single) (?:task|item|go|person))?(?: -| –)?[,;.!:]* {_POLITE}{_SPLIT}"
    rf"(?: (?:it|that|this|them|the thing|that one))(?: up| down)?{_PIECES}?(?:,? (?:please|pls))?[.!? ]*",
    re.IGNORECASE,
)
_INTO_PIECES = re.compile(
    rf"{_POLITE}{_SPLIT}(?: up| down)? {_WHAT}(?: up| down)?{_PIECES}(?:,? (?:please|pls))?[.!? ]*",
    re.IGNORECASE,
)
_VAGUE = re.compile(r" (?:thing|stuff|part|bit|one|task|section|block)s?$", re.IGNORECASE)
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
LONGEST = 200


def cut_up(scene: Scene, text: str) -> str:
    """As the wish to break down the one task that is meant; as it is where that is not clear.

    Of several that may be meant it is the one that is not done yet: there is nothing to plan in the others.
    """
    plain = text.strip()
    said = _TOO_BIG.fullmatch(plain) or _INTO_PIECES.fullmatch(plain)
    if said is None or len(plain) > LONGEST:
        return text
    what = _VAGUE.sub("", said["what"])
    ids = _listing(scene, what) or may_mean(scene, what)
    still_open = [id for id in ids if scene.tree.tasks[id].status not in ENDED]
    if len(still_open) != 1:
        return text
    return f"break {scene.handle(scene.tree.tasks[still_open[0]])} down"


def _listing(scene: Scene, what: str) -> tuple[str, ...]:
    """The tasks that do most of the things that words list; none where only one thing is named."""
    words = _BETWEEN.split(what)
    if len(words) < 2:
        return ()
    done_in = {
        task.id: sum(bool(things_of(task.title).named_in(word)) for word in words)
        for task in scene.tree.walk()
    }
    most = max(done_in.values(), default=0)
    return tuple(id for id, count in done_in.items() if count == most) if most > 1 else ()
