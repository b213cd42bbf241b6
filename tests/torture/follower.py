"""A client of the live stream: it has to see every event of the ledger once, whatever happens meanwhile."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from tests.torture.wire import Addresses, Stopped

SILENCE_SECONDS = 60.0
"""A stream without even a heartbeat for so long is broken."""
SEE_SECONDS = 60.0
"""How long a live stream may take to tell of what is in the ledger."""


class Follower(threading.Thread):
    """Reads `/events` from the beginning, and resumes after the last one that it saw."""

    def __init__(self, addresses: Addresses, number: int = 0) -> None:
        super().__init__(name=f"follower {number}", daemon=True)
        self.seen: list[tuple[int, str, int]] = []
        """(offset, project, version) of each event."""
        self.connections = 0
        self._addresses = addresses
        self._number = number

    def run(self) -> None:
        """Follow until the run ends."""
        with suppress(Stopped):
            while True:
                self._number += 1
                with suppress(OSError, http.client.HTTPException, ValueError):
                    self._follow(self._addresses.pick(self._number))
                self._addresses.pause(0.01)

    def wait_for(self, length: int, seconds: float) -> bool:
        """Wait until it has seen so many events; whether it has in time."""
        end = monotonic() + seconds
        while len(self.seen) < length and monotonic() < end:
            sleep(0.01)
        return len(self.seen) >= length

    def findings(self, order: Sequence[tuple[str, int]], at_least: int) -> list[str]:
        """Where what it saw is not the beginning of the ledger, or less of it than `at_least`.

        `order`: project and version of each of the ledger's events.
        """
        expected = [(offset, *place) for offset, place in enumerate(order)]
        if self.seen == expected[: len(self.seen)] and len(self.seen) >= at_least:
            return []
        pairs = enumerate(zip(self.seen, expected, strict=False))
        wrong = next((n for n, (seen, there) in pairs if seen != there), len(self.seen))
        return [f"{self.name} saw {len(self.seen)} of {at_least} events; wrong is event {wrong}"]

    def _follow(self, address: str) -> None:
        host = address.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=SILENCE_SECONDS)
        try:
            last = self.seen[-1][0] if self.seen else -1
            connection.request("GET", "/api/v1/events", headers={"last-event-id": str(last)})
            response = connection.getresponse()
            self.connections += 1
            content: dict[str, Any] = {}
            place = -1
            while (line := response.readline()).endswith(b"\n"):
                name, _, value = line.strip().partition(b": ")
                if name == b"data":
                    content = json.loads(value)
                elif name == b"id":
                    place = int(value)
                elif not name and content:  # only now is it whole
                    self.seen.append((place, content["project_id"], content["version"]))
                    content = {}
        finally:
            connection.close()
