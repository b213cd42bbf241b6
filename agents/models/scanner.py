"""Whole JSON values, cut out of a text that arrives in pieces, each as soon as its last character is there.

    Sure! {"edits": [{"op": …}, {"op": …}], "text": "Two tasks."} Anything else?
    └ Beside           └ Element  └ Element         └ Member         └ Beside

What is cut is found by brackets and strings alone: it may still be no good JSON. Code fences and what
a model thinks aloud (`<think>…</think>`) are left out. The work is linear in the length of the text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Literal

from agents.models.prose import Prose


@dataclass(frozen=True, slots=True)
class Element:
    """An element of an array: of the answer's member `name`, or of the array that is the answer."""

    raw: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the object that is the answer, unless its value is an array."""

    name: str
    raw: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Words beside the JSON."""

    text: str


Cut = Element | Member | Beside
Kind = Literal["key", "string", "scalar", "bracket"]

_IN_STRING = re.compile(r'["\\]')
_SCALAR = re.compile(r'[^\s{}\[\],:"]+')
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class _Unit:
    """What is being cut: how many brackets are around it, and where it begins in this piece of text."""

    kind: Kind
    depth: int
    start: int
    pieces: list[str] = field(default_factory=list)


class Scanner:
    """Cuts answers. One whose first member is called as one of `lone` says is an element, whole."""

    def __init__(self, lone: frozenset[str] = frozenset()) -> None:
        self.answers = 0
        """How many answers have begun; more than one where they stand one after another."""
        self._lone = lone
        self._prose = Prose()
        self._open: list[str] = []
        self._name: str | None = None
        self._first = True
        self._in_string = False
        self._escaped = False
        self._unit: _Unit | None = None

    @property
    def closed(self) -> bool:
        """Whether there was an answer, to its last bracket."""
        return self.answers > 0 and not self._open

    def feed(self, delta: str) -> list[Cut]:
        """The values that are whole with this piece of text, in order."""
        cuts: list[Cut] = []
        if self._unit:
            self._unit.start = 0
        at = 0
        while at < len(delta):
            if self._in_string:
                at = self._string(delta, at, cuts)
            elif self._open:
                at = self._structure(delta, at, cuts)
            else:
                at = self._around(delta, at, cuts)
        if self._unit:
            self._unit.pieces.append(delta[self._unit.start :])
        return cuts

    def finish(self) -> str:
        """The words beside that came last, once all of the text was fed."""
        return self._prose.finish()

    def unfinished(self) -> str:
        """The value that was not whole in the end, as far as it came."""
        return "".join(self._unit.pieces) if self._unit else ""

    def _around(self, delta: str, at: int, cuts: list[Cut]) -> int:
        at, bracket = self._prose.read(delta, at)
        if bracket:
            if text := self._prose.take():
                cuts.append(Beside(text))
            self.answers += 1
            self._open, self._name, self._first = [bracket], None, True
        return at

    def _structure(self, delta: str, at: int, cuts: list[Cut]) -> int:
        char = delta[at]
        if blank := _BLANK.match(delta, at):
            return blank.end()
        if char == '"':
            self._begin("key" if self._open == ["{"] and self._name is None else "string", at)
            self._in_string = True
        elif char in "{[":
            if self._open != ["{"] or char == "{":
                self._begin("bracket", at)
            self._open.append(char)
        elif char in "}]":
            self._end({"scalar"}, delta, at, cuts)
            self._open.pop()
            self._end({"bracket"}, delta, at + 1, cuts)
        elif scalar := _SCALAR.match(delta, at):
            self._begin("scalar", at)
            return scalar.end()
        elif char == ",":
            self._end({"scalar"}, delta, at, cuts)
            if self._open == ["{"]:
                self._name = None
        return at + 1

    def _string(self, delta: str, at: int, cuts: list[Cut]) -> int:
        if self._escaped:
            self._escaped = False
            return at + 1
        found = _IN_STRING.search(delta, at)
        if found is None:
            return len(delta)
        if found[0] == "\\":
            self._escaped = True
        else:
            self._in_string = False
            self._end({"key", "string"}, delta, found.end(), cuts)
        return found.end()

    def _begin(self, kind: Kind, at: int) -> None:
        """Begin to cut where a value of the answer's own stands, or an element of its arrays."""
        in_object = self._open == ["{"] and (kind == "key" or self._name is not None)
        if self._unit is None and (in_object or self._open in (["["], ["{", "["])):
            self._unit = _Unit(kind, len(self._open), at)

    def _end(self, kinds: set[Kind], delta: str, end: int, cuts: list[Cut]) -> None:
        """Cut, if what ends here is what was begun."""
        unit = self._unit
        if unit is None or unit.kind not in kinds or unit.depth != len(self._open):
            return
        self._unit = None
        raw = "".join((*unit.pieces, delta[unit.start : end]))
        if unit.kind == "key":
            self._named(raw, end)
        elif self._open == ["{"] and self._name is not None:
            cuts.append(Member(self._name, raw))
        else:
            cuts.append(Element(raw, self._name))

    def _named(self, raw: str, end: int) -> None:
        name = _name_in(raw)
        if self._first and name in self._lone:
            self._unit = _Unit("bracket", 0, end, ["{" + raw])
        else:
            self._name = name
        self._first = False


def _name_in(raw: str) -> str:
    try:
        return str(json.loads(raw))
    except ValueError:
        return raw[1:-1]
