"""Runs of words with the same label, the likeliest that follow upon one another."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np

from agents.providers.embedded.labels.network import Floats, network
from agents.providers.embedded.labels.words import Known, Word, seen, words

_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\w)'[^']+'(?!\w)")
SOME = 40
"""So many characters behind a span may tell more of what it means."""
AT_A_WORD, BEAM = 6, 32
"""Of how many labels for a word, and beginnings of a message, more is looked at."""
MOST, LEAST = 8, 0.01
"""How many ways to label a message are told, and how likely they are at least."""

_JOINT = re.compile(r"[,;:.!?\n–—]|\b(?:and|but|so|then|also|while|plus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a message and what they are: "target" of the wish "set", say.

    `value`: which one is set; `gap`: what was said between the span before, or the start, and this one;
    `behind`: some of what was said after it.
    """

    wish: str
    role: str
    value: str
    text: str
    gap: str = ""
    behind: str = ""

    @property
    def apart(self) -> bool:
        """Whether a new clause may begin between the span before and this one."""
        return bool(_JOINT.search(self.gap))


@dataclass(frozen=True, slots=True)
class Labelled:
    """The spans of a message from left to right, and how likely it is that all are right."""

    spans: tuple[Span, ...]
    sure: float


@lru_cache(maxsize=16)  # a message is looked at whole and in parts, some more than once
def labelled(text: str, known: Known) -> tuple[Labelled, ...]:
    """What is what in a message, the likeliest first; no spans where it wants no change."""
    said = words(text)
    if not said:
        return (Labelled((), 1.0),)
    ways = likeliest(network().scores(seen(said, known)), network().labels)
    return tuple(Labelled(spans_of(text, said, labels), sure) for labels, sure in ways)


def spans_of(text: str, said: Sequence[Word], labels: Sequence[str]) -> tuple[Span, ...]:
    """The runs of words with a label, from left to right."""
    found: list[tuple[str, int, int]] = []
    for word, label in zip(said, labels, strict=True):
        if label.startswith("I-"):
            found[-1] = (*found[-1][:2], word.end)
        elif label != "O":
            found.append((label[2:], word.start, word.end))
    found = [_whole_quotation(text, *one) for one in found]
    ends = [0, *(end for _, _, end in found)]
    between = (text[end:start] for end, (_, start, _) in zip(ends, found, strict=False))
    return tuple(
        _span(label, text[start:end], gap, text[end : end + SOME])
        for (label, start, end), gap in zip(found, between, strict=True)
    )


def _whole_quotation(text: str, label: str, start: int, end: int) -> tuple[str, int, int]:
    """A span of which some is in quotes as all that is between them."""
    for quoted in _QUOTED.finditer(text):
        if quoted.start() < start + 1 and start < quoted.end() and end <= quoted.end():
            return label, quoted.start() + 1, quoted.end() - 1
    return label, start, end


def _span(label: str, text: str, gap: str, behind: str) -> Span:
    wish, _, rest = label.partition(".")
    role, _, value = rest.partition("=")
    return Span(wish, role, value, text, gap, behind)


def likeliest(scores: Floats, labels: tuple[str, ...]) -> list[tuple[list[str], float]]:
    """The likeliest labels of which none goes on with what did not begin, each with its likelihood.

    A beam search over the scores of a model that does not look at neighbouring labels; `labels` begin
    with the one for words that are in no span, which may stand anywhere.
    """
    ways: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
    least = -min(AT_A_WORD, len(labels))
    for row in scores:
        some = {0, *np.argpartition(row, least)[least:].tolist()}
        likely = [(place, float(row[place]), labels[place]) for place in some]
        longer = (
            ((*path, place), total + score)
            for path, total in ways
            for place, score, label in likely
            if _may_follow(labels[path[-1]] if path else "", label)
        )
        ways = heapq.nlargest(BEAM, longer, key=itemgetter(1))
    told = [([labels[place] for place in path], math.exp(total)) for path, total in ways[:MOST]]
    return [one for place, one in enumerate(told) if not place or one[1] >= LEAST]


def _may_follow(before: str, label: str) -> bool:
    return not label.startswith("I-") or label[1:] == before[1:]
