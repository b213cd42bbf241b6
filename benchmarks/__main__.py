"""`python3 dev.py bench`: prints every table. Takes about a minute."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import following, planning, proving, storing


def main() -> None:
    """Run all benchmarks in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="patchledger-bench-") as folder:
        print("Medians of paired rounds; × is the ratio to the first line of its table.")
        storing.run(Path(folder))
        following.run(Path(folder))
        proving.run(Path(folder))
    planning.run()


if __name__ == "__main__":
    main()
