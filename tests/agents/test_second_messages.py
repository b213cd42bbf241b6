"""Any second message behind any first one: it is answered, and what it drafts the plan allows."""

from __future__ import annotations

import pytest

from agents.outcomes import Failed
from tests.agents.talks import talk

FIRST = (
    "T7 is Ann's, due friday",
    "delete the docs",
    "delete T4 and T5",
    "add Logout and Reset to the login API",
    "add a wiki",
    "move the docs into the login API",
    "put design and docs in a group called Paper",
    "rename the docs to Manual",
    "split the docs into guide and reference",
    "split the docs",
    "merge schema and handler",
    "T7 waits for T1",
    "tag the docs with legal",
    "deploy takes 2 days and T7 1 day",
    "what is blocked?",
    "who does the login API?",
    "assign it to Bob",
    "docs are done, staging too",
    "move T7 to the top",
    "T1 high, T7 low",
)
SECOND = (
    "staging too",
    "and the handler, by friday",
    "no, T6",
    "no wait, I meant the design. docs stay with nobody",
    "not the docs, just the schema",
    "not friday, monday",
    "the docs I mean",
    "docs, sorry",
    "make that 4",
    "actually the handler and the schema",
    "no, T6 waits for T3",
    "sorry, it should say Guide",
    "sorry, “The guide” it should be",
    "move staging in there, at the end",
    "staging and design go in there",
    "schema belongs there too",
    "the second one at the top",
    "the first one after T6",
    "the fifth one after T6",
    "a review in its place",
    "she does the handler too",
    "he should have it by tuesday",
    "it is urgent",
    "mark it as done",
    "no, just mark them as done",
    "no, not that one",
    "no, not T6",
    "into front and back",
    "front, back and middle",
    "docs 45",
    "again",
    "further up",
    "same for T1 and T6",
    "so is the handler",
    "another one called Login help",
    "and a training",
    "and the videos",
    "legal as well",
    "no, backend",
    "to the end",
    "both by friday",
    "staging too, and tag it ops",
    "not staging, T6, but the handler and it is done",
    "put it back and delete T1",
    "take that out, I was wrong, the docs it is",
    "no, critical",
    "zebra too",
    "under T6",
    "no, under T6",
)
EVERY = 3
"""Of so many pairs one is tried."""


@pytest.mark.parametrize("first", FIRST)
def test_a_second_message_is_answered_whatever_was_said_before(first: str) -> None:
    for second in SECOND[FIRST.index(first) % EVERY :: EVERY]:
        said = talk(first, second)
        assert not isinstance(said.end, Failed), second
        assert said.text or said.question or said.patches, second
