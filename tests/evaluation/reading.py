"""The cases and goals as their files have them: README.md says how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.evaluation.plans import PLANS

HERE = Path(__file__).parent
HALVES = ("built", "held_out")
KINDS = (
    "adding",
    "deleting",
    "merging",
    "splitting",
    "placing",
    "renaming",
    "values",
    "depending",
    "structure",
    "talking",
    "several",
)
GOALS = "goals"
FIELDS = (
    "title|description|acceptance_criteria|status|priority|estimated_minutes|actual_minutes|"
    "start_date|due_date|assignee|tags|depends_on|links|metadata|summary|owner"
)
_FIELD = re.compile(rf" ({FIELDS})([=~])")
_PLACE = re.compile(r"(T\d+|.+) at (\*|.+\[(?:\d+|\*)\])")
_LAWS = {
    "tasks": r"(?P<least>\d+)\.\.(?P<most>\d+) under (?P<under>.+)",
    "milestones": r"(?P<least>\d+)\.\.(?P<most>\d+)",
    "mentions": r"(?P<words>.+)",
    "lacks": r"(?P<words>.+)",
    "title": r"~(?P<words>.+)",
    "question": "",
    "text": "",
    "no change": "",
    "depends": "",
    "no software": "",
}


class Unreadable(ValueError):
    """A line that says nothing we know, by file and line."""


@dataclass(frozen=True)
class Effect:
    """A net change, as `tests.agents.talks.effects` writes it, taken apart.

    `sign` is "+", "-" or "", `who` a number or a title (`~word word`: its words), `place` where it is
    now. `fields` are name, "=" or "~" and value.
    """

    sign: str
    who: str
    place: str | None = None
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Law:
    """What has to hold where a text cannot be foretold."""

    name: str
    terms: dict[str, str]


@dataclass
class Alternative:
    """One right answer: these effects (`more`: and any others), under these laws."""

    effects: list[Effect] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    more: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether no line stands in it."""
        return not (self.effects or self.laws or self.more)


@dataclass
class Case:
    """An instruction, or several in a row, told about a plan, and every answer that is right."""

    half: str
    kind: str
    plan: str
    told: str
    place: str
    alternatives: list[Alternative]

    @property
    def task(self) -> int | None:
        """The number of the selected task."""
        return int(self.told[2:].split(" ", 1)[0]) if self._selects else None

    @property
    def instructions(self) -> list[str]:
        """What is said, one message each."""
        said = self.told.split(" ", 1)[1] if self._selects else self.told
        return said.replace("\\n", "\n").split(" >> ")

    @property
    def _selects(self) -> bool:
        return re.match(r"@T\d+ ", self.told) is not None


def cases(half: str) -> list[Case]:
    """All of a half, goals last. Raises Unreadable."""
    files = [(kind, HERE / "cases" / half / f"{kind}.txt") for kind in KINDS]
    goals = (GOALS, HERE / "goals" / f"{half}.txt")
    return [
        case for kind, file in (*files, goals) if file.exists() for case in read(file, kind, half)
    ]


def read(file: Path, kind: str, half: str) -> Iterator[Case]:
    """The cases of a file. Raises Unreadable."""
    plan, case = ("empty" if kind == GOALS else "login"), None
    for number, line in enumerate(file.read_text().splitlines(), 1):
        place = f"{file.parent.name}/{file.name}:{number}"
        if line.startswith("> "):
            yield from _whole(case)
            case = Case(half, kind, plan, line[2:], place, [_begun(kind)])
        elif line.startswith("  ") and case is not None:
            _take(line.strip(), case, place)
        elif line.startswith("# plan: "):
            plan = line.removeprefix("# plan: ").split()[0]
            if plan not in PLANS:
                raise Unreadable(f"{place}: there is no plan {plan!r}, only {', '.join(PLANS)}")
        elif line.strip() and not line.startswith("#"):
            raise Unreadable(f"{place}: neither an instruction, an effect nor a comment: {line}")
    yield from _whole(case)


def _begun(kind: str) -> Alternative:
    """What a goal is drafted as is held to laws alone."""
    return Alternative(more=kind == GOALS)


def _whole(case: Case | None) -> Iterator[Case]:
    if case is None:
        return
    goal = case.kind == GOALS
    if any(one.says_nothing or (goal and not one.laws) for one in case.alternatives):
        raise Unreadable(f"{case.place}: nothing says what is right for {case.told!r}")
    yield case


def _take(line: str, case: Case, place: str) -> None:
    present = case.alternatives[-1]
    if line == "|":
        case.alternatives.append(_begun(case.kind))
    elif line == "*":
        present.more = True
    elif line.startswith("="):
        present.laws.append(_law(line[1:], place))
    else:
        present.effects.append(effect(line, place))


def _law(line: str, place: str) -> Law:
    for name, terms in _LAWS.items():
        found = re.fullmatch(f"{name} {terms}" if terms else name, line.strip())
        if found:
            return Law(name, found.groupdict())
    raise Unreadable(f"{place}: there is no law ={line}; known are {', '.join(_LAWS)}")


def effect(line: str, place: str = "") -> Effect:
    """A line of an effect, taken apart. Raises Unreadable."""
    sign = line[0] if line[0] in "+-" else ""
    head, *rest = _FIELD.split(line.removeprefix(sign))
    triples: Any = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    placed = _PLACE.fullmatch(head)
    who, where = placed.groups() if placed else (head, None)
    known = sign == "+" or re.fullmatch(r"T\d+|P", who) or (sign == "-" and who)
    changes = sign or where or rest
    if not known or not changes:
        raise Unreadable(f"{place}: no effect, such as “T2 status=completed” or “-T4”: {line}")
    return Effect(sign, who.strip(), where, tuple(triples))
