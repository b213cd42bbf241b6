"""One process owns a file, and others can find out which."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.core.errors import StoreBusy, StoreUnavailable
from ledger.ownership import Note, Ownership, note_path, owner_of
from ledger.stores.sqlite import SQLiteStore

OWN_AND_WAIT = """
import sys, time
from pathlib import Path
from ledger.ownership import Ownership
owned = Ownership(Path(sys.argv[1]), "http://127.0.0.1:8400")
print("owned", flush=True)
time.sleep(600)
"""


def test_nobody_owns_a_new_file(tmp_path: Path) -> None:
    """Without a note nobody owns it."""
    assert owner_of(tmp_path / "plans.db") is None


def test_an_owner_is_found_by_its_note(tmp_path: Path) -> None:
    """While it is owned, the note tells process and URL; afterwards nobody owns it."""
    database = tmp_path / "plans.db"
    owned = Ownership(database, "http://127.0.0.1:8400")
    assert Note(os.getpid(), "http://127.0.0.1:8400") == owner_of(database)
    owned.release()
    assert owner_of(database) is None
    Ownership(database).release()


def test_a_second_owner_is_told_who_the_first_is(tmp_path: Path) -> None:
    """A second server on the same file is refused, naming the first one's URL and process."""
    database = tmp_path / "plans.db"
    first = SQLiteStore(database, "http://127.0.0.1:8400")
    with pytest.raises(StoreBusy, match=rf"process {os.getpid()}.*http://127\.0\.0\.1:8400"):
        SQLiteStore(database)
    first.close()
    SQLiteStore(database).close()


def test_a_link_leads_to_the_same_owner(tmp_path: Path) -> None:
    """A file has one owner, by whatever name it is opened."""
    database, link = tmp_path / "plans.db", tmp_path / "link.db"
    link.symlink_to(database)
    first = SQLiteStore(database)
    assert Note(os.getpid()) == owner_of(link)
    with pytest.raises(StoreBusy):
        SQLiteStore(link)
    first.close()


def test_an_owner_without_a_server_is_named_by_its_process(tmp_path: Path) -> None:
    """The command line owns the file for a moment, without a URL."""
    owned = Ownership(tmp_path / "plans.db")
    with pytest.raises(StoreBusy, match=rf"in use by process {os.getpid()}\.$"):
        Ownership(tmp_path / "plans.db")
    owned.release()


def test_an_owner_that_has_not_told_yet_is_another_process(tmp_path: Path) -> None:
    """Between the lock and the note there is only a lock."""
    owned = Ownership(tmp_path / "plans.db")
    note_path(tmp_path / "plans.db").write_bytes(b"")
    with pytest.raises(StoreBusy, match="another process"):
        Ownership(tmp_path / "plans.db")
    owned.release()


def test_a_killed_owner_owns_nothing(tmp_path: Path) -> None:
    """However a process ends, what it owned is free; its note is no obstacle."""
    database = tmp_path / "plans.db"
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_AND_WAIT, str(database)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"owned\n"
        assert Note(process.pid, "http://127.0.0.1:8400") == owner_of(database)
        with pytest.raises(StoreBusy, match=str(process.pid)):
            Ownership(database)
        process.send_signal(signal.SIGKILL)
    assert owner_of(database) is None
    Ownership(database).release()


def test_a_note_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    """Without a folder there is nothing to own."""
    with pytest.raises(StoreUnavailable, match="missing"):
        Ownership(tmp_path / "missing" / "plans.db")
