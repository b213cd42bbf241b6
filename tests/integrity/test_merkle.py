"""The Merkle tree against RFC 6962's own vectors, and against another implementation (pymerkle)."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree  # type: ignore[import-untyped] # it has no stubs

from ledger.integrity import merkle
from ledger.integrity.merkle import (
    EMPTY_ROOT,
    complete_parts,
    consistency_proof,
    inclusion_proof,
    joined,
    leaf_hash,
    of_list,
    root,
    verify_consistency,
    verify_inclusion,
)

# The test vectors of certificate-transparency (merkle_tree_test), the reference for RFC 6962.
INPUTS = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [leaf_hash(data) for data in INPUTS]
SIZES = st.integers(1, 700)


def hashes(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % place) for place in range(size)]


def oracle(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for place in range(size):
        tree.append_entry(b"%d" % place)
    return tree


def test_the_empty_tree() -> None:
    """The root of nothing is the hash of nothing."""
    assert sha256(b"").digest() == EMPTY_ROOT == root([])


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size: int) -> None:
    """The roots of the reference's eight leaves are the reference's."""
    assert ROOTS[size - 1] == root(LEAVES[:size]).hex()


@pytest.mark.parametrize(("place", "expected"), INCLUSIONS.items())
def test_known_inclusion_proofs(place: tuple[int, int], expected: list[str]) -> None:
    """The inclusion proofs of the reference's leaves are the reference's."""
    proof = inclusion_proof(*place, of_list(LEAVES))
    assert expected == [step.hex() for step in proof]


@pytest.mark.parametrize(("sizes", "expected"), CONSISTENCIES.items())
def test_known_consistency_proofs(sizes: tuple[int, int], expected: list[str]) -> None:
    """The consistency proofs of the reference's leaves are the reference's."""
    proof = consistency_proof(*sizes, of_list(LEAVES))
    assert expected == [step.hex() for step in proof]


@pytest.mark.parametrize("size", range(1, 40))
def test_each_proof_of_a_small_tree_verifies(size: int) -> None:
    """In every small tree each leaf's proof verifies, and so does each smaller tree's."""
    leaves = hashes(size)
    whole = root(leaves)
    for index in range(size):
        proof = inclusion_proof(index, size, of_list(leaves))
        assert verify_inclusion(leaves[index], index, size, proof, whole)
    for old in range(size + 1):
        proof = consistency_proof(old, size, of_list(leaves))
        assert verify_consistency(old, size, proof, root(leaves[:old]), whole)


@given(SIZES)
def test_the_root_is_the_oracles(size: int) -> None:
    """Another implementation comes to the same root."""
    assert oracle(size).get_state() == root(hashes(size))


@given(SIZES, st.data())
def test_inclusion_proofs_are_the_oracles(size: int, data: st.DataObject) -> None:
    """Another implementation gives the same inclusion proof (leaf first there)."""
    index = data.draw(st.integers(0, size - 1))
    leaves = hashes(size)
    proof = inclusion_proof(index, size, of_list(leaves))
    path = oracle(size).prove_inclusion(index + 1, size).path
    assert path == [leaves[index], *proof]


@given(SIZES, st.data())
def test_consistency_proofs_lead_to_the_oracles_roots(size: int, data: st.DataObject) -> None:
    """A consistency proof leads to the two roots that another implementation comes to."""
    old = data.draw(st.integers(1, size))
    proof = consistency_proof(old, size, of_list(hashes(size)))
    tree = oracle(size)
    assert verify_consistency(old, size, proof, tree.get_state(old), tree.get_state(size))


@given(SIZES, st.data())
def test_a_damaged_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    """A proof with any bit flipped, a step more or fewer, or for another place is none."""
    index = data.draw(st.integers(0, size - 1))
    leaves = hashes(size)
    whole = root(leaves)
    proof = inclusion_proof(index, size, of_list(leaves))
    for wrong in damaged(data, proof):
        assert not verify_inclusion(leaves[index], index, size, wrong, whole)
    other = data.draw(st.integers(-1, size + 1).filter(lambda place: place != index))
    assert not verify_inclusion(leaves[index], other, size, proof, whole)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, whole)


@given(SIZES, st.data())
def test_a_damaged_consistency_proof_is_refused(size: int, data: st.DataObject) -> None:
    """A proof with any bit flipped, a step more or fewer, or of other roots is none."""
    old = data.draw(st.integers(1, size))
    leaves = hashes(size)
    roots = root(leaves[:old]), root(leaves)
    proof = consistency_proof(old, size, of_list(leaves))
    for wrong in damaged(data, proof):
        assert not verify_consistency(old, size, wrong, *roots)
    assert not verify_consistency(old, size, proof, leaf_hash(b"other"), roots[1])
    assert not verify_consistency(old, size, proof, roots[0], leaf_hash(b"other"))
    assert not verify_consistency(size + 1, size, proof, *roots)


def damaged(data: st.DataObject, proof: list[bytes]) -> list[list[bytes]]:
    extra = [*proof, leaf_hash(b"extra")]
    if not proof:
        return [extra]
    place = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(proof[place], "big") ^ 1 << bit).to_bytes(32, "big")
    return [extra, proof[:-1], proof[1:], [*proof[:place], flipped, *proof[place + 1 :]]]


def test_a_history_that_was_not_empty_is_no_beginning() -> None:
    """Everything extends the empty tree, if it was the empty tree."""
    assert verify_consistency(0, 3, [], EMPTY_ROOT, root(hashes(3)))
    assert not verify_consistency(0, 3, [], root(hashes(1)), root(hashes(3)))
    assert not verify_consistency(0, 3, hashes(1), EMPTY_ROOT, root(hashes(3)))


@given(SIZES, st.data())
def test_a_tree_is_its_complete_parts(size: int, data: st.DataObject) -> None:
    """A subtree is joined from complete ones, whose number is that of the bits of its size."""
    leaves = hashes(size)
    parts = list(complete_parts(0, size))
    assert size.bit_count() == len(parts)
    found = [root(leaves[place << level : (place + 1) << level]) for level, place in parts]
    assert root(leaves) == joined(found)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_leaf_no_proof(index: int, size: int) -> None:
    """There is no proof of a leaf that is not in the tree."""
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, size, of_list(hashes(3)))


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3)])
def test_a_tree_does_not_shrink(old: int, new: int) -> None:
    """There is no proof that a tree extends a larger one."""
    with pytest.raises(ValueError, match="does not extend"):
        consistency_proof(old, new, of_list(hashes(3)))


def test_a_leaf_is_no_node() -> None:
    """Two hashes that are given out as a leaf are not the node over them."""
    pair = LEAVES[0] + LEAVES[1]
    assert leaf_hash(pair) != merkle.node_hash(LEAVES[0], LEAVES[1])
