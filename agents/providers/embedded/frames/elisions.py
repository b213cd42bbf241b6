"""A clause that leaves out what the one before it said: "docs on friday, the design on monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.scene import Scene

_VALUES = (
    "duration", "date", "person", "number", "r_critical", "r_high", "r_medium", "r_low", "s_completed",
    "s_in_progress", "s_blocked", "s_in_review", "s_cancelled", "s_todo",
)  # fmt: skip
_BETWEEN = frozenset(("joint", "to", "at", "by", "for", "own", "only", "be", "about", "until"))
_ENDS = re.compile(r"[,;.!?](?=\s|$)|\s(?:and|but|so|&)\s")
_A_COUNT = re.compile(r"^\S+")


def gapped(scene: Scene, clause: str, rest: str) -> str | None:
    """The rest with its first clause in the words of the clause before; None where it names anything else."""
    end = _ENDS.search(rest)
    short, further = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    new = tokens(Reading(scene, short), short)
    left = [token for token in new if token.name not in _BETWEEN]
    task = next((token for token in left if token.name == "task"), None)
    value = next((token for token in left if token.name in (*_VALUES, "one")), None)
    if task is None or value is None or len(left) != 2:
        return None
    old = tokens(Reading(scene, clause), clause)
    place = _alike(old, value.name)
    named = next((token for token in old if token.name == "task"), None)
    if place is None or named is None:
        return None
    said = short[value.start : value.end]
    if place.name == "duration" and value.name in ("number", "one"):
        said = _A_COUNT.sub(said, clause[place.start : place.end])
    swaps = sorted(
        ((place, said), (named, short[task.start : task.end])), key=lambda s: -s[0].start
    )
    for token, words in swaps:
        clause = clause[: token.start] + words + clause[token.end :]
    return f"{clause}{further}"


def _alike(old: Sequence[Token], name: str) -> Token | None:
    """What stands in the clause before where the other value does."""
    wanted = {"number": ("number", "duration"), "one": ("duration",)}.get(name)
    kinds = wanted or [one for one in _VALUES if one[:2] == name[:2] and one[1:2] == "_"] or (name,)
    return next((token for token in old if token.name in kinds), None)
