"""Snapshots: a project's state as bytes, so that reading it need not fold its whole stream.

A snapshot is a cache. One that is missing, or that this version cannot read, costs time and nothing
else. They are written by a thread of their own: nobody's request waits for one.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock

import msgspec
from immutables import Map

from ledger.answers import ProjectState
from ledger.core.errors import StoreError
from ledger.core.events import project_stream
from ledger.core.model import Project, Task, tree_of
from ledger.core.numbering import NumberBook
from ledger.garbage import uncollected
from ledger.ports import EventStore

FORMAT = 1
EVERY = 2_000
"""Patches between two snapshots; in a project with more tasks than twice that, half its tasks."""


class _Snapshot(msgspec.Struct, array_like=True):
    format: int
    head_hash: str
    time: str
    project: Project | None
    tasks: list[Task]
    numbers: dict[str, int]
    next_number: int


_decode = msgspec.msgpack.Decoder(_Snapshot).decode


def encode(state: ProjectState) -> bytes:
    """A state as the bytes of a snapshot."""
    tasks, book = list(state.tree.tasks.values()), state.numbers
    return msgspec.msgpack.encode(
        _Snapshot(
            FORMAT,
            state.head_hash,
            state.time,
            state.tree.project,
            tasks,
            dict(book.numbers),
            book.next,
        )
    )


def decode(project_id: str, version: int, data: bytes) -> ProjectState | None:
    """The state of a snapshot; None for bytes that this version cannot read."""
    with uncollected(), suppress(msgspec.DecodeError):
        found = _decode(data)
        if found.format == FORMAT:
            return _state(project_id, version, found)
    return None


def _state(project_id: str, version: int, found: _Snapshot) -> ProjectState:
    return ProjectState(
        project_id=project_id,
        version=version,
        tree=tree_of(found.project, found.tasks),
        numbers=NumberBook(Map(found.numbers), found.next_number),
        head_hash=found.head_hash,
        time=found.time,
    )


class Snapshots:
    """Reads snapshots, and writes one when enough patches have come since the last."""

    def __init__(self, store: EventStore, every: int = EVERY) -> None:
        self._store = store
        self._every = every
        self._latest: dict[str, int] = {}
        self._lock = Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="snapshots")
        self._under_way: Future[None] | None = None
        self._closed = False

    def nearest(self, project_id: str, upto: int | None = None) -> ProjectState | None:
        """The latest snapshot at or before version `upto`."""
        found = self._store.nearest_snapshot(project_stream(project_id), upto)
        state = decode(project_id, *found) if found else None
        if state is not None:
            self._note(project_id, state.version)
        return state

    def consider(self, state: ProjectState) -> None:
        """Write a snapshot of `state`, later, if one is due."""
        with self._lock:
            since = state.version - self._latest.get(state.project_id, 0)
            if self._closed or since < max(self._every, len(state.tree.tasks) // 2):
                return
            self._latest[state.project_id] = state.version
            self._under_way = self._writer.submit(self._save, state)

    def settle(self) -> None:
        """Wait until what is due has been written."""
        if self._under_way is not None:
            self._under_way.result()

    def close(self) -> None:
        """Finish, and write no more."""
        with self._lock:
            self._closed = True
        self._writer.shutdown(wait=True)

    def _note(self, project_id: str, version: int) -> None:
        with self._lock:
            self._latest[project_id] = max(version, self._latest.get(project_id, 0))

    def _save(self, state: ProjectState) -> None:
        with suppress(StoreError):  # a full disk, say: the next one will do
            stream = project_stream(state.project_id)
            self._store.save_snapshot(stream, state.version, encode(state))
