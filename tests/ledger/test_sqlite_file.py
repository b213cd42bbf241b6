"""An SQLite file: whose it is, who owns it, and what happens when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from ledger.core.errors import StoreForeign, StoreUnavailable
from ledger.ports import NewRecord, Unit
from ledger.stores import _sqlite_file
from ledger.stores.sqlite import SQLiteStore, file_of
from tests.ledger.plans import offset_after

STREAM = "project:a"


def unit(version: int, data: bytes = b"x") -> Unit:
    return Unit((NewRecord(STREAM, version, "patch", data),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be."""
    return tmp_path / "plans.db"


def make(path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        store.append([unit(1)])


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")


def of_another_program_with_an_id(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id=1")
        connection.execute("CREATE TABLE stored_events (text)")


def of_a_newer_version(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version={_sqlite_file.LAYOUT + 1}")


def a_text(path: Path) -> None:
    path.write_text("Shopping: milk, bread\n" * 100)


def a_short_text(path: Path) -> None:
    path.write_text("milk")


def a_cut_off_database(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[:60])


@pytest.mark.parametrize(
    ("make_it", "reason"),
    [
        (a_text, "is not an SQLite database"),
        (a_short_text, "is not an SQLite database"),
        (a_cut_off_database, "is not an SQLite database"),
        (of_another_program, "of another program"),
        (of_another_program_with_an_id, "of another program"),
        (of_a_newer_version, "newer version"),
    ],
)
def test_a_foreign_file_is_left_as_it_is(path: Path, make_it: object, reason: str) -> None:
    """A file that is not ours, or from a newer version, is refused and not touched."""
    assert callable(make_it)
    make_it(path)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(StoreForeign, match=reason):
        SQLiteStore(path)
    assert before == {file.name: file.read_bytes() for file in path.parent.iterdir()}


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_log_without_its_database_is_kept(path: Path, suffix: str) -> None:
    """Where the database went missing beside its log, nothing is made that would destroy the log."""
    log = path.with_name(path.name + suffix)
    log.write_bytes(b"what was not yet copied back")
    with pytest.raises(StoreForeign, match="without its database"):
        SQLiteStore(path)
    assert log.read_bytes() == b"what was not yet copied back"
    assert not path.exists()


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    """A file without content is nobody's."""
    path.touch()
    make(path)
    with closing(SQLiteStore(path)) as store:
        assert store.length() == 1


def test_what_is_left_of_an_interrupted_start_is_no_obstacle(path: Path) -> None:
    """A ledger that was being made when the power went is made anew."""
    path.with_name("plans.db.making").write_bytes(b"half a page")
    make(path)
    assert not path.with_name("plans.db.making").exists()


def test_a_file_says_that_it_is_ours(path: Path) -> None:
    """The header names the program and the layout, so that `file` and we can tell."""
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        [[program]] = connection.execute("PRAGMA application_id")
        [[layout]] = connection.execute("PRAGMA user_version")
    assert (0x504C4447, 1) == (program, layout)


def test_a_ledger_from_before_tiles_gets_them(path: Path) -> None:
    """A file that an earlier version made is given the tables of caches that it lacks."""
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE tiles")
    with closing(SQLiteStore(path)) as store:
        store.save_tile(0, 0, b"t")
        assert b"t" == store.tile(0, 0)
        assert 1 == store.length()


def test_events_cannot_be_changed_or_removed(path: Path) -> None:
    """Not even SQL by hand changes what was appended."""
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("UPDATE stored_events SET state=x'00'", "DELETE FROM stored_events"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_commits_reach_the_disk(path: Path) -> None:
    """The writing connection syncs each commit, and a reading one cannot write."""
    make(path)
    with closing(_sqlite_file.connect_writer(path)) as writer:
        assert [("wal",)] == [tuple(row) for row in writer.execute("PRAGMA journal_mode")]
        assert [(2,)] == [tuple(row) for row in writer.execute("PRAGMA synchronous")]
    with (
        closing(_sqlite_file.connect_reader(path)) as reader,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        reader.execute("DELETE FROM snapshots")


def test_the_log_has_its_room_before_the_first_commit(path: Path) -> None:
    """Who appends finds the log as long as it gets in a while; who only reads takes no room."""
    log = path.with_name(path.name + "-wal")
    with closing(SQLiteStore(path)) as store:
        assert store.length() == 0
        assert not log.exists() or log.stat().st_size == 0
        store.append([unit(1)])
        size = log.stat().st_size
        assert size > _sqlite_file.ROOM_BYTES
        store.append([unit(2)])
        assert size == log.stat().st_size
        assert [1, 2] == [record.version for record in store.read_all(0, 10)]


def test_a_database_that_cannot_be_durable_is_refused() -> None:
    """Where SQLite cannot keep a write-ahead log, nothing is promised."""
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(StoreUnavailable, match="safely"),
    ):
        _sqlite_file._make_durable(connection, Path("memory"))


class Relaxed(sqlite3.Connection):
    """A connection that cannot be told to sync more: an SQLite that was built to sync less."""

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        relaxed = statement.replace("synchronous=2", "synchronous=1")
        return super().execute(relaxed, *parameters)


def test_an_sqlite_that_syncs_less_than_it_is_told_is_refused(path: Path) -> None:
    """What SQLite says that it does counts, not what it was told: below FULL nothing is opened."""
    make(path)
    with (
        closing(sqlite3.connect(path, isolation_level=None, factory=Relaxed)) as connection,
        pytest.raises(StoreUnavailable, match="synchronous 1"),
    ):
        _sqlite_file._make_durable(connection, path)


def test_a_damaged_file_is_told_plainly(path: Path) -> None:
    """A file with our header and rubbish behind it is a clear problem."""
    make(path)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(StoreUnavailable, match=r"plans\.db"):
        SQLiteStore(path)
    make(path.with_name("other.db"))  # and the lock was given back


def test_a_missing_folder_is_told_plainly(tmp_path: Path) -> None:
    """A folder that is not there is not made in silence."""
    with pytest.raises(StoreUnavailable, match="No such file or directory"):
        SQLiteStore(tmp_path / "missing" / "plans.db")


def test_a_folder_in_place_of_a_file_is_told_plainly(tmp_path: Path) -> None:
    """A folder is no database."""
    with pytest.raises(StoreUnavailable, match="Is a directory"):
        SQLiteStore(tmp_path)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's rights: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_unwritable_folder_is_told_plainly(tmp_path: Path) -> None:
    """Where nothing can be written, the problem names the folder's file and nothing is left behind."""
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    with as_nobody(), pytest.raises(StoreUnavailable, match="Permission denied"):
        SQLiteStore(locked / "plans.db")
    assert list(locked.iterdir()) == []


def test_a_full_disk_appends_nothing_and_goes_on_when_there_is_room(path: Path) -> None:
    """Without room an append fails whole; reading works meanwhile, and appending once there is room."""
    with closing(SQLiteStore(path)) as store:
        store.append([unit(1)])
        writer = store._datastore._writer._sqlite_conn
        [pages] = writer.execute("PRAGMA page_count").fetchone()
        writer.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreUnavailable, match="full"):
            store.append([unit(2), unit(3, b"x" * 100_000)])
        with pytest.raises(StoreUnavailable, match="full"):
            store.save_snapshot(STREAM, 1, b"x" * 100_000)
        assert (1, 1) == (store.length(), len(store.read(STREAM)))

        writer.execute("PRAGMA max_page_count=1000000")
        assert store.append([unit(2), unit(3, b"x" * 100_000)]) == [1, 2]
        assert offset_after(store) == 3


def test_a_closed_ledger_says_so(path: Path) -> None:
    """Using a ledger that was closed is a clear problem, for readers and writers."""
    store = SQLiteStore(path)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.length()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.append([unit(1)])


def test_a_reader_that_is_under_way_ends_with_its_read(path: Path) -> None:
    """Closing while somebody reads lets them finish, and then closes their connection."""
    store = SQLiteStore(path)
    with store._datastore.get_connection(commit=False) as reader:
        store.close()
        assert not reader.closed
    assert reader.closed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///plans.db", Path.cwd() / "plans.db"),
        ("sqlite:////srv/my%20plans.db", Path("/srv/my plans.db")),
    ],
)
def test_a_url_names_a_file(url: str, expected: Path) -> None:
    """Three slashes and a name mean here, four an absolute path."""
    assert expected == file_of(url)
