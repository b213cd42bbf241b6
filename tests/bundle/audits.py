"""A small signed ledger, and what a forger can do with a bundle of it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256

from ledger.bundle.lines import End, written
from ledger.bundle.verify_bundle import WRONG, verify
from ledger.bundle.writing import audit_lines
from ledger.codec import hash_of
from ledger.core.canonical import canonical
from ledger.core.events import GENESIS
from ledger.integrity.leaves import leaf_of
from ledger.integrity.merkle import leaf_hash, root
from ledger.integrity.notary import Notary, Signed
from ledger.integrity.watch import Watch
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.bundle.lives import MADE_AT
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    CountingIds,
    TickingClock,
    by_me,
    change,
    new_project,
    new_task,
    retitle,
)

Lines = list[bytes]


def small(store: EventStore) -> Ledger:
    """Nine events in four streams, so that verifying is quick enough to be done thousands of times."""
    ledger = Ledger(store, TickingClock(), CountingIds())
    ledger.commit(by_me(new_project(), new_task(1)))
    ledger.commit(by_me(new_project("Ü", OTHER_PROJECT), new_task(2), project_id=OTHER_PROJECT))
    proposals = Proposals(ledger)
    opened = proposals.open(PROJECT, None, ME, "embedded").id
    proposals.draft(opened, [retitle("Other")], AGENT)
    proposals.open(OTHER_PROJECT, None, ME, "embedded")
    ledger.commit(by_me(change(1, title="Done"), change(1, status="completed")))
    return ledger


class World:
    """A small ledger and who signs for it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.ledger = small(self.store)
        self.notary = Notary(Watch(self.store))
        self.signed = self.notary.checkpoint()

    def lines(self, signed: Signed | None = None, project: str | None = None) -> Lines:
        return list(audit_lines(self.store, MADE_AT, signed or self.signed, project))


def holds(lines: Sequence[bytes], key: str | None = None, *earlier: str) -> bool:
    try:
        verify(lines, key, list(earlier))
    except WRONG:
        return False
    return True


def sealed(lines: Sequence[bytes]) -> Lines:
    """The lines with an end that fits them: whoever tampers can do that, too."""
    digest = sha256(b"".join(lines)).hexdigest()
    return [*lines, written(End(lines=len(lines), sha256=digest))]


def split(raw: bytes) -> Lines:
    return raw.splitlines(keepends=True)


def rechained(lines: Lines, tell: Callable[[dict[str, object]], None]) -> Lines:
    """A bundle told anew, with all hashes of its streams and its end made to fit."""
    heads: dict[object, tuple[int, str]] = {}
    told = [lines[0]]
    for line in lines[1:-2]:
        fields = json.loads(line)
        tell(fields)
        version, head = heads.get(fields["stream"], (0, GENESIS))
        fields |= {"version": version + 1, "previous": head}
        data = canonical(fields)
        heads[fields["stream"]] = (version + 1, hash_of(data))
        told.append(data + b"\n")
    return sealed([*told, lines[-2]])


def respelling(text: str) -> str:
    """Base64 of the same bytes in another spelling: the last digit has bits to spare."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bare = text.rstrip("=")
    if bare == text:
        return text[:8] + "\n" + text[8:]
    last = digits[digits.index(bare[-1]) ^ 1]
    return bare[:-1] + last + text[len(bare) :]


def rerooted(lines: Lines) -> Lines:
    """A bundle whose checkpoint says the root of the events that are in it, under the old signature."""
    events = [(json.loads(line), hash_of(line[:-1])) for line in lines[1:-2]]
    leaves = [leaf_of(e["stream"], e["version"], e["type"], digest) for e, digest in events]
    said = json.loads(lines[-2])
    origin, size, _, *rest = said["note"].split("\n")
    told = b64encode(root(list(map(leaf_hash, leaves)))).decode()
    note = "\n".join([origin, size, told, *rest])
    return sealed([*lines[:-2], canonical({**said, "note": note}) + b"\n"])
