"""Cutting at random places: what the model says into deltas, and the bytes into chunks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import AnyStr


@dataclass(frozen=True, slots=True)
class Cutting:
    """`delta`: at most so many characters in a delta; `chunk`: at most so many bytes in a chunk.

    0: not cut at all. A chunk may end within an event, a line, or a letter of several bytes.
    """

    seed: int = 0
    delta: int = 24
    chunk: int = 0

    def deltas(self, text: str) -> Iterator[str]:
        """The text in pieces."""
        yield from _pieces(text, self.delta, Random(self.seed))

    def chunks(self, sent: bytes) -> Iterator[bytes]:
        """The bytes in pieces."""
        yield from _pieces(sent, self.chunk, Random(self.seed + len(sent)))


def _pieces(whole: AnyStr, most: int, random: Random) -> Iterator[AnyStr]:
    start = 0
    while start < len(whole):
        end = start + random.randint(1, most) if most else len(whole)
        yield whole[start:end]
        start = end
