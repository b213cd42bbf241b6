"""Of several processes that share the views one is on duty, and another when that one is gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
import sqlalchemy as sa

from ledger.core.errors import StoreUnavailable
from projections import shared_duty
from projections.database import Database
from projections.dialects import postgresql
from projections.duty import duty_for
from projections.queries.projects import list_projects
from projections.runner import Behind, Projector
from projections.shared_duty import SharedDuty
from tests.ledger.plans import new_project, new_task, retitle
from tests.postgres import execute
from tests.projections.world import World

PATIENCE = 20.0


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beats that follow each other fast."""
    monkeypatch.setattr(shared_duty, "BEAT", 0.05)
    monkeypatch.setattr(shared_duty, "PAUSE", 0.02)


def until(condition: Callable[[], bool]) -> bool:
    """Wait for something that another thread brings about."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


@contextmanager
def on_call(url: str) -> Iterator[SharedDuty]:
    duty = SharedDuty(url, lambda _: None)
    duty.begin()
    try:
        yield duty
    finally:
        duty.end()


def test_one_is_on_duty_and_the_next_when_it_ends(postgres_url: str) -> None:
    with ExitStack() as left:
        second = SharedDuty(postgres_url, lambda _: None)
        left.callback(second.end)
        with on_call(postgres_url) as first:
            second.begin()
            assert (True, False) == (first.is_mine(), second.is_mine())
        assert not first.is_mine()
        assert until(second.is_mine)


def test_whose_connection_ends_loses_it(postgres_url: str) -> None:
    """A connection that was ended by the server is made anew, and the duty is somebody's again."""
    with on_call(postgres_url) as first, on_call(postgres_url) as second:
        assert first.is_mine()
        execute(
            postgres_url,
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'",
        )
        assert until(lambda: first.is_mine() != second.is_mine())


