"""Rules for days: a pattern, and the function that gives the day of what it matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from agents.providers.embedded.terms.calendar import Edge

Days = tuple[date, ...]
YEAR = r"(?:,? (?:of )?(?P<year>\d{4}))?"


class At(NamedTuple):
    """What a rule read, and where it stands."""

    match: re.Match[str]
    today: date
    edge: Edge

    def year(self) -> int | None:
        """The year that was said."""
        said = self.match["year"]
        return int(said) % 100 + 2000 if said else None


Reader = Callable[[At], Days]


class Rules(list[tuple[re.Pattern[str], Reader]]):
    """The rules of a family, in order."""

    def rule(self, pattern: str) -> Callable[[Reader], Reader]:
        """Let a function read what fits the pattern."""

        def keep(reader: Reader) -> Reader:
            self.append((re.compile(pattern), reader))
            return reader

        return keep
