"""What every stored event says of itself at its top level, in every schema there was and will be."""

from __future__ import annotations

import msgspec

from ledger.codec import decode_accepted
from ledger.core.events import SCHEMA
from ledger.ports import Receipt


class Envelope(msgspec.Struct, frozen=True):
    """Where an event stands and what is before it. These fields never change with the schema."""

    type: str
    schema: int
    stream: str
    version: int
    previous: str


class Part(msgspec.Struct, frozen=True):
    """Which part of which changeset an accepted patch is."""

    schema: int
    changeset: str
    index: int
    size: int
    request: str
    stream: str
    version: int

    def receipt(self) -> Receipt:
        """The receipt of the changeset that it is a part of."""
        first = self.version - self.index
        return Receipt(self.changeset, self.stream, first, first + self.size - 1, self.request)


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)
"""What decoding raises for bytes that are no event of ours."""

envelope = msgspec.json.Decoder(Envelope).decode
_part = msgspec.json.Decoder(Part).decode


def part(data: bytes) -> Part:
    """Which part a stored `patch` event is, whatever its schema."""
    try:
        found = _part(data)
    except msgspec.ValidationError:  # an older shape
        return _upcast(data)
    return found if found.schema == SCHEMA else _upcast(data)


def _upcast(data: bytes) -> Part:
    event = decode_accepted(data)
    return Part(**{field: getattr(event, field) for field in Part.__struct_fields__})
