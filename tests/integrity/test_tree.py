"""The tree over a store: as the plain Merkle tree says, whatever was saved, lost or grown meanwhile."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.errors import StoreUnavailable, WritesStopped
from ledger.integrity import merkle
from ledger.integrity.growth import WIDTH, Growth
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import (
    Hash,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    of_list,
    verify_consistency,
    verify_inclusion,
)
from ledger.integrity.tree import Tree
from ledger.stores.memory import MemoryStore
from tests.integrity.books import Rows, raw, rows_of
from tests.laws import examples

SIZE = 66_000  # more than one tile of level 1


@pytest.fixture(scope="module")
def leaves() -> list[Hash]:
    return [leaf_hash(b"%d" % place) for place in range(SIZE)]


@pytest.fixture(scope="module")
def grown(leaves: list[Hash]) -> Tree:
    """A tree over them, resumed from its tiles."""
    store = MemoryStore()
    growth = Growth(store.save_tile)
    growth.add(leaves)
    tree = Tree(store)
    assert tree.resume(SIZE)
    tree._growth.add(leaves[SIZE & -WIDTH :])
    return tree


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, SIZE])
def test_roots_at_every_edge(grown: Tree, leaves: list[Hash], size: int) -> None:
    """The root of each size is that of the plain tree, at and around full tiles of both levels."""
    assert merkle.root(leaves[:size]) == grown.root(size)


@given(st.integers(0, SIZE), st.data())
@examples(25)
def test_proofs_are_those_of_the_plain_tree(
    grown: Tree, leaves: list[Hash], old: int, data: st.DataObject
) -> None:
    """Inclusion and consistency proofs of any size are the plain tree's, hash by hash."""
    new = data.draw(st.integers(max(old, 1), SIZE))
    place = data.draw(st.integers(0, new - 1))
    plain = of_list(leaves[:new])
    assert inclusion_proof(place, new, plain) == grown.inclusion_proof(place, new)
    assert consistency_proof(old, new, plain) == grown.consistency_proof(old, new)


@given(st.lists(st.integers(1, 700), max_size=6))
@examples(40)
def test_growing_in_steps_is_growing_at_once(steps: list[int]) -> None:
    """However the leaves come, the same tiles are saved, and the root is the plain tree's."""
    leaves = [leaf_hash(b"%d" % place) for place in range(sum(steps))]
    once, stepwise = MemoryStore(), MemoryStore()
    Growth(once.save_tile).add(leaves)
    growth = Growth(stepwise.save_tile)
    for step in steps:
        growth.add(leaves[growth.size : growth.size + step])
        assert merkle.root(leaves[: growth.size]) == growth.root()
    assert once._tiles == stepwise._tiles


def test_a_tree_follows_its_ledger() -> None:
    """The leaf at an offset is that of the event there, and the tree grows with the ledger."""
    store = MemoryStore()
    tree = Tree(store)
    for count in (1, 300, 700):
        raw(store, count)
        size = tree.grow()
        assert store.length() == size == tree.size
        assert merkle.root(list(map(leaf_hash_of, store.read_all(0, size)))) == tree.root(size)


def test_a_lost_tile_is_made_anew() -> None:
    """Where the cache has lost a tile, it is made from the events, and saved again."""
    store = MemoryStore()
    raw(store, 600)
    tree = Tree(store)
    tree.grow()
    saved, before = dict(store._tiles), tree.root(600)
    del store._tiles[0, 0]
    assert not Tree(store).resume(600)
    assert before == tree.root(600)
    assert 8 == len(tree.inclusion_proof(3, 256))
    assert saved == store._tiles


def test_a_lost_tile_of_a_higher_level_is_made_anew(leaves: list[Hash]) -> None:
    """A tile above is made from those below it."""
    store = MemoryStore()
    Growth(store.save_tile).add(leaves)
    saved = store._tiles.pop((1, 0))
    tree = Tree(store)
    assert not tree.resume(SIZE)
    store.save_tile(1, 0, saved)
    assert tree.resume(SIZE)
    del store._tiles[1, 0]
    assert merkle.root(leaves[: 65_000 & -WIDTH]) == tree.root(65_000 & -WIDTH)
    assert saved == store._tiles[1, 0]


def test_a_damaged_tile_is_no_tile() -> None:
    """Of a tile that is too short nothing is taken."""
    store = MemoryStore()
    raw(store, 300)
    Tree(store).grow()
    store.save_tile(0, 0, b"short")
    assert not Tree(store).resume(300)


def test_a_tile_that_cannot_be_saved_changes_nothing() -> None:
    """Without room for a tile the tree stays as it was, and grows when there is room again."""

    class Full(MemoryStore):
        full = True

        def save_tile(self, level: int, index: int, data: bytes) -> None:
            if self.full and index == 1:
                raise StoreUnavailable("The disk is full.")
            super().save_tile(level, index, data)

    store = Full()
    raw(store, 600)
    tree = Tree(store)
    with pytest.raises(StoreUnavailable):
        tree.grow()
    assert WIDTH == tree.size
    store.full = False
    assert 600 == tree.grow()
    assert merkle.root(list(map(leaf_hash_of, store.read_all(0, 600)))) == tree.root(600)


def test_missing_events_are_no_tree() -> None:
    """Over a ledger with a hole, or whose end went while it was read, there is no tree."""
    store = MemoryStore()
    raw(store, 10)
    rows = rows_of(store).rows
    with pytest.raises(WritesStopped, match="missing"):
        Tree(Rows([*rows[:4], *rows[5:]], [])).grow()


def test_a_size_that_was_not_reached_has_no_root() -> None:
    """There is no root of events that are not in the tree."""
    with pytest.raises(ValueError, match="the tree has 0 events"):
        Tree(MemoryStore()).root(1)


def test_several_threads_grow_one_tree() -> None:
    """Whoever asks meanwhile, each event is taken in once, and each proof holds."""
    store = MemoryStore()
    tree = Tree(store)
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(8):
            size = tree.grow()
            root, leaf = tree.root(size), leaf_hash_of(store.read_all(0, 1)[0])
            if not verify_inclusion(leaf, 0, size, tree.inclusion_proof(0, size), root):
                wrong.append(size)
            old = size // 2
            if not verify_consistency(
                old, size, tree.consistency_proof(old, size), tree.root(old), root
            ):
                wrong.append((old, size))

    raw(store, 1)
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        raw(store, 97)
    for thread in threads:
        thread.join()
    assert [] == wrong
    assert store.length() == tree.grow()
    expected = merkle.root(list(map(leaf_hash_of, store.read_all(0, 10_000))))
    assert expected == tree.root(tree.size)


def test_processes_save_the_same_tiles() -> None:
    """Two trees over one ledger save the same bytes: it does not matter whose are kept."""
    store = MemoryStore()
    raw(store, 1_000)
    Tree(store).grow()
    saved = dict(store._tiles)
    Tree(store).grow()
    assert saved == store._tiles
