"""Words as people type them, and the words that they mean: "ppl", "resturant"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agents.providers.embedded.lexicon import SHORTHAND, TYPOS

SHORTEST = 6  # letters of a word that is taken for a misspelt one
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def spelled_out(text: str) -> str:
    """A text with its shortened words in full; everything else stays as it is."""
    return " ".join(SHORTHAND.get(word.lower(), word) for word in text.split())


_TYPED = re.compile(rf"\b(?:{'|'.join(TYPOS)})\b", re.IGNORECASE)

_AD = re.compile(r"^(?:ad|dd) (?=(?:an?|the|new|one|some|another|to)\b)", re.IGNORECASE)


def retyped(text: str) -> str:
    """With the words of instructions that are often mistyped as they are meant: "taks"."""
    return _AD.sub("add ", _TYPED.sub(lambda said: TYPOS[said[0].lower()], text))


@lru_cache(maxsize=1024)
def meant(word: str, known: frozenset[str]) -> str | None:
    """The known word that a misspelt one is a letter away from; None for none, or for several."""
    if len(word) < SHORTEST or word in known:
        return None
    near = {other for other in _a_letter_away(word) if other in known}
    return near.pop() if len(near) == 1 else None


def _a_letter_away(word: str) -> Iterator[str]:
    """One letter left out, doubled, swapped with its neighbour or taken for another; never the first."""
    for place in range(1, len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
