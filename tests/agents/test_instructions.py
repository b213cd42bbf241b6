"""What the embedded planner makes of instructions, phrased as people phrase them.

Each file in `instructions/` is a table to read: `> ` an instruction (`@T3` selects a task, ` >> ` goes
on with the next message), then what it changes, what it asks (`?`, with `-` options) or says (`=`).
The plan they are about is `PLAN` in `talks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.agents.talks import Talk, talk

TABLES = sorted((Path(__file__).parent / "instructions").glob("*.txt"))


class Case(NamedTuple):
    """An instruction and the lines that say what it leads to."""

    instruction: str
    expected: list[str]


def cases() -> Iterator[Case]:
    for table in TABLES:
        for block in table.read_text().split("\n> ")[1:]:
            instruction, *lines = block.split("\n")
            expected = [line[2:] for line in lines if line.startswith("  ")]
            yield Case(instruction, expected)


CASES = list(cases())


def led_to(said: Talk) -> list[str]:
    lines = said.effects()
    if said.question is not None:
        return [*lines, f"? {said.question.question}", *(f"- {o}" for o in said.question.options)]
    return [line.replace("\n", "\\n") for line in lines] or [f"= {said.text}"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.instruction[:60])
def test_an_instruction_does_what_it_says(case: Case) -> None:
    """Every instruction has exactly the effect that the table says, or is asked back."""
    task = None
    instruction = case.instruction.replace("\\n", "\n")
    if instruction.startswith("@T"):
        head, instruction = instruction.split(" ", 1)
        task = int(head[2:])
    assert case.expected == led_to(talk(*instruction.split(" >> "), task=task))


def test_the_tables_are_read() -> None:
    """An empty table would test nothing."""
    assert len(CASES) >= 300
