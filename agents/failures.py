"""What follows from a provider's failure: go on with the rest, ask another one, or tell the person."""

from __future__ import annotations

from agents.ports import FailureCode, ProviderFailed

DOWN: frozenset[FailureCode] = frozenset(
    {
        "provider_cut_off",
        "provider_error",
        "provider_key_refused",
        "provider_overloaded",
        "provider_rate_limited",
        "provider_timeout",
        "provider_unreachable",
    }
)
"""Another provider may do better: it is asked where this one had said nothing yet."""
INTERRUPTED: frozenset[FailureCode] = frozenset(
    {
        "answer_truncated",
        "provider_cut_off",
        "provider_error",
        "provider_overloaded",
        "provider_rate_limited",
        "provider_timeout",
        "provider_unreachable",
    }
)
"""What was said before counts, and the rest can be asked for."""


def rest_after(failure: ProviderFailed, edits: int, unreadable: int) -> str | None:
    """What to ask the same provider for after a failure; None: nothing.

    `edits`: how many were taken so far. `unreadable`: how many answers could not be read at all.
    """
    if failure.code in INTERRUPTED and edits:
        return f"The answer was cut off after edit {edits}. Say only the rest."
    if failure.code == "answer_unreadable" and unreadable <= 1:
        return f"Nothing in the answer could be read: {failure.message}"
    return None
