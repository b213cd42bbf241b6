"""A long walk, by hand.

    python3 dev.py torture --walk STEPS [--seed N]

So many steps over a ledger in memory, and a fifth of them over a file.
"""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.ports import EventStore
from ledger.stores.memory import MemoryStore
from ledger.stores.sqlite import SQLiteStore
from tests.torture.walk import Walk


def main(arguments: list[str]) -> int:
    """Walk; raises AssertionError where ledger and model part."""
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--walk", type=int, help="so many steps")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another way")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder, closing(SQLiteStore(Path(folder) / "ledger.db")) as file:
        walk("memory", MemoryStore(), given.walk, given.seed)
        walk("sqlite", file, given.walk // 5, given.seed)
    return 0


def walk(name: str, store: EventStore, steps: int, seed: int) -> None:
    """One walk, and what happened on it."""
    began = time.monotonic()
    torture = Walk(store, seed)
    torture.walk(steps)
    took = time.monotonic() - began
    print(f"{name}: {steps} steps, seed {seed}, version {torture.model.head}, {took:.0f} s")
    for what, count in sorted(torture.counts.items()):
        print(f"  {count:6} {what}")
