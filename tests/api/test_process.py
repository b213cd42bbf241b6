"""A real server process: what it refuses to start on, how it streams and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from tests.servers import Server


def _create(title: str) -> Any:
    body = {"title": title}
    return {"op": "create", "target": "task", "target_id": str(uuid4()), "body": body}


def _project(client: httpx.Client) -> str:
    project: str = client.post("/projects", json={"title": "P"}).json()["project"]["id"]
    return project


def _add(client: httpx.Client, project: str, *titles: str) -> Any:
    body = {"patches": [_create(title) for title in titles]}
    response = client.post(f"/projects/{project}/changesets", json=body)
    assert 201 == response.status_code, response.text
    return response.json()


def _events(response: httpx.Response, count: int) -> list[tuple[int, Any]]:
    """The first events of a stream, as (id, data)."""
    found: list[tuple[int, Any]] = []
    data: Any = None
    for line in response.iter_lines():
        if line.startswith("data: "):
            data = json.loads(line.removeprefix("data: "))
        elif line.startswith("id: "):
            found.append((int(line.removeprefix("id: ")), data))
            if len(found) == count:
                return found
    return found


def test_a_second_server_on_the_same_ledger_is_refused(server: Server, tmp_path: Path) -> None:
    """It says which process and address has the file, and the first goes on."""
    second = Server(tmp_path)
    second.log = tmp_path / "second.log"
    said = second.refusal()
    assert str(server.process.pid) in said
    assert server.address in said
    with server.client() as client:
        assert 1 == _add(client, _project(client), "Still")["changeset"]["counts"]["create"]


def test_a_busy_port_is_told(tmp_path: Path) -> None:
    """The port is named, and nothing is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = Server(tmp_path, PATCHLEDGER_PORT=port).refusal()
    assert port in said
    assert not (tmp_path / "ledger.db").exists()


def _not_sqlite(file: Path) -> None:
    file.write_bytes(b"my holiday pictures" * 100)


def _of_another_program(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE pictures (id INTEGER)")
    other.close()


@pytest.mark.parametrize("make", [_not_sqlite, _of_another_program])
def test_a_file_that_is_no_ledger_stays_as_it_is(tmp_path: Path, make: Any) -> None:
    """The server says so, and the file is the same to the byte."""
    file = tmp_path / "ledger.db"
    make(file)
    before = file.read_bytes()
    assert "ledger" in Server(tmp_path).refusal().lower()
    assert before == file.read_bytes()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"PATCHLEDGER_DATABASE": "sqlite:////nowhere/at/all/ledger.db"}, "nowhere"),
        ({"PATCHLEDGER_DATABASE": "oracle://x"}, "oracle"),
        ({"PATCHLEDGER_HOST": "0.0.0.0"}, "loopback"),
        ({"PATCHLEDGER_PORT": "many"}, "PATCHLEDGER_PORT"),
        ({"PATCHLEDGER_PROVIDER": "oracle"}, "PATCHLEDGER_PROVIDER"),
    ],
    ids=["no folder", "no such store", "not loopback", "no port", "no such provider"],
)
def test_settings_that_cannot_be_used_are_told(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    """One sentence names the setting, and the exit status is 1."""
    assert named in Server(tmp_path, **settings).refusal()


def test_live_events_resume_and_miss_nothing(server: Server) -> None:
    """A stream gives everything after `Last-Event-ID`, then what is appended while it is open."""
    with server.client() as client, server.client() as writing:
        project = _project(client)
        _add(client, project, "a", "b")
        headers = {"last-event-id": "1"}
        with client.stream("GET", f"/projects/{project}/events", headers=headers) as response:
            later = threading.Timer(0.3, _add, (writing, project, "c"))
            later.start()
            found = _events(response, 3)
            later.join()
        titles = [(place, data["patch"]["body"]["title"]) for place, data in found]
        assert [(2, "a"), (3, "b"), (4, "c")] == titles
        with client.stream("GET", "/events", headers={"last-event-id": "-1"}) as response:
            assert [0, 1, 2, 3] == [place for place, _ in _events(response, 4)]


def test_what_happens_to_a_proposal_is_told_live(server: Server) -> None:
    """From the version that its answer names, one event for each thing that happens to it."""
    with server.client() as client:
        opened = client.post("/proposals", json={"instruction": "Build a login"}).json()
        after = {"last-event-id": str(opened["version"])}
        client.post(f"/proposals/{opened['id']}/reject", json={"reason": "no"}).raise_for_status()
        path = f"/proposals/{opened['id']}/events"
        with client.stream("GET", path, headers=after) as response:
            [(place, told)] = _events(response, 1)
        assert opened["version"] + 1 == place
        assert {"proposal": opened["id"], "type": "proposal.rejected", "version": place} == told


def test_streams_end_when_their_client_goes_away(server: Server) -> None:
    """Clients that leave in the middle cost nothing: the server answers on, and has no stuck stream."""
    with server.client() as client:
        project = _project(client)
        for _ in range(30):
            with client.stream("GET", f"/projects/{project}/events?after=0") as response:
                assert 1 == len(_events(response, 1))
        assert 2 == _add(client, project, "on")["version"]
        sockets = Path(f"/proc/{server.process.pid}/fd")
        end = time.monotonic() + 10
        while time.monotonic() < end and _sockets(sockets) > 6:
            time.sleep(0.1)
        assert _sockets(sockets) <= 6


def _sockets(folder: Path) -> int:
    found = 0
    for entry in folder.iterdir():
        try:
            found += str(entry.readlink()).startswith("socket:")
        except OSError:
            continue
    return found


def test_a_signal_does_not_wait_for_who_never_finishes(tmp_path: Path) -> None:
    """A request of which the rest never comes, and a stream that nobody reads, hold it for seconds."""
    with Server.cold(tmp_path) as server, server.client() as client, ExitStack() as left:
        project = _project(client)
        place = httpx.URL(server.address)
        half = b"POST /api/v1/projects HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n"
        host = f"Host: {place.host}:{place.port}\r\n".encode()
        for said in (half + host + b'\r\n{"title', b"GET / HTTP/1.1\r\n" + host):
            line = left.enter_context(socket.create_connection((place.host, place.port or 0)))
            line.sendall(said)
        deaf = left.enter_context(socket.socket())
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        deaf.connect((place.host, place.port))
        deaf.sendall(b"GET /api/v1/events?after=-1 HTTP/1.1\r\n" + host + b"\r\n")
        for _ in range(30):
            _add(client, project, *("x" * 200 for _ in range(50)))
        began = time.monotonic()
        os.kill(server.process.pid, signal.SIGTERM)
        assert server.process.wait(15) == 0
        assert time.monotonic() - began < 10
    assert not (tmp_path / "ledger.db-wal").exists()


def test_a_signal_ends_it_in_order_with_streams_open(tmp_path: Path) -> None:
    """SIGTERM ends open streams, closes the ledger and ends with status 0, well within ten seconds."""
    with Server.cold(tmp_path) as server, server.client() as client:
        project = _project(client)
        with client.stream("GET", f"/projects/{project}/events?after=0") as response:
            lines = response.iter_lines()
            next(lines)
            began = time.monotonic()
            os.kill(server.process.pid, signal.SIGTERM)
            list(lines)
        assert server.process.wait(15) == 0
        assert time.monotonic() - began < 10
    assert not (tmp_path / "ledger.db-wal").exists()
