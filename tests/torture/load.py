"""Load without kills: many operations by many clients, of this process or of several others."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.clients import USUAL, Client, Habits, Plan, make_plan
from tests.torture.fleet import Fleet, events_at, fleet_of
from tests.torture.follower import SEE_SECONDS, Follower
from tests.torture.nursery import Nursery
from tests.torture.operations import Log, merged
from tests.torture.reports import Report
from tests.torture.wire import Addresses
from tools.paths import ROOT


@dataclass(frozen=True)
class Load:
    """How many operations, by how many clients in each of how many processes."""

    operations: int
    clients: int = 6
    processes: int = 0
    """0: the clients are threads of this process."""
    projects: int = 3
    shared: int = 4
    seed: int = 1
    habits: Habits = USUAL

    @property
    def each(self) -> int:
        """The operations of one client."""
        return -(-self.operations // (self.clients * max(1, self.processes)))


def on(
    urls: Sequence[str], folder: Path, nursery: Nursery, load: Load, bug: str | None = None
) -> Report:
    """Put the load on a server for each of these URLs of one database."""
    with fleet_of(urls, folder, nursery, bug) as fleet:
        return run(fleet, urls[0], load)


def run(fleet: Fleet, url: str, load: Load) -> Report:
    """Put the load on the fleet, then hold what was noted against the ledger."""
    report = Report()
    fleet.start()
    follower = Follower(fleet.streams)
    follower.start()
    made, plan = make_plan(fleet.addresses, load.projects, load.shared, load.seed)
    logs = _in_processes(fleet, plan, load) if load.processes else []
    logs = logs or in_threads(fleet.addresses, plan, load)
    length = events_at(fleet.servers[0].address)
    follower.wait_for(length, SEE_SECONDS)
    fleet.kill(fleet.servers)
    written = report.conclude(url, merged([made, *logs]))
    report.findings += follower.findings(written.order, length)
    report.add_starts(fleet.servers)
    return report


def in_threads(addresses: Addresses, plan: Plan, load: Load, name: str = "c") -> list[Log]:
    """The logs of the clients, which ran as threads of this process."""
    clients = [
        Client(f"{name}{number}", addresses, plan, load.seed, most=load.each, habits=load.habits)
        for number in range(load.clients)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return [client.log for client in clients]


def _in_processes(fleet: Fleet, plan: Plan, load: Load) -> list[Log]:
    files = [fleet.servers[0].folder / f"clients-{n}.log" for n in range(load.processes)]
    urls = [server.address for server in fleet.servers]
    with _started(urls, plan, load, files) as processes:
        failed = [process.args for process in processes if process.wait()]
    assert not failed, failed
    return [Log.load(file) for file in files]


@contextmanager
def _started(
    urls: Sequence[str], plan: Plan, load: Load, files: Sequence[Path]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for number, file in enumerate(files):
            told = {"urls": urls, "plan": plan, "name": f"p{number}.", "file": str(file)}
            numbers = {"operations": load.each * load.clients, "clients": load.clients}
            asked = json.dumps({**told, **numbers, "seed": load.seed})
            command = [sys.executable, "-m", "tests.torture.load", asked]
            processes.append(subprocess.Popen(command, cwd=ROOT))
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


def main(asked: dict[str, Any]) -> None:
    """Run the clients of one process."""
    load = Load(asked["operations"], asked["clients"], seed=asked["seed"])
    logs = in_threads(Addresses(*asked["urls"]), asked["plan"], load, asked["name"])
    merged(logs).save(Path(asked["file"]))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
