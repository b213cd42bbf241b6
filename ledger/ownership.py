"""One file, one owner: a lock and a note beside a ledger's file.

SQLite lets several processes write one file, and Debian's 3.40 can lose a checkpoint then. So one
process owns the file, by an `flock` on `<file>.owner`, which the system takes back however the
process ends. The note in it says who that is, so that others can go through that server.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import msgspec

from ledger.core.errors import StoreBusy, StoreUnavailable

ATTEMPTS = 10
PAUSE_SECONDS = 0.02


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who owns the file. `url`: where its server answers, None for one that has no server."""

    pid: int
    url: str | None = None


class Ownership:
    """The right to write a ledger's file, held until `release` or the end of the process."""

    def __init__(self, database: Path, url: str | None = None) -> None:
        """Take it. Raises StoreBusy, naming the owner, or StoreUnavailable."""
        self._path = note_path(database)
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreUnavailable(
                f"Cannot write in the folder of {database}: {error.strerror}."
            ) from error
        self._lock_or_close(database)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, msgspec.json.encode(Note(os.getpid(), url)), 0)

    def release(self) -> None:
        """Give it up. The note is emptied, not removed: somebody may be waiting for its lock."""
        os.ftruncate(self._file, 0)
        os.close(self._file)

    def _lock_or_close(self, database: Path) -> None:
        # Who merely looks (`owner_of`) holds the lock for a moment, so one refusal proves nothing.
        for _ in range(ATTEMPTS):
            if _lock(self._file, fcntl.LOCK_EX):
                return
            time.sleep(PAUSE_SECONDS)
        os.close(self._file)
        raise StoreBusy(f"{database} is in use by {_described(_read(self._path))}.")


def owner_of(database: Path) -> Note | None:
    """Who owns a ledger's file just now; None when nobody does."""
    path = note_path(database)
    note = _read(path)
    if note is None:
        return None
    with path.open("rb") as file:
        return None if _lock(file.fileno(), fcntl.LOCK_SH) else note


def note_path(database: Path) -> Path:
    """Where the note about a database is: beside the file itself, whatever links lead to it."""
    file = database.resolve()
    return file.with_name(file.name + ".owner")


def _lock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(path: Path) -> Note | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, msgspec.DecodeError):
        return None


def _described(note: Note | None) -> str:
    if note is None:
        return "another process"
    return f"process {note.pid}" + (f", which serves it at {note.url}" if note.url else "")
