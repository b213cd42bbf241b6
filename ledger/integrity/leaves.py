"""What a leaf of the ledger's Merkle tree is: all that an auditor may rely on about one event.

The leaf at an event's offset is the canonical JSON (RFC 8785) of four things:

    ["project:0192…", 7, "patch", "5d41…"]

its stream, its version in it, its topic, and the SHA-256 (hex) over its stored bytes: the same hash
that the next event of the stream carries as `previous`. So the columns that stand beside the bytes
are covered as well, and that an event is in the ledger can be proved without showing what it says.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from ledger.integrity.merkle import Hash
from ledger.ports import NewRecord, Record

_encode = msgspec.json.Encoder().encode
"""For text and whole numbers it writes what RFC 8785 does; see `ledger.core.canonical`."""


def leaf_of(stream: str, version: int, topic: str, data_hash: str) -> bytes:
    """The bytes of a leaf. `data_hash`: SHA-256 over the event's stored bytes, in hex."""
    return _encode((stream, version, topic, data_hash))


def leaf_hash_with(stream: str, version: int, topic: str, data_hash: str) -> Hash:
    """The leaf hash of an event whose bytes are hashed already."""
    return sha256(b"\x00" + _encode((stream, version, topic, data_hash))).digest()


def leaf_hash_of(record: Record | NewRecord) -> Hash:
    """The leaf hash of a stored event."""
    return leaf_hash_with(record.stream, record.version, record.topic, data_hash(record.data))


def data_hash(data: object) -> str:
    """SHA-256 (hex) over stored bytes. What SQLite gives instead of bytes has none: it was changed."""
    return sha256(data).hexdigest() if isinstance(data, bytes) else ""
