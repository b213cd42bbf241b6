"""Processes that are killed, files that may not grow: what was acknowledged is there, whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ledger.stores.sqlite import SQLiteStore
from tests.ledger.plans import assert_sound

COMMIT_FOR_EVER = """
import sys
from ledger.service import Ledger
from ledger.stores.sqlite import open_store
from tests.ledger.plans import by_me, change, new_project, new_task

ledger = Ledger(open_store("sqlite:///" + sys.argv[1]))
if ledger.store.length() == 0:
    ledger.commit(by_me(new_project(), new_task(1)))
print("ready", flush=True)
for size in range(1, 1_000_000):
    patches = [change(1, title=f"{size}/{n}") for n in range(size % 300 + 1)]
    print(ledger.commit(by_me(*patches)).changeset_id, flush=True)
"""

FILL_THE_DISK = """
import resource, sys
from ledger.core.errors import StoreUnavailable
from ledger.service import Ledger
from ledger.stores.sqlite import open_store
from tests.ledger.plans import by_me, change, new_project, new_task

ledger = Ledger(open_store("sqlite:///" + sys.argv[1]))
ledger.commit(by_me(new_project(), new_task(1)))
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, unlimited[1]))
try:
    for n in range(1_000):
        print(ledger.commit(by_me(change(1, description=str(n) * 20_000))).changeset_id)
except StoreUnavailable as error:
    print("refused:", error, file=sys.stderr)
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
print(ledger.commit(by_me(change(1, title="there is room again"))).changeset_id)
ledger.close()
"""


def start(program: str, database: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(database)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )


def assert_all_there(database: Path, acknowledged: list[str]) -> None:
    with closing(SQLiteStore(database)) as store:
        assert_sound(store)
        assert [] == [one for one in acknowledged if store.receipt(one) is None]


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path, seed: int) -> None:
    """Killed at any moment, the ledger has every acknowledged changeset and no half one."""
    database, acknowledged = tmp_path / "plans.db", []
    for moment in (random.Random(seed).random() * 0.3, 0.05):
        with start(COMMIT_FOR_EVER, database) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            acknowledged += process.stdout.read().decode().split()
    assert acknowledged
    # The last line may be cut off; what is cut off was not told.
    assert_all_there(database, [one for one in acknowledged if len(one) == 36])


def test_a_disk_without_room_refuses_whole_changesets(tmp_path: Path) -> None:
    """When the file cannot grow, a changeset is refused whole, and the next one may succeed."""
    database = tmp_path / "plans.db"
    with start(FILL_THE_DISK, database) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    assert err.startswith(b"refused:")
    assert len(out.split()) > 2
    assert_all_there(database, out.decode().split())
