"""A process that has imported the server and forks one whenever it is told to: a start in a blink.

A server spends most of its start on imports. Thousands of kills can be afforded when only every so
many starts pay for that; what is forked is still the whole server, in a process of its own, which is
opened, killed and recovers as any other.

It is told on standard input, a JSON object a line (`log`: the file for its output; `settings`: its
environment; `bug`: one of `planted`, or null), and answers with the process id; `null` only asks whether
it is there. When its input ends it ends, and so do its children: they do not outlive the test.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.network.sitecustomize import guard_uvloop
from tools.paths import ROOT

PRELOADED = (
    "api.__main__",
    "api.server",
    "ledger.stores.postgresql",
    "ledger.stores.sqlite",
    "tests.torture.planted",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)
PR_SET_PDEATHSIG = 1


class Nursery:
    """The harness's side. Use as a context manager."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        return self

    def wait(self) -> None:
        """Until everything is loaded."""
        self._answered("null")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()  # its children die with it
        self._process.communicate()

    def fork(self, log: Path, settings: dict[str, str], bug: str | None = None) -> int:
        """Start a server; its process id."""
        return self._answered(json.dumps({"log": str(log), "settings": settings, "bug": bug}))

    def _answered(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        return int(self._process.stdout.readline())


def main() -> None:
    """Fork servers until the input ends."""
    for name in PRELOADED:
        import_module(name)
    guard_uvloop()
    import_module("agents.providers.embedded.provider").Embedded().warm()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are nobody's
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork() if asked else 0
        if asked and not child:
            _be_a_server(**asked)
        print(child, flush=True)


def _be_a_server(log: str, settings: dict[str, str], bug: str | None) -> None:
    """Serve, in a process that looks like one that was started for it."""
    status = 1
    try:
        _die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ.update(settings)
        status = _served(bug)
    finally:
        sys.stdout.flush()
        os._exit(status)


def _served(bug: str | None) -> int:
    from api.__main__ import main as serve  # noqa: PLC0415 (loaded by whoever forks)
    from tests.torture.planted import plant  # noqa: PLC0415 (likewise)

    if bug is not None:
        plant(bug)
    return serve(["serve"])


def _die_with_parent() -> None:
    """Ask the system to end this process with the one that started it."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
