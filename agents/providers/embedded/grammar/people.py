"""Who may be meant by a name."""

from __future__ import annotations

from functools import cache

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.lexicon import wording


def is_known(r: Reading, said: str) -> bool:
    """Whether it is somebody who has tasks here, or a name that people have."""
    low = said.lower().lstrip("@")
    if low in r.scene.survey.people or low in ("me", "myself") or said.startswith("@"):
        return True
    return low in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(wording().names.split())
