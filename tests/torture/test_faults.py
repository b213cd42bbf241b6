"""Things that go wrong around a server: each is told plainly, harms nothing, and ends when it is over."""

from __future__ import annotations

import base64
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx2 as httpx
import pytest

from api.storage import open_store
from ledger.core.errors import StoreUnavailable
from ledger.service import Ledger
from tests.ledger.plans import assert_sound, by_me, change, new_project, new_task
from tests.postgres import Postgres
from tests.servers import Server
from tests.torture import on_disk
from tests.torture.disk import Disk, required

LARGE = 60_000
"""Characters of a description: a few changesets fill what is left of a disk."""


class Client:
    """Appends to one project, and remembers what was acknowledged."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = server.client()
        self.project: str = self.http.post("/projects", json={"title": "P"}).json()["project"]["id"]
        self.acknowledged: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def append(self, size: int = 0, id: str | None = None) -> httpx.Response:
        """One new task."""
        id = id or str(uuid4())
        body = {"title": "Task", "description": "x" * size}
        patch = {"op": "create", "target": "task", "target_id": id, "body": body}
        response = self.http.post(
            f"/projects/{self.project}/changesets", json={"id": id, "patches": [patch]}
        )
        if response.status_code in (200, 201):
            self.acknowledged.append(id)
        return response

    def append_until_refused(self) -> tuple[str, Any]:
        """Until there is no room; the id that was refused, and the problem."""
        for _ in range(200):
            id = str(uuid4())
            response = self.append(LARGE, id)
            if response.status_code != 201:
                return id, problem(response)
        raise AssertionError("it was never refused")

    def assert_readable(self) -> None:
        """The plan has everything that was acknowledged, and nothing else."""
        tasks = self.http.get(f"/projects/{self.project}").json()["tasks"]
        assert set(self.acknowledged) == {task["id"] for task in tasks}

    def assert_unharmed(self) -> None:
        """And so has the history: each once, in the order in which it was acknowledged."""
        self.assert_readable()
        history = self._history().json()["items"]
        assert self.acknowledged == [item["id"] for item in reversed(history)][1:]

    def _history(self) -> httpx.Response:
        """The views may be written again a little later than the ledger; who asks too soon is told so."""
        for _ in range(50):
            answer = self.http.get(f"/projects/{self.project}/changesets?limit=200")
            if answer.status_code == 200:
                return answer
            problem(answer, "store_unavailable", "views_behind")
            time.sleep(0.2)
        raise AssertionError("the history does not come back")


def problem(response: httpx.Response, *codes: str) -> Any:
    """The problem that a response has to be: one of the store, in a sentence, without a trace."""
    told = response.json()
    assert 503 == response.status_code, response.text
    assert told["code"] in (codes or ("store_unavailable",)), response.text
    assert told["detail"].endswith(".")
    assert "Traceback" not in response.text
    return told


@contextmanager
def on_a_disk(folder: Path) -> Iterator[tuple[Disk, Server]]:
    """A disk of its own, and a server whose ledger is on it; not started yet."""
    with ExitStack() as stack:
        with required():
            disk = stack.enter_context(Disk(folder / "disk"))
        server = Server(folder, PATCHLEDGER_DATABASE=f"sqlite:///{disk.mountpoint / 'ledger.db'}")
        server.inside = disk.inside
        yield disk, server


def test_a_full_disk_refuses_whole_changesets_until_there_is_room(tmp_path: Path) -> None:
    """Each refusal is a problem, reading goes on, and the same request succeeds when there is room."""
    with on_a_disk(tmp_path) as (disk, server), server, Client(server) as client:
        client.append()
        disk.leave_room(6 * LARGE)
        refused, told = client.append_until_refused()
        assert "full" in told["detail"]
        client.assert_readable()
        disk.leave_room(-1)
        assert 201 == client.append(LARGE, refused).status_code
        client.assert_unharmed()


def test_a_full_disk_under_postgresql_refuses_whole_changesets_until_there_is_room(
    tmp_path: Path,
) -> None:
    """Likewise where the database is another process: it says that the disk is full, and goes on."""
    with ExitStack() as stack:
        with required():
            disk, database = stack.enter_context(on_disk.postgresql(tmp_path))
        database.start()
        store = stack.enter_context(closing(open_store(database.url)))
        ledger = Ledger(store)
        ledger.commit(by_me(new_project(), new_task(1)))
        disk.leave_room(6 * LARGE)
        committed, told = until_refused(ledger)
        assert "full" in told
        assert_sound(store)
        assert 2 + committed == store.length()
        disk.leave_room(-1)
        ledger.commit(by_me(change(1, description=random_text())))
        assert_sound(store)


def until_refused(ledger: Ledger) -> tuple[int, str]:
    """How many changesets are accepted until there is no room, and what is told then."""
    for committed in range(200):
        try:
            ledger.commit(by_me(change(1, description=random_text())))
        except StoreUnavailable as full:
            return committed, str(full)
    raise AssertionError("it was never refused")


def random_text() -> str:
    """Nothing that a database could compress."""
    return base64.b64encode(os.urandom(LARGE * 3 // 4)).decode()


def test_a_disk_that_becomes_read_only_is_told_until_it_is_not(tmp_path: Path) -> None:
    """As where the system found errors on the disk: reading goes on, and later writing does."""
    with on_a_disk(tmp_path) as (disk, server), server, Client(server) as client:
        client.append()
        disk.protect(True)
        id = str(uuid4())
        problem(client.append(id=id))
        client.assert_readable()
        disk.protect(False)
        assert 201 == client.append(id=id).status_code
        client.assert_unharmed()


def test_a_server_does_not_start_where_it_cannot_write(tmp_path: Path) -> None:
    """It says what it cannot write and why, and leaves the place as it is."""
    with on_a_disk(tmp_path) as (disk, server):
        disk.protect(True)
        said = server.refusal()
        assert "Read-only file system" in said
        assert str(disk.mountpoint) in said


def test_a_limit_on_the_size_of_files_does_not_end_the_server(tmp_path: Path) -> None:
    """SIGXFSZ is not its end: it tells, and goes on when the limit is lifted."""
    with Server(tmp_path) as server, Client(server) as client:
        pid, unlimited = server.process.pid, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        largest = max(file.stat().st_size for file in tmp_path.glob("ledger.db*"))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest + 4 * LARGE, resource.RLIM_INFINITY))
        refused, _ = client.append_until_refused()
        client.assert_readable()  # the views have a file of their own, which may not grow either
        resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)
        assert 201 == client.append(LARGE, refused).status_code
        client.assert_unharmed()


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_a_signal_drains_and_ends_it_with_streams_open(
    tmp_path: Path, request: pytest.FixtureRequest, store: str
) -> None:
    """With live streams and an agent's answer under way it ends in time, and keeps what was said."""
    settings = {}
    if store == "postgresql":
        settings["PATCHLEDGER_DATABASE"] = request.getfixturevalue("postgres_url")
    server = Server(tmp_path, **settings)
    server.bug = "endless answer"
    with server, Client(server) as client:
        client.append()
        path = f"/projects/{client.project}/events?after=0"
        streams = [Stream(server, "GET", path), Stream(server, "GET", "/events?after=-1")]
        asked = {"project_id": client.project, "instruction": "Plan"}
        streams.append(answer := Stream(server, "POST", "/proposals", asked))
        for stream in streams:
            assert stream.heard.wait(20)
        began = time.monotonic()
        os.kill(server.process.pid, signal.SIGTERM)
        server.process.wait(15)
        assert time.monotonic() - began < 10
        for stream in streams:
            stream.join(5)
            assert not stream.is_alive()
        assert "server_stopping" in answer.last
    assert "Traceback" not in server.output()
    server.bug = None
    with server, server.client() as client.http:
        client.assert_unharmed()
        kept = client.http.get(answer.location.removeprefix("/api/v1")).json()
        assert "The first step" in str(kept["diff"])


class Stream(threading.Thread):
    """Somebody who listens to a live stream until it ends."""

    def __init__(self, server: Server, method: str, path: str, body: Any = None) -> None:
        super().__init__(daemon=True)
        self.heard = threading.Event()
        self.last = self.location = ""
        self._call = (server, method, path, body)
        self.start()

    def run(self) -> None:
        """Listen."""
        server, method, path, body = self._call
        headers = {"accept": "text/event-stream"}
        try:
            with (
                server.client() as client,
                client.stream(method, path, json=body, headers=headers) as response,
            ):
                self.location = response.headers.get("location", "")
                for line in response.iter_lines():
                    if line.startswith("data:"):
                        self.last = line
                        self.heard.set()
        except httpx.TransportError:
            return


def test_a_server_does_not_start_on_a_careless_postgresql(tmp_path: Path) -> None:
    """It names the setting, and does not show the password that is in the URL."""
    with Postgres(settings={"synchronous_commit": "off"}) as careless:
        url = careless.url.replace("postgres@", "postgres:secret@")
        said = Server(tmp_path, PATCHLEDGER_DATABASE=url).refusal()
    assert "synchronous_commit=off" in said
    assert "secret" not in said
