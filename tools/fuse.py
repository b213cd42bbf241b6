"""Find libfuse for the disk of the power-cut tests, without installing anything into the machine.

In this order: FUSE_LIBRARY_PATH, the machine's own, and Debian's package, which apt downloads (it
checks the signatures) and dpkg unpacks into .cache. None of this needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from ctypes.util import find_library
from pathlib import Path

from tools.paths import CACHE
from tools.steps import StepFailed

PACKAGES = ("libfuse3-3", "libfuse3-4", "libfuse2", "libfuse2t64")
MISSING = """\
No libfuse. Install it (Debian: apt-get install libfuse3-3; Fedora: dnf install fuse3-libs), or name
it in FUSE_LIBRARY_PATH. {tried}"""


def library() -> str:
    """The path of a libfuse. Raises StepFailed where there is none and none can be had."""
    found = os.environ.get("FUSE_LIBRARY_PATH") or find_library("fuse3") or find_library("fuse")
    return found or str(_unpacked() or _downloaded())


def _unpacked() -> Path | None:
    return next((CACHE / "libfuse").rglob("libfuse*.so.[0-9]"), None)


def _downloaded() -> Path:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise StepFailed(MISSING.format(tried="There is no apt to download it with."))
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".libfuse-", dir=CACHE) as folder:
        place = Path(folder)
        failures = [_download(place, options) for options in _ways(place)]
        _unpack(place)
    found = _unpacked()
    if found is None:
        raise StepFailed(MISSING.format(tried=" ".join(failures)))
    return found


def _ways(place: Path) -> Iterator[Sequence[str]]:
    """With the machine's lists of packages; then, as images come without them, with fresh ones."""
    yield ()
    if not list(place.glob("*.deb")):
        for part in ("state/lists/partial", "cache/archives/partial"):
            (place / part).mkdir(parents=True)
        own = (f"-oDir::State={place / 'state'}", f"-oDir::Cache={place / 'cache'}")
        status = "-oDir::State::status=/var/lib/dpkg/status"
        _apt([*own, status, "update"], place)
        yield (*own, status)


def _download(place: Path, options: Sequence[str]) -> str:
    said = ""
    for package in PACKAGES:
        done = _apt([*options, "download", package], place)
        if done.returncode == 0:
            return ""
        said = done.stderr.decode(errors="replace").strip()
    return said


def _apt(arguments: Sequence[str], place: Path) -> subprocess.CompletedProcess[bytes]:
    # Its own sandbox user could not read a folder of ours; what it checks are signatures.
    command = ["apt-get", "-q", "-oAPT::Sandbox::User=", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True)


def _unpack(place: Path) -> None:
    for package in place.glob("*.deb"):
        subprocess.run(["/usr/bin/dpkg-deb", "-x", package.name, "root"], cwd=place, check=True)
    # At once, and by whoever is first: tests run beside each other.
    with suppress(OSError):
        (place / "root").rename(CACHE / "libfuse")
