"""What a disk has for certain, and what of the rest survives when the power is cut.

The model (docs/adr/0014): programs see every write at once, the platter has it only after a sync.

    Contents   what was written to a file since its last fsync is pending. At the cut any of its
               sectors may have reached the platter, or a prefix of the writes, or nothing.
    Names      making, renaming and removing are a journal, in order, as a journalling file system
               keeps it. At the cut a prefix of it has reached the platter. An fsync of a file makes
               the journal certain up to the last entry about this file, an fsync of a folder up to
               the last entry in this folder.
    Sizes      a truncation that was lost takes the later writes to its file with it.

Which sectors survive is drawn from a seed, so that a cut can be had again.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

SECTORS = (512, 4096)


class Written(NamedTuple):
    """Bytes that a file got at an offset."""

    offset: int
    data: bytes


class Resized(NamedTuple):
    """A size that a file was given."""

    size: int


@dataclass(eq=False)
class Owned:
    """What files and folders have: who may use them. Certain at once: nobody loses data by it."""

    mode: int
    uid: int = 0
    gid: int = 0
    modified_ns: int = 0
    named: int = 0
    """The journal's last entry about it."""


@dataclass(eq=False)
class File(Owned):
    """A file: what programs see, what the platter has, and what is between."""

    links: int = 1
    """How many names it has."""
    content: bytearray = field(default_factory=bytearray)
    certain: bytearray = field(default_factory=bytearray)
    pending: list[Written | Resized] = field(default_factory=list)


@dataclass(eq=False)
class Folder(Owned):
    """A folder: the names that programs see, and those that the platter has."""

    names: dict[str, Node] = field(default_factory=dict)
    certain: dict[str, Node] = field(default_factory=dict)


Node = File | Folder


class Change(NamedTuple):
    """One name in a folder gets another meaning, or none."""

    folder: Folder
    name: str
    node: Node | None


class Platter:
    """A disk's contents. Not thread-safe: its file system takes care of that."""

    def __init__(self) -> None:
        self.root = Folder(stat.S_IFDIR | 0o777, os.geteuid(), os.getegid())
        self.used = 0
        self._journal: list[tuple[Change, ...]] = []
        self._committed = 0

    def write(self, file: File, data: bytes, offset: int) -> None:
        """Programs see it from now on; the platter may have it or not."""
        self._grow(file, offset + len(data))
        file.content[offset : offset + len(data)] = data
        file.pending.append(Written(offset, data))

    def resize(self, file: File, size: int) -> None:
        """Likewise."""
        self.used += size - len(file.content)
        _resized(file.content, size)
        file.pending.append(Resized(size))

    def rename(self, *changes: Change) -> None:
        """Names get a meaning, all or none; also how a file is made or removed."""
        self._journal.append(changes)
        place = self._committed + len(self._journal)
        for change in changes:
            _apply(change.folder.names, change)
            change.folder.named = place
            if change.node is not None:
                change.node.named = place

    def sync(self, node: Node) -> None:
        """What fsync promises about a file or folder."""
        self._commit(node.named)
        if isinstance(node, File):
            for part in node.pending:
                _persist(node.certain, part)
            node.pending.clear()

    def forget(self, file: File) -> None:
        """It has a name less; without any it gives its room back."""
        file.links -= 1
        if not file.links:
            self.used -= len(file.content)

    def cut(self, chance: Random) -> None:
        """Lose the power: what programs see from now on is what the platter has."""
        self._commit(self._committed + chance.randint(0, len(self._journal)))
        self._journal.clear()
        self._committed = 0
        self.used = 0
        named = Counter(map(id, _survivors(self.root)))
        for node in {id(node): node for node in _survivors(self.root)}.values():
            node.named = 0
            if isinstance(node, Folder):
                node.names = dict(node.certain)
                continue
            for part in _surviving(node.pending, chance):
                _persist(node.certain, part)
            node.pending.clear()
            node.content = bytearray(node.certain)
            node.links = named[id(node)]
            self.used += len(node.content)

    def load(self, source: Path) -> None:
        """Put a copy of an ordinary folder's contents on it, as certain."""
        _load(self.root, source)
        self.used = sum(len(n.content) for n in _survivors(self.root) if isinstance(n, File))

    def _grow(self, file: File, size: int) -> None:
        if size > len(file.content):
            self.used += size - len(file.content)
            _resized(file.content, size)

    def _commit(self, place: int) -> None:
        count = max(0, place - self._committed)
        for changes in self._journal[:count]:
            for change in changes:
                _apply(change.folder.certain, change)
        del self._journal[:count]
        self._committed += count


def _apply(names: dict[str, Node], change: Change) -> None:
    if change.node is None:
        names.pop(change.name, None)
    else:
        names[change.name] = change.node


def _survivors(folder: Folder) -> Iterator[Node]:
    yield folder
    for node in folder.certain.values():
        if isinstance(node, Folder):
            yield from _survivors(node)
        else:
            yield node


def _surviving(pending: list[Written | Resized], chance: Random) -> Iterator[Written | Resized]:
    """A draw of what reached the platter: all of a prefix, and any sectors of some rest."""
    sure = chance.choice((0, chance.randint(0, len(pending))))
    share = chance.choice((0.0, 0.5, chance.random()))
    sector = chance.choice(SECTORS)
    for place, part in enumerate(pending):
        if place < sure:
            yield part
        elif isinstance(part, Written):
            yield from (one for one in _sectors(part, sector) if chance.random() < share)
        elif chance.random() < share:
            yield part
        else:
            return


def _sectors(part: Written, size: int) -> Iterator[Written]:
    place, end = part.offset, part.offset + len(part.data)
    while place < end:
        following = min(end, place - place % size + size)
        yield Written(place, part.data[place - part.offset : following - part.offset])
        place = following


def _persist(certain: bytearray, part: Written | Resized) -> None:
    if isinstance(part, Resized):
        _resized(certain, part.size)
        return
    end = part.offset + len(part.data)
    if end > len(certain):
        _resized(certain, end)
    certain[part.offset : end] = part.data


def _resized(content: bytearray, size: int) -> None:
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


def _load(folder: Folder, source: Path) -> None:
    for entry in source.iterdir():
        status = entry.lstat()
        owned = (status.st_mode, status.st_uid, status.st_gid, status.st_mtime_ns)
        node: Node
        if entry.is_dir():
            node = Folder(*owned)
            _load(node, entry)
        else:
            node = File(*owned, content=bytearray(entry.read_bytes()))
            node.certain = bytearray(node.content)
        folder.names[entry.name] = folder.certain[entry.name] = node
