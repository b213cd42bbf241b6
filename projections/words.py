"""Words as they are looked up, without case and accents, and the piece of a text that shows them.

This is how SQLite's full-text index reads text (`unicode61 remove_diacritics 2`): a word is a run of
letters and digits. Where a database would read it otherwise, the words are found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from projections.question import Question

SNIPPET_WORDS = 16
LONGEST_LOOK = 50_000
"""Characters of a text that are looked through for a snippet: somebody waits for it."""
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_PLAIN = re.compile("[a-z0-9]+")


class Part(NamedTuple):
    """A piece of a snippet; `hit`: it is one of the words that were looked for."""

    text: str
    hit: bool


class Wanted(NamedTuple):
    """What is looked for: phrases of words that follow each other. `is_open`: the last is a beginning."""

    phrases: tuple[tuple[str, ...], ...]
    is_open: bool

    def has(self, word: str) -> bool:
        """Whether a word of a text is one of them."""
        if self.is_open and word.startswith(self.phrases[-1][-1]):
            return True
        return any(word in phrase for phrase in self.phrases)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    return [_folded(found) for found in _WORD.findall(text)]


def wanted_in(question: Question) -> Wanted:
    """What somebody looks for. Each phrase has a letter or digit in it."""
    phrases = tuple(tuple(words_of(phrase)) for phrase in question.phrases)
    return Wanted(phrases, question.is_open)


def snippet(texts: Sequence[str], wanted: Wanted) -> tuple[Part, ...]:
    """The piece with the most hits of the first of these texts that has any, else of the first."""
    texts = [text[:LONGEST_LOOK] for text in texts]
    for text in texts:
        found = list(_WORD.finditer(text))
        hits = [wanted.has(_folded(word.group())) for word in found]
        if any(hits):
            begin = _best(hits)
            return tuple(_parts(text, found, hits, begin))
    return tuple(_parts(texts[0], list(_WORD.finditer(texts[0])), [], 0))


def _folded(word: str) -> str:
    """A word without case and accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)) or word


def _best(hits: Sequence[bool]) -> int:
    """Where a piece begins that has the most hits, a few words before the first of them."""
    last = max(len(hits) - SNIPPET_WORDS, 0)
    until = [0, *accumulate(hits)]
    best = max(range(last + 1), key=lambda i: until[min(i + SNIPPET_WORDS, len(hits))] - until[i])
    first = hits.index(True, best)
    return min(max(first - SNIPPET_WORDS // 4, 0), last) if best else 0


def _parts(
    text: str, found: Sequence[re.Match[str]], hits: Sequence[bool], begin: int
) -> Iterator[Part]:
    shown = found[begin : begin + SNIPPET_WORDS]
    end = len(text) if begin + SNIPPET_WORDS >= len(found) else shown[-1].end()
    place = shown[0].start() if begin else 0
    if begin:
        yield Part("…", hit=False)
    for word, hit in zip(shown, hits[begin:], strict=False):
        if hit:
            if place < word.start():
                yield Part(text[place : word.start()], hit=False)
            yield Part(word.group(), hit=True)
            place = word.end()
    rest = text[place:end] + ("" if end == len(text) else "…")
    if rest:
        yield Part(rest, hit=False)
