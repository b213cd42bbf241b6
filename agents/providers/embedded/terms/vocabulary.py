"""The words that mean a value: statuses, priorities, numbers, ordinals. And how forgiving we read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from agents.providers.embedded.words import stem


def _spoken(**words: str) -> Mapping[str, str]:
    """From each way to say a value to the value."""
    return {word: value for value, said in words.items() for word in said.split(", ")}


POINTS = re.compile(
    r"(?:the )?(?:other|others|rest|same)(?: one| task)?|each other|both|it|them", re.IGNORECASE
)
"""What only points at something, and is no name."""
STATUSES = _spoken(
    todo="todo, to do, to-do, open, new, not started, not done, undone, unstarted, incomplete, "
    "not complete, not completed, not finished, unfinished, pending, remaining, outstanding",
    in_progress="in progress, in-progress, in_progress, started, begun, ongoing, underway, "
    "under way, doing, wip, being worked on, work in progress, active",
    blocked="blocked, stuck, on hold, hold, on-hold, waiting, paused",
    in_review="in review, in-review, in_review, review, under review, for review, "
    "ready for review, reviewing, being reviewed, in code review",
    completed="done, complete, completed, finished, closed, resolved, all done, fully done, ready",
    cancelled="cancelled, canceled, abandoned, dropped, wontfix, won't do, won't fix, obsolete",
)
PROJECT_STATUSES = _spoken(
    planning="planning, planned, in planning",
    active="active, in progress, started, running, ongoing, underway",
    on_hold="on hold, on-hold, on_hold, paused, waiting, blocked",
    completed="completed, complete, done, finished, closed",
    archived="archived, shelved",
)
PRIORITIES = _spoken(
    critical="critical, urgent, highest, top, very high, most important, asap, p0, blocker",
    high="high, higher, important, very important, major, p1",
    medium="medium, normal, default, moderate, average, standard, p2",
    low="low, lower, minor, unimportant, not important, less important, p3",
    backlog="backlog, lowest, very low, someday, icebox, p4",
)
PRIORITY_ORDER = ("critical", "high", "medium", "low", "backlog")
_COUNTED = "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve"
_RANKED = (
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth"
)
CARDINALS = {word: number for number, word in enumerate(_COUNTED.split(", "), start=1)} | {
    "a couple of": 2,
    "couple of": 2,
    "a": 1,
    "an": 1,
    "a few": 3,
}
ORDINALS = {word: number for number, word in enumerate(_RANKED.split(", "), start=1)} | {
    "last": -1,
    "final": -1,
    "latest": -1,
    "second to last": -2,
    "second-to-last": -2,
    "second last": -2,
    "next to last": -2,
    "penultimate": -2,
    "third to last": -3,
}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


CARDINAL = rf"(?:\d+|{any_of(CARDINALS.keys() - {'a', 'an'})})"
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{any_of(ORDINALS)})"


def cardinal(text: str) -> int:
    """The number that `CARDINAL` matched, or "a"."""
    return int(text) if text.isdecimal() else CARDINALS[text.lower()]


def ordinal(text: str) -> int:
    """The place that `ORDINAL` matched: from 1 at the start, from -1 at the end."""
    word = text.lower()
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))


def meaning(words: Mapping[str, str], text: str) -> str | None:
    """The value that the text names, forgiving a slip of the keyboard; None when it names none."""
    said = " ".join(text.lower().replace("’", "'").split()).strip(' .!,;:"')
    if said in words:
        return words[said]
    if len(said) < 4:
        return None
    slack = 1 if len(said) < 8 else 2
    near = {value for word, value in words.items() if near_enough(word, said, slack)}
    return near.pop() if len(near) == 1 else None


def near_enough(word: str, said: str, slack: int) -> bool:
    """Whether a slip of at most `slack` letters leads from one to the other; the first letter holds."""
    if not slack or word[:1] != said[:1] or len(word) < 4:
        return False
    return OSA.distance(word, said, score_cutoff=slack) <= slack


@lru_cache(65_536)
def normal(text: str) -> str:
    """Text to compare titles by: compatibility forms, case and punctuation do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded.replace("'", "").replace("’", "")))


_TITLE_VERBS = (
    "add analyse analyze announce approve arrange ask assess book build buy check"
    " choose clean collect "
    "configure connect contact create define deliver deploy design develop document draft evaluate "
    "find fix gather get handle hold implement improve install integrate interview invite launch "
    "learn make measure migrate monitor move organise organize pack pick plan post"
    " prepare prototype "
    "publish read refactor register release remove research review run schedule secure select send "
    "set ship sign test train translate update upgrade validate verify wire write"
)
TITLE_VERBS = frozenset(_TITLE_VERBS.split())
_FILLER = "the a an my our your to of for on in at and with its"
FILLER = frozenset(_FILLER.split())


@lru_cache(65_536)
def gist(text: str) -> tuple[str, ...]:
    """The words that carry a title's meaning, each once, cut to what "tests" and "testing" share."""
    words = normal(text).split()
    kept = [word for word in words if word not in FILLER] or words
    acts = (_ACTS.get(word) or _ACTS.get(word.removesuffix("s"), word) for word in kept)
    return tuple(dict.fromkeys(map(stem, acts)))


_ACTS = {
    "deployment": "deploy",
    "development": "develop",
    "announcement": "announce",
    "approval": "approve",
    "celebration": "celebrate",
    "demolition": "demolish",
    "evaluation": "evaluate",
    "inspection": "inspect",
    "invitation": "invite",
    "installation": "install",
    "implementation": "implement",
    "integration": "integrate",
    "migration": "migrate",
    "preparation": "prepare",
    "publication": "publish",
    "registration": "register",
    "rehearsal": "rehearse",
    "selection": "select",
    "translation": "translate",
}
"""What is done, by the verb for it."""


def capitalized(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(items: list[str]) -> str:
    """As people list things: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
