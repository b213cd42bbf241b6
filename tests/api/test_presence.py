"""Who is looking at what: told while it holds, and nowhere afterwards."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, takewhile
from threading import Event
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from api.presence import LINGER, SECONDS, PresenceHere
from tests.servers import Server


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server of our own."""
    with Server(tmp_path_factory.mktemp("presence")) as server, server.client() as client:
        yield client


@pytest.fixture
def project(client: httpx.Client) -> str:
    """An empty project."""
    return str(client.post("/projects", json={"title": "Garden"}).json()["project"]["id"])


def _present(client: httpx.Client, project: str) -> list[Any]:
    return list(client.get(f"/projects/{project}/presence").json()["viewers"])


def test_who_looks_is_told_until_they_leave(client: httpx.Client, project: str) -> None:
    """With the name and the thing that they said last; leaving twice is fine; nothing is appended."""
    viewer, task = str(uuid4()), str(uuid4())
    before = client.get(f"/projects/{project}").json()["version"]
    path = f"/projects/{project}/presence/{viewer}"
    client.put(path, json={}).raise_for_status()
    viewing = {"kind": "task", "id": task}
    told = client.put(path, json={"name": "Ada", "viewing": viewing})
    expected = {
        "viewer": viewer,
        "actor": "user:local",
        "name": "Ada",
        "viewing": viewing,
    }
    assert [expected] == told.json()["viewers"] == _present(client, project)
    for _ in range(2):
        assert 204 == client.delete(path).status_code
    assert [] == _present(client, project)
    assert before == client.get(f"/projects/{project}").json()["version"]


def test_the_live_stream_tells_who_comes_and_goes(client: httpx.Client, project: str) -> None:
    """Everybody at first, then whenever that is another; between patches, which alone have a place."""
    viewer = str(uuid4())
    path = f"/projects/{project}/presence/{viewer}"
    told: list[list[str]] = []
    with client.stream("GET", f"/projects/{project}/events?presence=true") as response:
        for line in response.iter_lines():
            assert not line.startswith("id:")
            if not line.startswith("data: "):
                continue
            content = json.loads(line.removeprefix("data: "))
            told.append([one["viewer"] for one in content["viewers"]])
            if len(told) == 1:
                client.put(path, json={}).raise_for_status()
            elif len(told) == 2:
                client.delete(path).raise_for_status()
            else:
                break
    assert [[], [viewer], []] == told


def test_what_cannot_be_told_is_refused(client: httpx.Client, project: str) -> None:
    """A viewer that is no UUID, a thing that nobody can look at, a name that is too long."""
    path = f"/projects/{project}/presence"
    refused = [
        client.put(f"{path}/{viewer}", json=sent)
        for viewer, sent in (
            ("me", {}),
            (str(uuid4()), {"viewing": {"kind": "person"}}),
            (str(uuid4()), {"name": "x" * 81}),
        )
    ]
    assert [404, 422, 422] == [told.status_code for told in refused]
    codes = [told.json().get("errors", [told.json()])[0]["code"] for told in refused]
    assert ["viewer_missing", "invalid_value", "too_long"] == codes
    assert [] == _present(client, project)


def test_whoever_says_nothing_more_is_gone() -> None:
    """Half a minute after they spoke last, by a clock of our own; what is gone takes no room."""
    now = [0.0]
    here = PresenceHere(lambda: now[0])
    here.enter("p", "a", {"viewer": "a"})
    now[0] = SECONDS / 2
    here.enter("p", "b", {"viewer": "b"})
    assert [{"viewer": "a"}, {"viewer": "b"}] == here.of("p")
    now[0] = SECONDS
    assert [{"viewer": "b"}] == here.of("p")
    assert [] == here.of("q")


def test_whose_connection_ended_is_soon_gone() -> None:
    """Unless they say something meanwhile; whoever would have been gone sooner is, who left stays away."""
    now = [0.0]
    here = PresenceHere(lambda: now[0])
    for viewer in ("a", "b", "c"):
        here.enter("p", viewer, {"viewer": viewer})
    here.leave("p", "c")
    for viewer in ("a", "b", "c"):
        here.fade("p", viewer)
    here.enter("p", "b", {"viewer": "b"})
    assert [{"viewer": "a"}, {"viewer": "b"}] == here.of("p")
    now[0] = LINGER
    assert [{"viewer": "b"}] == here.of("p")
    now[0] = SECONDS - LINGER / 2
    here.fade("p", "b")
    now[0] = SECONDS
    assert [] == here.of("p")


@pytest.fixture
def threads_in_turn() -> Iterator[None]:
    """Threads give way as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("threads_in_turn")
def test_who_comes_while_others_come_is_there() -> None:
    """And who leaves is gone, at once: calls come from several threads."""
    presence = PresenceHere()
    is_over = Event()

    def others() -> None:
        for number in takewhile(lambda _: not is_over.is_set(), count()):
            presence.enter("p", f"other {number % 50}", {"viewer": "other"})

    mine = {"viewer": "mine"}
    wrong = []
    with ThreadPoolExecutor(1) as pool:
        pool.submit(others)
        for _ in range(3_000):
            presence.enter("p", "mine", mine)
            sum(range(200))
            wrong += ["missing"] * (mine not in presence.of("p"))
            presence.leave("p", "mine")
            sum(range(200))
            wrong += ["there"] * (mine in presence.of("p"))
        is_over.set()
    assert [] == wrong
