"""What a leaf of the ledger's Merkle tree is: all that an auditor may rely on about one event.

The leaf at an event's offset is the canonical JSON (RFC 8785) of four things:

    ["project:0192…", 7, "patch", "5d41…"]

its stream, its version in it, its topic, and the SHA-256 (hex) over its stored bytes: the same hash
that the next event of the stream carries as `previous`. So the columns that stand beside the bytes
are covered as well, and that an event is in the ledger can be proved without showing what it says.
"""

from __future__ import annotations

from hashlib import sha256

from ledger.core.canonical import canonical
from ledger.integrity.merkle import Hash, leaf_hash
from ledger.ports import NewRecord, Record


def leaf_of(stream: str, version: int, topic: str, data_hash: str) -> bytes:
    """The bytes of a leaf. `data_hash`: SHA-256 over the event's stored bytes, in hex."""
    return canonical((stream, version, topic, data_hash))


def leaf_hash_of(record: Record | NewRecord) -> Hash:
    """The leaf hash of a stored event."""
    data_hash = sha256(record.data).hexdigest()
    return leaf_hash(leaf_of(record.stream, record.version, record.topic, data_hash))
