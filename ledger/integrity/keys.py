"""The key that signs checkpoints: in a file that only its owner can read, and never in the database."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from ledger.core.errors import StoreUnavailable
from ledger.integrity.heads import Heads, make_exclusively, told_plainly


def open_key(heads: Heads) -> Ed25519PrivateKey:
    """The key beside a memory, made if there is none; without a file one that is gone with the process.

    Several processes may come at once: all get the same. Raises StoreUnavailable.
    """
    path = heads.key
    if path is None:
        return Ed25519PrivateKey.generate()
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        heads.begin()
        make_exclusively(path, _pem(Ed25519PrivateKey.generate()))
    return load_key(path)


def load_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file. Raises StoreUnavailable; what it says never has a part of the key."""
    with told_plainly(path):
        content = path.read_bytes()
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise StoreUnavailable(f"{path} is not an Ed25519 key without a password in PEM.")
    return key


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
