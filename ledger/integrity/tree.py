"""The Merkle tree over the whole ledger, kept as tiles in the store.

Full tiles are saved, the edge is in memory, so a proof reads two tiles a level. Appending has nothing to
do with it: the tree grows afterwards, from what the store has committed.

Tiles are a cache. Several processes may save the same ones, since they follow from the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import RLock

from ledger.core.errors import WritesStopped
from ledger.integrity import merkle
from ledger.integrity.growth import BITS, WIDTH, Growth
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    Hash,
    complete_parts,
    hashes_in,
    joined,
)
from ledger.ports import EventStore

BATCH = 2048
"""Events that are read at once."""
KEPT_TILES = 64
Tile = tuple[Hash, ...]


class Tree:
    """The tree over a store's events, as far as it was grown. Thread-safe."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._lock = RLock()
        self._growth = Growth(store.save_tile)
        self._tiles: dict[tuple[int, int], Tile] = {}

    @property
    def size(self) -> int:
        """How many events are in the tree."""
        return self._growth.size

    def resume(self, trusted: int) -> bool:
        """Begin an empty tree with the saved tiles over the first `trusted` events; False: not there.

        The root that comes out has to be compared with what it was.
        """
        with self._lock:
            leaves = trusted & -WIDTH
            edges: list[list[Hash]] = [[]]
            while tiles := leaves >> (BITS * len(edges)):
                edge = self._roots_of_tiles(len(edges) - 1, tiles)
                if edge is None:
                    return False
                edges.append(edge)
            self._growth = Growth(self._store.save_tile, leaves, edges)
            return True

    def grow(self) -> int:
        """Take in every event that is committed; the size of the tree then.

        Raises WritesStopped where events are missing, and what the store raises.
        """
        while True:
            with self._lock:
                count = min(self._store.length() - self.size, BATCH)
                if count <= 0:
                    return self.size
                self._growth.add(self._leaves(self.size, count))

    def root(self, size: int) -> Hash:
        """The root of the tree when it had this size."""
        return self.subtree(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, offset: int, size: int) -> list[Hash]:
        """The proof that the event at an offset is in the tree of this size."""
        return merkle.inclusion_proof(offset, size, self.subtree)

    def consistency_proof(self, old: int, new: int) -> list[Hash]:
        """The proof that the tree of `new` events begins with that of `old` events."""
        return merkle.consistency_proof(old, new, self.subtree)

    def subtree(self, start: int, end: int) -> Hash:
        """The hash of the subtree over start ≤ offset < end."""
        with self._lock:
            if end > self.size:
                raise ValueError(f"the tree has {self.size} events, not {end}")
            return joined([self._node(*part) for part in complete_parts(start, end)])

    def leaves(self, start: int, end: int) -> Iterator[Sequence[Hash]]:
        """The hashes of the leaves start ≤ offset < end, a tile's at a time."""
        while start < end:
            index, within = divmod(start, WIDTH)
            with self._lock:
                full = index < self.size >> BITS
                tile = self._found(0, index) if full else self._growth.edges[0]
                part = tile[within : within + end - start]
            yield part
            start += len(part)

    def _node(self, level: int, index: int) -> Hash:
        """The hash of the complete subtree over the 2^level leaves from index × 2^level on."""
        row, bits = divmod(level, BITS)
        place, within = divmod(index << bits, WIDTH)
        full_tiles = self.size >> (BITS * (row + 1))
        hashes = self._growth.edges[row] if place == full_tiles else self._tile(row, place)
        return merkle.root(hashes[within : within + (1 << bits)])

    def _tile(self, level: int, index: int) -> Tile:
        kept = self._tiles.get((level, index))
        if kept is None:
            kept = self._found(level, index)
            if len(self._tiles) >= KEPT_TILES:
                self._tiles.pop(next(iter(self._tiles)))
            self._tiles[level, index] = kept
        return kept

    def _found(self, level: int, index: int) -> Tile:
        return self._saved(level, index) or self._made(level, index)

    def _saved(self, level: int, index: int) -> Tile | None:
        data = self._store.tile(level, index)
        if not isinstance(data, bytes) or len(data) != WIDTH * HASH_BYTES:
            return None  # SQLite gives whatever somebody put there
        return tuple(hashes_in(data))

    def _made(self, level: int, index: int) -> Tile:
        """A tile that the cache has lost."""
        first = index * WIDTH
        if level:
            below = range(first, first + WIDTH)
            made = tuple(merkle.root(self._tile(level - 1, place)) for place in below)
        else:
            made = tuple(self._leaves(first, WIDTH))
        self._store.save_tile(level, index, b"".join(made))
        return made

    def _roots_of_tiles(self, level: int, count: int) -> list[Hash] | None:
        """The hashes after the last full tile of the level above: the roots of this one's last tiles."""
        tiles = [self._saved(level, index) for index in range(count & -WIDTH, count)]
        return None if None in tiles else [merkle.root(tile) for tile in tiles if tile]

    def _leaves(self, start: int, count: int) -> list[Hash]:
        records = self._store.read_all(start, count)
        if [record.offset for record in records] != [*range(start, start + count)]:
            message = f"Events between offsets {start} and {start + count} are missing."
            raise WritesStopped(message)
        return list(map(leaf_hash_of, records))
