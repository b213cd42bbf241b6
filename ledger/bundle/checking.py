"""From the lines of a bundle back to records, believing nothing that is not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

import msgspec

from ledger.bundle.lines import (
    FORMAT,
    OURS,
    Checkpoint,
    End,
    Failed,
    Header,
    Own,
    Pruned,
    damaged,
    link_in,
    parsed,
)
from ledger.codec import UNREADABLE, check_readable, hash_of
from ledger.core.errors import Refused, refused
from ledger.core.events import GENESIS
from ledger.integrity.chain import Link
from ledger.ports import NewRecord

HEADER = b'{"bundle":"patchledger",'


class Head(NamedTuple):
    """How far a stream has come: its version, and the hash of its latest event."""

    version: int = 0
    hash: str = GENESIS


class Checker:
    """Takes the lines of a bundle one by one; `finish` tells whether that was all of it.

    Every stream has to be dense and chained, every event readable for this version, and the last line
    has to fit all the others. Raises Refused (`bundle_foreign`, `bundle_damaged`, or whatever stopped
    the writer) or StoreForeign.
    """

    header: Header

    def __init__(self) -> None:
        self.events = 0
        self.pruned = 0
        self.checkpoint: Checkpoint | None = None
        self.digest = ""
        self._lines = 0
        self._sha = sha256()
        self._ended = False
        self._heads: dict[str, Head] = {}

    @property
    def streams(self) -> int:
        """How many streams the events so far belong to."""
        return len(self._heads)

    def take(self, line: bytes) -> NewRecord | None:
        """The record in a line; None where the line is one of our own."""
        if self._ended:
            raise self._wrong("there is something after its end")
        record = None
        if self._lines == 0:
            self._begin(line)
        elif line.startswith(OURS):
            self._own(line)
        else:
            record = self._event(line)
        self._sha.update(line)
        self._lines += 1
        return record

    def finish(self) -> None:
        """Raise unless the bundle was whole."""
        if self._lines == 0:
            raise _foreign()
        if not self._ended:
            raise damaged("its end is missing; it was cut off")
        if self.events + self.pruned != self.header.events:
            shown = self.events + self.pruned
            raise damaged(f"it has {shown} events and says that it has {self.header.events}")

    def _begin(self, line: bytes) -> None:
        if not line.startswith(HEADER):
            raise _foreign()
        _check_version(line)
        found = self._parsed(line)
        assert isinstance(found, Header)
        self.header = found

    def _own(self, line: bytes) -> None:
        found = self._parsed(line)
        match found:
            case Failed():
                raise refused(found.code, found.detail)
            case Header():
                raise self._wrong("it begins twice")
            case Checkpoint():
                self.checkpoint = found
            case Pruned():
                self.pruned += found.events
            case _:
                self._end(found)

    def _end(self, end: End) -> None:
        if (end.lines, end.sha256) != (self._lines, self._sha.hexdigest()):
            raise self._wrong("what is before it is not what was written")
        self._ended = True
        self.digest = end.sha256

    def _event(self, line: bytes) -> NewRecord:
        data = line[:-1]
        if self.checkpoint is not None or not line.endswith(b"\n"):
            raise self._wrong("it is out of place or cut off")
        try:
            said = link_in(data)
        except UNREADABLE as error:
            raise self._wrong("it is no event") from error
        self._follow(said, data)
        check_readable(said.type, data)
        self.events += 1
        return NewRecord(said.stream, said.version, said.type, data)

    def _follow(self, said: Link, data: bytes) -> None:
        head = self._heads.get(said.stream, Head())
        if (said.version, said.previous) != (head.version + 1, head.hash):
            place = f"{said.stream}, version {said.version}"
            raise self._wrong(f"{place} does not follow version {head.version}")
        self._heads[said.stream] = Head(said.version, hash_of(data))

    def _parsed(self, line: bytes) -> Own:
        if not line.endswith(b"\n"):
            raise self._wrong("it is cut off")
        try:
            return parsed(line[:-1])
        except (ValueError, *UNREADABLE) as error:
            raise self._wrong(f"it says nothing that we know ({error})") from error

    def _wrong(self, what: str) -> Refused:
        return damaged(f"line {self._lines + 1}: {what}")


def checked(lines: Iterable[bytes], checker: Checker) -> Iterator[bytes]:
    """The same lines, each passed on when it has been checked. Raises what `Checker` raises."""
    for line in lines:
        checker.take(line)
        yield line
    checker.finish()


def _foreign() -> Refused:
    return refused("bundle_foreign", "That is no bundle of Patch Ledger.")


class _Version(msgspec.Struct):
    version: int


def _check_version(line: bytes) -> None:
    """Tell a bundle of a newer format from a damaged one."""
    with suppress(*UNREADABLE):
        version = msgspec.json.decode(line, type=_Version).version
        if version > FORMAT:
            raise refused(
                "bundle_foreign",
                f"The bundle was written by a newer version (format {version}; "
                f"this one knows {FORMAT}).",
            )
