"""`python3 dev.py bench`: prints every table, and last the targets. Takes some minutes."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks import answering, following, large, planning, postgresql, proving, serving, storing
from benchmarks.measure import Target


def main() -> None:
    """Run all benchmarks in a folder that is removed afterwards."""
    argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__).parse_args()
    print(
        f"Medians of paired rounds; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    )
    print("SQLite: WAL, synchronous=FULL. PostgreSQL: fsync and synchronous_commit on.")
    targets: list[Target] = []
    with tempfile.TemporaryDirectory(prefix="patchledger-bench-") as folder:
        place = Path(folder)
        targets += storing.run(place)
        targets += postgresql.run()
        targets += serving.run(place, f"sqlite:///{place / 'served.db'}", "SQLite")
        targets += large.run(place)
        targets += following.run(place)
        targets += proving.run(place)
        targets += answering.run(place)
    planning.run()
    print("\nTargets")
    for target in targets:
        print(f"  {target}")


if __name__ == "__main__":
    main()
