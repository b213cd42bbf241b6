"""What a task does by its title, one after the other: “Find the premises, sign the lease and fit it out”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.providers.embedded.terms.instructions import errands, is_command
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist, listed

_JOINT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_OR = " or "
_OTHERS = (
    "adjust agree apply carry celebrate defend fit give hire lay name pay present put rehearse search"
    " settle submit thank try visit win"
)
_OTHER_VERBS = frozenset(_OTHERS.split())
_LEAD = re.compile(rf"(?:.*:|(?:{'|'.join({*TITLE_VERBS, *_OTHER_VERBS})})\b)\s+", re.IGNORECASE)
"""What is said of all that is listed behind it: "Prepare the day: …", "Arrange …"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, or what else leads a list, and what that is done with."""

    lead: str
    things: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.lead}{listed(list(self.things))}"

    def without(self, said: set[str]) -> Deed:
        """The same with what was not named; of "the premises or vehicle" what is left."""
        kept = (_left_of(thing, said) for thing in self.things)
        return Deed(self.lead, tuple(filter(None, kept)))


def named_in(deeds: list[Deed], said: set[str]) -> list[str]:
    """The things that were named, of all that is done."""
    each = (one for deed in deeds for thing in deed.things for one in thing.split(_OR))
    return [one for one in each if said & set(gist(one))]


def deeds_of(title: str) -> list[Deed]:
    """One for each verb of a title; “Hire and train staff” is one."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    parts = [part for part in _JOINT.split(title[start:]) if part.strip()]
    if lead and lead[0].rstrip().endswith(":"):
        return [Deed(lead[0], tuple(parts))]
    deeds = [(title[:start], [parts[0]])] if parts else []
    for part in parts[1:]:
        verb, _, thing = part.partition(" ")
        if not is_verb(verb):
            deeds[-1][1].append(part)
        else:
            deeds.append((f"{verb} ", [thing]) if thing else ("", [verb]))
    return [Deed(lead, tuple(things)) for lead, things in deeds]


def is_verb(word: str) -> bool:
    """Whether a title may begin with it."""
    return word in TITLE_VERBS or word in _OTHER_VERBS or word in errands() or is_command(word)


def _left_of(thing: str, said: set[str]) -> str:
    return _OR.join(one for one in thing.split(_OR) if not said & set(gist(one)))
