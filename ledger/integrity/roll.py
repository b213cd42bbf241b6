"""The roll: the leaf hash of each event that was signed, side by side in a file beside the key.

A root alone says that an event was changed, and not which. The roll says which, whatever was done to the
database, tiles included, since it is not in it. It is a witness and no promise: it is believed only where
it leads to a root that was signed, and a lost one is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ledger.integrity.heads import sync_folder, told_plainly
from ledger.integrity.merkle import HASH_BYTES, Hash

Source = Callable[[int, int], bytes]
"""(start, count) → what the hashes of these leaves are said to be, side by side; fewer where it is silent."""


def silent(*_: int) -> bytes:
    """A source that says nothing."""
    return b""


class Roll:
    """The roll of one ledger."""

    def __init__(self, key: Path, origin: str) -> None:
        self.path = key.with_name(f"{key.name}.{origin.rpartition('/')[2]}.leaves")

    def length(self) -> int:
        """How many leaves are on it. Raises StoreUnavailable."""
        with told_plainly(self.path):
            return self.path.stat().st_size // HASH_BYTES if self.path.exists() else 0

    def write(self, start: int, leaves: Iterable[Sequence[Hash]]) -> None:
        """Let it end with these, from `start` on: they are on the disk when this returns.

        Only in a turn (`Heads.turn`). Raises StoreUnavailable; what was before `start` is there still.
        """
        with told_plainly(self.path):
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.truncate(start * HASH_BYTES)
                file.seek(start * HASH_BYTES)
                file.writelines(b"".join(part) for part in leaves)
                file.flush()
                os.fsync(descriptor)
            sync_folder(self.path.parent)

    def source(self, size: int) -> Source:
        """What it says of the first `size` leaves: those that were signed. What is after them may be torn."""

        def said(start: int, count: int) -> bytes:
            with told_plainly(self.path):
                try:
                    file = self.path.open("rb", buffering=0)
                except FileNotFoundError:
                    return b""
                with file:
                    file.seek(start * HASH_BYTES)
                    return file.read(max(min(count, size - start), 0) * HASH_BYTES)

        return said
