"""The servers of a run: started, killed at any moment, started again, and told to the clients."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.servers import Forked, Server
from tests.torture.nursery import Nursery
from tests.torture.wire import Addresses

START_SECONDS = 120.0
"""Until a start counts as failed: long, for runs that are nice beside other work."""
GONE_SECONDS = 15.0
LOOK_SECONDS = 0.003


class NoStart(AssertionError):
    """A server that does not come up."""


class Victim:
    """One server, of which there is one process at a time; forked, or started cold."""

    def __init__(self, folder: Path, settings: dict[str, str], nursery: Nursery) -> None:
        self.folder = folder
        self.address = ""
        self.seconds = {"forked": list[float](), "cold": list[float]()}
        """How long each start took until the server was ready."""
        self._settings = settings
        self._nursery = nursery
        self._pidfd: int | None = None
        self._process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def log(self) -> Path:
        """What it writes."""
        return self.folder / "server.log"

    @property
    def runs(self) -> bool:
        """Whether there is a process."""
        return self._pidfd is not None and not _ended(self._pidfd, 0)

    def start(self, *, cold: bool = False, bug: str | None = None) -> None:
        """Start, and wait until it is ready."""
        self._nursery.wait()
        began = time.monotonic()
        self.spawn(cold=cold, bug=bug)
        while not self._ready():
            if not self.runs:
                raise NoStart(f"the server ended: {self.output()}")
            if time.monotonic() > began + START_SECONDS:
                raise NoStart(f"the server is not ready: {self.output()}")
            time.sleep(LOOK_SECONDS)
        self.seconds["cold" if cold else "forked"].append(time.monotonic() - began)

    def spawn(self, *, cold: bool = False, bug: str | None = None) -> None:
        """Start, and do not wait."""
        self.address = ""
        self.log.unlink(missing_ok=True)
        if cold:
            assert bug is None, "bugs are planted in forked servers"
            self._process = Server.cold(self.folder, **self._settings).spawn()
            pid = self._process.pid
        else:
            pid = self._nursery.fork(self.log, self._settings, bug)
        self._pidfd = os.pidfd_open(pid)

    def kill(self) -> None:
        """End it at once, with no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator does."""
        self._end(signal.SIGTERM)

    def output(self) -> str:
        """The last of what it wrote."""
        with suppress(FileNotFoundError):
            return self.log.read_text(errors="replace")[-4_000:]
        return ""

    def _end(self, how: signal.Signals) -> None:
        if self._pidfd is None:
            return
        pidfd, self._pidfd = self._pidfd, None
        try:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(pidfd, how)
            assert _ended(pidfd, GONE_SECONDS), f"{how.name} did not end it: {self.output()}"
        finally:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.close(pidfd)
            if self._process is not None:
                self._process.wait(GONE_SECONDS)
                self._process = None

    def _ready(self) -> bool:
        if not self.address:
            with suppress(FileNotFoundError), self.log.open() as log:
                words = log.read(4_000).split()
                self.address = next((w for w in words if w.startswith("http://")), "")
        return bool(self.address) and get_ready(self.address)


class Fleet:
    """All servers of a run. Use as a context manager: they end with it, however it ends."""

    def __init__(self, servers: list[Victim], bug: str | None = None) -> None:
        self.servers = servers
        self.addresses = Addresses()
        self.streams = Addresses()
        """The same, for followers: they go on when the clients have ended."""
        self._bug = bug

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.addresses.stop()
        self.streams.stop()
        for server in self.servers:
            server.kill()

    def start(self, *, cold: bool = False) -> None:
        """Start every server that does not run, and let the clients at it."""
        for server in self.servers:
            if not server.runs:
                server.start(cold=cold, bug=self._bug)
        self.tell()

    def kill(self, victims: list[Victim]) -> None:
        """Kill these; the clients are left to find out."""
        for victim in victims:
            victim.kill()
        self.tell()

    def tell(self) -> None:
        """Send the clients to the servers that run."""
        running = [server.address for server in self.servers if server.runs]
        self.addresses.set(running)
        self.streams.set(running)


@contextmanager
def fleet_of(
    urls: Sequence[str], folder: Path, nursery: Nursery, bug: str | None = None
) -> Iterator[Fleet]:
    """A server for each of these URLs of databases, none started yet."""
    servers = []
    for number, url in enumerate(urls):
        place = folder / f"server-{number}"
        place.mkdir(parents=True)
        settings = {
            "PATCHLEDGER_DATABASE": url,
            "PATCHLEDGER_NO_BROWSER": "1",
            "PATCHLEDGER_PORT": "0",
            "PATCHLEDGER_SIGNING_KEY": str(folder / "ledger.key"),
        }
        servers.append(Victim(place, settings, nursery))
    with Fleet(servers, bug) as fleet:
        yield fleet


def get_ready(address: str) -> bool:
    """Whether the server there says that it is ready."""
    return bool(_readiness(address).get("status") == "ready")


def events_at(address: str) -> int:
    """How many events the server there knows of."""
    return int(_readiness(address).get("events", 0))


def _readiness(address: str) -> dict[str, Any]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", "/readyz")
        told: dict[str, Any] = json.loads(connection.getresponse().read())
        return told
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()


def _ended(pidfd: int, seconds: float) -> bool:
    """Whether a process has ended, or does within so many seconds."""
    return bool(select.select([pidfd], [], [], seconds)[0])
