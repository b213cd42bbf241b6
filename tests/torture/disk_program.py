"""A process that serves a disk (`tests/torture/filesystem.py`) and does with it what it is told.

    python -m tests.torture.disk_program MOUNTPOINT [--load FOLDER]

It reads commands, one a line, and answers each with a line. `arm N SEED` cuts the power before the
N-th operation from now that changes something, `cut SEED` at once; until `power-on`, which mounts
what survived afresh, every operation fails. `room BYTES` limits the disk, `room -1` no more. `protect
1` makes it read-only, `protect 0` no more. `lie` lets syncs succeed without doing anything, `count`
tells how many operations there were. At the end of its input it unmounts and ends, so that it never
outlives who started it.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mfusepy as fuse  # type: ignore[import-untyped]

from tests.torture.filesystem import FileSystem
from tests.torture.platter import Platter


class Commands:
    """What the process is told on its input."""

    def __init__(self, files: FileSystem, mountpoint: Path) -> None:
        self._files = files
        self._mountpoint = mountpoint
        self.ended = False

    def obey(self) -> None:
        """Follow commands until the input ends, then unmount."""
        self._files.mounted.wait()
        print("mounted", flush=True)
        for line in sys.stdin:
            name, *numbers = line.split()
            command: Callable[..., str] = getattr(self, "on_" + name.replace("-", "_"))
            print(command(*map(int, numbers)), flush=True)
        self.ended = True
        unmount(self._mountpoint, lazily=True)

    def on_arm(self, after: int, seed: int) -> str:
        with self._files.guard:
            self._files.cut_at = (self._files.operations + after, seed)
        return "armed"

    def on_cut(self, seed: int) -> str:
        if self._files.power:
            self._files.cut(seed)
        return "cut"

    def on_power(self) -> str:
        return "on" if self._files.power else "off"

    def on_power_on(self) -> str:
        self._files.mounted.clear()
        if not unmount(self._mountpoint):
            self._files.mounted.set()
            return "busy"
        self._files.mounted.wait()
        return "on"

    def on_room(self, size: int) -> str:
        self._files.room = None if size < 0 else self._files.platter.used + size
        return "limited"

    def on_protect(self, on: int) -> str:
        self._files.protected = bool(on)
        return "protected" if on else "writable"

    def on_lie(self) -> str:
        self._files.lying = True
        return "lying"

    def on_count(self) -> str:
        return str(self._files.operations)


def unmount(mountpoint: Path, *, lazily: bool = False) -> bool:
    """Whether it is unmounted now."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(os.fsencode(mountpoint), 2 if lazily else 0) == 0:
        return True
    program = shutil.which("fusermount3") or shutil.which("fusermount")
    if program is None or ctypes.get_errno() == errno.EBUSY:
        return False
    command = [program, "-u", *(["-z"] if lazily else []), str(mountpoint)]
    return subprocess.run(command, capture_output=True).returncode == 0


def main() -> None:
    """Serve the file system, afresh each time that the power comes on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mountpoint", type=Path)
    parser.add_argument("--load", type=Path)
    arguments = parser.parse_args()
    platter = Platter()
    if arguments.load:
        platter.load(arguments.load)
    files = FileSystem(platter)
    commands = Commands(files, arguments.mountpoint)
    threading.Thread(target=commands.obey, daemon=True).start()
    options: dict[str, Any] = {"allow_other": True} if os.geteuid() == 0 else {}
    while not commands.ended:
        fuse.FUSE(files, str(arguments.mountpoint), foreground=True, nothreads=True, **options)
        files.power_on()


if __name__ == "__main__":
    main()
