"""The long runs: load, crashes, cut connections. `dev.py torture --help` lists them.

Each ends with its figures and what it found, and with status 1 when that is anything.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.torture import kills, load, long_power_cuts
from tests.torture.fleet import fleet_of
from tests.torture.nursery import Nursery
from tests.torture.reports import Report


def main(arguments: list[str]) -> int:
    """Run what is asked for; 1 when something was found."""
    if any(argument.startswith("--power-cuts") for argument in arguments):
        return long_power_cuts.main(arguments)
    given = _parser().parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, Nursery() as nursery:
        report = _run(given, Path(folder), nursery)
    _say(*report.told(time.monotonic() - began))
    return 1 if report.findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--store", choices=("sqlite",), default="sqlite")
    parser.add_argument("--kills", type=int, default=20, help="how often to kill (%(default)s)")
    parser.add_argument(
        "--operations", type=int, help="instead of killing: this many operations under full load"
    )
    parser.add_argument(
        "--power-cuts", metavar="N", help="instead: cut the power N times, on each database"
    )
    parser.add_argument("--clients", type=int, default=6, help="clients (%(default)s)")
    parser.add_argument("--processes", type=int, default=0, help="processes of clients; 0: threads")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument("--folder", help="where the ledger is made; a temporary one by default")
    return parser


def _run(given: argparse.Namespace, folder: Path, nursery: Nursery) -> Report:
    if given.operations is None:
        orders = kills.Orders(given.kills, given.clients, seed=given.seed)
        return kills.on_sqlite(folder, orders, nursery, tell=_say)
    wanted = load.Load(given.operations, given.clients, given.processes, seed=given.seed)
    url = f"sqlite:///{folder / 'ledger.db'}"
    with fleet_of([url], folder, nursery) as fleet:
        return load.run(fleet, url, wanted)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
