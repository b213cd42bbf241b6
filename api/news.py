"""Which lists are not as they were: read once for all streams of a server, as the ledger grows."""

from __future__ import annotations

from typing import NamedTuple

from ledger.codec import decode
from ledger.core.errors import StoreError
from ledger.core.events import Opened, project_stream, proposal_stream, views_stream
from ledger.ports import EventStore, Record

MOST = 1000
"""Events that are looked at in one go; after more than these, everything counts as changed."""
KEPT = 10_000
"""Proposals and projects that are remembered at most."""
OF_THE_PROJECT = b'"target":"project"'
"""In a stored patch of a project itself: its title stands in the list of drafts, and it may be gone."""


class Changed(NamedTuple):
    """Of each list, how long the ledger was when it was changed last, as far as is known."""

    projects: int
    drafts: int


class ChangedIn(NamedTuple):
    """The same of one project's open drafts, and of its saved views."""

    drafts: int
    views: int


class News:
    """What was touched since this server began; what was before it may have been.

    A length tells more than an event: whoever has a list as of that length or a later one has missed
    nothing, however long they were away and through whichever server they ask. One thread calls
    `hear`; any may ask.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._project_of: dict[str, str] = {}
        self._forget(store.length())

    def hear(self, length: int) -> None:
        """The ledger is so long now: look at what is new. Blocks for a read or two."""
        if length - self._seen > MOST:
            self._forget(length)
            return
        try:
            for record in self._store.read_all(self._seen, MOST):
                self._take(record)
        except StoreError:
            self._forget(length)  # nobody is told too little

    def lists(self) -> Changed:
        """The lists of all projects and of all open drafts."""
        return Changed(self._projects, self._drafts)

    def of(self, project_id: str) -> ChangedIn:
        """The lists of one project."""
        return self._of.get(project_id) or ChangedIn(self._before, self._before)

    def _forget(self, length: int) -> None:
        self._before = self._seen = self._projects = self._drafts = length
        self._of: dict[str, ChangedIn] = {}

    def _take(self, record: Record) -> None:
        length = record.offset + 1
        id = record.stream.partition(":")[2]
        if record.stream == project_stream(id):
            self._projects = length
            if OF_THE_PROJECT in record.data:
                self._drafts = length
        elif record.stream == proposal_stream(id):
            self._drafts = length
            about = self._about(record)
            self._of[about] = self.of(about)._replace(drafts=length)
        elif record.stream == views_stream(id):
            self._of[id] = self.of(id)._replace(views=length)
        self._seen = length
        if len(self._of) > KEPT:
            self._forget(length)

    def _about(self, record: Record) -> str:
        """The project that a proposal is about, which its first event says."""
        known = self._project_of.get(record.stream)
        if known is None:
            first = record if record.version == 1 else self._store.read(record.stream, 0, 1)[0]
            opened = decode(first.topic, first.data)
            assert isinstance(opened, Opened)
            if len(self._project_of) >= KEPT:
                self._project_of.clear()
            known = self._project_of[record.stream] = opened.project_id
        return known
