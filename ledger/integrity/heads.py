"""What was signed last, remembered beside the key: the one thing that a signature must never contradict.

The file `<key>.signed` is not in the database, because a database that is restored from a backup would
bring an old memory back with it. A head is on the disk before its signature leaves the process, and
several processes that share the key take turns by a lock on it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from threading import RLock

import msgspec

from ledger.core.errors import StoreUnavailable, WritesStopped
from ledger.integrity.merkle import Hash


class Head(msgspec.Struct, frozen=True):
    """A tree head: how many events, and the root over them."""

    size: int
    root: Hash


Kept = dict[str, Head]


class Heads:
    """The last head that was signed of each origin.

    `key`: the file of the key. Without one they live as long as this object.
    """

    def __init__(self, key: Path | None) -> None:
        self.key = key
        self._path = key and key.with_name(key.name + ".signed")
        self._here: Kept = {}
        self._turn = RLock()

    def begin(self) -> None:
        """Make an empty memory for a key that is about to be made: there is never a key without one."""
        assert self._path is not None, "a key without a file needs none"
        make_exclusively(self._path, b"{}")

    def last(self, origin: str) -> Head | None:
        """What was signed last. Raises WritesStopped where that cannot be known any more."""
        return self._all().get(origin)

    def remember(self, origin: str, head: Head) -> None:
        """Put it on the disk. Only in a `turn`. Raises StoreUnavailable."""
        heads = {**self._all(), origin: head}
        if self._path is None:
            self._here = heads
        else:
            _replace(self._path, msgspec.json.encode(heads))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Alone among all threads and processes that share the key."""
        with self._turn:
            if self.key is None:
                yield
                return
            with told_plainly(self.key):
                lock = os.open(self.key, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
            finally:
                os.close(lock)

    def _all(self) -> Kept:
        if self._path is None:
            return self._here
        with told_plainly(self._path):
            try:
                return msgspec.json.decode(self._path.read_bytes(), type=Kept)
            except FileNotFoundError:
                problem = "is missing"
            except msgspec.DecodeError:
                problem = "is damaged"
        if problem == "is missing" and not _exists(self.key):
            return {}
        raise WritesStopped(
            f"{self._path}, which says what was signed last, {problem}. Put it back, or move it and "
            "the key beside it away: then a new key is made, and auditors have to be told so."
        )


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Make a StoreUnavailable of what the system has against using a file."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"Cannot use {path}: {error.strerror}.") from error


def make_exclusively(path: Path, content: bytes) -> None:
    """Make a file, whole and on the disk, unless there is one."""
    with told_plainly(path), _written(path, content) as making:
        with suppress(FileExistsError):
            os.link(making, path)
        sync_folder(path.parent)


def _replace(path: Path, content: bytes) -> None:
    with told_plainly(path), _written(path, content) as making:
        making.replace(path)
        sync_folder(path.parent)


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """The content on the disk, for its owner alone, under a name that goes away at the end."""
    descriptor, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exists(path: Path | None) -> bool:
    return path is not None and path.exists()
