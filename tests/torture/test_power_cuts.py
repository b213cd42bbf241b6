"""The power is cut under a ledger: what was acknowledged is there again, without anybody's help.

A short run; `python3 dev.py torture --power-cuts 100` is the long one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.torture.disk import required
from tests.torture.on_disk import BUGS, STORES, Bug
from tests.torture.power_cuts import Lost, PowerCuts

CUTS = {"sqlite": 6, "postgresql": 2}
IN_A_SHORT_RUN = ["synchronous=NORMAL", "a key that is not synced", "fsync=off"]
AT_MOST = 15
"""A bug that loses something in one cut of three is missed once in 400 runs."""


@contextmanager
def torture(folder: Path, bug: Bug, seed: int) -> Iterator[PowerCuts]:
    """A ledger on a disk of its own."""
    with ExitStack() as stack:
        with required():
            disk, database = stack.enter_context(STORES[bug.store](folder, bug.settings))
        if bug.lying:
            disk.lie()
        yield PowerCuts(disk, database, folder, seed, bug.appender)


@pytest.mark.parametrize("store", STORES)
def test_nothing_acknowledged_is_lost(tmp_path: Path, store: str) -> None:
    """After cuts in appends and in recovery each acknowledged changeset is there, and no half one."""
    with torture(tmp_path, Bug(store), seed=3) as power_cuts:
        for _ in range(CUTS[store]):
            power_cuts.round()
        power_cuts.check()
        # On a machine with much to do all of them can come before the first acknowledgement.
        while power_cuts.tally.acknowledged == 0 and power_cuts.tally.cuts < AT_MOST:
            power_cuts.round()
            power_cuts.check()
        assert power_cuts.tally.acknowledged > 0


@pytest.mark.parametrize("bug", IN_A_SHORT_RUN)
def test_a_planted_bug_is_caught(tmp_path: Path, bug: str) -> None:
    """What syncs too little loses acknowledged changesets, or the whole ledger, and that is seen."""
    with torture(tmp_path, BUGS[bug], seed=4) as power_cuts:
        assert any(loses(power_cuts) for _ in range(AT_MOST))


def loses(power_cuts: PowerCuts) -> bool:
    """Whether one cut is enough."""
    try:
        power_cuts.round()
        power_cuts.check()
    except Lost:
        return True
    return False
