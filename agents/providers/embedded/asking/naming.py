"""Tasks and numbers in sentences."""

from __future__ import annotations

from agents.providers.embedded.terms.vocabulary import listed

MOST_NAMED = 10


def named(labels: list[str]) -> str:
    """Some by name, and how many more."""
    more = len(labels) - MOST_NAMED
    return listed([*labels[:MOST_NAMED], f"{more} more"] if more > 0 else labels)


def or_listed(labels: list[str]) -> str:
    """As people name what may be meant: "a, b or c"."""
    *first, last = labels[:MOST_NAMED]
    return f"{', '.join(first)} or {last}" if first else last


def tasks(count: int, kind: str = "") -> str:
    """So many tasks, "1 open task"."""
    what = f"{kind} task" if kind else "task"
    return f"{count} {what}{'s' * (count != 1)}"


def are(count: int) -> str:
    """The verb for so many."""
    return "is" if count == 1 else "are"


def have(count: int) -> str:
    """The verb for so many."""
    return "has" if count == 1 else "have"
