"""What somebody looks for, as they typed it: words, and phrases in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from projections.text import words_in

MOST_WORDS = 16
LONGEST_WORD = 64
_PIECE = re.compile('["“”„](?P<phrase>[^"“”„]*)(?P<end>["“”„]?)|(?P<words>[^"“”„]+)')


class Question(NamedTuple):
    """Phrases that all have to be there, a single word being one, too.

    `is_open`: the last word may be the beginning of one.
    """

    phrases: tuple[str, ...]
    is_open: bool = True


def question_in(text: str) -> Question:
    """What a text asks for. Any text will do: what is no word is passed over.

    Words in quotes have to follow each other; in a pair of them, the last is a whole word.
    """
    phrases: list[str] = []
    is_open, room = True, MOST_WORDS
    for piece in _PIECE.finditer(text):
        quoted, loose = piece["phrase"], piece["words"]
        words = list(_words(quoted or loose or ""))[:room]
        room -= len(words)
        if words:
            phrases += words if quoted is None else [" ".join(words)]
            is_open = not piece["end"]
    return Question(tuple(phrases), is_open)


def _words(text: str) -> Iterator[str]:
    """The words that have a letter or digit in them."""
    for word in words_in(text):
        if any(char.isalnum() for char in word):
            yield word[:LONGEST_WORD]
