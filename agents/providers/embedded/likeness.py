"""How alike two titles are, and which outline task a title written by hand resembles."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log

from agents.providers.embedded import library
from agents.providers.embedded.filling import PLACEHOLDER
from agents.providers.embedded.words import telling

SAME = 0.85
RESEMBLES = 0.62
UNKNOWN = 3.3  # how rare a word counts that no outline has


def alike(a: str, b: str) -> bool:
    """Whether two titles say the same, by their telling words."""
    one, other = telling(a), telling(b)
    if not one or not other:
        return a.strip().lower() == b.strip().lower()
    return len(one & other) >= SAME * len(one | other)


def similar_path(title: str, kinds: frozenset[str]) -> str | None:
    """Where in the knowledge base the task or sub-task stands that a title resembles most.

    None if it resembles none enough: at least three words have to agree (two for `kinds`, those
    of the plan at hand), and rare ones count more.
    """
    words = telling(title)
    rarity = _rarity()
    whole = sum(rarity.get(word, UNKNOWN) for word in words)
    best, most = None, RESEMBLES
    for path, other, weight in _titles():
        common = words & other
        if len(common) < (2 if path.split("/", 1)[0] in kinds else 3):
            continue
        score = 2 * sum(rarity[word] for word in common) / (whole + weight)
        score += 0.05 * (path.split("/", 1)[0] in kinds)
        if score > most:
            best, most = path, score
    return best


@cache
def _titles() -> tuple[tuple[str, frozenset[str], float], ...]:
    rarity = _rarity()
    told = ((path, _said(title)) for path, title in library.titles())
    return tuple((path, words, sum(rarity[w] for w in words)) for path, words in told)


@cache
def _rarity() -> dict[str, float]:
    titles = library.titles()
    counts = Counter(word for _, title in titles for word in _said(title))
    return {word: log(1 + len(titles) / count) for word, count in counts.items()}


def _said(title: str) -> frozenset[str]:
    return telling(PLACEHOLDER.sub(" ", title))
