"""The Merkle tree of RFC 9162 §2.1: hashes, roots, proofs and their verification. Pure functions.

A tree over n leaves splits at the largest power of two below n, so a subtree is a range of leaves
[start, end). Who makes a proof says by `Subtree` how the hash of such a range is found: from a list
of hashes (`of_list`), or from stored tiles (`ledger.integrity.tree`).

    root(MTH)             §2.1.1
    inclusion proof       §2.1.3.1, verified as §2.1.3.2
    consistency proof     §2.1.4.1, verified as §2.1.4.2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Hash = bytes
Subtree = Callable[[int, int], Hash]
"""(start, end) → the hash of the tree over the leaves start ≤ offset < end."""

HASH_BYTES = 32
EMPTY_ROOT: Hash = sha256(b"").digest()


def hashes_in(data: bytes) -> list[Hash]:
    """The hashes that stand side by side in bytes; what is left at the end is none."""
    whole = len(data) - len(data) % HASH_BYTES
    return [data[at : at + HASH_BYTES] for at in range(0, whole, HASH_BYTES)]


def leaf_hash(data: bytes) -> Hash:
    """The hash of a leaf; the prefix keeps a leaf from being taken for a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[Hash]) -> Hash:
    """The root over the hashes of leaves; that of the empty tree is the hash of nothing."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0]


def of_list(leaves: Sequence[Hash]) -> Subtree:
    """The subtrees over a list of the hashes of leaves."""
    return lambda start, end: root(leaves[start:end])


def complete_parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees that a subtree [start, end) consists of, from left to right.

    Each is a (level, index): the leaves index × 2^level and the 2^level - 1 after it.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def joined(parts: Sequence[Hash]) -> Hash:
    """The root over the complete subtrees that a tree consists of, the largest (leftmost) first."""
    *others, right = parts
    for left in reversed(others):
        right = node_hash(left, right)
    return right


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[Hash]:
    """The hashes that prove that a leaf is in the tree of `size` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof: list[Hash] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[Hash]:
    """The hashes that prove that the tree of `new` leaves begins with that of `old` leaves.

    Empty where `old` is 0 or `new`: there is nothing to prove.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not extend one of {old}")
    if old in (0, new):
        return []
    proof: list[Hash] = []
    start, end = 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    if start:
        proof.append(subtree(start, end))
    return proof[::-1]


def verify_inclusion(
    leaf: Hash, index: int, size: int, proof: Sequence[Hash], expected_root: Hash
) -> bool:
    """Whether `proof` shows that the leaf with this hash is at `index` of the tree with that root."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected_root


def verify_consistency(
    old: int, new: int, proof: Sequence[Hash], old_root: Hash, new_root: Hash
) -> bool:
    """Whether `proof` shows that the tree of `new` leaves begins with that of `old` leaves."""
    if not 0 <= old <= new:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == new:
        return not proof and old_root == new_root
    # A complete old tree is a subtree of the new one: the proof leaves its hash out.
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(steps) and _roots_met(old, new, steps) == (old_root, new_root)


def _roots_met(old: int, new: int, steps: Sequence[Hash]) -> tuple[Hash, Hash] | None:
    """The two roots that a consistency proof leads to; None where it is too short or too long."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_found = new_found = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old_found = node_hash(sibling, old_found)
            new_found = node_hash(sibling, new_found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_found = node_hash(new_found, sibling)
        place, last = place >> 1, last >> 1
    return None if last else (old_found, new_found)


def _split(size: int) -> int:
    """The largest power of two below `size` (which is over 1)."""
    return 1 << ((size - 1).bit_length() - 1)