def test_who_freezes_loses_it(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not beat any more is taken for gone by the server, whatever its network looks like."""
    usual = shared_duty.SETTINGS
    monkeypatch.setattr(shared_duty, "SETTINGS", {"idle_session_timeout": "100ms"})
    monkeypatch.setattr(shared_duty, "BEAT", 3600.0)
    monkeypatch.setattr(shared_duty, "PAUSE", 3600.0)  # and does not come back
    with on_call(postgres_url) as frozen:
        monkeypatch.setattr(shared_duty, "SETTINGS", usual)
        monkeypatch.setattr(shared_duty, "BEAT", 0.05)
        with on_call(postgres_url) as other:
            assert until(other.is_mine)
        assert until(lambda: not frozen.is_mine())


def test_who_gives_it_up_leaves_it_for_a_while(postgres_url: str) -> None:
    """Given up, it goes to another at the next beat, and is not asked for at once."""
    with on_call(postgres_url) as first, on_call(postgres_url) as second:
        first.give_up(3600)
        assert until(second.is_mine)
        # Where the server ended its connection meanwhile, it learns of that a moment later.
        assert until(lambda: not first.is_mine())


def test_alone_it_is_always_mine() -> None:
    """In a file of its own a process has nobody to share it with."""
    database = Database("sqlite://")
    duty = duty_for(database, lambda _: None)
    duty.begin()
    duty.give_up(1)
    duty.end()
    assert duty.is_mine()
    database.close()


def test_who_is_not_on_duty_hears_and_takes_over(postgres_url: str) -> None:
    """A reader beside another process waits for what that one writes; then this one writes itself."""
    world = World(postgres_url)
    with ExitStack() as left:
        left.callback(world.close)
        other = Database(postgres_url)
        left.callback(other.close)
        standing_by = Projector(world.store, other)
        with Projector(world.store, world.database):
            standing_by.start()
            left.callback(standing_by.stop)
            done = world.commit(new_project("Heard"))
            with standing_by.reading(done.offset + 1, PATIENCE) as conn:
                assert ["Heard"] == [row.project.title for row in list_projects(conn).items]
        done = world.commit(new_task(1))
        assert standing_by.wait_for(done.offset + 1, PATIENCE)


def test_a_reader_waits_until_views_made_anew_are_there(kept: str) -> None:
    """Whatever this process believes, what a reader sees has everything that it asked for."""
    world = World(kept)
    with Projector(world.store, world.database) as projector:
        done = world.commit(new_project("Still here"), new_task(1))
        assert projector.wait_for(done.offset + 1, PATIENCE)
        world.follower.begin_anew()  # as another process would
        with projector.reading(done.offset + 1, PATIENCE) as conn:
            assert ["Still here"] == [row.project.title for row in list_projects(conn).items]
    world.close()


def test_a_reader_is_told_when_they_do_not_come(either: World) -> None:
    """What is not in the ledger is not waited for without end."""
    either.commit(new_project())
    projector = Projector(either.store, either.database)
    with projector.reading(1, PATIENCE) as conn:
        assert 1 == len(list_projects(conn).items)
    with pytest.raises(Behind), projector.reading(2, 0.01):
        pass


def test_a_connection_that_says_nothing_is_cut(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever on a server that is there and does not answer; the next reader is served."""
    monkeypatch.setattr(postgresql, "READER_SECONDS", 0.2)
    database = Database(postgres_url)
    with pytest.raises(StoreUnavailable) as told, database.reading() as conn:
        conn.exec_driver_sql("SELECT pg_sleep(10)")
    assert "OperationalError" in told.value.message
    with database.reading() as conn:
        assert 1 == conn.exec_driver_sql("SELECT 1").scalar()
    database.close()


def test_a_commit_that_is_not_answered_is_cut_soon(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes the views does not wait for a commit as long as for a large batch."""
    monkeypatch.setattr(postgresql, "COMMIT_SECONDS", 0.2)
    database = Database(postgres_url)
    with database.writing() as conn:
        conn.exec_driver_sql("CREATE TABLE slow (id int)")
        conn.exec_driver_sql(
            "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$"
        )
        conn.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON slow"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()"
        )
    with pytest.raises(StoreUnavailable), database.writing() as conn:
        conn.exec_driver_sql("INSERT INTO slow VALUES (1)")
    with database.writing() as conn:
        assert 0 == conn.exec_driver_sql("SELECT count(*) FROM slow").scalar()
        conn.exec_driver_sql("DROP TABLE slow; DROP FUNCTION wait()")
    database.close()


def test_readers_go_on_after_the_server_ended_their_connections(postgres_url: str) -> None:
    """A connection that was ended while nobody used it is replaced before anybody notices."""
    database = Database(postgres_url)
    with database.reading() as conn:
        mine = conn.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    execute(postgres_url, f"SELECT pg_terminate_backend({mine}, 5000)")
    with database.reading() as conn:
        assert mine != conn.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:s3cret-word@127.0.0.1:1/nothing",
        "postgresql://ada:s3cret/word@127.0.0.1/nothing",
        "postgresql://ada:s3cret%@127.0.0.1/nothing",
    ],
)
def test_no_error_tells_the_password(url: str) -> None:
    """What cannot be connected to is told without what only its owner knows."""
    with pytest.raises(StoreUnavailable) as told:
        Database(url)
    errors: list[BaseException | None] = [told.value]
    while errors[-1] is not None:
        assert "s3cret" not in str(errors[-1])
        errors.append(errors[-1].__cause__ or errors[-1].__context__)


def test_what_the_last_one_left_half_done_is_ended(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who froze in a transaction holds the position; whoever is on duty next does not wait for it."""
    monkeypatch.setattr(shared_duty, "STUCK", 0)
    world = World(postgres_url)
    with psycopg.connect(postgres_url) as frozen:
        frozen.execute("UPDATE view_position SET position = position")
        done = world.commit(new_project())
        with Projector(world.store, world.database) as projector:
            assert projector.wait_for(done.offset + 1, PATIENCE)
        with pytest.raises(psycopg.OperationalError):
            frozen.execute("SELECT 1")
    world.close()


def test_an_error_of_ours_is_no_outage(postgres_url: str) -> None:
    """What PostgreSQL does not understand is told as it is."""
    database = Database(postgres_url)
    with pytest.raises(sa.exc.ProgrammingError), database.reading() as conn:
        conn.exec_driver_sql("SELEKT 1")
    database.close()


def test_only_what_concerns_these_views_is_heard(postgres_url: str) -> None:
    """The channel is the whole database's; other schemas may have views of their own in it."""
    heard: list[int] = []
    execute(postgres_url, "CREATE TABLE view_position (position bigint)")
    duty = SharedDuty(postgres_url, heard.append)
    duty.begin()
    for payload in ("other 1", "public 2"):
        execute(postgres_url, f"NOTIFY patchledger_views, '{payload}'")
    assert until(lambda: bool(heard))
    duty.end()
    assert [2] == heard


def test_a_writer_in_the_way_is_waited_for(kept: str) -> None:
    """Two projectors of one process on the same views: each event is seen once."""
    world = World(kept)
    with Projector(world.store, world.database) as projector:
        done = world.commit(new_project())
        for number in range(5):
            world.follower.prepare()
            world.follower.catch_up()
            done = world.commit(retitle(f"Title {number}"))
        with projector.reading(done.offset + 1, PATIENCE) as conn:
            assert ["Title 4"] == [row.project.title for row in list_projects(conn).items]
    world.close()
