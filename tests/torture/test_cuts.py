"""PostgreSQL's connections cut and frozen before, in and after a commit: told plainly, never twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from tests import postgres
from tests.torture.databases import WHO, terminate
from tests.torture.fleet import Fleet, events_at, fleet_of
from tests.torture.follower import SEE_SECONDS, Follower
from tests.torture.nursery import Nursery
from tests.torture.proxy import Fault, How, Point, Proxy
from tests.torture.wire import Answer, Wire

DEADLINE_SECONDS = 15.0


@dataclass
class Site:
    """A server that reaches its database through a proxy."""

    proxy: Proxy
    fleet: Fleet
    direct: str
    wire: Wire

    def append(self, id: str, title: str) -> Answer:
        patch = {"op": "create", "target": "task", "target_id": id, "body": {"title": title}}
        return self.wire.ask(
            "POST", f"/projects/{self.project}/changesets", {"id": id, "patches": [patch]}
        )

    def __post_init__(self) -> None:
        self.project = str(uuid4())
        answer = self.wire.ask("POST", "/projects", {"title": "P", "id": self.project})
        assert 201 == answer.status

    def history(self) -> list[Any]:
        path = f"/projects/{self.project}/changesets"
        answer = self.wire.ask("GET", path)
        assert 200 == answer.status, answer
        return [item["id"] for item in answer.body["items"]]


@pytest.fixture(scope="module")
def site(
    nursery: Nursery, mortal: postgres.Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server with little patience, so that a frozen connection is told of within seconds."""
    with ExitStack() as stack:
        direct = stack.enter_context(postgres.database(mortal.url))
        proxy = stack.enter_context(Proxy(("127.0.0.1", mortal.port)))
        folder = tmp_path_factory.mktemp("site")
        fleet = stack.enter_context(
            fleet_of([proxy.url(direct)], folder, nursery, "little patience")
        )
        fleet.start()
        wire = Wire(fleet.addresses, 0)
        stack.callback(wire.leave)
        yield Site(proxy, fleet, direct, wire)


@pytest.mark.parametrize("how", ["cut", "freeze"])
@pytest.mark.parametrize("point", ["before", "in", "after"])
def test_a_lost_commit_is_told_and_asked_again(site: Site, point: Point, how: How) -> None:
    """Whatever became of it, the client hears an answer in time, and asking again stores it once."""
    id = str(uuid4())
    before = site.history()
    site.proxy.arm(Fault(point, how))
    began = time.monotonic()
    first = site.append(id, f"{point} {how}")
    assert time.monotonic() - began < DEADLINE_SECONDS
    assert site.proxy.hit.is_set()
    assert first.status in {200, 201} or (first.status == 503 and first.body["detail"]), first
    again = site.append(id, f"{point} {how}")
    assert again.status in {200, 201}, again
    assert again.status == 200 or first.status == 503
    assert [id, *before] == site.history()


def test_streams_outlive_a_killed_listener(site: Site) -> None:
    """When PostgreSQL ends the connection that hears of appends, live streams still miss nothing."""
    follower = Follower(site.fleet.streams)
    follower.start()
    for _ in range(3):
        terminate(site.direct, WHO["listeners"])
        assert 201 == site.append(str(uuid4()), "told").status
    length = events_at(site.fleet.servers[0].address)
    assert follower.wait_for(length, SEE_SECONDS)
    assert list(range(length)) == [offset for offset, _, _ in follower.seen]
    assert 1 == follower.connections
