"""The watchdog: who waits on a silent connection gets an error, and nobody else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from ledger.connections import Connection, Watchdog, has_news


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    """One that is stopped at the end."""
    made = Watchdog()
    yield made
    made.stop()


@pytest.fixture
def connection(postgres_url: str) -> Iterator[Connection]:
    """A connection of the test's own."""
    with closing(psycopg.connect(postgres_url, autocommit=True)) as opened:
        yield opened


def test_who_waits_too_long_gets_an_error(watchdog: Watchdog, connection: Connection) -> None:
    """A connection that does not answer is cut, also if one with more time was watched before it."""
    patient = psycopg.connect(connection.info.dsn)
    with closing(patient):
        watchdog.watch(patient, 600)
        watchdog.watch(connection, 0.2)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT pg_sleep(600)")
        assert patient.execute("SELECT 1").fetchone() == (1,)


def test_who_is_watched_anew_has_its_time_again(watchdog: Watchdog, connection: Connection) -> None:
    """What counts is the last time that it was watched."""
    watchdog.watch(connection, 0.2)
    watchdog.watch(connection, 600)
    assert connection.execute("SELECT 1 FROM pg_sleep(0.6)").fetchone() == (1,)


def test_who_has_answered_is_left_alone(watchdog: Watchdog, connection: Connection) -> None:
    """A forgotten connection may be slow; and one that was closed meanwhile harms nobody."""
    watchdog.watch(connection, 0.2)
    watchdog.forget(connection)
    closed = psycopg.connect(connection.info.dsn)
    watchdog.watch(closed, 0.1)
    closed.close()
    assert connection.execute("SELECT 1 FROM pg_sleep(0.6)").fetchone() == (1,)


def test_it_ends_when_it_is_told(connection: Connection) -> None:
    """Stopped, it cuts nothing more and leaves no thread; one that was never used has none."""
    Watchdog().stop()
    stopped = Watchdog()
    before = threading.active_count()
    stopped.watch(connection, 0.3)
    assert before + 1 == threading.active_count()
    stopped.stop()
    assert before == threading.active_count()
    assert connection.execute("SELECT 1 FROM pg_sleep(0.6)").fetchone() == (1,)


def test_a_farewell_is_seen(connection: Connection) -> None:
    """What comes on an idle connection by itself is the server's farewell."""
    assert not has_news(connection)
    with closing(psycopg.connect(connection.info.dsn, autocommit=True)) as other:
        pid = connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
    assert has_news(connection)
