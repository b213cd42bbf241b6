"""What a project looks like at any version: the nearest known state and the patches after it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TypeVar

from ledger.answers import ProjectState
from ledger.codec import decode_mark, decode_patches, hash_of
from ledger.core.errors import NotFound, refused
from ledger.core.events import GENESIS, project_stream
from ledger.core.fold import QuickFold
from ledger.core.model import EMPTY, Tree
from ledger.core.numbering import EMPTY_BOOK, NumberBook
from ledger.core.patch import Patch
from ledger.garbage import uncollected
from ledger.ports import EventStore
from ledger.snapshots import EVERY, Snapshots

Key = TypeVar("Key")

CACHED = 128
BATCH = 200
"""Records that are read at a time: they stay in the processor's cache until they are folded."""


class States:
    """Reads states. Keeps the latest ones used: they share what they have in common."""

    def __init__(self, store: EventStore, snapshots: Snapshots, cached: int = CACHED) -> None:
        self._store = store
        self._snapshots = snapshots
        self._cached = cached
        self._heads: OrderedDict[str, ProjectState] = OrderedDict()
        self._past: OrderedDict[tuple[str, int], ProjectState] = OrderedDict()
        self._lock = Lock()

    def likely(self, project_id: str) -> ProjectState:
        """The project as it was last seen: now, unless another process has appended since.

        To decide on and append: the store refuses what does not follow the stream's head.
        """
        with self._lock:
            known = self._heads.get(project_id)
        return known or self.current(project_id)

    def current(self, project_id: str) -> ProjectState:
        """The project now; version 0 when there is no such project. Sees every commit so far."""
        with self._lock:
            known = self._heads.get(project_id)
            if known is not None:
                self._heads.move_to_end(project_id)
        start = known or self._snapshots.nearest(project_id) or unborn(project_id)
        state = self._folded(start, None)
        if state is not known:
            self.remember(state)
        return state

    def existing(self, project_id: str) -> ProjectState:
        """The project now. Raises NotFound when nothing was ever accepted for it."""
        state = self.current(project_id)
        if state.version == 0:
            raise NotFound(f"There is no project {project_id}.", code="project_missing")
        return state

    def at(self, project_id: str, version: int) -> ProjectState:
        """The project at a version from 0 to the current one; else `version_out_of_range`."""
        now = self.current(project_id)
        check_version(version, now.version)
        if version == now.version:
            return now
        start = self._nearest(project_id, version)
        if start.version == version:
            return start
        state = self._folded(start, version)
        with self._lock:
            _put(self._past, (project_id, version), state, self._cached)
        return state

    def patches(self, project_id: str, after: int, upto: int | None = None) -> tuple[Patch, ...]:
        """The accepted patches with after < version <= upto."""
        found = self._store.read_data(project_stream(project_id), after, upto, None)
        return tuple(decode_patches([data for _, data in found]))

    def remember(self, state: ProjectState) -> None:
        """Keep the latest state, and a snapshot of it if one is due."""
        with self._lock:
            known = self._heads.get(state.project_id)
            if known is not None and known.version > state.version:
                return
            _put(self._heads, state.project_id, state, self._cached)
            if known is not None:  # what somebody is about to base a change on
                _put(self._past, (known.project_id, known.version), known, self._cached)
        self._snapshots.consider(state)

    def _nearest(self, project_id: str, version: int) -> ProjectState:
        with self._lock:
            below = [
                state
                for (project, known), state in self._past.items()
                if project == project_id and known <= version
            ]
        start = max(below, key=lambda state: state.version, default=unborn(project_id))
        if version - start.version < EVERY:
            return start
        saved = self._snapshots.nearest(project_id, version)
        return saved if saved is not None and saved.version > start.version else start

    def _folded(self, state: ProjectState, upto: int | None) -> ProjectState:
        stream, fold = project_stream(state.project_id), QuickFold(state.tree)
        numbers = state.numbers
        version, last = state.version, None
        with uncollected():
            while found := self._store.read_data(stream, version, upto, BATCH):
                patches = decode_patches([data for _, data in found])
                numbers = numbers.after(fold.apply_all(patches))
                version, last = found[-1]
                if len(found) < BATCH:
                    break
            if last is None:
                return state
            return _at(state.project_id, version, last, fold.finish(), numbers)


def unborn(project_id: str) -> ProjectState:
    """A project before its first patch: version 0."""
    return ProjectState(project_id, 0, EMPTY, EMPTY_BOOK, GENESIS, "")


def check_version(version: int, head: int) -> None:
    """Refuse a version that the project never had."""
    if not 0 <= version <= head:
        message = f"The project has the versions 0 to {head}, not {version}."
        raise refused("version_out_of_range", message)


def _at(
    project_id: str, version: int, last: bytes, tree: Tree, numbers: NumberBook
) -> ProjectState:
    return ProjectState(
        project_id, version, tree, numbers, head_hash=hash_of(last), time=decode_mark(last).time
    )


def _put(kept: OrderedDict[Key, ProjectState], key: Key, state: ProjectState, most: int) -> None:
    kept[key] = state
    kept.move_to_end(key)
    if len(kept) > most:
        kept.popitem(last=False)
