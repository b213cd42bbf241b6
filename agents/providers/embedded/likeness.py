"""How alike two titles are, and which outline task a title written by hand resembles."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log

from agents.providers.embedded import library
from agents.providers.embedded.library import Node
from agents.providers.embedded.words import telling

SAME = 0.85
RESEMBLES = 0.62


def alike(a: str, b: str) -> bool:
    """Whether two titles say the same, by their telling words."""
    one, other = telling(a), telling(b)
    if not one or not other:
        return a.strip().lower() == b.strip().lower()
    return len(one & other) >= SAME * len(one | other)


def similar_node(title: str, kinds: frozenset[str]) -> Node | None:
    """The outline task with sub-tasks that a title resembles most, none if it resembles none enough.

    At least two words have to agree, and rare ones count more. `kinds` win where two are as good.
    """
    words = telling(title)
    rarity = _rarity()
    whole = sum(rarity.get(word, 3.0) for word in words)
    best, most = None, RESEMBLES
    for node, other, weight in _titles():
        common = words & other
        if len(common) < 2:
            continue
        score = 2 * sum(rarity[word] for word in common) / (whole + weight)
        score += 0.05 * (node.path.split("/", 1)[0] in kinds)
        if score > most:
            best, most = node, score
    return best


@cache
def _titles() -> tuple[tuple[Node, frozenset[str], float], ...]:
    rarity = _rarity()
    told = ((node, _said(node)) for node in _nodes() if node.children)
    return tuple((node, words, sum(rarity[w] for w in words)) for node, words in told)


@cache
def _rarity() -> dict[str, float]:
    nodes = _nodes()
    counts = Counter(word for node in nodes for word in _said(node))
    return {word: log(1 + len(nodes) / count) for word, count in counts.items()}


@cache
def _nodes() -> tuple[Node, ...]:
    kinds = library.index().kinds
    return tuple(node for kind in kinds for node in library.outline(kind).root.walk())


def _said(node: Node) -> frozenset[str]:
    return telling(node.title.replace("{", " ").replace("}", " ")) - {
        "thing",
        "the_thing",
        "a_thing",
    }
