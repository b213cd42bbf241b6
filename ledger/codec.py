"""Event ⇄ stored bytes.

The bytes are canonical JSON (RFC 8785), written once and hashed as they are. `TOPICS` is the one
table from fixed name to type: a class may move or be renamed without orphaning what was stored, and
golden files (tests/golden/events) hold every shape there ever was for ever.

When an event's shape changes, or a topic is added: raise `SCHEMA`, add the step from the old shape to
`UPCASTS` (never remove one), and add a golden file. So the newest event tells whether this version can
read a ledger (`check_readable`). Until the first release schema 1 takes in what is added. What is in
`ledger.bundle.envelope.Envelope` stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final

import msgspec

from ledger.core import events
from ledger.core.canonical import (
    canonical,
    canonical_list,
    canonical_object,
    writer_of,
)
from ledger.core.errors import StoreDamaged, StoreForeign
from ledger.core.events import SCHEMA, AnyEvent, Cause, PatchAccepted
from ledger.core.model import Json
from ledger.core.patch import Patch

Fields = dict[str, Any]
Upcast = Callable[[Fields], Fields]

TOPICS: Final[dict[str, type[AnyEvent]]] = {
    events.PATCH: PatchAccepted,
    "proposal.opened": events.Opened,
    "proposal.instructed": events.Instructed,
    "proposal.drafted": events.Drafted,
    "proposal.edited": events.Edited,
    "proposal.asked": events.Asked,
    "proposal.accepted": events.Accepted,
    "proposal.rejected": events.Rejected,
    "proposal.rebased": events.Rebased,
    "proposal.commented": events.Commented,
    "proposal.comment_withdrawn": events.CommentWithdrawn,
    "document.added": events.DocumentAdded,
    "view.saved": events.ViewSaved,
    "view.changed": events.ViewChanged,
    "view.deleted": events.ViewDeleted,
}
NAMES: Final = {event: topic for topic, event in TOPICS.items()}

UPCASTS: Final[dict[tuple[str, int], Upcast]] = {}
"""(topic, schema) → the step that makes the next schema of it. Append-only."""


class _Peek(msgspec.Struct):
    """Only what tells the shape."""

    schema: int


class Mark(msgspec.Struct, frozen=True):
    """What tells one changeset from another: the envelope of any of its patches, without the patch."""

    schema: int
    changeset: str
    index: int
    size: int
    time: str
    actor: str
    cause: Cause


class StoredPatch(msgspec.Struct, gc=False, kw_only=True):
    """A stored `patch` event as who follows the ledger reads it: without what only proves it.

    The fields are those of `PatchAccepted`.
    """

    schema: int
    version: int
    changeset: str
    index: int
    size: int
    time: str
    occurred_at: str | None = None
    actor: str
    author: str
    cause: Cause
    base_version: int
    proposal: str | None = None
    message: str | None = None
    patch: Patch


class _Fold(msgspec.Struct, gc=False):
    """Only what folding a stream of patches needs: the rest is skipped, not decoded."""

    schema: int
    patch: Patch


UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError)
"""What decoding raises for bytes that are not an event of the expected shape."""

OF_TODAY: Final = frozenset({SCHEMA})

_peek = msgspec.json.Decoder(_Peek).decode
_mark = msgspec.json.Decoder(Mark).decode
_stored_patch = msgspec.json.Decoder(StoredPatch).decode
_fold = msgspec.json.Decoder(_Fold).decode
_fields = msgspec.json.Decoder(dict[str, Any]).decode
_schema_of, _patch_of = attrgetter("schema"), attrgetter("patch")
_decoders = {topic: msgspec.json.Decoder(event).decode for topic, event in TOPICS.items()}


def encode(event: AnyEvent) -> tuple[str, bytes]:
    """The topic and the bytes under which an event is stored."""
    return NAMES[type(event)], canonical(event)


class Written:
    """Patches with their canonical bytes, so that no patch is written twice on its way."""

    def __init__(self, patches: Sequence[Patch] = ()) -> None:
        self._patches = patches
        write = writer_of([patch.body for patch in patches if patch.body])
        self._bytes = list(map(write, patches))

    def digest(self, **beside: Json) -> str:
        """As `digest` of a request of these `patches` and what stands beside them in it."""
        members = {name: canonical(value) for name, value in beside.items()}
        members["patches"] = canonical_list(self._bytes)
        return sha256(canonical_object(members)).hexdigest()

    def each(self, patches: Sequence[Patch]) -> list[bytes]:
        """The bytes of each patch: known already where the very same stands in the same place."""
        known = zip(patches, self._patches, self._bytes, strict=False)
        found = [data if patch is same else canonical(patch) for patch, same, data in known]
        return found + list(map(canonical, patches[len(found) :]))


class CommonEnvelope:
    """What the stored patches of one changeset share with its first, written once.

    `following` gives what `encode` gives for the `PatchAccepted` of each at a fraction of the cost:
    only index, patch, hash and version differ, and the message, which the first alone has.
    """

    def __init__(self, first: PatchAccepted) -> None:
        fields = msgspec.to_builtins(first)
        fields.pop("message", None)
        self._version = first.version
        self._head = b'{%b"index":' % _members(fields, "", "index")
        self._beside = b',%b"patch":' % _members(fields, "index", "patch")
        self._tail = b'",%b"version":' % _members(fields, "previous", "version")

    def following(self, first: bytes, patches: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of the events after the first, each with the hash of the one before.

        `first` are the bytes of the first event, `patches` those of the patches after its own.
        """
        head, beside, tail = self._head, self._beside, self._tail
        data = first
        for index, patch in enumerate(patches, 1):
            previous, version = sha256(data).hexdigest().encode(), self._version + index
            data = b'%b%d%b%b,"previous":"%b%b%d}' % (
                head, index, beside, patch, previous, tail, version,
            )  # fmt: skip
            yield data


