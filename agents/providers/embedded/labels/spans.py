"""Runs of words with the same label, the likeliest that follow upon one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from agents.providers.embedded.labels.network import Floats, network
from agents.providers.embedded.labels.words import Known, seen, words

_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\w)'[^']+'(?!\w)")
SOME = 40
"""So many characters behind a span may tell more of what it means."""
_NEVER = np.float32(-1e4)

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
def labelled(text: str, known: Known) -> Labelled:
    """What is what in a message; nothing where it wants no change."""
    said = words(text)
    if not said:
        return Labelled((), 1.0)
    labels, sure = best(network().scores(seen(said, known)), network().labels)
    found: list[tuple[str, int, int]] = []
    for word, label in zip(said, labels, strict=True):
        if label.startswith("I-"):
            found[-1] = (*found[-1][:2], word.end)
        elif label != "O":
            found.append((label[2:], word.start, word.end))
    found = [_whole_quotation(text, *one) for one in found]
    ends = [0, *(end for _, _, end in found)]
    between = (text[end:start] for end, (_, start, _) in zip(ends, found, strict=False))
    spans = (
        _span(label, text[start:end], gap, text[end : end + SOME])
        for (label, start, end), gap in zip(found, between, strict=True)
    )
    return Labelled(tuple(spans), sure)


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


def best(scores: Floats, labels: tuple[str, ...]) -> tuple[list[str], float]:
    """The likeliest labels of which none goes on with what did not begin, and their likelihood.

    Viterbi's algorithm (1967) over the scores of a model that does not look at neighbouring labels.
    """
    barred = _barred(labels)
    total = scores[0] + _no_start(labels)
    came_from: list[list[int]] = []
    for row in scores[1:]:
        ways = total[:, None] + barred
        came_from.append(ways.argmax(axis=0).tolist())
        total = ways.max(axis=0) + row
    place = int(total.argmax())
    likelihood = float(np.exp(total.max()))
    path = [place]
    for before in reversed(came_from):
        place = before[place]
        path.append(place)
    return [labels[place] for place in reversed(path)], likelihood


@cache
def _barred(labels: tuple[str, ...]) -> Floats:
    """Which label cannot stand behind which: what goes on only behind what it goes on with."""
    free = [[not b.startswith("I-") or a[1:] == b[1:] for b in labels] for a in labels]
    return np.where(np.array(free), np.float32(0), _NEVER)


@cache
def _no_start(labels: tuple[str, ...]) -> Floats:
    return np.array([_NEVER if label.startswith("I-") else 0 for label in labels], np.float32)
