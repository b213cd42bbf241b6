"""A title that lists several things: "Book food, music and flowers" has three, each booked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist

_ENDS = re.compile(r" ready$", re.IGNORECASE)
ROOT = 5
"""So many letters at the start of two words make them one."""
_JOINT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?:.*:|(?:{'|'.join(TITLE_VERBS)})\b(?: (?:up|out|off|in|down)\b)?)\s+", re.IGNORECASE
)
"""What is said of all that a title lists: "Prepare the day: …", "Arrange …"."""

_HEAD = re.compile(r" (?:with|for|of|on|from|about|in|at)\b", re.IGNORECASE)
"""What stands before it in the first of the things, or behind it in the last, is said of all of them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a title begins with, and the things that it lists."""

    lead: str
    things: tuple[str, ...]

    @classmethod
    def of(cls, title: str) -> Listing:
        """The title taken apart."""
        start = lead.end() if (lead := _LEAD.match(title)) else 0
        things = (thing for thing in _JOINT.split(title[start:]) if thing.strip())
        return cls(title[:start], tuple(things))

    def named(self, words: str) -> list[str]:
        """The things that some words speak of."""
        said = _roots(words)
        return [thing for thing in self.things if said & _roots(thing)]

    def is_named(self, words: str) -> bool:
        """Whether some words are said of all: "the works" of "The works: walls, floor"."""
        said = _roots(words)
        head, around = _HEAD.search(self.things[0]), _HEAD.search(self.things[-1])
        names = [self.lead if ":" in self.lead else ""]
        names += [self.things[0][: head.start()]] if head else []
        names += [self.things[-1][around.start() :]] if around else []
        return any(said & _roots(name) for name in names if name.strip())


def plain(thing: str) -> str:
    """A thing without what is said of all behind them: "get course, signs and medals ready"."""
    return _ENDS.sub("", thing)


def _roots(words: str) -> set[str]:
    """The words by what they share with others of their kind: "invites" and "invitations"."""
    return {word[:ROOT] for word in gist(words)}


@lru_cache(maxsize=16_384)  # all of a large plan, of which an instruction changes a few
def lists_several(title: str) -> bool:
    """Whether it lists more than one thing."""
    return len(Listing.of(title).things) > 1
