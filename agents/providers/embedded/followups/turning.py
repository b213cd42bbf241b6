"""The other way: "sorry, I meant down" behind "move the newsletter up"."""

from __future__ import annotations

import re
from itertools import chain

_PAIRS = (
    ("up", "down"),
    ("above", "below"),
    ("before", "after"),
    ("earlier", "later"),
    ("forward", "back"),
    ("higher", "lower"),
    ("first", "last"),
    ("top", "bottom"),
    ("start", "end"),
    ("beginning", "end"),
    ("double", "halve"),
    ("raise", "lower"),
)
_TURNED = {
    said: tuple(other for pair in _PAIRS if said in pair for other in pair if other != said)
    for said in chain.from_iterable(_PAIRS)
}
_LEAD = re.compile(r"^(?:(?:to|at|it|the|move|one)\s+)+(?=\w)", re.IGNORECASE)
_OTHER_WAY = re.compile(
    r"(?:in )?(?:the )?(?:other|opposite) (?:way|direction)(?: ?a?round)?", re.IGNORECASE
)


def turned(wish: str, said: str) -> str:
    """A wish with the way that is said now in the place of its contrary; empty where it has none."""
    way = said.strip(" .!").lower()
    if _OTHER_WAY.fullmatch(way):
        ways = {word: others[0] for word, others in _TURNED.items()}
    else:
        way = _LEAD.sub("", way)
        ways = dict.fromkeys(_TURNED.get(way, ()), way)
    there = [word for word in re.finditer(r"[^\W\d_]+", wish) if word[0].lower() in ways]
    if len(there) != 1:
        return ""
    [one] = there
    return f"{wish[: one.start()]}{ways[one[0].lower()]}{wish[one.end() :]}"
