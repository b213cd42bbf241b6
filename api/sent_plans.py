"""Large plans as they were sent: what follows from a version never changes, and working it out takes long."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict

from api import shapes
from api.encoding import encode
from api.shapes import Shape
from ledger.answers import ProjectState

LARGE = 300
"""Tasks from which a plan is kept: one of fewer is worked out in some milliseconds."""
ROOM = 32 * 1024 * 1024
"""Bytes that are kept, compressed: some 150 plans of 10,000 tasks."""

Key = tuple[str, int, Shape]
"""A project, its version, and how the tasks are laid out."""


class SentPlans:
    """The answers that were sent last, compressed, in a bounded memory. For one thread at a time."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._size = 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()

    def find(self, key: Key) -> bytes | None:
        """The answer, where it is kept."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, key: Key, packed: bytes) -> None:
        """Keep an answer, and let go what was asked for longest ago."""
        self._size += len(packed) - len(self._kept.pop(key, b""))
        self._kept[key] = packed
        while self._size > self._room:
            self._size -= len(self._kept.popitem(last=False)[1])


async def packed_plan(kept: SentPlans, state: ProjectState, shape: Shape) -> bytes:
    """A plan as it is sent, gzipped, and kept for whoever asks next."""
    key = (state.project_id, state.version, shape)
    packed = kept.find(key)
    if packed is None:
        packed = await asyncio.to_thread(_packed, state, shape)
        kept.keep(key, packed)
    return packed


def _packed(state: ProjectState, shape: Shape) -> bytes:
    return gzip.compress(told_plan(state, shape), 6, mtime=0)


def told_plan(state: ProjectState, shape: Shape) -> bytes:
    """A plan as it is sent where nobody unpacks it."""
    return encode(shapes.project_answer(state.tree, state.version, shape))
