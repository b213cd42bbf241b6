"""The projector's thread: it keeps up, lets readers wait, and says when it stands still."""

from __future__ import annotations

import threading
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from projections.catalog import all_views
from projections.database import Database
from projections.effects import Step
from projections.queries.projects import find_project, list_projects
from projections.runner import LONGEST_PAUSE, Failure, Projector
from projections.view import View
from tests.ledger.plans import PROJECT, change, new_project, new_task, retitle
from tests.projections.world import World, dump

PATIENCE = 20.0


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged meanwhile."""
    with capture_logs() as logs:
        yield logs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db-views"


@pytest.fixture
def world(file: Path) -> Iterator[World]:
    """A ledger with views in a file; the test brings the projector."""
    world = World(f"sqlite:///{file}")
    yield world
    world.close()


def test_a_reader_sees_its_own_write(either: World) -> None:
    """Who waits for the position behind an append reads what was appended."""
    with Projector(either.store, either.database) as projector:
        for number in range(20):
            done = either.commit(*([] if number else [new_project()]), retitle(f"Title {number}"))
            assert projector.wait_for(done.offset + 1, PATIENCE)
            with either.database.reading() as conn:
                row = find_project(conn, PROJECT)
            assert row is not None
            assert f"Title {number}" == row.project.title
        assert either.store.length() == projector.position()
        assert 0 == projector.lag()
        assert projector.failure is None


def test_many_readers_wait_while_others_write(world: World) -> None:
    """Writers and waiting readers in threads: every reader sees at least what it waited for."""
    world.commit(new_project())
    seen: list[bool] = []

    def write_and_read(first: int) -> None:
        for number in range(first, first + 10):
            done = world.commit(new_task(number))
            assert projector.wait_for(done.offset + 1, PATIENCE)
            with world.database.reading() as conn:
                row = find_project(conn, PROJECT)
            assert row is not None
            seen.append(row.version >= done.version)

    with Projector(world.store, world.database) as projector:
        threads = [threading.Thread(target=write_and_read, args=(n * 100 + 1,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert [True] * 40 == seen


def test_waiting_ends_when_the_time_is_over(world: World) -> None:
    """A position that does not come is not waited for beyond the time given."""
    with Projector(world.store, world.database) as projector:
        assert not projector.wait_for(1, 0.01)


def test_it_goes_on_where_it_stopped(world: World) -> None:
    """A projector that starts again takes its position from the views, and keeps their rows."""
    done = world.commit(new_project(), new_task(1))
    with Projector(world.store, world.database) as projector:
        assert projector.wait_for(done.offset + 1, PATIENCE)
    done = world.commit(change(1, title="Meanwhile"))
    with Projector(world.store, world.database) as projector:
        assert projector.position() in (2, 3)  # never from the beginning
        assert projector.wait_for(done.offset + 1, PATIENCE)
    again = World()
    again.store = world.store
    again.follower._store = world.store
    again.follower.begin_anew()
    again.follower.catch_up()
    assert dump(again.database) == dump(world.database)
    again.close()


def test_stopping_twice_or_before_starting_is_harmless(world: World) -> None:
    projector = Projector(world.store, world.database)
    projector.stop()
    projector.start()
    projector.stop()
    projector.stop()
    assert 0 == projector.position()


class Moody:
    """A view that refuses to be written until it is told otherwise."""

    def __init__(self) -> None:
        self.refusing = True
        self.refused = threading.Event()

    def take(self, step: Step) -> None: ...
    def read(self, conn: sa.Connection) -> None: ...

    def write(self, conn: sa.Connection) -> None:
        if self.refusing:
            self.refused.set()
            raise RuntimeError("not today")


def test_a_failure_is_told_and_tried_again(
    world: World, logs: list[MutableMapping[str, Any]]
) -> None:
    """An error in the thread is kept, logged, ends waiting, and is over when a try succeeds."""
    moody = Moody()
    view = View("moody", 1, sa.MetaData(), lambda: moody)
    with Projector(world.store, world.database, (*all_views(), view)) as projector:
        done = world.commit(new_project())
        assert moody.refused.wait(PATIENCE)
        assert not projector.wait_for(done.offset + 1, PATIENCE)
        failure = projector.failure
        assert failure is not None
        assert "RuntimeError: not today" == failure.error
        assert 1 == projector.lag()
        moody.refusing = False
        assert _until_well(projector)
        assert projector.wait_for(done.offset + 1, PATIENCE)
    assert projector.failure is None
    assert ("projection_failed", 1) == (logs[0]["event"], logs[0]["tries"])


def _until_well(projector: Projector) -> bool:
    """Wait until a failure is over; `wait_for` answers at once while there is one."""
    with projector._moved:
        return projector._moved.wait_for(lambda: projector._failure is None, PATIENCE)


def test_pauses_between_tries_grow_and_end() -> None:
    """The pause doubles with each try in a row, up to half a minute."""
    assert [0.1, 0.2, 0.4] == [Failure("", tries).pause for tries in (1, 2, 3)]
    assert LONGEST_PAUSE == Failure("", 10_000).pause


def test_a_file_damaged_under_way_is_rebuilt(world: World, file: Path) -> None:
    """A file that turns out to be damaged is put aside while running, and the views are made anew."""
    done = world.commit(new_project(), new_task(1))
    with Projector(world.store, world.database) as projector:
        assert projector.wait_for(done.offset + 1, PATIENCE)
    world.database.close()
    pages = file.read_bytes()
    file.write_bytes(pages[:4096] + b"\xff" * (len(pages) - 4096))
    with Projector(world.store, world.database) as projector:
        done = world.commit(new_task(2))
        assert _until_well(projector)
        assert projector.wait_for(done.offset + 1, PATIENCE)
        with world.database.reading() as conn:
            assert ["Plan"] == [row.project.title for row in list_projects(conn).items]
    assert file.with_name(f"{file.name}.damaged").exists()


def test_catching_up_and_rebuilding_need_no_thread(either: World) -> None:
    """Both work here and now, and tell how far they are."""
    either.commit(new_project(), new_task(1), new_task(2))
    projector = Projector(either.store, either.database, batch=1)
    projector.catch_up()
    before = dump(either.database)
    assert 3 == projector.position()
    told: list[tuple[int, int]] = []
    projector.rebuild(lambda done, total: told.append((done, total)))
    assert [(3, 3)] == told
    assert before == dump(either.database)


def test_rebuilding_while_the_thread_follows(world: World) -> None:
    """A rebuild beside a running thread ends with the same rows, and the thread goes on from there."""
    world.commit(new_project(), *(new_task(n) for n in range(1, 30)))
    with Projector(world.store, world.database, batch=5) as projector:
        assert projector.wait_for(world.store.length(), PATIENCE)
        before = dump(world.database)
        projector.rebuild()
        assert before == dump(world.database)
        done = world.commit(retitle("Later"))
        assert projector.wait_for(done.offset + 1, PATIENCE)


def test_a_file_that_is_no_database_is_put_aside(tmp_path: Path) -> None:
    """What stands in the place of the views and is no database is kept under another name."""
    file = tmp_path / "views.db"
    file.write_bytes(b"these are my notes, not a database" * 40)
    database = Database(f"sqlite:///{file}")
    with database.reading() as conn:
        assert [] == sa.inspect(conn).get_table_names()
    database.close()
    assert (tmp_path / "views.db.damaged").read_bytes().startswith(b"these are my notes")


def test_a_folder_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    """What cannot be opened is told as it is; nothing is moved."""
    with pytest.raises(sa.exc.OperationalError):
        Database(f"sqlite:///{tmp_path}/nowhere/views.db")


@pytest.mark.parametrize("name", ["my plans?.db", "my%20plans%3F.db"])
def test_any_name_is_a_name(tmp_path: Path, name: str) -> None:
    """A path may be percent-encoded or not, and may have what means something in URLs."""
    Database(f"sqlite:///{tmp_path}/{name}").close()
    assert (tmp_path / "my plans?.db").exists()


def test_readers_cannot_write(tmp_path: Path) -> None:
    """In a file, only the writing connection can write."""
    database = Database(f"sqlite:///{tmp_path}/views.db")
    with pytest.raises(sa.exc.OperationalError), database.reading() as conn:
        conn.exec_driver_sql("CREATE TABLE mine (text)")
    database.close()


def test_a_reader_sees_one_state(tmp_path: Path) -> None:
    """Within one reading, what is written meanwhile is not seen."""
    database = Database(f"sqlite:///{tmp_path}/views.db")
    with database.writing() as conn:
        conn.exec_driver_sql("CREATE TABLE numbers (n)")
    with database.reading() as reader:
        assert [] == reader.exec_driver_sql("SELECT n FROM numbers").all()
        with database.writing() as conn:
            conn.exec_driver_sql("INSERT INTO numbers VALUES (1)")
        assert [] == reader.exec_driver_sql("SELECT n FROM numbers").all()
    with database.reading() as reader:
        assert [(1,)] == reader.exec_driver_sql("SELECT n FROM numbers").all()
    database.close()
