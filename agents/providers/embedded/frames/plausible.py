"""Whether words can be the title of a task, or say something that nobody would call a task."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.lexicon import classes_of
from agents.providers.embedded.frames.tagging import tokens
from agents.providers.embedded.grammar.pieces import are_times_as_names
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.terms.instructions import belongs_to_instructions, is_command

_NAMES = frozenset(("unknown", "did", "person", "quote"))
_JOINS = frozenset(
    ("under", "in", "to", "for", "of", "with", "at", "by", "from", "before", "after", "and", "as")
)
_PLACES = frozenset(
    (
        "and",
        "between",
        "under",
        "after",
        "before",
        "once",
        "until",
        "as",
        "to",
        "in",
        "for",
        "with",
        "from",
        "of",
        "without",
    )
)
_SENTENCE = re.compile(r"[.!?;:\n](?=\s+\S)|\s[-–—]\s")
_ERRAND = re.compile(r"(?P<verb>[a-z]{3,}) (?:the|an?|some|our|my|your) (?P<what>[^\W\d_]+)")
_ALSO_ERRANDS = ("call", "ask", "order", "send", "check", "fix", "book", "pick")
_WHEN = frozenset(("duration", "date"))
_SAID_OF_A_TASK = re.compile(
    r"it|that|this|them|these|those|so|less|ones?"
    r"|(?:(?:an?|another|some|more|second|third|closer|fresh|final|last|quick|good|bit|little|lots?|of) )*"
    r"(?:more|time|help|looks?|love|attention|work|care|thought|glance|tlc|eyes|lot|bit|while|break)"
    r"|minutes?|hours?|days?|weeks?|months?|done|(?:(?:a lot|way|much|far) )?(?:less|fewer|more)(?: \w+s)?"
    r"|(?:i|we|you|he|she|they|be|been|as|than|too|thats?|it|this) .*"
    r"|(?:more|finer|better|further|lots of) (?:details?|steps|time|work)\b.*",
    re.IGNORECASE,
)


def names_something(text: str) -> bool:
    """Whether words may be a name, and are not only said of a task: "a second look", "more time"."""
    return _SAID_OF_A_TASK.fullmatch(text.strip()) is None


def is_duty(r: Reading, text: str) -> bool:
    """Whether it says that something has to be done to what is no task: "the piano has to be moved"."""
    names = [token.name for token in tokens(r, text)]
    at = next((place for place, name in enumerate(names) if name in ("modal", "needs")), 0)
    subject, rest = names[:at], names[at + 1 :]
    return (
        "unknown" in subject
        and classes_of("subject").issuperset(subject)
        and not _NAMES.isdisjoint(rest)
        and classes_of("duty").issuperset(rest)
    )


def _goes_on(text: str) -> bool:
    """Whether another sentence follows, or another wish: "and delete T3"."""
    ahead = re.findall(rf"(?:,|\b(?:and|but|then)\b)\s*(?!and |but |then )({TASK}|[^\W\d_]+)", text)
    return bool(_SENTENCE.search(text)) or any(
        re.match(TASK, word) or is_command(word) for word in ahead
    )


def is_errand(text: str) -> bool:
    """Whether it is something to do, and nothing that is done to a plan: "water the plants"."""
    said = _ERRAND.match(text)
    if said is None or belongs_to_instructions(said["what"]):
        return False
    return said["verb"] in _ALSO_ERRANDS or not belongs_to_instructions(said["verb"])


def _only_tells(text: str) -> bool:
    """Whether there is nothing but words of instructions, and tasks that there are: "absorb T4"."""
    words = re.findall(rf"{QUOTE}|[^\W_]+", text)
    return all(belongs_to_instructions(word) for word in words)


def is_title(r: Reading, text: str, *, noun: bool = False) -> bool:
    """Whether it names something: a word that is not of instructions, and none that makes it a sentence.

    `noun`: an article before it says that it is a thing, whatever else its words may mean: "a budget".
    """
    if are_times_as_names(r, text):
        return True
    names = [token.name for token in tokens(r, text)]
    if names[0] == "missing" and len(names) > 1:  # "forgotten password"
        names = names[1:]
    return (
        (noun or not (_NAMES.isdisjoint(names) or _only_tells(text)))
        and classes_of("no_title").isdisjoint(names)
        and names[-1] not in _JOINS
        and names[0] not in _PLACES
        and not ("number" in names[:1] and "part" in names[:2])
        and not _WHEN.intersection(names[1:])
        and not (names[:2] == ["number", "joint"] or _goes_on(text))
        and not {"task", "plan_noun"}.issubset(names)
        and names_something(text)
    )
