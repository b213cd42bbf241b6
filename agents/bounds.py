"""How much of an answer is taken: a model may say anything, also ten thousand things, or the same for ever.

What is beyond a bound is left out, and the person is told so.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.ports import ProviderFailed

MOST_EDITS = 2_500
"""In one round: enough to change each task of a plan of 2,000."""
LONGEST_TEXT = 20_000
"""Characters of all words beside the edits, as many as an instruction may have."""
LONGEST_QUESTION = 2_000
LONGEST_OPTION = 500
MOST_OPTIONS = 60
MOST_REASONS = 40
"""Reasons that are told one by one, to a person or to the model."""


def check_edits(edits: int) -> None:
    """Raise ProviderFailed (`answer_truncated`) where a round has said as many edits as are taken."""
    if edits >= MOST_EDITS:
        message = f"The answer was ended at {MOST_EDITS:,} edits. Ask it to continue."
        raise ProviderFailed(message, "answer_truncated")


def told(reasons: Sequence[str]) -> tuple[str, ...]:
    """The first of the reasons, and how many there are beside them."""
    more = len(reasons) - MOST_REASONS
    first = tuple(reasons[:MOST_REASONS])
    return (*first, f"{more} more were left out, for reasons like these.") if more > 0 else first
