"""Who may be meant by a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.lexicon import wording

SOMEBODY = re.compile(
    r"(?:some ?one|some ?body|any ?one|any ?body|another person|a different person)(?: else)?",
    re.IGNORECASE,
)

ALL_OF_US = re.compile(r"(?:(?:one|all|both|some) of )?us|we(?: all| both)?|ours", re.IGNORECASE)


def named(r: Reading, question: str, besides: Sequence[str | None]) -> str:
    """Who that somebody is, as the person says when asked; offered are those who have other tasks."""
    known = {task.assignee for task in r.scene.tree.tasks.values() if task.assignee}
    return r.asked(question, question, sorted(known.difference(besides)))


def is_known(r: Reading, said: str) -> bool:
    """Whether it is somebody who has tasks here, or a name that people have."""
    low = said.lower().lstrip("@")
    if low in r.scene.survey.people or low in ("me", "myself") or said.startswith("@"):
        return True
    return is_name(low)


def is_name(said: str) -> bool:
    """Whether people are called so."""
    return said.lower() in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(wording().names.split())
