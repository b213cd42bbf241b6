"""Verify an audit bundle of Patch Ledger, with nothing but Python and `cryptography`.

    python verify_bundle.py BUNDLE [--key KEY] [--against CHECKPOINT]…

KEY: the ledger's public key (name+id+base64, or a file with it), from somewhere else than the bundle.
CHECKPOINT: a file with an earlier checkpoint; that the ledger only grew since is then proved, too.
Ends with 0 when all holds, 1 when something does not, 2 when it was not understood.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADER = b'{"bundle":"patchledger",'
WRONG = (ValueError, KeyError, TypeError, IndexError, RecursionError)


class Tree:
    """The Merkle tree of RFC 9162, grown at its end; only the roots of whole subtrees are kept."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[tuple[int, bytes]] = []

    def add(self, root: bytes, size: int = 1) -> None:
        """Put in the next event (its leaf's hash), or the root over the next `size` events."""
        if size < 1 or size & (size - 1) or self.size % size:
            raise ValueError(f"{size} events cannot be left out at offset {self.size}")
        self.size += size
        while self._parts and self._parts[-1][0] == size:
            root = sha256(b"\x01" + self._parts.pop()[1] + root).digest()
            size *= 2
        self._parts.append((size, root))

    def root(self) -> bytes:
        """The root over everything so far."""
        roots = [root for _, root in self._parts] or [sha256(b"").digest()]
        return reduce(lambda r, left: sha256(b"\x01" + left + r).digest(), reversed(roots))


def canonical(value: object) -> bytes:
    """RFC 8785, as far as it is needed here: text and whole numbers under ASCII keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decoded(text: str, length: int) -> bytes:
    """So many bytes, from base64 in its one canonical spelling."""
    found = b64decode(text, validate=True)
    if b64encode(found).decode() != text or len(found) != length:
        raise ValueError("base64 in another spelling, or of another length")
    return found


def id_of(name: str, key: bytes) -> bytes:
    """The 4 bytes by which a signature tells its key."""
    return sha256(name.encode() + b"\n\x01" + key).digest()[:4]


def public_key(text: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a key such as name+id+base64."""
    name, key_id, key = text.strip().split("+", 2)
    content = decoded(key, 33)
    if content[:1] != b"\x01" or key_id != id_of(name, content[1:]).hex():
        raise ValueError("the public key does not fit its own id")
    return name, content[1:]


