"""Many power cuts, by hand.

    python3 dev.py torture --power-cuts N [--seed N] [--store STORE] [--plant BUG]

Lives of ten cuts on one ledger, each with a seed of its own, and one life of all the rest. With a
planted bug (`tests/torture/on_disk.py`) each life is expected to lose something.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.on_disk import BUGS, STORES, Bug
from tests.torture.power_cuts import Lost, PowerCuts, Tally

A_LIFE = 10


def lives(cuts: int) -> Iterator[int]:
    """How many cuts each life has: half of them in short ones, the rest in one."""
    short = cuts // 2 // A_LIFE
    yield from [A_LIFE] * short
    yield cuts - short * A_LIFE


def live(store: str, cuts: int, seed: int, bug: Bug) -> tuple[Tally, str]:
    """One life; what happened, and what was lost."""
    with (
        TemporaryDirectory(prefix="power-cuts-") as folder,
        STORES[store](Path(folder), bug.settings) as (disk, database),
    ):
        if bug.lying:
            disk.lie()
        torture = PowerCuts(disk, database, Path(folder), seed, bug.appender)
        try:
            for _ in range(cuts):
                torture.round()
            torture.check()
        except Lost as lost:
            return torture.tally, f"LOST (seed {seed}): {lost}"
        return torture.tally, ""


def run(store: str, cuts: int, seed: int, bug: Bug) -> int:
    """All lives on one store, with their figures; how many of them lost something."""
    began, total, losses = time.monotonic(), Tally(), 0
    for number, of_life in enumerate(lives(cuts)):
        tally, lost = live(store, of_life, seed + number, bug)
        total += tally
        losses += bool(lost)
        print(f"{store} life {number}: {tally} {lost}".strip(), flush=True)
    took = time.monotonic() - began
    print(f"{store}: {total}, {losses} lives with losses, {took:.0f} s", flush=True)
    return losses


def main(arguments: list[str]) -> int:
    """Run it; 1 when something was lost."""
    given = _parser().parse_args(arguments)
    bugs = [Bug(store) for store in ([given.store] if given.store else STORES)]
    if given.plant:
        bugs = [BUGS[given.plant]]
    losses = [run(bug.store, given.power_cuts, given.seed, bug) for bug in bugs]
    return int(any(losses))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--power-cuts", type=int, default=100, help="(%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other cuts")
    parser.add_argument("--store", choices=STORES, help="both unless given")
    parser.add_argument("--plant", choices=BUGS, help="a bug that has to be found")
    return parser
