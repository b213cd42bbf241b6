"""Small words for tests of the ledger: one project, its tasks by number, a clock, ids, a check."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import rfc8785

from ledger.answers import Changes
from ledger.codec import decode, hash_of
from ledger.core.events import GENESIS, AnyEvent, PatchAccepted
from ledger.core.model import Task, Tree
from ledger.core.patch import Patch
from ledger.ports import EventStore

PROJECT = "0a000000-0000-4000-8000-000000000000"
OTHER_PROJECT = "0b000000-0000-4000-8000-000000000000"
ME, YOU = "user:me", "user:you"
AGENT = "agent:embedded/outline"


def task(number: int) -> str:
    """The id of a task; in a new project it gets this number when created in order."""
    return f"00000000-0000-4000-8000-{number:012d}"


def new_project(title: str = "Plan", id: str = PROJECT) -> Patch:
    return Patch("create", "project", id, {"title": title})


def new_task(number: int, under: int | None = None, **fields: Any) -> Patch:
    parent = {} if under is None else {"parent_id": task(under)}
    return Patch("create", "task", task(number), {"title": f"Task {number}", **parent, **fields})


def change(number: int, **fields: Any) -> Patch:
    return Patch("update", "task", task(number), fields)


def retitle(title: str) -> Patch:
    return Patch("update", "project", PROJECT, {"title": title})


def drop(number: int) -> Patch:
    return Patch("delete", "task", task(number))


DROP_PROJECT = Patch("delete", "project", PROJECT)


def by_me(*patches: Patch, **more: Any) -> Changes:
    return Changes(more.pop("project_id", PROJECT), patches, more.pop("actor", ME), **more)


def titles(tree: Tree) -> list[str]:
    """The titles of a tree's tasks, parents first, siblings in order."""
    return [found.title for found in tree.walk()]


def found(tree: Tree, number: int) -> Task:
    return tree.tasks[task(number)]


class TickingClock:
    """A clock that goes on by a second each time somebody looks, or stands where it is put."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.step = timedelta(seconds=1)

    def now(self) -> datetime:
        self.time += self.step
        return self.time


class CountingIds:
    """Ids in order, recognisable as given out here."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> str:
        return f"1d000000-0000-4000-8000-{next(self._numbers):012d}"


def everything(store: EventStore) -> Iterator[AnyEvent]:
    for record in store.read_all(0, 1_000_000):
        yield decode(record.topic, record.data)


def assert_sound(store: EventStore) -> None:
    """Everything that must be true of what is stored, whatever happened."""
    heads: dict[str, tuple[int, str, str]] = defaultdict(lambda: (0, GENESIS, ""))
    for offset, record in enumerate(store.read_all(0, 1_000_000)):
        event = decode(record.topic, record.data)
        version, previous, time = heads[record.stream]
        assert offset == record.offset
        assert (record.stream, version + 1) == (event.stream, event.version)
        assert previous == event.previous
        assert time <= event.time
        assert rfc8785.dumps(json.loads(record.data)) == record.data
        heads[record.stream] = (event.version, hash_of(record.data), event.time)
    assert offset_after(store) == store.length()
    assert_whole_changesets(store)


def offset_after(store: EventStore) -> int:
    return len(store.read_all(0, 1_000_000))


def assert_whole_changesets(store: EventStore) -> None:
    """Each changeset has all its patches, next to each other, and a receipt that says so."""
    parts: dict[str, list[PatchAccepted]] = defaultdict(list)
    for event in everything(store):
        if isinstance(event, PatchAccepted):
            parts[event.changeset].append(event)
    for changeset, events in parts.items():
        first, size = events[0], len(events)
        receipt = store.receipt(changeset)
        assert receipt is not None
        assert (first.stream, first.version, first.version + size - 1) == receipt[1:4]
        assert [*range(size)] == [event.index for event in events]
        assert [*range(first.version, first.version + size)] == [e.version for e in events]
        assert {(size, first.time, first.actor, first.request)} == {
            (event.size, event.time, event.actor, event.request) for event in events
        }
        assert not any(event.message for event in events[1:])