def opened(note: str, key: bytes) -> tuple[str, int, bytes]:
    """The origin, size and root of a checkpoint (C2SP), once its signature was checked."""
    text, _, signature = note.rpartition("\n\n\N{EM DASH} ")
    origin, size, root = text.split("\n")
    name, sealed = signature.split(" ")
    content = decoded(sealed.removesuffix("\n"), 68)
    if name != origin or content[:4] != id_of(origin, key) or not note.endswith("\n"):
        raise ValueError("the checkpoint is not signed by that key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(content[4:], f"{text}\n".encode())
    except InvalidSignature:
        raise ValueError("the checkpoint's signature does not fit it") from None
    return origin, int(size), decoded(root, 32)


class Bundle:
    """Takes the lines of a bundle in order. `roots`: of the tree at the sizes that are asked for."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self.tree, self._sha, self._lines = Tree(), sha256(), 0
        self.own: dict[str, dict[str, Any]] = {}
        self.heads: dict[str, tuple[int, str]] = {}
        self.roots = dict.fromkeys(sizes, b"")

    def take(self, line: bytes) -> None:
        """Check the next line."""
        if (not self._lines) != line.startswith(HEADER) or "end" in self.own or line[-1:] != b"\n":
            raise ValueError("there is something before its beginning or after its end")
        take = self._take_own if line.startswith(b'{"bundle":"') else self._take_event
        take(json.loads(line), line[:-1])
        self._sha.update(line)
        self._lines += 1
        if self.tree.size in self.roots:
            self.roots[self.tree.size] = self.tree.root()

    def _take_own(self, said: dict[str, Any], line: bytes) -> None:
        kind, digest = said["bundle"], (self._lines, self._sha.hexdigest())
        if canonical(said) != line or kind not in ("patchledger", "pruned", "checkpoint", "end"):
            raise ValueError("it is not written as it should be")
        if ("checkpoint" in self.own) != (kind == "end"):
            raise ValueError(f"{kind} is not expected there")
        if kind == "end" and (said["lines"], said["sha256"]) != digest:
            raise ValueError("the end does not fit what is before it")
        if kind == "pruned":
            self.tree.add(decoded(said["root"], 32), said["events"])
        self.own[kind] = said

    def _take_event(self, event: dict[str, Any], data: bytes) -> None:
        version, head = self.heads.get(event["stream"], (0, "0" * 64))
        if (event["version"], event["previous"]) != (version + 1, head) or "checkpoint" in self.own:
            raise ValueError(f"{event['stream']} does not go on like that after version {version}")
        digest = sha256(data).hexdigest()
        leaf = canonical([event["stream"], event["version"], event["type"], digest])
        self.tree.add(sha256(b"\x00" + leaf).digest())
        self.heads[event["stream"]] = (version + 1, digest)


def verify(lines: Iterable[bytes], key: str | None, earlier: list[str]) -> list[str]:
    """What is proved, in sentences. Raises ValueError at the first thing that does not hold."""
    bundle = Bundle(int(note.split("\n")[1]) for note in earlier)
    for number, line in enumerate(lines, 1):
        try:
            bundle.take(line)
        except WRONG as wrong:
            raise ValueError(f"line {number}: {wrong}") from wrong
    if "end" not in bundle.own:
        raise ValueError("its end is missing")
    head, signed, size = bundle.own["patchledger"], bundle.own["checkpoint"], bundle.tree.size
    origin, public = public_key(signed["key"])
    if key is not None and public_key(key)[1] != public:
        raise ValueError("it is signed by another key than the one given")
    if opened(signed["note"], public) != (origin, size, bundle.tree.root()):
        raise ValueError("what was signed is not what is in it")
    if (head["version"], head["events"], f"patchledger/{head['ledger']}") != (1, size, origin):
        raise ValueError("its first line says something else than what was signed")
    whose = "as given" if key else "as the bundle says: compare it with one that you trust"
    shown = sum(version for version, _ in bundle.heads.values())
    told = [
        f"{shown} events in {len(bundle.heads)} streams, each from its first on and chained",
        f"the first {size} events of {origin} have the root {bundle.tree.root().hex()}",
        f"so it was signed by the key {signed['key']}, {whose}",
    ]
    if size > shown:
        told.append(f"{size - shown} of these are left out here, and were not looked at")
    for note in earlier:
        was, length, root = opened(note, public)
        if bundle.roots[length] != root:
            raise ValueError(f"it does not begin with the {length} events signed as {was}")
        told.append(f"it begins with the {length} events that were signed as {was}")
    return told


def main(arguments: list[str] | None = None) -> int:
    """Verify one bundle and say what was proved."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--key", help="name+id+base64, or a file with it")
    parser.add_argument("--against", type=Path, action="append", default=[], metavar="CHECKPOINT")
    asked = parser.parse_args(arguments)
    try:
        key = Path(asked.key).read_text() if asked.key and Path(asked.key).is_file() else asked.key
        if key is not None:
            public_key(key)
    except (*WRONG, OSError):
        parser.error("--key is neither a key of the form name+id+base64 nor a file with one")
    try:
        earlier = [path.read_text() for path in asked.against]
        with (gzip.open if asked.bundle.suffix == ".gz" else open)(asked.bundle, "rb") as lines:
            print(*verify(lines, key, earlier), "All of it holds.", sep="\n")
    except FileNotFoundError as missing:
        parser.error(str(missing))
    except (*WRONG, OSError, EOFError, zlib.error) as wrong:
        print(f"IT DOES NOT HOLD: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
