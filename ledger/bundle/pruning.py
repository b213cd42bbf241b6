"""Showing a part of a ledger, with just as much of its Merkle tree as proves where that part stands.

Events that are left out are replaced by the roots of the largest aligned subtrees that they fill:
2^k events at a place that is a multiple of 2^k. Every tree of RFC 9162 over a longer ledger has these
subtrees, so that whoever has the shown events and these roots computes the root of the whole.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

import msgspec

from ledger.bundle.lines import Pruned, written
from ledger.codec import hash_of
from ledger.core.events import project_stream
from ledger.integrity.chain import Link
from ledger.integrity.leaves import leaf_of
from ledger.integrity.merkle import Hash, leaf_hash, node_hash


class _About(Link, frozen=True):
    project_id: str | None = None


_about = msgspec.json.Decoder(_About).decode


class Selection:
    """What is about one project: its stream, and those of the proposals that were opened for it."""

    def __init__(self, project_id: str) -> None:
        self._project_id = project_id
        self._streams = {project_stream(project_id)}

    def takes(self, about: _About) -> bool:
        """Whether an event is about the project. All have to be asked about, in order."""
        if about.type == "proposal.opened" and about.project_id == self._project_id:
            self._streams.add(about.stream)
        return about.stream in self._streams


def pruned(lines: Iterable[bytes], shown: Selection) -> Iterator[bytes]:
    """The lines of events, those that are not shown replaced by roots."""
    left_out: list[tuple[int, Hash]] = []
    for place, line in enumerate(lines):
        about = _about(line)
        if shown.takes(about):
            yield from _roots(left_out)
            left_out.clear()
            yield line
        else:
            leaf = leaf_of(about.stream, about.version, about.type, hash_of(line[:-1]))
            _leave_out(left_out, place, leaf_hash(leaf))
    yield from _roots(left_out)


def _leave_out(subtrees: list[tuple[int, Hash]], place: int, root: Hash) -> None:
    """Put a leaf at the end of a run of subtrees, each (size, root), and join what can be joined."""
    size = 1
    while subtrees and subtrees[-1][0] == size and (place + 1) % (2 * size) == 0:
        root = node_hash(subtrees.pop()[1], root)
        size *= 2
    subtrees.append((size, root))


def _roots(subtrees: Iterable[tuple[int, Hash]]) -> Iterator[bytes]:
    for size, root in subtrees:
        yield written(Pruned(events=size, root=b64encode(root).decode()))
