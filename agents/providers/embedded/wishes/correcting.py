"""A new name for a task, or for a part of its title: "it's a house, not a flat"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.terms.vocabulary import CARDINAL
from ledger.core.model import Task

_CORRECTS = re.compile(
    r"\b(?:not|\w+n['’]?t|never|nobody|instead|rather|actually|really|says?|spell(?:ed|ing|s)?|typos?"
    r"|mistake|correct|replace|swap|put|write|use|saying)\b|\bs/",
    re.IGNORECASE,
)
"""What is said where words of a title are not right."""
_NAMES = re.compile(
    r"\b(?:(?<!not )call(?:ed)?|names?|named|titles?|titled|rename[ds]?|renaming)\b", re.IGNORECASE
)
"""What is said where all of it is to be another one."""
_INSTEAD_OF = re.compile(
    r"[\"”]?(?: there| here| in it)?,? (?:instead of|rather than|in place of|not|and not) (?:the )?[\"“]?"
    r"(?P<old>[^,.;:!?\"”]+)",
    re.IGNORECASE,
)
_TYPO = re.compile(r"\b(?:typos?|misspel\w+|spelling|spel{1,2}ed)\b", re.IGNORECASE)
ALIKE = 70
"""From which likeness on (of 100) a word is taken for another one, spelled right."""
_WITHIN = re.compile(r"[\"”']? in (?:the|that|this|t\d|#\d)", re.IGNORECASE)
_SINGULAR = re.compile(r"(?<=[^s])s$", re.IGNORECASE)
_COUNT = re.compile(rf"\d+|{CARDINAL}", re.IGNORECASE)
MUCH_LONGER = 2
"""A name with so many words more than what it replaces is all of a title."""


def corrected(tasks: Iterable[Task], old: list[Span], new: Span) -> str:
    """All of the new title of the one task that is spoken of, where only a part of it was put right."""
    named = list(tasks)
    if len(named) == 1 and _TYPO.search(" ".join([*(s.gap for s in old), new.gap])):
        return spelled(named[0].title, new.text)
    instead = _INSTEAD_OF.match(new.behind)
    said = old[0].text
    if instead and said.lower() not in instead["old"].lower():
        said = instead["old"].strip()
    gaps = " ".join([*(span.gap for span in old), new.gap, new.behind])
    if len(named) != 1 or not (
        instead
        or _puts_right(gaps)
        or _counts(said, new.text)
        or _WITHIN.match(new.behind)
        or _alters(said, new.text, old[0].gap + new.gap)
    ):
        return new.text
    whole = named[0].title
    if said.lower().endswith("s") and not _word(said).search(whole):
        said, new = said[:-1], replace(new, text=_SINGULAR.sub("", new.text))
    part = _word(said)
    kept = set(part.sub("", whole).lower().split()) - set(said.lower().split())
    if not kept:
        return new.text
    longer = len(new.text.split()) - len(said.split())
    if not part.search(whole) or kept & set(new.text.lower().split()) or longer > MUCH_LONGER:
        return new.text
    return _begun_alike(part.sub(lambda _: new.text, whole), whole)


def _word(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE)


def respelled(whole: str, new: str) -> str:
    """A title with words spelled another way, "sign-up" in “Signup API”; the new words where none are."""
    words = whole.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if _letters("".join(words[start:end])) == _letters(new):
                return _begun_alike(" ".join([*words[:start], new, *words[end:]]), whole)
    return new


def spelled(whole: str, new: str) -> str:
    """A title with the word that is most like a new one put right; the new words where none is."""
    if len(new.split()) > 1:
        return new
    words = whole.split()
    best = max(words, key=lambda word: fuzz.ratio(_letters(word), _letters(new)))
    if fuzz.ratio(_letters(best), _letters(new)) < ALIKE:
        return new
    sign = best[len(best.rstrip(",.:;")) :]
    return " ".join(new + sign if word is best else word for word in words)


def _puts_right(said: str) -> bool:
    return _CORRECTS.search(said) is not None and not _NAMES.search(said)


def _alters(old: str, new: str, said: str) -> bool:
    """Whether some words of several become others: "the login screen is going to be a login dialog"."""
    words = old.lower().split()
    kept = set(words) & set(new.lower().split())
    return len(words) > 1 and bool(kept) and not _NAMES.search(said)


def _counts(old: str, new: str) -> bool:
    """Whether one number comes for another: "three quotes are too few, make it five"."""
    return all(_COUNT.fullmatch(words) for words in (old, new))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.lower()))


def _begun_alike(title: str, whole: str) -> str:
    return title[:1].upper() + title[1:] if whole[:1].isupper() else title
