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
_LEAD = re.compile(
    rf"(?:.*:|(?:{'|'.join(TITLE_VERBS)})\b(?: (?:up|out|off|in|down)\b)?)\s+", re.IGNORECASE
)
"""What is said of all that a title lists: "Prepare the day: …", "Arrange …"."""
_TWO_VERBS = re.compile(r"[^\W\d]\w+ (?:and|&) (?P<second>[^\W\d]\w+) \w", re.IGNORECASE)
_WITH = re.compile(r",? (?:with|including) ", re.IGNORECASE)
"""Before it stands all that the title is about, behind it what that has: "Build the app, with bookings"."""
_WHICH = re.compile(r" (?:that|which) ", re.IGNORECASE)
"""Behind it is said what a thing does, and nothing is listed."""
_HOW = re.compile(
    r"(?:with|without|by|in|on|at|for|as|from|to|\w+(?:[ai]ble|ed))(?=\s|$)", re.IGNORECASE
)
"""How a thing is to be, and none of its own: "a prototype, accessible and tested with users"."""
_HEAD = re.compile(r" (?:with|for|of|on|from|about|in|at) ", re.IGNORECASE)
"""What stands before it in the first of the things, and from it on in the last, is said of all of them."""
_READY = re.compile(r" ready$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Things:
    """What a title begins with, what it lists, what stands between these, and what is said behind of all."""

    lead: str
    parts: tuple[str, ...]
    joints: tuple[str, ...]
    tail: str = ""

    @property
    def name(self) -> str | None:
        """The thing by which people call all of it: the first, unless what it is all about stands before."""
        return None if ":" in self.lead else self.parts[0]

    @property
    def deeds(self) -> bool:
        """Whether not all of them are what its one verb does: "sign the contract and fit it out".

        A verb alone goes on with what stands before it: "set up monitoring and test".
        """
        return any(_is_done(part) and " " in part for part in self.parts[1:])

    def title(self, part: str) -> str:
        """One of them as a task: with the verb that all share, where others have their own."""
        place = self.parts.index(part)
        own = _is_done(part) or any(map(_is_done, self.parts[: place + 1])) or ":" in self.lead
        return capitalized(part if own or not self.deeds else f"{self.lead}{part}")

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
        said = (self.lead if goes_on else "") + (listed(others) if is_list else rest)
        return capitalized(said + self.tail)


def things_of(title: str) -> Things:
    """What a title does; one thing where it lists none."""
    lead = _LEAD.match(title)
    has = _WITH.search(title)
    start = has.end() if has else lead.end() if lead else 0
    which, ready = _WHICH.search(title, start), _READY.search(title)
    end = which.start() if which else ready.start() if ready else len(title)
    rest = title[start:end]
    both = None if start else _TWO_VERBS.match(rest)
    skip = both.start("second") if both and _is_verb(both["second"]) else 0
    joints = [
        joint
        for joint in _JOINT.finditer(rest)
        if skip < joint.start() and joint.end() < len(rest) and not _HOW.match(rest, joint.end())
    ]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(rest)]
    parts = tuple(rest[first:last] for first, last in zip(starts, ends, strict=True))
    return Things(title[:start], parts, tuple(joint[0] for joint in joints), title[end:])


def is_whole(title: str, text: str) -> bool:
    """Whether a text names what all that is listed is about: "the works", of “The works: walls, floor”."""
    things, said = things_of(title), gist(text)
    head, around = _HEAD.search(things.parts[0]), _HEAD.search(things.parts[-1])
    names = [things.lead if ":" in things.lead or _WITH.search(things.lead) else ""]
    names += [things.parts[0][: head.start()]] if head else []
    names += [things.parts[-1][around.start() :]] if around else []
    return any(shares(said, gist(name)) for name in names) or _is_noun_of_all(things, said)


def _is_noun_of_all(things: Things, said: Sequence[str]) -> bool:
    """Whether but the last word is said, which may belong to all: "liability and contents insurance"."""
    *own, noun = gist(things.parts[-1]) or ("",)
    others = {word for part in things.parts[:-1] for word in gist(part)}
    is_deed = _is_done(things.parts[-1])
    return bool(own) and not is_deed and noun in said and not others.union(own).intersection(said)


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
