"""The lines of a bundle.

    {"bundle":"patchledger", …}   first: the version of the format, whose events these are, how many
    {"actor":"user:local", …}     an event: its stored bytes, as they are, in the order of offsets
    {"bundle":"pruned", …}        in place of 2^k events that are left out: the root of their tree
    {"bundle":"checkpoint", …}    the signed head of the Merkle tree over all of them, and its key
    {"bundle":"end", …}           last: how many lines, and the SHA-256 over every byte before it

Stored bytes are canonical JSON, which has no line breaks, and hold their stream, version and topic
(`type`) themselves; a receipt follows from the patches of its changeset. So an event's line is the
event and nothing else, and what is hashed cannot differ from what is shown. Our own lines are
canonical too: there is one way to write each. What an event says of its own place
(`ledger.integrity.chain.Link`) never changes its name, whatever the schema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from ledger.core.canonical import canonical
from ledger.core.errors import Refused, refused
from ledger.integrity.chain import Link, PatchLink

FORMAT: Final = 1
OURS: Final = b'{"bundle":"'
"""How every line begins that is no event. No event has a field of that name."""


class _Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="bundle",
            forbid_unknown_fields=True):  # fmt: skip
    """What our own lines share."""


class Header(_Line, frozen=True, kw_only=True, omit_defaults=True, tag="patchledger"):
    """The first line. `events`: how long the ledger was; `project`: only that one's are shown."""

    version: int
    ledger: str
    events: int
    schema: int
    made_at: str
    project: str | None = None


class Pruned(_Line, frozen=True, kw_only=True, omit_defaults=True, tag="pruned"):
    """So many events are left out here; `root` (base64) is that of the Merkle tree over them."""

    events: int
    root: str


class Checkpoint(_Line, frozen=True, kw_only=True, omit_defaults=True, tag="checkpoint"):
    """A signed note (C2SP tlog-checkpoint) over the events before it, and the key to check it with."""

    note: str
    key: str


class Failed(_Line, frozen=True, kw_only=True, omit_defaults=True, tag="failed"):
    """The writer had to stop, and why: where a bundle is sent, it is too late for a status."""

    code: str
    detail: str


class End(_Line, frozen=True, kw_only=True, omit_defaults=True, tag="end"):
    """The last line. `lines`: how many are before it; `sha256` (hex): over all their bytes."""

    lines: int
    sha256: str


Own = Header | Pruned | Checkpoint | Failed | End

link_in: Callable[[bytes], Link] = msgspec.json.Decoder(Link).decode
patch_link_in: Callable[[bytes], PatchLink] = msgspec.json.Decoder(PatchLink).decode
_own: Callable[[bytes], Own] = msgspec.json.Decoder(Own).decode


def written(line: Own) -> bytes:
    """A line of our own as it stands in the file, with its line break."""
    return canonical(line) + b"\n"


def parsed(line: bytes) -> Own:
    """What a line of our own says. Raises ValueError for one that we did not write."""
    found = _own(line)
    if canonical(found) != line:
        raise ValueError("it is not written as we write it")
    return found


def damaged(message: str) -> Refused:
    """The refusal of a bundle that is not what was written."""
    return refused(
        "bundle_damaged", f"The bundle is damaged: {message}. Nothing was taken from it."
    )
