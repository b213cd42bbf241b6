"""How many tokens a text is, near enough and on the safe side: not every model's tokenizer is at hand.

Letters come about four a token in English words, digits and punctuation hardly more than one; beyond
ASCII it goes by the bytes of UTF-8. docs/agents.md says how this compares with a real tokenizer.
"""

from __future__ import annotations

import string
from math import ceil

_WORDS = (string.ascii_letters + " ").encode()
LETTERS_A_TOKEN = 4
TOKENS_A_MARK = 0.8
TOKENS_A_BYTE_BEYOND = 0.6


def tokens(text: str) -> int:
    """An estimate."""
    whole = len(text.encode())
    ascii_only = text.encode("ascii", "ignore")
    marks = len(ascii_only.translate(None, _WORDS))
    words = len(ascii_only) - marks
    beyond = whole - len(ascii_only)
    return ceil(words / LETTERS_A_TOKEN + marks * TOKENS_A_MARK + beyond * TOKENS_A_BYTE_BEYOND)
