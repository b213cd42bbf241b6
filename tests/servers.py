"""A real server process, for tests that need one: on a free port, ended by its own id.

A start spends its time on imports, so servers are forked from a process that has them (see
`tests.torture.nursery`), unless a test is about the start, the command or how the process ends.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import httpx2 as httpx

from tests.torture.nursery import Nursery
from tools.paths import ROOT

STARTUP_SECONDS = 30
STOP_SECONDS = 15


class Forked:
    """A server that is not our child, as far as `subprocess.Popen` has the same."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._pidfd = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs. How it ended is not known: 0."""
        return 0 if self._has_ended(0) else None

    def wait(self, seconds: float) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        if not self._has_ended(seconds):
            raise subprocess.TimeoutExpired("serve", seconds)
        return 0

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, how: signal.Signals) -> None:
        if not self._has_ended(0):
            signal.pidfd_send_signal(self._pidfd, how)

    def _has_ended(self, seconds: float) -> bool:
        return bool(select.select([self._pidfd], [], [], seconds)[0])


@cache
def nursery() -> Nursery:
    """One for each process that runs tests."""
    made = Nursery().__enter__()
    atexit.register(made.__exit__, None, None, None)
    return made


class Server:
    """`python -m api serve` on a ledger's file. Use as a context manager, or `start` and `stop`."""

    process: subprocess.Popen[bytes] | Forked
    _forked = True

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.address = ""
        self.inside: list[str] = []
        """What the command begins with, for one that runs in a namespace: `Disk.inside`."""
        self.bug: str | None = None
        """One of `tests/torture/planted.py`, for a forked one."""
        self._settings = {
            "PATCHLEDGER_DATABASE": f"sqlite:///{folder / 'ledger.db'}",
            "PATCHLEDGER_NO_BROWSER": "1",
            "PATCHLEDGER_PORT": "0",
            **settings,
        }

    @classmethod
    def cold(cls, folder: Path, **settings: str) -> Server:
        """One that is not forked: the command itself, whose exit status counts."""
        server = cls(folder, **settings)
        server._forked = False
        return server

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the command, and do not wait for it."""
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [*self.inside, sys.executable, "-m", "api", "serve"],
                cwd=ROOT,
                env={**os.environ, **self._settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        return self.process

    def start(self) -> None:
        """Start, and wait until it answers."""
        if self.inside or not self._forked:
            self.spawn()
        else:
            self.log.write_bytes(b"")
            self.process = Forked(nursery().fork(self.log, self._settings, self.bug))
        end = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.output()}")
            self.address = self._said_address()
            if self.address and self._answers():
                return
            time.sleep(0.02)
        self.stop()
        raise AssertionError(f"the server did not answer in time: {self.output()}")

    def refusal(self) -> str:
        """Start a server that has to end by itself with status 1; what it said."""
        status = self.spawn().wait(STARTUP_SECONDS)
        assert (1, "Traceback" in self.output()) == (status, False), self.output()
        return self.output()

    def stop(self) -> int:
        """End it as an operator does; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """End it at once, with no chance to tidy up."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def client(self) -> httpx.Client:
        """A client for its API. Without authorities, which are for TLS: reading them takes 70 ms."""
        return httpx.Client(base_url=f"{self.address}/api/v1", timeout=30, verify=False)

    def output(self) -> str:
        """What it wrote."""
        return self.log.read_text(errors="replace")

    def _said_address(self) -> str:
        words = self.output().split()
        return next((word for word in words if word.startswith("http://")), "")

    def _answers(self) -> bool:
        try:
            url = f"{self.address}/readyz"
            return httpx.get(url, timeout=5, verify=False).status_code == 200
        except httpx.TransportError:
            return False
