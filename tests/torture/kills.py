"""Kill servers at random moments under load, start them again, and compare.

    load ──▶ 201s noted by the clients ──▶ SIGKILL ──▶ start ──▶ every 201 is in the history, once
                                                        │ now and then, with no server running:
                                                        ▼
                      the whole ledger is whole, and every view is what a rebuild makes of it

At the end the clients' logs go through `checker` and `judge` as well.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.audit import audited
from tests.torture.clients import Client, Plan, make_plan
from tests.torture.fleet import Fleet, NoStart, Victim, fleet_of
from tests.torture.nursery import Nursery
from tests.torture.operations import merged
from tests.torture.reports import Report
from tests.torture.watch import Watch


@dataclass(frozen=True)
class Orders:
    """What a run shall do."""

    kills: int
    clients: int = 6
    projects: int = 3
    shared: int = 4
    seed: int = 1
    load_seconds: tuple[float, float] = (0.05, 0.5)
    in_start: float = 0.1
    """The share of kills that are followed by another one during the start."""
    cold_every: int = 25
    audit_every: int = 10


class Campaign:
    """One run of kills over one fleet."""

    def __init__(
        self, fleet: Fleet, url: str, orders: Orders, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self.report = Report()
        self._fleet = fleet
        self._url = url
        self._orders = orders
        self._tell = tell
        self._chance = random.Random(orders.seed)

    def run(self) -> Report:
        """Kill as often as ordered; stops early at the first finding."""
        self._fleet.start()
        made, plan = make_plan(
            self._fleet.addresses, self._orders.projects, self._orders.shared, self._orders.seed
        )
        clients = self._clients(plan)
        self._watch = Watch([made, *(client.log for client in clients)])
        for client in clients:
            client.start()
        try:
            while self.report.kills.total() < self._orders.kills and not self.report.findings:
                self._cycle()
        except NoStart as error:
            self.report.findings.append(str(error))
        finally:
            self._fleet.addresses.stop()
            for client in clients:
                client.join()
        self._fleet.kill(self._fleet.servers)
        self.report.conclude(self._url, merged([made, *(client.log for client in clients)]))
        self.report.add_starts(self._fleet.servers)
        return self.report

    def _clients(self, plan: Plan) -> list[Client]:
        return [
            Client(f"c{number}", self._fleet.addresses, plan, self._orders.seed)
            for number in range(self._orders.clients)
        ]

    def _cycle(self) -> None:
        time.sleep(self._chance.uniform(*self._orders.load_seconds))
        self._kill(self._victims())
        self._fleet.start(cold=self.report.kills.total() % self._orders.cold_every == 0)
        self.report.findings += self._watch.look(self._some_address())
        if self.report.kills.total() % self._orders.audit_every == 0:
            self._audit()
            self._fleet.start()

    def _victims(self) -> list[Victim]:
        """One of them, or all."""
        servers = self._fleet.servers
        return servers if self._chance.random() < 0.5 else [self._chance.choice(servers)]

    def _kill(self, victims: Sequence[Victim]) -> None:
        self._fleet.kill(list(victims))
        self.report.kills["server"] += len(victims)
        while self._chance.random() < self._orders.in_start:
            for victim in victims:
                victim.spawn()
            time.sleep(self._chance.uniform(0, 0.3))
            self._fleet.kill(list(victims))
            self.report.kills["server in its start"] += len(victims)

    def _audit(self) -> None:
        self._fleet.kill(self._fleet.servers)
        written = audited(self._url)
        self.report.audits += 1
        self.report.findings += [*written.flaws, *self._watch.missing(written.spans)]
        events = sum(map(len, written.events.values()))
        self._tell(
            f"{self.report.kills.total()} kills, {self._watch.acknowledged} acknowledged changesets,"
            f" {events} events, {len(self.report.findings)} findings"
        )

    def _some_address(self) -> str:
        return next(server.address for server in self._fleet.servers if server.runs)


def on_sqlite(
    folder: Path,
    orders: Orders,
    nursery: Nursery,
    bug: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Kill the one server that owns a ledger's file. `bug`: plant this one in it."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    with fleet_of(1, url, folder, nursery, bug) as fleet:
        return Campaign(fleet, url, orders, tell).run()
