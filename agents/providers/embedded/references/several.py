"""Titles that list several things: "Book food, music and flowers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.providers.embedded.terms.instructions import errands
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist
from ledger.core.model import Task, Tree

ROOT = 5
"""So many letters at the start of two words make them one: "rehearsal", "rehearse"."""
_JOINT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_LEAD = re.compile(rf"(?:.*:|(?:{'|'.join(TITLE_VERBS)})\b)\s+", re.IGNORECASE)
"""What is said of all that a title lists: "Prepare the day: …", "Arrange …"."""
_TWO_VERBS = re.compile(r"[^\W\d]\w+ (?:and|&) (?P<second>[^\W\d]\w+) \w", re.IGNORECASE)
_ABOUT = re.compile(r"\s(?:with|on|for|about)\s", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Things:
    """What a title begins with, and what it lists."""

    lead: str
    parts: tuple[str, ...]

    def named_in(self, text: str) -> list[str]:
        """Those of which a text speaks."""
        said = gist(text)
        return [part for part in self.parts if shares(said, gist(part))]

    def without(self, parts: Sequence[str]) -> tuple[str, list[str]]:
        """What the title begins with and lists without these."""
        others = [part for part in self.parts if part not in parts]
        goes_on = self.parts[0] in others or not (others and _is_done(others[0]))
        return (self.lead if goes_on else ""), others


def things_of(title: str) -> Things:
    """What a title does; one thing where it lists none."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    rest = title[start:]
    both = None if lead else _TWO_VERBS.match(rest)
    skip = both.start("second") if both and _is_verb(both["second"]) else 0
    first, *others = _JOINT.split(rest[skip:])
    parts = (part for part in (rest[:skip] + first, *others) if part.strip())
    return Things(title[:start], tuple(parts))


def is_whole(title: str, text: str) -> bool:
    """Whether a text speaks of what all that a title lists is about: "the kitchen plan" of "Plan our
    kitchen with design and measurements".
    """
    things = things_of(title)
    about = _ABOUT.search(title)
    if about is None or any(map(_is_done, things.parts[1:])):
        return False
    return shares(gist(text), gist(title[len(things.lead) : about.start()]))


def shares(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two texts have a word in common, by its root at least."""
    roots = {word[:ROOT] for word in some if len(word) >= ROOT}
    return bool(set(some) & set(others)) or any(word[:ROOT] in roots for word in others)


def innermost(tree: Tree, ids: Sequence[str]) -> tuple[str, ...]:
    """These tasks without those that do several things, of which another one of them is a part."""
    above = {
        parent
        for id in ids
        for parent in tree.ancestors(id)
        if parent in ids and _does_several(tree.tasks[parent])
    }
    return tuple(id for id in ids if id not in above)


def _does_several(task: Task) -> bool:
    return len(things_of(task.title).parts) > 1


def _is_done(part: str) -> bool:
    """Whether a part is something to do by itself: "pay the bills"."""
    first = _WORD.match(part)
    return first is not None and _is_verb(first[0])


def _is_verb(word: str) -> bool:
    return word.lower() in TITLE_VERBS or word.lower() in errands()
