"""Whether words can be the title of a task, or say something that nobody would call a task."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.lexicon import classes_of
from agents.providers.embedded.frames.tagging import tokens
from agents.providers.embedded.grammar.reading import Reading

_NAMES = frozenset(("unknown", "did", "person", "quote"))
_JOINS = frozenset(
    ("under", "in", "to", "for", "of", "with", "at", "by", "from", "before", "after", "and")
)
_SAID_OF_A_TASK = re.compile(
    r"it|that|this|them|these|those|so|less|ones?"
    r"|(?:(?:an?|another|some|more|second|third|closer|fresh|final|last|quick|good|bit|little|lots?|of) )*"
    r"(?:more|time|help|looks?|love|attention|work|care|thought|glance|tlc|eyes|lot|bit|while|break)"
    r"|(?:more|finer|better|further|lots of) (?:details?|steps|time|work)\b.*",
    re.IGNORECASE,
)


def names_something(text: str) -> bool:
    """Whether words may be a name, and are not only said of a task: "a second look", "more time"."""
    return _SAID_OF_A_TASK.fullmatch(text.strip()) is None


def is_title(r: Reading, text: str, *, noun: bool = False) -> bool:
    """Whether it names something: a word that is not of instructions, and none that makes it a sentence.

    `noun`: an article before it says that it is a thing, whatever else its words may mean: "a budget".
    """
    names = [token.name for token in tokens(r, text)]
    return (
        (noun or not _NAMES.isdisjoint(names))
        and classes_of("no_title").isdisjoint(names)
        and names[-1] not in _JOINS
        and names_something(text)
    )