def _members(fields: Fields, after: str, before: str) -> bytes:
    """The canonical bytes of the members whose names lie between, as a part of their object."""
    found = {name: fields[name] for name in fields if after < name < before}
    return canonical(found)[1:-1] + b"," if found else b""


def decode(
    topic: str, data: bytes, upcasts: Mapping[tuple[str, int], Upcast] = UPCASTS
) -> AnyEvent:
    """The event, whatever schema it was stored in.

    Raises StoreForeign for what this version does not know: that comes from a newer one; StoreDamaged
    for what no version wrote.
    """
    if topic not in TOPICS:
        raise _unknown(topic)
    try:
        if _peek(data).schema == SCHEMA:
            return _decoders[topic](data)
        fields = _upcast(topic, _fields(data), upcasts)
        return msgspec.convert(fields, TOPICS[topic])
    except UNREADABLE as error:
        raise StoreDamaged(
            f"An event {topic!r} cannot be read ({error}). `patchledger verify` tells which one."
        ) from error


def check_readable(topic: str, data: bytes) -> None:
    """Raise StoreForeign for an event that only a newer version can read. Does not decode it.

    What is damaged is not judged here: `verify` finds it, and reading what is sound goes on.
    """
    try:
        schema = _peek(data).schema
    except UNREADABLE:
        return
    if topic not in TOPICS:
        raise _unknown(topic)
    if schema != SCHEMA and (topic, schema) not in UPCASTS:
        raise _unreadable(topic, schema)


def decode_accepted(data: bytes) -> PatchAccepted:
    """The event of a record in a project's stream."""
    event = decode("patch", data)
    assert isinstance(event, PatchAccepted)
    return event


def decode_patch_fast(data: bytes) -> Patch:
    """Only the patch of a stored `patch` event, trusted: for folds over many."""
    try:
        found = _fold(data)
    except UNREADABLE:  # an older shape, or damaged
        return decode_accepted(data).patch
    if found.schema != SCHEMA:
        return decode_accepted(data).patch
    return found.patch


def decode_patches(many: Sequence[bytes]) -> list[Patch]:
    """The same for each of many, which takes less than one by one."""
    with suppress(*UNREADABLE):
        found = list(map(_fold, many))
        if OF_TODAY.issuperset(map(_schema_of, found)):
            return list(map(_patch_of, found))
    return list(map(decode_patch_fast, many))


def decode_stored_patch(data: bytes) -> StoredPatch:
    """A stored `patch` event, trusted: for following many."""
    try:
        found = _stored_patch(data)
    except UNREADABLE:  # an older shape, or damaged
        return _stored_patch_of(decode_accepted(data))
    if found.schema != SCHEMA:
        return _stored_patch_of(decode_accepted(data))
    return found


def decode_mark(data: bytes) -> Mark:
    """Only whose changeset a stored `patch` event belongs to, and why that exists."""
    try:
        mark = _mark(data)
    except UNREADABLE:  # an older shape, or damaged
        return _mark_of(decode_accepted(data))
    return mark if mark.schema == SCHEMA else _mark_of(decode_accepted(data))


def hash_of(data: bytes) -> str:
    """The link of the hash chain: SHA-256 (hex) over the stored bytes."""
    return sha256(data).hexdigest()


def digest(request: Json) -> str:
    """The digest that tells whether two requests ask for the same, however they were written."""
    return sha256(canonical(request)).hexdigest()


def _stored_patch_of(event: PatchAccepted) -> StoredPatch:
    return StoredPatch(**{f: getattr(event, f) for f in StoredPatch.__struct_fields__})


def _mark_of(event: PatchAccepted) -> Mark:
    return Mark(**{field: getattr(event, field) for field in Mark.__struct_fields__})


def _upcast(topic: str, fields: Fields, upcasts: Mapping[tuple[str, int], Upcast]) -> Fields:
    while fields["schema"] != SCHEMA:
        step = upcasts.get((topic, fields["schema"]))
        if step is None:
            raise _unreadable(topic, fields["schema"])
        fields = step(fields)
    return fields


def _unknown(topic: str) -> StoreForeign:
    return StoreForeign(
        f"The ledger was written by a newer version: it holds an event {topic!r}, "
        "which this version does not know."
    )


def _unreadable(topic: str, schema: int) -> StoreForeign:
    who = "a newer version" if schema > SCHEMA else "an older version than can be read here"
    return StoreForeign(
        f"The ledger was written by {who}: an event {topic!r} has schema {schema}; "
        f"this version reads {SCHEMA}."
    )
