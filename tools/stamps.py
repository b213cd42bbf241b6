"""Stamps: a digest of what a step was made from, kept beside what it made.

A step whose stamp still matches is skipped. Content decides, not modification times, because a
checkout gives every file a new time.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.paths import CACHE
from tools.steps import say


def digest(root: Path, names: Iterable[str], *extra: str) -> str:
    """Digest files and folders below root, and further text that the result depends on."""
    total = hashlib.sha256("\0".join(extra).encode())
    for name in names:
        for file in _files(root / name):
            total.update(f"\0{file.relative_to(root)}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path] if path.is_file() else []


def matches(stamp: Path, wanted: str) -> bool:
    """Tell whether the stamp says that this very content was used."""
    try:
        return stamp.read_text() == wanted
    except OSError:
        return False


def write(stamp: Path, content: str) -> None:
    """Leave a stamp, whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    partial = stamp.with_name(stamp.name + ".partial")
    partial.write_text(content)
    partial.replace(stamp)


@contextmanager
def exclusive() -> Iterator[None]:
    """Let one dev.py at a time set things up: two at once would leave a broken environment."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("▸ another dev.py is setting this checkout up; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
