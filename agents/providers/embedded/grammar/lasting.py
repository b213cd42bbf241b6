"""Parts of a task that are said with how long each takes: "index (2 days) and page (1 day)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized

_TIME = (
    rf"(?P<time>(?:half an?|an?|{CARDINAL}) ?"
    r"(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?))"
    r"(?: each| apiece)?"
)
_FOR_ALL = re.compile(_TIME, re.IGNORECASE)
_LASTING = re.compile(rf"(?P<name>.+?)[\s,:–-]*[\s(]{_TIME}\)?", re.IGNORECASE)


def with_times(parts: Iterable[str]) -> list[tuple[str, int | None]]:
    """Each part's title, with its minutes where they are said; a time without a title is for all."""
    found: list[tuple[str, int | None]] = []
    for_all: int | None = None
    for part in parts:
        if said := _FOR_ALL.fullmatch(part):
            for_all = minutes(said["time"])
        elif said := _LASTING.fullmatch(part):
            found.append((capitalized(said["name"].strip(" \"“”'")), minutes(said["time"])))
        else:
            found.append((part, None))
    return [(title, own or for_all) for title, own in found]
