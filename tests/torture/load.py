"""Load without kills: many operations by many clients, in threads or processes, over HTTP or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import TIMEOUT_MAX, Thread, Timer
from typing import Any

from tests.torture.clients import USUAL, Client, Habits, Plan, make_plan
from tests.torture.fleet import Fleet, events_at, fleet_of
from tests.torture.follower import SEE_SECONDS, Follower
from tests.torture.inside import Inside, opened
from tests.torture.nursery import Nursery
from tests.torture.operations import Log, merged
from tests.torture.reports import Report
from tests.torture.wire import Addresses, Line
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
    seconds: float = TIMEOUT_MAX
    """When to end, whatever has been done by then."""
    see_seconds: float = SEE_SECONDS
    """How long to wait for the live stream at the end."""
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
    if load.processes:
        served = [server.address for server in fleet.servers]
        logs = _in_processes(served, fleet.servers[0].folder, plan, load)
    else:
        logs = in_threads(fleet.addresses, plan, load)
    length = events_at(fleet.servers[0].address)
    follower.wait_for(length, load.see_seconds)
    fleet.kill(fleet.servers)
    written = report.conclude(url, merged([made, *logs]))
    report.findings += follower.findings(written.order, length)
    report.add_starts(fleet.servers)
    return report


def inside(url: str, folder: Path, load: Load) -> Report:
    """Put the load on the ledger itself, from threads of this process or, on PostgreSQL, of several."""
    report = Report()
    with opened(url) as parts:
        line = Inside(parts)
        made, plan = make_plan(line.addresses, load.projects, load.shared, load.seed, line)
        logs = [] if load.processes else in_threads(line.addresses, plan, load, line=line)
    if load.processes:
        logs = _in_processes([url], folder, plan, load)
    report.conclude(url, merged([made, *logs]))
    return report


def in_threads(
    addresses: Addresses, plan: Plan, load: Load, name: str = "c", line: Line | None = None
) -> list[Log]:
    """The logs of the clients, which ran as threads of this process."""
    clients = [
        Client(
            f"{name}{number}",
            addresses,
            plan,
            load.seed,
            most=load.each,
            habits=load.habits,
            line=line,
        )
        for number in range(load.clients)
    ]
    timer = Timer(load.seconds, addresses.stop)
    timer.daemon = True
    timer.start()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    timer.cancel()
    return [client.log for client in clients]


def _in_processes(urls: Sequence[str], folder: Path, plan: Plan, load: Load) -> list[Log]:
    files = [folder / f"clients-{number}.log" for number in range(load.processes)]
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
            asked = json.dumps({**told, **numbers, "seed": load.seed, "seconds": load.seconds})
            command = [sys.executable, "-m", "tests.torture.load", asked]
            processes.append(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE))
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def main(asked: dict[str, Any]) -> None:
    """Run the clients of one process: of servers at `urls`, or of the database that it names."""
    load = Load(asked["operations"], asked["clients"], seed=asked["seed"], seconds=asked["seconds"])
    urls, plan, name = asked["urls"], asked["plan"], asked["name"]
    if urls[0].startswith("http"):
        logs = in_threads(Addresses(*urls), plan, load, name)
    else:
        with opened(urls[0]) as parts:
            line = Inside(parts)
            logs = in_threads(line.addresses, plan, load, name, line)
    merged(logs).save(Path(asked["file"]))


def _end_with_parent() -> None:
    """Its end of the pipe closes however it ends."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    main(json.loads(sys.argv[1]))
