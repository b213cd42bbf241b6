"""The files that bundles are in: JSON lines, compressed when the name ends in `.gz`.

A file is written under another name, synced and renamed: under its own name it is whole or absent.
None is ever overwritten.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from pathlib import Path
from tempfile import mkstemp

from ledger.bundle.lines import damaged
from ledger.core.errors import Refused, refused

LONGEST_LINE = 2**28
"""Bytes; what is longer was not written by us, and is not read into memory."""
COMPRESSION = 6


def check_free(path: Path) -> None:
    """Raise Refused (`file_exists`) where there is something already."""
    if path.exists() or path.is_symlink():
        raise refused("file_exists", f"There is a file {path} already; name a new one.")


def save(path: Path, lines: Iterable[bytes]) -> None:
    """Write the lines into a new file, whole or not at all.

    Raises Refused (`file_exists`, `file_unusable`), and whatever the lines raise.
    """
    check_free(path)
    with _told_plainly(path):
        descriptor, name = mkstemp(".part", f"{path.name}.", path.parent)
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _write(path, file, lines)
            check_free(path)
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a file, with their line breaks. Raises Refused (`file_unusable`)."""
    with _told_plainly(path):
        file = path.open("rb")
    with file:
        yield _lines(path, gzip.GzipFile(fileobj=file) if _is_packed(path) else file)


def _lines(path: Path, file: BufferedIOBase) -> Iterator[bytes]:
    try:
        while line := file.readline(LONGEST_LINE):
            yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise damaged(f"{path.name} cannot be unpacked ({error})") from error
    except OSError as error:
        raise _unusable(path, error) from error


def _write(path: Path, file: BufferedIOBase, lines: Iterable[bytes]) -> None:
    if _is_packed(path):  # without name and time: the same lines make the same bytes
        with gzip.GzipFile("", "wb", COMPRESSION, file, mtime=0) as packed:
            packed.writelines(lines)
    else:
        file.writelines(lines)
    file.flush()
    os.fsync(file.fileno())


def _is_packed(path: Path) -> bool:
    return path.suffix == ".gz"


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> Refused:
    return refused("file_unusable", f"Cannot use {path}: {error.strerror or error}.")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # not every file system syncs folders
        os.fsync(descriptor)
    os.close(descriptor)
