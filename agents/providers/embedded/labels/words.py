"""A message as words, each with what the model is shown of it.

The model was trained on exactly this (`tools/labels`): who changes what is seen here trains it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zlib import crc32

from ledger.core.model import Tree

MOST_WORDS: Final = 48
LONGEST_TITLE: Final = 6
BUCKETS: Final = 4096
"""How many places there are for the beginnings and ends of words."""
KINDS: Final = (
    "word",
    "number of a task",
    "ordinal",
    "duration",
    "number",
    "month",
    "day",
    "unit",
    "counting word",
    "quote",
    "sign",
)
FLAGS: Final = 11
_WORD = re.compile(
    r"[t#]\d+(?:\.\d+)*\b|\d{4}-\d\d?-\d\d?\b|\d+(?:[.:,/]\d+)*(?:(?:st|nd|rd|th|h|hrs?|d|m|mins?|w|wks?)\b)?"
    r"|[^\W\d_]+(?:(?:-|['’](?!(?:s|ll|m|d|re|ve)\b))[^\W\d_]+)*|['’](?:s|ll|m|d|re|ve)\b|[^\w\s]|\w+",
    re.IGNORECASE,
)
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july"
    " august september october november december"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun today tomorrow tonight weekend yesterday week month easter christmas"
)
_UNITS = (
    "minute minutes min mins hour hours hr hrs h day days d week weeks wk wks months year years"
)
_COUNTS = "one two three four five six seven eight nine ten couple half few dozen"
_BY_WORD: Final = {
    word: KINDS.index(kind)
    for kind, words in (
        ("unit", _UNITS),
        ("counting word", _COUNTS),
        ("month", _MONTHS),
        ("day", _DAYS),
    )
    for word in words.split()
}
_BY_FORM: Final = (
    (re.compile(r"[tT#]\d+(?:\.\d+)*"), KINDS.index("number of a task")),
    (re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE), KINDS.index("ordinal")),
    (
        re.compile(r"\d+(?:\.\d+)?(?:h|hrs?|d|m|min|mins|w|wks?)", re.IGNORECASE),
        KINDS.index("duration"),
    ),
    (re.compile(r"\d+(?:[.:,/-]\d+)*"), KINDS.index("number")),
    (re.compile(r"[\"“”„«»‘’'`]"), KINDS.index("quote")),
    (re.compile(r"[^\w\s]"), KINDS.index("sign")),
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "by",
        "with",
        "at",
        "from",
        "is",
        "it",
        "my",
        "our",
    ]
)
_ENDINGS = ("ing", "ies", "es", "ed", "s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it is in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan says of words: the stems in its titles, those beside each other there, all of a title.

    And who has tasks, and what these are tagged with.
    """

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    titles: frozenset[tuple[str, ...]]
    people: frozenset[str]
    tags: frozenset[str]

    @classmethod
    def of(cls, titles: Iterable[str], people: Iterable[str], tags: Iterable[str]) -> Known:
        """By titles, names and tags as they are written."""
        named = {tuple(stem(word[0]) for word in _WORD.finditer(title.lower())) for title in titles}
        return cls(
            frozenset(one for title in named for one in title) - _SMALL,
            frozenset(pair for title in named for pair in pairwise(title)),
            frozenset(named),
            frozenset(name.lower() for name in people),
            frozenset(tag.lower() for tag in tags),
        )

    @classmethod
    def in_plan(cls, tree: Tree) -> Known:
        """What a plan says of them."""
        tasks = tree.tasks.values()
        return cls.of(
            (task.title for task in tasks),
            (task.assignee for task in tasks if task.assignee),
            (tag for task in tasks for tag in task.tags),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model is shown of a word, in numbers."""

    low: str
    kind: int
    flags: tuple[bool, ...]
    ends: tuple[int, int, int]


def words(text: str) -> list[Word]:
    """The words and signs of a text, the first `MOST_WORDS`."""
    found = (Word(word[0], word.start(), word.end()) for word in _WORD.finditer(text))
    return [word for word, _ in zip(found, range(MOST_WORDS), strict=False)]


def seen(said: list[Word], known: Known) -> list[Seen]:
    """What is shown of each word of a text."""
    stems = [stem(word.text.lower()) for word in said]
    paired = _paired(stems, known)
    whole = _whole(stems, known)
    nothing_yet = not known.titles
    return [
        _seen(word.text, known, (place == 0, place == len(said) - 1, *in_title, nothing_yet))
        for place, (word, *in_title) in enumerate(zip(said, paired, whole, strict=True))
    ]


def _paired(stems: list[str], known: Known) -> list[bool]:
    """Whether each stands beside a word as it does in a title."""
    beside = [pair in known.pairs for pair in pairwise(stems)]
    return [a or b for a, b in zip([False, *beside], [*beside, False], strict=True)]


def _whole(stems: list[str], known: Known) -> list[bool]:
    """Whether each is in a run of words that is all of a title."""
    found = [False] * len(stems)
    for length in range(1, min(LONGEST_TITLE, len(stems)) + 1):
        for start in range(len(stems) - length + 1):
            if tuple(stems[start : start + length]) in known.titles:
                found[start : start + length] = [True] * length
    return found


def _seen(word: str, known: Known, stands: tuple[bool, ...]) -> Seen:
    low = word.lower()
    kind = _kind(word, low)
    flags = (
        low not in _SMALL and stem(low) in known.stems,
        low in known.people,
        low in known.tags,
        word[0].isupper(),
        word.isupper() and len(word) > 1,
        low in _SMALL,
        *stands,
    )
    ends = (_bucket("end", low[-3:]), _bucket("start", low[:3]), _bucket("last", low[-2:]))
    return Seen(low, kind, flags, ends)


def _kind(word: str, low: str) -> int:
    by_word = _BY_WORD.get(low)
    if by_word is not None:
        return by_word
    return next((kind for form, kind in _BY_FORM if form.fullmatch(word)), 0)


def _bucket(which: str, letters: str) -> int:
    return crc32(f"{which} {letters}".encode()) % BUCKETS


def stem(word: str) -> str:
    """A word without its ending: crude, and the same for titles and messages."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and (word.endswith("e") or word[-1] == word[-2]):
        return word[:-1]
    return word
