"""Two server processes on one PostgreSQL are one service."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import pairwise
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from api.storage import open_ledger
from ledger.integrity.merkle import verify_consistency
from projections.database import Database
from projections.follower import Follower
from tests.postgres import database
from tests.projections.world import Dump, dump
from tests.servers import Server
from tools.paths import ROOT

PATIENCE = 30.0


class Service:
    """Two servers, the first of which was there first, and a client of each."""

    def __init__(self, url: str, first: Server, second: Server) -> None:
        self.url = url
        self.first = first
        self.second = second
        self.clients = [server.client() for server in (first, second)]


@pytest.fixture(scope="module")
def service(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Both on one fresh database."""
    with ExitStack() as left:
        url = left.enter_context(database(postgres_server))
        servers = [
            left.enter_context(Server(tmp_path_factory.mktemp("server"), PATCHLEDGER_DATABASE=url))
            for _ in range(2)
        ]
        pair = Service(url, *servers)
        for client in pair.clients:
            left.callback(client.close)
        yield pair


def _new(client: httpx.Client, title: str) -> str:
    told = client.post("/projects", json={"title": title})
    assert 201 == told.status_code, told.text
    return str(told.json()["project"]["id"])


def _add(client: httpx.Client, project: str, title: str) -> str:
    """Add a task; its id."""
    task = str(uuid4())
    patch = {"op": "create", "target": "task", "target_id": task, "body": {"title": title}}
    told = client.post(f"/projects/{project}/changesets", json={"patches": [patch]})
    assert 201 == told.status_code, told.text
    return task


def _get(client: httpx.Client, path: str, **params: Any) -> Any:
    told = client.get(path, params=params)
    assert 200 == told.status_code, told.text
    return told.json()


def test_what_one_accepts_the_other_shows_at_once(service: Service) -> None:
    """List, plan, history and search of either know what was accepted by the other just before."""
    for here, there in (service.clients, service.clients[::-1]) * 5:
        name = f"Plan {uuid4()}"
        project = _new(here, name)
        assert name in [item["title"] for item in _get(there, "/projects")["items"]]
        task = _add(there, project, "Launch the zeppelin")
        [hit] = _get(here, "/search", q="zeppelin", project_id=project)["items"]
        assert task == hit["target_id"]
        assert 2 == len(_get(here, f"/projects/{project}/changesets")["items"])
        assert 1 == len(_get(here, f"/projects/{project}")["tasks"])


def test_live_events_of_one_are_told_by_the_other(service: Service) -> None:
    """A stream of either has what was accepted by the other."""
    for here, there in (service.clients, service.clients[::-1]):
        project = _new(here, "Told")
        with there.stream("GET", f"/projects/{project}/events") as response:
            lines = response.iter_lines()
            task = _add(here, project, "Heard of")
            told = next(line for line in lines if line.startswith("data: ") and task in line)
        assert "Heard of" in json.dumps(json.loads(told.removeprefix("data: ")))


def test_a_draft_of_one_is_in_the_list_that_the_other_tells_of(service: Service) -> None:
    """Begun and turned down through one server; the streams of the other tell it, as far as asked."""
    here, there = service.clients
    project = _new(here, "Drafted")
    for path, ask in (
        (f"/projects/{project}/events?lists=true", {"project_id": project}),
        ("/lists/events", {}),
    ):
        with there.stream("GET", path) as response:
            told = _lists(response)
            begun = here.post(
                "/proposals", json={"project_id": project, "instruction": "Add tests"}
            )
            draft = begun.json()["id"]
            _until(told, _get(here, "/proposals", **ask)["as_of"])
            listed = _get(there, "/proposals", **ask)
            assert draft in [item["id"] for item in listed["items"]]
            here.post(f"/proposals/{draft}/reject").raise_for_status()
            _until(told, listed["as_of"] + 1)
            assert draft not in [item["id"] for item in _get(there, "/proposals", **ask)["items"]]


def _lists(response: httpx.Response) -> Iterator[int]:
    """As of when the drafts are not as they were, as a stream tells it."""
    for line in response.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))["drafts"]


def _until(told: Iterator[int], length: int) -> None:
    """Wait until so much is told."""
    assert any(length <= drafts for drafts in told)


def test_who_looks_at_a_plan_through_one_is_seen_through_the_other(service: Service) -> None:
    """In the answer and in the live stream, until they leave through either."""
    here, there = service.clients
    project = _new(here, "Looked at")
    path = f"/projects/{project}/presence"
    viewer = str(uuid4())
    with there.stream("GET", f"/projects/{project}/events?presence=true") as response:
        sent = here.put(f"{path}/{viewer}", json={"name": "Ada"})
        assert 200 == sent.status_code, sent.text
        assert any(viewer in line for line in response.iter_lines())
    assert [viewer] == [one["viewer"] for one in _get(there, path)["viewers"]]
    assert 204 == there.delete(f"{path}/{viewer}").status_code
    assert [] == _get(there, path)["viewers"]


