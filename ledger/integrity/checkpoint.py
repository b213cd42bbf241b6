"""A checkpoint: a signed statement of how long the ledger is and what the root of its tree is.

The text is a C2SP tlog-checkpoint in a signed note (https://c2sp.org/tlog-checkpoint, signed-note):

    patchledger/0192f7a0-…          the origin: which ledger
    20852                           how many events
    CsUYapGGPo4dkMgIAUqom/Xa…       the root, base64

    — patchledger/0192f7a0-… Az3grl…   key name, base64 of 4 bytes that tell the key and the signature

A note is read strictly: base64 that decodes to the same bytes in another spelling is refused, too, so
that no bit of a checkpoint can be changed unnoticed.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.integrity.merkle import HASH_BYTES, Hash

ED25519: Final = b"\x01"
"""The signature type of Ed25519 in the format."""
DASH: Final = "\N{EM DASH}"
SIZE: Final = re.compile("0|[1-9][0-9]*", re.ASCII)


class CheckpointRefused(Exception):
    """Why a text is not a checkpoint that the key has signed, as a clause: "it has no signature"."""


class Checkpoint(NamedTuple):
    """What is signed."""

    origin: str
    size: int
    root: Hash

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


class Verifier(NamedTuple):
    """Who can check signatures: a name and a public key. Its text is a C2SP verifier key."""

    name: str
    key: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """The 4 bytes by which a signature tells its key."""
        told = self.name.encode() + b"\n" + ED25519 + self.key.public_bytes_raw()
        return sha256(told).digest()[:4]

    def text(self) -> str:
        """`name+id+base64`, as tools for C2SP notes take it."""
        key = b64encode(ED25519 + self.key.public_bytes_raw()).decode()
        return f"{self.name}+{self.id.hex()}+{key}"


def verifier(text: str) -> Verifier:
    """The verifier that a text such as `name+id+base64` names. Raises CheckpointRefused."""
    name, _, rest = text.strip().partition("+")
    key_id, _, key = rest.partition("+")
    content = _decoded(key)
    if not name or content[:1] != ED25519 or len(content) != 33:
        raise CheckpointRefused("the key is not an Ed25519 key as name+id+base64")
    found = Verifier(name, Ed25519PublicKey.from_public_bytes(content[1:]))
    if found.id.hex() != key_id:
        raise CheckpointRefused("the key does not fit its own id")
    return found


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The note. The same checkpoint and key give the same note."""
    by = Verifier(checkpoint.origin, key.public_key())
    text = checkpoint.text()
    signature = b64encode(by.id + key.sign(text.encode())).decode()
    return f"{text}\n{DASH} {by.name} {signature}\n"


def opened(note: str, by: Verifier) -> Checkpoint:
    """What a note says, once its signature was checked. Raises CheckpointRefused.

    Signatures of other keys may stand beside it, and are not looked at.
    """
    text, lines = _split(note)
    signed = [_signature(line, by.name) for line in lines]
    ours = [content for content in signed if content and content[:4] == by.id]
    if not ours:
        raise CheckpointRefused(f"it has no signature of the key {by.name}+{by.id.hex()}")
    for content in ours:
        try:
            by.key.verify(content[4:], text.encode())
        except InvalidSignature:
            raise CheckpointRefused("its signature does not fit its text") from None
    found = _checkpoint(text)
    if found.origin != by.name:
        raise CheckpointRefused(f"it is of {found.origin}, and its key is that of {by.name}")
    return found


def _split(note: str) -> tuple[str, list[str]]:
    """The text that is signed, and the lines of signatures."""
    text, separator, signatures = note.rpartition(f"\n\n{DASH} ")
    if not separator or not signatures.endswith("\n"):
        raise CheckpointRefused("it is not a signed note")
    return text + "\n", f"{DASH} {signatures[:-1]}".split("\n")


def _signature(line: str, name: str) -> bytes | None:
    """The key's id and the signature in a line; None where somebody else signed."""
    dash, _, rest = line.partition(" ")
    signer, _, signature = rest.partition(" ")
    if dash != DASH or not signature:
        raise CheckpointRefused("one of its signature lines is none")
    return _decoded(signature) if signer == name else None


def _checkpoint(text: str) -> Checkpoint:
    origin, _, rest = text.partition("\n")
    size, _, rest = rest.partition("\n")
    root = _decoded(rest.partition("\n")[0])
    if not origin or not SIZE.fullmatch(size) or len(root) != HASH_BYTES:
        raise CheckpointRefused("it does not say an origin, a size and a root")
    return Checkpoint(origin, int(size), root)


def _decoded(text: str) -> bytes:
    """The bytes of base64 in its one canonical spelling."""
    try:
        content = b64decode(text, validate=True)
    except ValueError:
        content = b""
    if b64encode(content).decode() != text:
        raise CheckpointRefused("its base64 is damaged")
    return content
