"""The PostgreSQL that the tests run on: a real one, durable, and gone with the tests."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, children_of, database, execute, is_running
from tools.paths import ROOT

ORPHAN = """
from tests.postgres import Postgres
server = Postgres()
server.start()
print(server.process.pid, server.folder, flush=True)
input()
"""


@pytest.fixture(scope="module")
def own() -> Iterator[Postgres]:
    """A server that may be stopped and killed."""
    with Postgres(tcp=True) as running:
        yield running


def test_a_database_is_fresh_and_then_gone(postgres_server: str) -> None:
    """Each database is empty, and dropped at its end with everything in it."""
    names = []
    for _ in range(2):
        with database(postgres_server) as url:
            execute(url, "CREATE TABLE plan (id int)")
            names.append(execute(url, "SELECT current_database()")[0][0])
    left = execute(postgres_server, "SELECT datname FROM pg_database")
    assert not {(name,) for name in names} & {*left}


def test_it_is_as_durable_as_the_store_demands(postgres_url: str) -> None:
    """The tests' server keeps what was committed: nothing is made quick by leaving that out."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert [("on",)] == execute(postgres_url, f"SHOW {setting}")


def test_it_goes_on_after_it_was_killed(own: Postgres) -> None:
    """All of its processes end at once, and what was committed is there when it starts again."""
    with database(own.url) as url:
        execute(url, "CREATE TABLE plan AS SELECT 7 AS id")
        assert own.process is not None
        family = [own.process.pid, *children_of(own.process.pid)]
        own.kill()
        assert not any(map(is_running, family))
        own.start()
        assert [(7,)] == execute(url, "SELECT id FROM plan")


def test_it_stops_and_starts_on_the_same_address(own: Postgres) -> None:
    """A restart in good order keeps its files and its address."""
    url = own.url
    own.stop()
    own.stop()
    own.start()
    assert own.url == url
    assert [(1,)] == execute(url, "SELECT 1")


def test_it_ends_with_its_maker() -> None:
    """A test run that is killed leaves no server behind, and the next one removes its files."""
    maker = subprocess.Popen(
        [sys.executable, "-c", ORPHAN],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with maker:
        assert maker.stdout is not None
        pid, folder = maker.stdout.readline().split()
        maker.kill()
    end = time.monotonic() + 60
    while is_running(int(pid)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_running(int(pid))
    Postgres().close()
    assert not Path(folder).exists()