def test_whose_connection_to_one_ended_is_soon_gone_for_the_other(service: Service) -> None:
    """Also when nobody says so; another's stay is not cut short, nor that of whoever says more."""
    here, there = service.clients
    project = _new(here, "Left")
    gone, back, beside = (str(uuid4()) for _ in range(3))
    path = f"/projects/{project}/presence"
    for viewer in (gone, back, beside):
        here.put(f"{path}/{viewer}", json={}).raise_for_status()
    with there.stream("GET", f"/projects/{project}/events?presence=true") as response:
        told = (line for line in response.iter_lines() if line.startswith("data: "))
        assert any(gone in line for line in told)
        for viewer in (gone, back):
            with here.stream("GET", f"/projects/{project}/events?viewer={viewer}") as left:
                next(left.iter_lines())
        said = threading.Timer(0.5, here.put, (f"{path}/{back}",), {"json": {}})
        said.start()
        last = next(line for line in told if gone not in line)
        said.join()
    assert back in last
    assert beside in last


def test_a_rebuild_beside_them_takes_nothing_away(service: Service) -> None:
    """While the command line makes the views anew, every answer is whole."""
    names = {f"Kept {number}" for number in range(20)}
    for number, name in enumerate(sorted(names)):
        _new(service.clients[number % 2], name)
    rebuilding = subprocess.Popen(
        [sys.executable, "-m", "api.cli.main", "rebuild"],
        cwd=ROOT,
        env={**os.environ, "PATCHLEDGER_DATABASE": service.url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while rebuilding.poll() is None:
            for client in service.clients:
                items = _get(client, "/projects", limit=200)["items"]
                assert names <= {item["title"] for item in items}
            time.sleep(0.02)
    finally:
        assert 0 == rebuilding.wait(60)


def test_the_checkpoints_of_both_are_one_history(service: Service) -> None:
    """Both sign with one key, each what the other accepted, and no checkpoint contradicts another."""
    signed = []
    for turn in range(6):
        _new(service.clients[turn % 2], "Signed")
        asked = service.clients[(turn + turn // 2) % 2]
        headers = {"accept": "application/json"}
        signed.append(asked.get("/ledger/checkpoint", headers=headers).json())
    assert 1 == len({one["key"] for one in signed})
    for earlier, later in pairwise(signed):
        assert earlier["size"] < later["size"]
        sizes = {"from": earlier["size"], "to": later["size"]}
        for client in service.clients:
            proof = client.get("/ledger/consistency", params=sizes).json()
            assert (earlier["root"], later["root"]) == (proof["from_root"], proof["to_root"])
            steps = list(map(b64decode, proof["proof"]))
            roots = b64decode(earlier["root"]), b64decode(later["root"])
            assert verify_consistency(earlier["size"], later["size"], steps, *roots)


# The last one: it leaves one server.
def test_when_one_is_frozen_or_killed_the_other_takes_over(
    service: Service, postgres_server: str
) -> None:
    """Whoever is on duty and does not go on leaves nothing undone and nothing done twice."""
    one, other = service.clients
    project = _new(one, "Before")
    os.kill(service.first.process.pid, signal.SIGSTOP)
    try:
        _add(other, project, "Meanwhile")
        assert 2 == _changesets_in_time(other, project)
    finally:
        os.kill(service.first.process.pid, signal.SIGCONT)
    service.second.kill()
    for number in range(5):
        _add(one, project, f"After {number}")
    assert 7 == _changesets_in_time(one, project)
    assert _rebuilt(service, postgres_server) == _kept(service)


def _changesets_in_time(client: httpx.Client, project: str) -> int:
    """How many the history has, as soon as somebody can tell."""
    end = time.monotonic() + PATIENCE
    while client.get(f"/projects/{project}/changesets").status_code == 503:
        assert time.monotonic() < end, "nobody took over"
    return len(_get(client, f"/projects/{project}/changesets")["items"])


def _rebuilt(service: Service, server: str) -> Dump:
    """The views, made anew elsewhere."""
    with (
        database(server) as url,
        open_ledger(service.url) as books,
        closing(Database(url)) as fresh,
    ):
        follower = Follower(books.store, fresh)
        follower.prepare()
        follower.catch_up()
        return dump(fresh)


def _kept(service: Service) -> Dump:
    with closing(Database(service.url)) as kept:
        return dump(kept)
