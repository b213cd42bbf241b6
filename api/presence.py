"""Who is looking at what, just now: nothing of it is stored, and whoever is silent is gone soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

from api.shapes import Answer

SECONDS = 30.0
"""How long somebody is there who says nothing more; a page says something every third of it."""
LINGER = 2.0
"""How long somebody is there whose connection ended: time to come back through another one."""
MOST = 100
"""Viewers of one project that are told at most: a list for people."""


class Presence(Protocol):
    """Where it is noted who is there. Calls may block, and may be made by any thread."""

    def enter(self, project_id: str, viewer: str, told: Answer) -> None:
        """Somebody looks at something from now on, for `SECONDS` unless it is said again."""

    def leave(self, project_id: str, viewer: str) -> None:
        """Somebody looks no more."""

    def fade(self, project_id: str, viewer: str) -> None:
        """Somebody's connection ended: they are there for `LINGER` more, unless it is said again."""

    def of(self, project_id: str) -> Sequence[Answer]:
        """What was told of those who are there, always in the same order."""


class PresenceHere:
    """Who is there, for a server that is the only one over its ledger."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._until: dict[tuple[str, str], tuple[float, Answer]] = {}

    def enter(self, project_id: str, viewer: str, told: Answer) -> None:
        """See `Presence`."""
        now = self._clock()
        with self._lock:
            self._until = {key: entry for key, entry in self._until.items() if entry[0] > now}
            self._until[project_id, viewer] = (now + SECONDS, told)

    def leave(self, project_id: str, viewer: str) -> None:
        """See `Presence`."""
        with self._lock:
            self._until.pop((project_id, viewer), None)

    def fade(self, project_id: str, viewer: str) -> None:
        """See `Presence`."""
        soon = self._clock() + LINGER
        with self._lock:
            if (project_id, viewer) in self._until:
                until, told = self._until[project_id, viewer]
                self._until[project_id, viewer] = (min(until, soon), told)

    def of(self, project_id: str) -> Sequence[Answer]:
        """See `Presence`."""
        now = self._clock()
        with self._lock:
            found = [
                (viewer, told)
                for (project, viewer), (until, told) in self._until.items()
                if project == project_id and until > now
            ]
        return [told for _, told in sorted(found, key=lambda entry: entry[0])][:MOST]
