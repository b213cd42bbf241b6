"""Resolve the dependencies into the lock files, the same way on every machine.

The locks hold names, versions and hashes, and no host: a mirror may serve them. That is why they
are requirements files and not uv's own lock, which records where each file came from.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import environment, node, setup
from tools.paths import CACHE, DEV_LOCK, NODE_MODULES, RUNTIME_LOCK
from tools.steps import run, step

UV = "uv==0.13.9"
OLDEST_PYTHON = "3.11"


def main(arguments: Sequence[str]) -> int:
    """Write every lock file, and prove the npm one by installing from it."""
    upgrade = [option for option in arguments if option in ("--upgrade", "-U")]
    with step("resolving the Python dependencies"):
        uv = _uv()
        _compile(uv, "build", RUNTIME_LOCK, upgrade)
        _compile(uv, "dev", DEV_LOCK, ["--constraint", RUNTIME_LOCK.name, *upgrade])
    environment.make()
    environment.install_node()
    with step("resolving the page's packages"):
        node.find().npm("update" if upgrade else "install", "--package-lock-only")
    shutil.rmtree(NODE_MODULES, ignore_errors=True)
    setup.for_developing()
    return 0


def _uv() -> Path:
    """The uv of one version, so that the locks do not depend on whose machine wrote them."""
    folder = CACHE / UV.replace("==", "-")
    if not (folder / "bin" / "uv").exists():
        CACHE.mkdir(exist_ok=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        run([*pip, "install", "--quiet", "--target", folder, UV])
    return folder / "bin" / "uv"


def _compile(uv: Path, group: str, lock: Path, options: Sequence[str]) -> None:
    # With their extras: the pip of Debian 12 takes `coverage[toml]` for another package than a locked
    # `coverage`, picks its newest release, and then finds no hash for it.
    form = ["--universal", "--generate-hashes", "--no-strip-extras", "--no-header", "--no-annotate"]
    source = ["pyproject.toml", "--group", group, "--python-version", OLDEST_PYTHON]
    target = ["--output-file", lock.name]
    run([uv, "pip", "compile", "--quiet", *form, *source, *options, *target])
