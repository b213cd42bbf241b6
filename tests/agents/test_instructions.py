"""What the embedded planner makes of instructions, phrased as people phrase them.

Each file in `instructions/` is a table to read: `> ` an instruction (`@T3` selects a task, ` >> ` goes
on with the next message), then what it changes, what it asks (`?`, with `-` options) or says (`=`).
The plan they are about is `PLAN` in `talks.py`, or one of the evaluation's (`@shop`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from agents.providers.embedded import readers
from agents.providers.embedded.doubts import unheard
from tests.agents.talks import Talk, talk
from tests.evaluation.plans import PLANS

TABLES = sorted((Path(__file__).parent / "instructions").glob("*.txt"))
ABOUT = re.compile(r"(?:@(?P<plan>[a-z]+2?) )?(?:@T(?P<task>\d+) )?(?P<told>.*)")
ABOUT = re.compile(r"(?:@(?P<plan>[a-z\d]+) )?(?:@T(?P<task>\d+) )?(?P<told>.*)")


class Case(NamedTuple):
    """An instruction and the lines that say what it leads to."""

    instruction: str
    expected: list[str]


def cases(table: Path) -> Iterator[Case]:
    for block in table.read_text().split("\n> ")[1:]:
        instruction, *lines = block.split("\n")
        expected = [line[2:] for line in lines if line.startswith("  ")]
        yield Case(instruction, expected)


def told(instruction: str) -> Talk:
    about = ABOUT.fullmatch(instruction)
    assert about
    messages = about["told"].replace("\\n", "\n").split(" >> ")
    task = int(about["task"]) if about["task"] else None
    return talk(*messages, tree=PLANS[about["plan"] or "login"], task=task)


def led_to(said: Talk) -> list[str]:
    lines = said.effects()
    if said.question is not None:
        return [*lines, f"? {said.question.question}", *(f"- {o}" for o in said.question.options)]
    return [line.replace("\n", "\\n") for line in lines] or [f"= {said.text}"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_an_instruction_does_what_it_says(table: Path) -> None:
    """Every instruction has exactly the effect that the table says, or is asked back."""
    led = [(case, led_to(told(case.instruction))) for case in cases(table)]
    assert [] == [(case.instruction, got) for case, got in led if case.expected != got]


ONLY_BY_LABELS = {
    "create a login page",
    "@T6 add label maker",
    "we'll need a staging certificate before the deploy",
    "I'd like a code review step between handler and deploy",
    "delete 4 then delete 4",
    "@login docs should be done earlier, before the login API",
    "@login Ann needs help, add Bob to the login API",
    "@shop refunds is just a headline, what has to be done there?",
    "split 6 into two",
    'make a group "Frontend" and move T1 in it',
    "the gas and electricity people have to be told as well",
    "there's nothing about security yet",
    "can you note down that we have to renew the domain",
    "docs need a second look",
    "T6 can go before T3, remove the link",
    "delete T3 but the subtasks stay",
    "@move The party IS the moving day! One task, Moving day & party",
    'replace write docs by "Write guide"',
    "we have 2 kids so T3 should be two tasks",
    "7 is due someday maybe",
    "7 is due someday maybe >> never",
    "chain 1",
    "@empty move T3 to the top",
    "@cafe staff hired",
    "@cafe somebody else should water the plants",
    "@hiring what's unassigned >> all to Tom",
    "@cafe lease signed today!!",
    "@cafe lease signed >> split it",
    "@cafe lease signed >> the first one",
    "@cafe Drop the vehicle idea. We go with premises only.",
    "@cafe Marketing done two weeks before we open >> T6",
    "Let Priya organise a photo shoot, that's before the docs and takes her two days",
    "7 after 6",
    "@shop we should have the shipping costs ready",
    "@shop we should have the shipping costs ready >> T13 is done",
    "@shed the order in two hours? more like three, and Joe does it",
    "@wedding the venue is the most important of all, please mark it like that",
    "@book the end is the least important thing, mark it so",
    "@fair the budget meeting is on 4 March",
    "@shed the order has to go out this friday or we miss the discount",
    "@shed the order goes out tomorrow",
    "@fair the food order goes out on 3 March",
    "@soc2 the audit must be passed by 15 June",
    "@crm the data has to be clean by 1 February or we lose a month",
    "@database schema/queries/apps is a monster, can you cut it in smaller pieces",
    "@crm user survey a month after go-live, we always forget that",
    "@fair write down that the stalls need power",
    "@japan theres nothing about travel sickness tablets for ben",
    "@japan there's nothing about a pillow for Nora",
    "@crm the training is too long, someone should look at it",
    "@shed nobody down for the last safety check. my name pls",
    "@podcast with the hosting bits, also add getting listed on spotify and apple podcasts",
    "@fair with the food please also add drinks tokens",
    "@fair Mr Okafor from year 4 said he'd do the music",
}


BY_LABELS_TOO = (
    "ordinary",
    "own_home",
    "own_software",
    "own_studies",
    "told_only",
    "told_which",
    "people_and_places",
)
"""Tables of which rules need not know all alone."""


@pytest.mark.parametrize(
    "table", [t for t in TABLES if t.stem not in BY_LABELS_TOO], ids=lambda table: table.stem
)
def test_the_rules_know_it_by_themselves(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand behind the labels, and carry out what these say: what is in a table they know alone."""
    monkeypatch.setattr(readers, "guessed", lambda *_: None)
    monkeypatch.setattr(unheard, "wished_for", lambda _: unheard.ALL)
    known = [case for case in cases(table) if case.instruction not in ONLY_BY_LABELS]
    led = [(case, led_to(told(case.instruction))) for case in known]
    assert [] == [(case.instruction, got) for case, got in led if case.expected != got]


def test_the_tables_are_read() -> None:
    """An empty table would test nothing."""
    assert 1200 <= sum(len(list(cases(table))) for table in TABLES)
