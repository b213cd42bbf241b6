"""How the tree grows: leaves fill tiles of 256 hashes, and the root of each full tile is a leaf above.

The layout is that of C2SP tlog-tiles: tile n of level 0 has the leaves 256n … 256n+255, tile n of level
1 the roots of the 256 level-0 tiles from 256n on, and so upwards. What does not fill a tile yet is the
edge: at most 255 hashes a level. An event costs one node hash, amortised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledger.integrity import merkle
from ledger.integrity.merkle import EMPTY_ROOT, Hash

BITS = 8
WIDTH = 1 << BITS
"""Hashes in a tile."""

Save = Callable[[int, int, bytes], None]
"""Takes a full tile: its level, its index in the level, its hashes side by side."""


class Growth:
    """The edge of a growing tree. What `save` raises leaves it as it was before the tile."""

    def __init__(self, save: Save, size: int = 0, edges: list[list[Hash]] | None = None) -> None:
        self.size = size
        self.edges = edges or [[]]
        """For each level, the hashes after its last full tile."""
        self._save = save

    def add(self, leaves: Sequence[Hash]) -> None:
        """Take in the next leaves."""
        taken = 0
        while taken < len(leaves):
            room = WIDTH - len(self.edges[0])
            some = leaves[taken : taken + room]
            if len(some) == room:
                self._fill([*self.edges[0], *some])
            else:
                self.edges[0].extend(some)
            self.size += len(some)
            taken += len(some)

    def root(self) -> Hash:
        """The root over all leaves so far: each level is one tree with what is below its edge."""
        found: list[Hash] = []
        for edge in self.edges:
            hashes = [*edge, *found]
            found = [merkle.root(hashes)] if hashes else []
        return found[0] if found else EMPTY_ROOT

    def _fill(self, tile: list[Hash]) -> None:
        """Save a full tile, and those above that it fills; only then take them in."""
        level, last = 0, self.size
        while True:
            self._save(level, last >> (BITS * (level + 1)), b"".join(tile))
            carried, level = merkle.root(tile), level + 1
            above = self.edges[level] if level < len(self.edges) else []
            if len(above) < WIDTH - 1:
                break
            tile = [*above, carried]
        if level == len(self.edges):
            self.edges.append([])
        for filled in self.edges[:level]:
            filled.clear()
        self.edges[level].append(carried)
