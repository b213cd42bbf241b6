"""A clause that leaves out what the one before it said: "docs on friday, the design on monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import CARDINALS, any_of

VALUES = (
    "duration", "date", "person", "number", "r_critical", "r_high", "r_medium", "r_low",
    "r_backlog", "s_completed",
    "s_in_progress", "s_blocked", "s_in_review", "s_cancelled", "s_todo",
)  # fmt: skip
BETWEEN = frozenset(
    ("joint", "to", "at", "by", "for", "own", "only", "be", "about", "until", "do", "have")
)
_ENDS = re.compile(r"[,;.!?](?=\s|$)|\s(?:and|but|so|&)\s")
_SO_IS = re.compile(
    r"(?:(?:and )?so )?(?:is|are|does|do|did|has|have|can|should|must|will) "
    r"|(?:the )?same (?:for|with|goes for) ",
    re.IGNORECASE,
)
_TOO = re.compile(
    rf"(?:,|,? and|,? &) (?P<task>{TASK}),? (?:too|as well|also|likewise|same)(?=[,;.!)]|$)",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(
    rf"(?<={TASK}),? (?:and|plus) also (?={TASK}(?: too| as well)?(?:[,;.!]|$))", re.IGNORECASE
)
_IS_COUNT = re.compile(rf"\d+|{any_of(CARDINALS)}")
_A_COUNT = re.compile(r"^(?:\d+|\S+)")
MUCH_MORE = 20
"""So many times what was said before is not meant in the same unit."""


def spelled_out(text: str) -> str:
    """With "and T2 too" as "same for T2", and "T1 and also T2" as both."""
    return _TOO.sub(r", same for \g<task>", _AND_ALSO.sub(" and ", text))


def gapped(scene: Scene, clause: str, rest: str) -> str | None:
    """The rest with its first clause in the words of the clause before; None where it names anything else."""
    end = _ENDS.search(rest)
    short, further = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    alike = _SO_IS.match(short)
    short = short[alike.end() :] if alike else short
    new = [token for token in tokens(Reading(scene, short), short) if token.name not in BETWEEN]
    task = next((token for token in new if token.name == "task"), None)
    value = next((token for token in new if token.name in (*VALUES, "one")), None)
    if task is None or len(new) != 1 + (value is not None) or not (value or alike):
        return None
    old = tokens(Reading(scene, clause), clause)
    named = next((token for token in old if token.name == "task"), None)
    place = of_its_kind(old, value.name) if value else None
    if named is None or (value and not place):
        return None
    swaps = [(named, short[task.start : task.end])]
    if value and place:
        swaps.append((place, put(clause[place.start : place.end], short[value.start : value.end])))
    return f"{_swapped(clause, swaps)}{further}"


def _swapped(clause: str, swaps: Sequence[tuple[Token, str]]) -> str:
    for token, words in sorted(swaps, key=lambda swap: -swap[0].start):
        clause = clause[: token.start] + words + clause[token.end :]
    return clause


def put(old: str, new: str) -> str:
    """A value for another; a number is of the same unit, or of minutes: "an hour", "make it 90"."""
    if not _IS_COUNT.fullmatch(new):
        return new
    in_its_unit = _A_COUNT.sub(new, old)
    before, now = minutes(old), minutes(in_its_unit)
    return f"{new} minutes" if before and now and now >= MUCH_MORE * before else in_its_unit


def of_its_kind(old: Sequence[Token], name: str) -> Token | None:
    """What stands in the clause before where the other value does."""
    wanted = {"number": ("number", "duration"), "one": ("duration",)}.get(name)
    kinds = wanted or [one for one in VALUES if one[:2] == name[:2] and one[1:2] == "_"] or (name,)
    return next((token for token in old if token.name in kinds), None)
