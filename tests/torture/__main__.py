"""The long runs: load, crashes, cut connections. `dev.py torture --help` lists them.

Each ends with its figures and what it found, and with status 1 when that is anything.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.postgres import Postgres, database
from tests.torture import databases, kills, load, long_power_cuts, long_walk
from tests.torture.nursery import Nursery
from tests.torture.reports import Report


def main(arguments: list[str]) -> int:
    """Run what is asked for; 1 when something was found."""
    if any(argument.startswith("--power-cuts") for argument in arguments):
        return long_power_cuts.main(arguments)
    if any(argument.startswith("--walk") for argument in arguments):
        return long_walk.main(arguments)
    given = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leaving nothing behind
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, Nursery() as nursery:
        report = _run(given, Path(folder), nursery)
    _say(*report.told(time.monotonic() - began))
    return 1 if report.findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kills", type=int, default=20, help="how often to kill (%(default)s)")
    parser.add_argument(
        "--operations", type=int, help="instead of killing: this many operations under full load"
    )
    parser.add_argument(
        "--inside", action="store_true", help="without HTTP, in the processes of the clients"
    )
    parser.add_argument(
        "--cuts", type=int, help="instead: cut and freeze PostgreSQL's connections this often"
    )
    parser.add_argument(
        "--power-cuts", metavar="N", help="instead: cut the power N times, on each database"
    )
    parser.add_argument(
        "--walk", metavar="N", help="instead: N random steps held against a plain model"
    )
    parser.add_argument("--clients", type=int, default=6, help="clients (%(default)s)")
    parser.add_argument("--projects", type=int, default=3, help="projects (%(default)s)")
    parser.add_argument("--processes", type=int, default=0, help="processes of clients; 0: threads")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument(
        "--minutes", type=float, default=1e6, help="end after so long, with what was done by then"
    )
    parser.add_argument("--folder", help="where the ledger is made; a temporary one by default")
    return parser


def _run(given: argparse.Namespace, folder: Path, nursery: Nursery) -> Report:
    seconds = 60 * given.minutes
    orders = kills.Orders(given.kills, given.clients, seed=given.seed, seconds=seconds)
    if given.store == "sqlite" and given.cuts is None:
        if given.operations is None:
            return kills.on_sqlite(folder, orders, nursery, tell=_say)
        return _loaded(given, [f"sqlite:///{folder / 'ledger.db'}"], folder, nursery)
    with Postgres(tcp=True) as running:
        if given.cuts is not None:
            orders = replace(orders, strikes=given.cuts)
            return databases.over_proxies(folder, orders, nursery, running, _say)
        if given.operations is None:
            return databases.on_postgresql(folder, orders, nursery, running, _say)
        with database(running.url) as url:
            return _loaded(given, [url] * databases.SERVERS, folder, nursery)


def _loaded(given: argparse.Namespace, urls: list[str], folder: Path, nursery: Nursery) -> Report:
    wanted = load.Load(
        given.operations,
        given.clients,
        given.processes,
        given.projects,
        seed=given.seed,
        seconds=60 * given.minutes,
    )
    if given.inside:
        return load.inside(urls[0], folder, wanted)
    return load.on(urls, folder, nursery, wanted)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
