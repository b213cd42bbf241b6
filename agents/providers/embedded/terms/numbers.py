"""Numbers in words, as far as people write them out: up to ninety-nine."""

from __future__ import annotations

from agents.providers.embedded.terms.vocabulary import CARDINALS, any_of, cardinal

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = "one two three four five six seven eight nine"
_LARGE = {word: size for size, word in enumerate(_TEENS.split(), start=13)} | {
    word: 10 * size for size, word in enumerate(_TENS.split(), start=2)
}
_SMALL = {word: size for word, size in CARDINALS.items() if " " not in word and len(word) > 2}
NUMBER = rf"(?:{any_of(_TENS.split())}(?:[ -]{any_of(_ONES.split())})?|{any_of(_SMALL | _LARGE)})"


def number(text: str) -> int:
    """The number that `NUMBER` or `CARDINAL` matched, or "a"."""
    word = text.lower().replace("-", " ")
    if word.isdecimal() or word in CARDINALS:
        return cardinal(word)
    return sum(_LARGE.get(one) or CARDINALS[one] for one in word.split())
