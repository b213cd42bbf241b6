"""What people call who plans."""

from __future__ import annotations

BUILT_IN = "embedded"
"""The provider's name in settings and requests, which nobody need know who has set nothing up."""


def called(provider: str) -> str:
    """A provider in a sentence: by its name, or as "the built-in planner", as it is on the page."""
    return "the built-in planner" if provider == BUILT_IN else provider
