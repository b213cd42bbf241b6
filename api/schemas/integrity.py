"""Checkpoints and proofs, as they are told."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

ORIGIN = "patchledger/0192f7a0-5b1c-7c31-9d52-4a3f6f0f2b11"
ROOT = "V0VFz21eXBwKzvLdA7zIm3TUDx0p3qWNbYfWQ3sVdE4="
NOTE = (
    f"{ORIGIN}\n20852\n{ROOT}\n\n\N{EM DASH} {ORIGIN} "
    "xrwHZd/XtvBU0uQ+acndRQejd8ygyhQ+aYFbPXIPCOYl8xXNxn74IdQVpD4PvN2QORjrZ4p72RnrQDcjHjF8jwHjtAE=\n"
)
KEY = f"{ORIGIN}+c6bc0765+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

Hash = Annotated[str, Field(description="32 bytes, base64.", examples=[ROOT])]
Size = Annotated[int, Field(description="How many events: the offsets 0 to size - 1.")]


class CheckpointOut(BaseModel):
    """How long the ledger is and what the root of its tree is, signed."""

    origin: Annotated[str, Field(description="Which ledger.", examples=[ORIGIN])]
    size: Size
    root: Hash
    note: Annotated[str, Field(description="The signed note itself.", examples=[NOTE])]
    key: Annotated[
        str, Field(description="The key to check it with: name+id+base64.", examples=[KEY])
    ]


class LeafOut(BaseModel):
    """What the tree has of an event. The leaf is the canonical JSON array of these four."""

    stream: Annotated[str, Field(examples=["project:0192f7a0-8a44-7e21-bd3e-0f5f6d1c2b3a"])]
    version: int
    topic: Annotated[str, Field(examples=["patch"])]
    sha256: Annotated[str, Field(description="SHA-256 (hex) over the event's stored bytes.")]


class InclusionOut(BaseModel):
    """That an event is in the ledger: RFC 9162 §2.1.3."""

    offset: int
    size: Size
    leaf: LeafOut
    leaf_hash: Hash
    root: Hash
    proof: Annotated[list[Hash], Field(description="From the leaf upwards.")]
    checkpoint: Annotated[
        str | None,
        Field(description="A signed note of this size and root, unless `size` was given."),
    ]


class ConsistencyOut(BaseModel):
    """That the ledger only grew: RFC 9162 §2.1.4."""

    from_: Annotated[Size, Field(alias="from")]
    to: Size
    from_root: Hash
    to_root: Hash
    proof: list[Hash]
    checkpoint: Annotated[
        str | None, Field(description="A signed note of the larger size, unless `to` was given.")
    ]
