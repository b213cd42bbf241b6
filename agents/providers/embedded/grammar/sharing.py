"""Parts that are named and given to people at once: "split the docs into A and B, Ann takes the first"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.lists import titles_in
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.grammar.structure import add_parts
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import ORDINAL, ordinal

RULES = Rules()
_BETWEEN = re.compile(r"\s*(?:[,;.](?: and\b)?| [-–—] |&|\band\b)\s*", re.IGNORECASE)
_NAME = r"(?P<who>(?-i:[A-Z])[^\W\d_]+|me|I)"
_ENDS = r"(?: (?:one|part|half|bit|piece|task))?"
_WHOSE = (
    re.compile(
        rf"(?:(?:with|where|then) )?{_NAME}(?: (?:will |should |can |to )?(?:takes?|do|does|gets?|has|have"
        rf"|handles?|writes?|on|for|is on|owns?))? (?:the )?(?P<what>.+?){_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:(?:give|assign) )?(?:the )?(?P<what>.+?){_ENDS}"
        rf" (?:(?:is|goes|should go|will go) )?(?:for|to|by|done by) {_NAME}",
        re.IGNORECASE,
    ),
)
_OTHERS = {"former": 1, "latter": 2, "other": 2}


@RULES.rule(
    r"(?:split|break|divide|separate|cut)(?: up| down)? <a>(?: up| down)?,? (?:into|in):? (?P<b>.+)"
)
def _shared(r: Reading, a: str, b: str) -> None:
    """Each gets the part that is theirs by its name or place. Declined where something else is said too."""
    pieces = [piece for piece in _BETWEEN.split(b) if piece]
    for count in range(2, len(pieces)):
        titles = titles_in(r, ", ".join(pieces[:count]))
        whose = [_whose(piece, titles) for piece in pieces[count:]]
        named = dict(filter(None, whose))
        if len(named) == len(whose):
            _split(r, a, titles, named)
            return
    raise Declined


def _whose(said: str, titles: Sequence[str]) -> tuple[int, str] | None:
    """The place of a part among the others, and who has it."""
    for wording in _WHOSE:
        found = wording.fullmatch(said)
        place = _place(found["what"].lower(), titles) if found else None
        if found and place is not None:
            return place, found["who"]
    return None


def _place(said: str, titles: Sequence[str]) -> int | None:
    named = [title.lower() for title in titles]
    if said in named:
        return named.index(said)
    nth = _OTHERS.get(said) or (ordinal(said) if re.fullmatch(ORDINAL, said) else 0)
    if not 0 < abs(nth) <= len(named):
        return None
    return nth - 1 if nth > 0 else len(named) + nth


def _split(r: Reading, a: str, titles: Sequence[str], whose: Mapping[int, str]) -> None:
    add_parts(r, r.task(a), list(titles))
    handles = [edit.ref for edit in r.edits]
    for place, who in sorted(whose.items()):
        name = values.person(r, who)
        r.update(handles[place], assignee=name)
        r.say(f"“{titles[place]}” is assigned to {name}.")
