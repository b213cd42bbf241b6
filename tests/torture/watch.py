"""Whether everything that was acknowledged so far is in the history that the service shows, once."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from tests.torture.checker import Span
from tests.torture.operations import Log, Operation
from tests.torture.wire import Addresses, Answer, Lost, Wire


class Watch:
    """Follows the clients' logs and the service's history, and compares after each start.

    Only what is new is read each time, so that the cost of a look does not grow with the ledger;
    `missing` compares with the whole of it.
    """

    def __init__(self, logs: Sequence[Log], patience: float) -> None:
        self.acknowledged = 0
        self._logs = logs
        self._patience = patience
        self._read = [0] * len(logs)
        self._waiting: list[Operation] = []
        self._seen: dict[str, Span] = {}
        self._heads: dict[str, int] = defaultdict(int)
        self._projects: set[str] = set()
        self._all: list[Operation] = []

    def look(self, address: str) -> list[str]:
        """Ask the service at this address; what is wrong, a sentence each."""
        answered = list(self._newly_answered())
        wire = Wire(Addresses(address), 0)
        try:
            found = [f for project in sorted(self._projects) for f in self._follow(wire, project)]
        finally:
            wire.leave()
        return found + [sentence for o in answered for sentence in _compared(self._seen, o)]

    def missing(self, spans: Mapping[str, Sequence[Span]]) -> list[str]:
        """What was acknowledged so far and is not, or not so, in this whole history."""
        list(self._newly_answered())
        there = {span.changeset: span for history in spans.values() for span in history}
        return [sentence for operation in self._all for sentence in _compared(there, operation)]

    def _newly_answered(self) -> Iterator[Operation]:
        """The appends that were acknowledged since the last look."""
        for number, log in enumerate(self._logs):
            new = log.operations[self._read[number] :]
            self._read[number] += len(new)
            self._waiting += [operation for operation in new if operation.kind == "append"]
        waiting, self._waiting = self._waiting, []
        for operation in waiting:
            if operation.kind != "append":
                continue
            if not operation.answered:
                self._waiting.append(operation)
                continue
            self.acknowledged += 1
            self._projects.add(operation.project)
            self._all.append(operation)
            yield operation

    def _follow(self, wire: Wire, project: str) -> Iterator[str]:
        """Read the project's history from its end to where it was read before."""
        new: list[Span] = []
        try:
            for span in self._newest_first(wire, project):
                if span.last <= self._heads[project]:
                    break
                new.append(span)
        except (NoHistory, Lost) as error:
            yield f"project {project}: its history was answered {error!r}"
        for span in reversed(new):
            if span.first != self._heads[project] + 1 or span.changeset in self._seen:
                yield f"project {project}: {span} follows version {self._heads[project]}"
            self._heads[project] = span.last
            self._seen[span.changeset] = span

    def _newest_first(self, wire: Wire, project: str) -> Iterator[Span]:
        path = f"/projects/{project}/changesets?limit=200"
        cursor = ""
        while cursor is not None:
            page = self._page(wire, path + (cursor and f"&cursor={quote(cursor)}"))
            for item in page.body["items"]:
                yield Span(item["id"], item["first"], item["last"])
            cursor = page.body["next_cursor"]

    def _page(self, wire: Wire, path: str) -> Answer:
        until = time.monotonic() + self._patience
        while True:
            page = wire.ask("GET", path)
            if page.status == 200:
                return page
            if page.status != 503 or time.monotonic() > until:
                raise NoHistory(page)
            time.sleep(0.05)


class NoHistory(Exception):
    """A history was answered with a problem."""


def _compared(there: Mapping[str, Span], operation: Operation) -> Iterator[str]:
    told = Span(operation.changeset, operation.first, operation.last)
    if there.get(told.changeset) != told:
        found = there.get(told.changeset, "is nowhere")
        yield f"{told} was acknowledged to {operation.client} in {operation.project}: {found}"
