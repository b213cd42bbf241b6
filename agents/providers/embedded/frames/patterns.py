"""Frames: which classes of words make up a clause, and what it means then.

They are written in clauses.yaml, a line each: `A be not? s_completed`. Every word of the clause has to have
its place, so that nothing that was said is passed over. Those of the same name are read by the same act.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal

from agents.providers.embedded.frames.lexicon import letters
from agents.providers.embedded.frames.tagging import Token
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.lexicon import read
from agents.providers.embedded.references.scene import Ask, Declined, Tell

Act = Callable[..., None]
Table = Literal[
    "standing",
    "states",
    "people",
    "times",
    "shaping",
    "contrast",
    "titles",
    "structure",
    "leads",
    "tails",
    "echoes",
]
_PARTS = {
    "A": ("a", "task|it|all"),
    "B": ("b", "task|it|all"),
    "C": ("c", "task|it"),
    "P": ("person", "person|me"),
    "M": ("person", "person|me|i"),
    "R": ("other", "person|me"),
    "D": ("d", "duration"),
    "W": ("w", "date"),
    "N": ("n", "number|one"),
    "O": ("o", "ordinal"),
    "Q": ("x", "quote"),
    "V": ("x", "unknown"),
    "S": ("state", "s_completed|s_in_progress|s_blocked|s_in_review|s_cancelled|s_todo"),
    "L": ("level", "r_critical|r_high|r_medium|r_low|r_backlog"),
}
"""What is handed on to an act: under which name, and of which classes it is."""
_ALSO = {
    "we": "we|i",
    "be": "be|get|own",
    "call": "call|title",
    "move": "move|get",
    "take": "take|takes|do|get|have|start|finish",
    "do": "do|takes",
    "doing": "start|do|take|have|unknown",
    "over": "s_completed|s_in_progress|finish|do|possible|plain|did|up|give|unknown",
    "possible": "possible|start|do|belong",
    "rest": "rest|all",
    "joint": "joint|arrow",
    "more_of": "new",
    "steps": "part|plan_noun",
    "see": "see|prefer",
    "wish": "see",
    "mark": "joint",
    "item": "part|group_noun|one",
}
"""Classes that stand for others too."""
_CLASSES_NOT_WORDS = ("state", "level")
_ANY_WORDS = ("x", "y")
_WHOSE = re.compile(r"\b(?:my|our|your|his|her|their) $", re.IGNORECASE)
_ITEM = re.compile(r"(?P<name>[\w|]+)(?P<count>[?*]?)")


@cache
def written(table: Table) -> tuple[tuple[str, str], ...]:
    """The frames of a table, in their order, each with the name of its act."""
    tables: dict[str, dict[str, str]] = read("clauses.yaml", dict[str, dict[str, str]])
    named = tables[table].items()
    return tuple((said, name) for name, lines in named for said in lines.splitlines())


@cache
def compiled(frame: str) -> re.Pattern[str]:
    """A frame as a regular expression over the letters of classes."""
    return re.compile("".join(map(_item, frame.split())))


@cache
def needed(frame: str) -> tuple[frozenset[str], ...]:
    """The letters of which there must be one, for each item that a clause cannot do without."""
    items = (_item(said) for said in frame.split())
    return tuple(frozenset(item.strip("[]")) for item in map(_bare, items) if item)


def _bare(item: str) -> str:
    """The letters of an item; none when it may be left out or is any words."""
    found = re.fullmatch(r"(?:\(\?P<\w+>)?\[(?P<letters>[^]]+)\]\)?", item)
    return found["letters"] if found else ""


def _may_be(frame: str, letters: frozenset[str]) -> bool:
    """Whether a clause with these letters has all that the frame needs; cheaper than to match it."""
    return not any(letters.isdisjoint(some) for some in needed(frame))


@cache
def at_an_end(frame: str, *, first: bool) -> re.Pattern[str]:
    """A frame that stands at the start or at the end of a clause."""
    inner = compiled(frame).pattern
    return re.compile(f"^{inner}" if first else f"{inner}$")


def _item(said: str) -> str:
    item = _ITEM.fullmatch(said)
    assert item is not None, said
    name, count = item["name"], item["count"]
    if name in ("X", "Y"):
        return f"(?P<{name.lower()}>.+?){count}"
    if name in _PARTS:
        group, classes = _PARTS[name]
        return f"(?P<{group}>{_one_of(classes)}){count}"
    return _one_of("|".join(_ALSO.get(one, one) for one in name.split("|"))) + count


def _one_of(names: str) -> str:
    return f"[{''.join(letters()[name] for name in names.split('|'))}]"


def parts(match: re.Match[str], text: str, found: Sequence[Token]) -> dict[str, str]:
    """What the parts of a frame say: their words, of a state or a priority which it is."""
    return {
        name: _said(name, text, found, match.span(name))
        for name, part in match.groupdict().items()
        if part
    }


def _said(name: str, text: str, found: Sequence[Token], span: tuple[int, int]) -> str:
    first, last = found[span[0]], found[span[1] - 1]
    if name in _CLASSES_NOT_WORDS:
        return first.name.partition("_")[2]
    words = re.sub(r"\bnor\b|/(?=\W)", " and ", text[first.start : last.end])
    return f"{_whose(text[: first.start])}{words}" if name in _ANY_WORDS else words


def _whose(before: str) -> str:
    """The word that is no token but belongs to any words behind it: the first of "My orders"."""
    found = _WHOSE.search(before)
    return found[0] if found else ""


@cache
def _places(table: Table) -> dict[str, list[int]]:
    """Where frames stand in a table, by the letters of what tells most of each: the item fewest others need.

    Those that need nothing stand under no letter.
    """
    frames = [said for said, _ in written(table)]
    often = Counter(letter for said in frames for item in needed(said) for letter in item)

    def common(item: frozenset[str]) -> int:
        return sum(often[letter] for letter in item)

    found = defaultdict[str, list[int]](list)
    for place, said in enumerate(frames):
        for letter in min(needed(said), key=common, default=("",)):
            found[letter].append(place)
    return dict(found)


@lru_cache(4096)
def fitting(table: Table, there: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The frames that a clause with these letters has enough for, each with the name of its act."""
    frames, places = written(table), _places(table)
    maybe = sorted({place for letter in (*there, "") for place in places.get(letter, ())})
    return tuple(frames[place] for place in maybe if _may_be(frames[place][0], there))


class Frames:
    """The frames of an intent, and the acts that read them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.acts: dict[str, Act] = {}

    def act(self, act: Act) -> Act:
        """Let a function read the frames of its name."""
        self.acts[act.__name__.strip("_")] = act
        return act

    def read(self, r: Reading, text: str, found: Sequence[Token], *, free: bool = True) -> None:
        """By the first frame whose act takes the clause; `free`: also by one that takes any words.

        What is unclear to one may be clear to the next. Raises Declined when it is to none.
        """
        word = "".join(token.letter for token in found)
        there = frozenset(word)
        for said, name in fitting(self.table, there):
            if not free and "X" in said:
                continue
            match = compiled(said).fullmatch(word)
            if match is None:
                continue
            try:
                self.acts[name](r, **parts(match, text, found))
            except (Ask, Declined, Tell):
                r.edits.clear()
                continue
            return
        raise Declined
