"""On PostgreSQL: kills of servers that share a database, of the database, and of the lines between.

`KillsToo` kills one server, or both, or PostgreSQL with all its processes. `Cuts` kills nobody: it cuts
and freezes connections around commits, and ends them from the database's side, those that listen, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests import postgres
from tests.torture.fleet import fleet_of, get_ready
from tests.torture.kills import Campaign, Orders, kill_servers, quiet
from tests.torture.nursery import Nursery
from tests.torture.proxy import Fault, Point, Proxy
from tests.torture.reports import Report

SERVERS = 2
RESTARTS = 0.3
"""The share of strikes at PostgreSQL that end it in good order."""
RESUME_SECONDS = 60.0
"""How long servers may take until they are ready again after their database has come back."""
HIT_SECONDS = 10.0
"""How long to wait for a commit that a fault can hit."""
TERMINATE = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{}' AND {}"
)
WHO = {"everybody": "pid <> pg_backend_pid()", "listeners": "query LIKE 'LISTEN%'"}
POINTS: tuple[Point, ...] = ("before", "in", "after")
COMMITS = (b"append_to_ledger", b"COMMIT")


@dataclass(frozen=True)
class KillsToo:
    """Every so many strikes hit PostgreSQL itself; the servers have to live through it."""

    running: postgres.Postgres

    def __call__(self, campaign: Campaign) -> None:
        """Kill servers, or the database under all of them."""
        if campaign.cycles % campaign.orders.database_every:
            kill_servers(campaign)
            return
        if campaign.chance.random() < RESTARTS:
            self.running.stop()
            campaign.report.strikes["PostgreSQL restarted"] += 1
        else:
            self.running.kill()
            campaign.report.strikes["PostgreSQL killed"] += 1
        time.sleep(campaign.chance.uniform(0, 0.3))
        self.running.start()
        _wait_until_ready(campaign)


@dataclass(frozen=True)
class Cuts:
    """Things that happen to connections. Each server reaches the database through one of `proxies`."""

    proxies: Sequence[Proxy]

    def __call__(self, campaign: Campaign) -> None:
        """Let one of them happen."""
        drawn, count = campaign.chance.random(), campaign.report.strikes
        if drawn < 0.7:
            self._fault(campaign)
        elif drawn < 0.8:
            campaign.chance.choice(self.proxies).cut_all()
            count["cut all"] += 1
        else:
            who = campaign.chance.choice(("everybody", "listeners"))
            terminate(campaign.url, WHO[who])
            count[f"terminate {who}"] += 1
        _wait_until_ready(campaign)

    def _fault(self, campaign: Campaign) -> None:
        choice = campaign.chance.choice
        fault = Fault(choice(POINTS), choice(("cut", "cut", "freeze")), choice(COMMITS))
        proxy = choice(self.proxies)
        proxy.arm(fault)
        if proxy.hit.wait(HIT_SECONDS):
            campaign.report.strikes[f"{fault.how} {fault.point} {fault.words.decode()}"] += 1
        proxy.disarm()


def terminate(url: str, who: str) -> None:
    """Let PostgreSQL end these connections to the database at `url`."""
    postgres.execute(
        url, TERMINATE.format(url.rsplit("/", maxsplit=1)[-1].split("?", maxsplit=1)[0], who)
    )


def on_postgresql(
    folder: Path,
    orders: Orders,
    nursery: Nursery,
    running: postgres.Postgres,
    tell: Callable[[str], None] = quiet,
) -> Report:
    """Kill servers that share a database, and the database. `running`: a PostgreSQL to be killed."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres.database(running.url))
        fleet = stack.enter_context(fleet_of([url] * SERVERS, folder, nursery))
        return Campaign(fleet, url, orders, KillsToo(running), tell).run()


def over_proxies(
    folder: Path,
    orders: Orders,
    nursery: Nursery,
    running: postgres.Postgres,
    tell: Callable[[str], None] = quiet,
) -> Report:
    """Strike at connections only. `running`: a PostgreSQL that listens on TCP."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres.database(running.url))
        upstream = ("127.0.0.1", running.port)
        proxies = [stack.enter_context(Proxy(upstream)) for _ in range(SERVERS)]
        urls = [proxy.url(url) for proxy in proxies]
        fleet = stack.enter_context(fleet_of(urls, folder, nursery, "little patience"))
        return Campaign(fleet, url, orders, Cuts(proxies), tell).run()


def _wait_until_ready(campaign: Campaign) -> None:
    """Until every server is ready again, by itself; a finding if that takes too long."""
    began = time.monotonic()
    for server in campaign.fleet.servers:
        while server.runs and not get_ready(server.address):
            if time.monotonic() > began + RESUME_SECONDS:
                campaign.report.findings.append(f"a server does not resume: {server.output()}")
                return
            time.sleep(0.01)
    campaign.report.resumed.append(time.monotonic() - began)
