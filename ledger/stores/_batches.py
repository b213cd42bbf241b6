"""What comes in any number, in parts that fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.ports import Unit

BATCH = 2000
"""Records that are stored at a time, unless one unit has more."""


def batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """The units in lists with about so many records each."""
    batch: list[Unit] = []
    records = 0
    for unit in units:
        batch.append(unit)
        records += len(unit.records)
        if records >= BATCH:
            yield batch
            batch, records = [], 0
    if batch:
        yield batch
