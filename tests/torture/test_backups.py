"""Backups where there is no room for them: nothing half is left, and it works when there is room."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ledger.bundle.files import save
from ledger.bundle.writing import bundle_lines
from ledger.service import Ledger
from ledger.stores.sqlite import open_store
from tests.ledger.plans import by_me, new_project, new_task
from tests.torture.disk import Disk, required
from tools.paths import ROOT

NOISE = "".join(chr(0x100 + (n * n) % 5003) for n in range(3000))
ROOM = 300_000
"""Bytes: enough for an empty ledger, and not for this one."""


def large_ledger(place: Path) -> None:
    """One of about a megabyte."""
    ledger = Ledger(open_store(f"sqlite:///{place}"))
    tasks = (new_task(number, description=NOISE) for number in range(1, 200))
    ledger.commit(by_me(new_project(), *tasks))
    ledger.close()


def command(disk: Disk, ledger: Path, *words: str) -> tuple[int, str]:
    """How a command ended that sees the disk, and what it said on stderr."""
    done = subprocess.run(
        [*disk.inside, sys.executable, "-m", "api.cli.main", *words],
        cwd=ROOT,
        env={**os.environ, "PATCHLEDGER_DATABASE": f"sqlite:///{ledger}"},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def files_on(disk: Disk) -> list[str]:
    """The names that are on the disk."""
    listing = [*disk.inside, "ls", "-A", str(disk.mountpoint)]
    return subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split()


def test_a_full_disk_leaves_no_backup_and_no_half_restored_ledger(tmp_path: Path) -> None:
    """Each is refused with a sentence, and done when there is room."""
    large_ledger(tmp_path / "ledger.db")
    ledger = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    save(tmp_path / "kept", bundle_lines(ledger, "now"))
    ledger.close()
    with required():
        disk = Disk(tmp_path / "disk")
    with disk:
        disk.leave_room(ROOM)
        status, said = command(disk, tmp_path / "ledger.db", "backup", str(disk.mountpoint / "b"))
        assert (1, True) == (status, "No space left on device" in said), said
        assert [] == files_on(disk)
        restored = disk.mountpoint / "restored.db"
        status, said = command(disk, restored, "restore-backup", str(tmp_path / "kept"))
        assert (1, True) == (status, "full" in said), said
        disk.leave_room(-1)
        assert 0 == command(disk, restored, "restore-backup", str(tmp_path / "kept"))[0]
        assert 0 == command(disk, restored, "verify")[0]
