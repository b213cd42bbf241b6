"""Progress that a person can follow: a line when a step begins, its time when it is done."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.paths import ROOT


class StepFailed(Exception):
    """A step could not be done; the message is for the person at the terminal."""


def say(line: str) -> None:
    """Print a line at once, also where the output is a pipe."""
    print(line, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took once it is done."""
    say(f"▸ {title} …")
    begun = time.monotonic()
    yield
    say(f"✓ {title} ({time.monotonic() - begun:.1f} s)")


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command, its output shown; raise StepFailed when it fails."""
    status = subprocess.run([str(part) for part in command], cwd=cwd, env=env).returncode
    if status:
        raise StepFailed(f"{shown(command)} failed with exit status {status}")


def shown(command: Sequence[str | Path]) -> str:
    """A command as a person would write it, without the places of its programs."""
    return " ".join(Path(part).name if str(part).startswith("/") else str(part) for part in command)


def attempt(command: Sequence[str | Path], *, cwd: Path = ROOT) -> tuple[bool, str]:
    """Run a command quietly: whether it succeeded, and everything that it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode == 0, done.stdout
