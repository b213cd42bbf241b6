"""What is told from the ledger is not in a plan: whoever asks for it in words learns where it is told."""

from __future__ import annotations

import pytest

from agents.providers.embedded.asking.changes import EXPLAIN, SUMMARY
from tests.agents.talks import numbered, tell
from tests.plans import plan


@pytest.mark.parametrize(
    "words",
    ["explain this diff", "Explain the draft.", "explain these changes", "What did you change?"],
)
def test_who_asks_what_a_draft_does_is_sent_there(words: str) -> None:
    """In one sentence, and nothing changes."""
    said = tell(words)
    assert (EXPLAIN, ()) == (said.text, said.patches)


@pytest.mark.parametrize(
    "words",
    [
        "what changed since Monday?",
        "summarise what changed since version 3",
        "What has changed?",
        "tell me what was changed last week",
    ],
)
def test_who_asks_what_changed_is_sent_there(words: str) -> None:
    """In one sentence, and nothing changes."""
    said = tell(words)
    assert (SUMMARY, ()) == (said.text, said.patches)


@pytest.mark.parametrize("words", ["explain T3", "explain the login api", "what is next?"])
def test_questions_about_the_plan_are_answered_from_it(words: str) -> None:
    """They name a task or a topic."""
    assert tell(words).text not in (EXPLAIN, SUMMARY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "delete 1",
            "Removed T1 “A” with what is under it. T3 “C” no longer waits for any of that.",
        ),
        (
            "delete 1 and 2",
            "Removed T1 “A” and T2 “B”. T3 “C” and T4 “D” no longer wait for any of that.",
        ),
        (
            "delete only 1",
            "Removed T1 “A” and kept its sub-tasks.",
        ),
        ("delete 4", "Removed T4 “D”."),
    ],
)
def test_who_waited_for_what_is_removed_is_told(words: str, told: str) -> None:
    """A dependency that goes along is a change as well."""
    tree = plan(
        numbered(1, "A"),
        numbered(2, "B"),
        numbered(5, "E", 1),
        numbered(3, "C", depends_on=[1]),
        numbered(4, "D", depends_on=[2]),
    )
    assert told == tell(words, tree).text
