"""Words as the embedded planner compares them: cut, lowered and brought to one form.

"Hiring", "hires" and "hire" compare equal, "APIs" and "API" too. Good enough to compare a person's
words with ours, where both go through the same cutting; never shown to anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agents.providers.embedded.lexicon import SMALL

WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:['’.&-][^\W_]+)*)")


def tokens(text: str) -> list[str]:
    """The words of a text as they are written: "set up OAuth 2.0" is four words."""
    return WORD.findall(text)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The form under which a word is compared."""
    short = word.lower().replace("’", "'").removesuffix("'s")
    if short == "going":
        return "go"
    if len(short) > 3 and short.endswith("ies"):
        return short[:-3] + "y"
    if len(short) > 2 and short.endswith("s") and not short.endswith(("ss", "us", "sis")):
        short = short[:-1]
    for ending in ("ing", "ed"):
        if short.endswith(ending) and len(short) - len(ending) >= 3:
            short = short[: -len(ending)]
            break
    if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "aeiouls":
        short = short[:-1]
    return short[:-1] if len(short) > 3 and short.endswith("e") else short


def stems(text: str) -> tuple[str, ...]:
    """The compared forms of all words of a text; of "sign-in" also those of its parts."""
    found: list[str] = []
    for word in tokens(text):
        found.append(stem(word))
        if "-" in word:
            found += [stem(part) for part in word.split("-")]
    return tuple(found)


def telling(text: str) -> frozenset[str]:
    """The compared forms of those words that say something."""
    return frozenset(stems(" ".join(w for w in tokens(text) if w.lower() not in SMALL)))
