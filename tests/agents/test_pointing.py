"""What is told from the ledger is not in a plan: whoever asks for it in words learns where it is told."""

from __future__ import annotations

import pytest

from agents.providers.embedded.grammar.questions import EXPLAIN, SUMMARY
from tests.agents.talks import tell


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
