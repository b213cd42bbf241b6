"""Titles that list several things: "Book food, music and flowers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.providers.embedded.terms.instructions import errands
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, capitalized, gist, listed
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
    """What a title begins with, what it lists, and what stands between these."""

    lead: str
    parts: tuple[str, ...]
    joints: tuple[str, ...]

    @property
    def name(self) -> str | None:
        """The thing by which people call all of it: the first, unless what it is all about stands before."""
        return None if ":" in self.lead else self.parts[0]

    def named_in(self, text: str) -> list[str]:
        """Those of which a text speaks."""
        said = gist(text)
        return [part for part in self.parts if shares(said, gist(part))]

    def without(self, parts: Sequence[str]) -> str:
        """The title without these."""
        kept = [place for place, part in enumerate(self.parts) if part not in parts]
        others = [self.parts[place] for place in kept]
        goes_on = not kept or kept[0] == 0 or not _is_done(others[0])
        joints = [self.joints[place - 1] for place in kept[1:]]
        rest = "".join(word for pair in zip(["", *joints], others, strict=True) for word in pair)
        is_list = all("," in joint for joint in self.joints[:-1])
        return capitalized((self.lead if goes_on else "") + (listed(others) if is_list else rest))


def things_of(title: str) -> Things:
    """What a title does; one thing where it lists none."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    rest = title[start:]
    both = None if lead else _TWO_VERBS.match(rest)
    skip = both.start("second") if both and _is_verb(both["second"]) else 0
    joints = [
        joint for joint in _JOINT.finditer(rest) if joint.start() > skip and joint.end() < len(rest)
    ]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(rest)]
    parts = tuple(rest[first:last] for first, last in zip(starts, ends, strict=True))
    return Things(title[:start], parts, tuple(joint[0] for joint in joints))


def is_whole(title: str, text: str) -> bool:
    """Whether a text says what all that a title lists is about: "the kitchen plan", of design and colours."""
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
