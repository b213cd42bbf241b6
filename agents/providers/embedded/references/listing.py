"""Titles that list several things: “Book food, music and flowers”. Each is only a part of the task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist
from ledger.core.model import Tree

_JOINT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_LEAD = re.compile(rf"(?:.*:|(?:{'|'.join(TITLE_VERBS)})\b)\s+", re.IGNORECASE)
"""What is said of all that a title lists: "Prepare the day: …", "Arrange …"."""
_SAYS_WHICH = re.compile(r"\s(?:that|which)\s", re.IGNORECASE)
"""Behind these words it is said what a thing does, and nothing is listed."""
_DOING = re.compile(
    r"(?:[^\W\d]+, (?!and\b))?[^\W\d]+(?:,? and| &) [^\W\d]+ (?!(?:for|of|in|on|at|with|to|from)\b)",
    re.IGNORECASE,
)
ALIKE = 6
"""Letters at the start in which a thing and who does it are alike."""
_WITH = re.compile(r"\s(?:with|including)\s", re.IGNORECASE)
_SAYS_HOW = re.compile(
    r"(?:with|without|by|in|on|at|for|as|from|to|\w+(?:[ai]ble|ed))(?=\s|$)", re.IGNORECASE
)
"""How what only says how a thing is to be begins: “…, accessible and tested with users”."""


def parts_of(title: str) -> tuple[str, list[str]]:
    """What a title begins with, and the things that it lists."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    which = _SAYS_WHICH.search(title, start)
    end = which.start() if which else len(title)
    start = _one_object(title, start)
    parts = [part for part in _JOINT.split(title[start:end]) if part.strip()]
    if which and parts:
        parts[-1] += title[end:]
    return title[:start], [p for n, p in enumerate(parts) if not (n and _SAYS_HOW.match(p))]


def _one_object(title: str, start: int) -> int:
    """Where what is listed begins behind what is all done to it: “Design, build and test the API”."""
    doing = _DOING.match(title) if not start else None
    return doing.end() if doing else start


def things_of(title: str, words: str) -> tuple[str, list[str], list[str]]:
    """What a title begins with, what the words name of what it lists, and the rest; nothing where all is.

    What stands before "with" is all of it: “Build the app, with bookings and workouts”.
    """
    said = set(gist(words))
    lead, parts = parts_of(title)
    if with_these := _WITH.search(title):
        lead = title[: with_these.end()]
        if said & set(gist(lead)):
            return lead, [], []
        parts = parts_of(title[with_these.end() :])[1]
    named = [part for part in parts if _is_about(part, said)]
    others = [part for part in parts if part not in named]
    return (lead, named, others) if named and others else (lead, [], [])


def _is_about(part: str, said: set[str]) -> bool:
    """Whether a thing is named, or who does it: "the electrician", of “electrics”."""
    stems = set(gist(part))
    begun = {stem[:ALIKE] for stem in stems if len(stem) > ALIKE}
    return bool(stems & said or begun & {word[:ALIKE] for word in said})


def tasks_of_parts(tree: Tree, ids: Iterable[str]) -> tuple[str, ...]:
    """Of tasks that one phrase names those that are about it, not what lists it and has them within."""
    ids = tuple(ids)
    above = {above for id in ids for above in tree.ancestors(id)}
    lists = {id for id in ids if id in above and len(parts_of(tree.tasks[id].title)[1]) > 1}
    return tuple(id for id in ids if id not in lists)
