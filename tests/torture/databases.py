"""Kills on PostgreSQL: of one or all servers that share a database, and of the database under them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests import postgres
from tests.torture.fleet import Fleet, fleet_of, get_ready
from tests.torture.kills import Campaign, Orders, quiet
from tests.torture.nursery import Nursery
from tests.torture.reports import Report

SERVERS = 2
RESUME_SECONDS = 60.0
"""How long servers may take until they are ready again after their database has come back."""


class OnPostgres(Campaign):
    """Some of the kills hit PostgreSQL itself, all its processes; the servers have to live through it."""

    def __init__(
        self,
        fleet: Fleet,
        url: str,
        orders: Orders,
        running: postgres.Postgres,
        tell: Callable[[str], None] = quiet,
    ) -> None:
        super().__init__(fleet, url, orders, tell)
        self._postgres = running

    def strike(self) -> None:
        """Kill servers, or the database under all of them."""
        if self.chance.random() >= self.orders.database_share:
            super().strike()
            return
        self._postgres.kill()
        self.report.kills["PostgreSQL"] += 1
        time.sleep(self.chance.uniform(0, 0.3))
        self._postgres.start()
        began = time.monotonic()
        for server in self.fleet.servers:
            while not get_ready(server.address):
                if time.monotonic() > began + RESUME_SECONDS:
                    self.report.findings.append(f"a server does not resume: {server.output()}")
                    return
                time.sleep(0.01)
        self.report.resumed.append(time.monotonic() - began)


def on_postgresql(
    folder: Path,
    orders: Orders,
    nursery: Nursery,
    running: postgres.Postgres,
    tell: Callable[[str], None] = quiet,
) -> Report:
    """Kill servers that share a database, and the database. `running`: a PostgreSQL to be killed."""
    with postgres.database(running.url) as url, fleet_of(SERVERS, url, folder, nursery) as fleet:
        return OnPostgres(fleet, url, orders, running, tell).run()
