"""A disk that forgets what was not synced when its power is cut, mounted for a test.

Root mounts it directly; others by fusermount or, where there is none, in a user namespace of its
own, which programs enter by `Disk.inside`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tools import fuse
from tools.paths import ROOT
from tools.steps import StepFailed

PATIENCE_SECONDS = 20


class NoDisk(Exception):
    """It cannot be mounted here; the message says what is missing."""


class Disk:
    """A mounted disk. Use as a context manager; at the end nothing of it is left."""

    def __init__(self, mountpoint: Path, load: Path | None = None) -> None:
        """`load`: a folder whose contents it has at first. Raises NoDisk."""
        self.mountpoint = mountpoint
        self.inside: list[str] = []
        """What a command begins with that is to see the disk."""
        mountpoint.mkdir(parents=True, exist_ok=True)
        if not os.access("/dev/fuse", os.R_OK | os.W_OK):
            raise NoDisk("/dev/fuse is missing, or may not be used by this user.")
        command = [sys.executable, "-m", "tests.torture.disk_program", str(mountpoint)]
        self._said = mountpoint.with_name(mountpoint.name + ".log")
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [*_namespace(), *command, *(["--load", str(load)] if load else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                cwd=ROOT,
                env={**os.environ, "FUSE_LIBRARY_PATH": _library()},
                text=True,
            )
        if _namespace():
            target = str(self._process.pid)
            enter = ["nsenter", "--preserve-credentials", "--user", "--mount", "--target", target]
            self.inside = [*enter, f"--wd={ROOT}"]
        if self._answer() != "mounted":
            self.close()
            raise NoDisk(f"libfuse cannot mount here: {self._said.read_text().strip()}")

    def __enter__(self) -> Disk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def arm(self, after: int, seed: int) -> None:
        """Cut the power before the `after`-th operation from now that changes something."""
        self._tell(f"arm {after} {seed}")

    def cut(self, seed: int) -> None:
        """Cut the power now, unless it is cut already."""
        self._tell(f"cut {seed}")

    @property
    def has_power(self) -> bool:
        """Whether it was not cut yet."""
        return self._tell("power") == "on"

    def power_on(self) -> None:
        """Mount what survived, once all who used the disk have ended."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self._tell("power-on") != "on":
            if time.monotonic() > end:
                raise AssertionError("something still uses the disk")
            time.sleep(0.05)

    def leave_room(self, size: int) -> None:
        """Let it take so many more bytes; -1: as many as there come."""
        self._tell(f"room {size}")

    def protect(self, on: bool) -> None:
        """Make it read-only, as a system does with a disk that has errors, or writable again."""
        self._tell(f"protect {on:d}")

    def lie(self) -> None:
        """Let syncs succeed from now on without doing anything."""
        self._tell("lie")

    def operations(self) -> int:
        """How many operations changed something so far."""
        return int(self._tell("count"))

    def close(self) -> None:
        """Unmount it and end its process."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()
        try:
            self._process.wait(PATIENCE_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()

    def _tell(self, command: str) -> str:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(command + "\n")
            self._process.stdin.flush()
        answer = self._answer()
        if not answer:
            raise AssertionError(f"the disk ended: {self._said.read_text()}")
        return answer

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def required() -> Iterator[None]:
    """Around a test's mounting: where that is impossible it fails in CI, and elsewhere is skipped."""
    try:
        yield
    except NoDisk as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


def _namespace() -> list[str]:
    if os.geteuid() == 0 or shutil.which("fusermount3") or shutil.which("fusermount"):
        return []
    return ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"]


def _library() -> str:
    try:
        return fuse.library()
    except StepFailed as missing:
        raise NoDisk(str(missing)) from missing
