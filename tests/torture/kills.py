"""Kill servers at random moments under load, start them again, and compare.

    load ──▶ 201s noted by the clients ──▶ SIGKILL ──▶ start ──▶ every 201 is in the history, once
                                                        │ now and then, with no server running:
                                                        ▼
                      the whole ledger is whole, and every view is what a rebuild makes of it

At the end the clients' logs go through `checker` and `judge` as well.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.torture.audit import audited
from tests.torture.clients import Client, Plan, make_plan
from tests.torture.fleet import Fleet, NoStart, events_at, fleet_of
from tests.torture.follower import SEE_SECONDS, Follower
from tests.torture.nursery import Nursery
from tests.torture.operations import Log, merged
from tests.torture.reports import Report
from tests.torture.watch import Watch


@dataclass(frozen=True)
class Orders:
    """What a run shall do."""

    strikes: int
    clients: int = 6
    projects: int = 3
    shared: int = 4
    seed: int = 1
    load_seconds: tuple[float, float] = (0.05, 0.5)
    in_start: float = 0.1
    """The share of kills that are followed by another one during the start."""
    database_every: int = 4
    """Every so many cycles hit the database itself, where there is one to hit."""
    cold_every: int = 50
    audit_every: int = 10
    patience: float = 90.0
    """Seconds for which a service that has come back may say that it cannot answer yet."""
    seconds: float = math.inf
    """When to end, whatever has been done by then."""


def quiet(_: str) -> None:
    """Tell nobody."""


class Campaign:
    """One run over one fleet; what happens in each cycle is `strike`'s, everything else is the same."""

    def __init__(
        self,
        fleet: Fleet,
        url: str,
        orders: Orders,
        strike: Callable[[Campaign], None],
        tell: Callable[[str], None] = quiet,
    ) -> None:
        self.report = Report()
        self.fleet = fleet
        self.url = url
        self.orders = orders
        self._strike = strike
        self._tell = tell
        self.chance = random.Random(orders.seed)
        self.cycles = 0

    def run(self) -> Report:
        """Kill as often as ordered; stops early at the first finding."""
        self.fleet.start()
        made, plan = make_plan(
            self.fleet.addresses, self.orders.projects, self.orders.shared, self.orders.seed
        )
        clients = self._clients(plan)
        logs = [made, *(client.log for client in clients)]
        self._watch = Watch(logs, self.orders.patience)
        follower = Follower(self.fleet.streams)
        for thread in (*clients, follower):
            thread.start()
        try:
            self._cycles_until_done()
        finally:
            self.fleet.addresses.stop()
            for client in clients:
                client.join()
        self._conclude(merged(logs), follower)
        return self.report

    def _cycles_until_done(self) -> None:
        end = time.monotonic() + self.orders.seconds
        try:
            while (
                self.report.strikes.total() < self.orders.strikes
                and time.monotonic() < end
                and not self.report.findings
            ):
                self._cycle()
        except NoStart as error:
            self.report.findings.append(str(error))

    def _conclude(self, log: Log, follower: Follower) -> None:
        """Once everybody has seen all there is: kill the servers, and compare."""
        length = 0
        if not self.report.findings:
            length = events_at(self._some_address())
            follower.wait_for(length, SEE_SECONDS)
        self.fleet.kill(self.fleet.servers)
        written = self.report.conclude(self.url, log)
        self.report.findings += follower.findings(written.order, length)
        self.report.add_starts(self.fleet.servers)

    def _clients(self, plan: Plan) -> list[Client]:
        return [
            Client(f"c{number}", self.fleet.addresses, plan, self.orders.seed)
            for number in range(self.orders.clients)
        ]

    def _cycle(self) -> None:
        time.sleep(self.chance.uniform(*self.orders.load_seconds))
        self.cycles += 1
        self._strike(self)
        self.report.findings += self._watch.look(self._some_address())
        if self.cycles % self.orders.audit_every == 0:
            self._audit()
            self.fleet.start()

    def _audit(self) -> None:
        self.fleet.kill(self.fleet.servers)
        written = audited(self.url)
        self.report.audits += 1
        self.report.findings += [*written.flaws, *self._watch.missing(written.spans)]
        events = sum(map(len, written.events.values()))
        self._tell(
            f"{self.report.strikes.total()} strikes, {self._watch.acknowledged} acknowledged changesets,"
            f" {events} events, {len(self.report.findings)} findings"
        )

    def _some_address(self) -> str:
        return next(server.address for server in self.fleet.servers if server.runs)


def kill_servers(campaign: Campaign) -> None:
    """Kill one server or all of them, some of them again while they start, and start them."""
    chance, fleet, count = campaign.chance, campaign.fleet, campaign.report.strikes
    victims = fleet.servers if chance.random() < 0.5 else [chance.choice(fleet.servers)]
    fleet.kill(victims)
    count["server"] += len(victims)
    while chance.random() < campaign.orders.in_start:
        for victim in victims:
            victim.spawn()
        time.sleep(chance.uniform(0, 0.3))
        fleet.kill(victims)
        count["server in its start"] += len(victims)
    fleet.start(cold=count.total() % campaign.orders.cold_every == 0)


def on_sqlite(
    folder: Path,
    orders: Orders,
    nursery: Nursery,
    bug: str | None = None,
    tell: Callable[[str], None] = quiet,
) -> Report:
    """Kill the one server that owns a ledger's file. `bug`: plant this one in it."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    with fleet_of([url], folder, nursery, bug) as fleet:
        return Campaign(fleet, url, orders, kill_servers, tell).run()
