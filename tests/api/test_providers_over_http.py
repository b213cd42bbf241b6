"""Providers behind a real server: set up by the environment, asked over HTTP, their vendors played."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2 as httpx
import pytest

from tests.conformance import benches
from tests.conformance.benches import Bench, creates, cut_before_the_end_of, held, titles
from tests.servers import Server
from tests.wire.protocol import KEY
from tests.wire.script import End, Gate, Hang, Reject, Script, Write, answered

PROJECT = {"op": "create", "ref": "P", "title": "A plan"}
Event = tuple[str, Any]


@dataclass
class House:
    """A server with every provider set up, and the benches of their vendors."""

    server: Server
    benches: dict[str, Bench]
    answers: list[str] = field(default_factory=list)
    """All that the server ever answered."""

    @contextmanager
    def asked(self, path: str, **body: Any) -> Iterator[Iterator[Event]]:
        """The events of a conversation as they come."""
        headers = {"accept": "text/event-stream"}
        with (
            self.server.client() as client,
            client.stream("POST", path, json=body, headers=headers) as response,
        ):
            assert response.status_code < 300, response.read()
            yield self._events(response)

    def hear(self, path: str, **body: Any) -> list[Event]:
        """All of them."""
        with self.asked(path, **body) as events:
            return list(events)

    def _events(self, response: httpx.Response) -> Iterator[Event]:
        name = ""
        for line in response.iter_lines():
            self.answers.append(line)
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all of them."""
    folder: Path = tmp_path_factory.mktemp("house")
    with ExitStack() as left:
        found = {name: left.enter_context(benches.open_bench(name)) for name in benches.names()}
        settings = dict(pair for bench in found.values() for pair in _settings(bench))
        yield House(left.enter_context(Server(folder, **settings)), found)


def _settings(bench: Bench) -> Iterator[tuple[str, str]]:
    upper = bench.name.upper()
    yield f"PATCHLEDGER_{upper}_BASE_URL", f"{bench.vendor.address}{bench.fake.path}"
    own = "PATCHLEDGER_" if bench.name == "compatible" else ""
    yield f"{own}{upper}_API_KEY", KEY
    if bench.fake.model is not None:
        yield f"PATCHLEDGER_{upper}_MODEL", bench.fake.model


@pytest.fixture(params=benches.names())
def bench(request: pytest.FixtureRequest, house: House) -> Bench:
    """Each provider in turn."""
    return house.benches[request.param]


def _plan(bench: Bench, count: int) -> str:
    return bench.document(PROJECT, *creates(count), text="As you like it.")


def _titles(patches: list[Any]) -> list[str]:
    return [patch["body"]["title"] for patch in patches]


def test_all_that_are_set_up_are_ready(house: House) -> None:
    """By their keys' usual variables; the page is told of no key."""
    with house.server.client() as client:
        answer = client.get("/providers")
    house.answers.append(answer.text)
    ready = {one["name"] for one in answer.json()["items"] if one["ready"]}
    assert {*house.benches, "embedded"} == ready


def test_each_patch_is_told_while_the_vendor_holds_back_the_next(
    house: House, bench: Bench
) -> None:
    """Over the vendor's wire, through the conversation, over ours: none waits for another."""
    gates = [Gate() for _ in range(4)]
    bench.vendor.plays(tuple(held(_plan(bench, 3), gates)))
    told: list[Event] = []
    with house.asked("/proposals", instruction="Plan it.", provider=bench.name) as events:
        for name, content in events:
            told.append((name, content))
            if name == "patch":
                gates[content["index"]].open()
    assert ["patch", "patch", "patch", "patch", "text", "done"] == [name for name, _ in told]
    [*_, message] = told[-1][1]["messages"]
    assert (2100, 700, 1) == tuple(
        message["usage"][key] for key in ("input_tokens", "output_tokens", "rounds")
    )
    assert message["author"].startswith(f"agent:{bench.name}/")
    assert ["A plan", *titles(3)] == _titles([patch["patch"] for _, patch in told[:4]])


def test_a_connection_serves_one_conversation_after_the_other(house: House, bench: Bench) -> None:
    """A call does not begin with the handshakes of the one before."""
    bench.vendor.plays(answered(_plan(bench, 1)))
    house.hear("/proposals", instruction="Plan it.", provider=bench.name)
    before = bench.vendor.connections
    house.hear("/proposals", instruction="Plan it again.", provider=bench.name)
    assert (2, before) == (len(bench.vendor.calls), bench.vendor.connections)


def test_a_failure_is_a_problem_with_its_code(house: House, bench: Bench) -> None:
    """With a sentence, and the proposal in which it may be tried again."""
    bench.vendor.plays((Reject("key_refused"),))
    events = house.hear("/proposals", instruction="Plan it.", provider=bench.name)
    [(name, problem)] = [event for event in events if event[0] in ("done", "problem")]
    assert ("problem", "provider_key_refused", 502) == (name, problem["code"], problem["status"])
    bench.vendor.plays(answered(_plan(bench, 1)))
    again = house.hear(f"/proposals/{problem['proposal']}/messages", instruction="Try again.")
    assert "done" == again[-1][0]


def test_what_was_said_before_a_failure_is_kept_and_continued(house: House, bench: Bench) -> None:
    """The draft has the whole edits; a further message adds the rest, and nothing twice."""
    document = _plan(bench, 12)
    begun: Script = (Write(cut_before_the_end_of(document, 6)), End("length"))
    bench.vendor.plays(begun, (Reject("forbidden"),))
    first = house.hear("/proposals", instruction="Plan it.", provider=bench.name)
    assert 6 == sum(name == "patch" for name, _ in first)
    name, proposal = first[-1]
    assert ("done", 6) == (name, len(proposal["diff"]))
    assert KEY not in json.dumps(proposal)
    rest = [{**edit, "depends_on": []} for edit in creates()[5:]]
    bench.vendor.plays(answered(bench.document(*rest)))
    _, proposal = house.hear(f"/proposals/{proposal['id']}/messages", instruction="Go on.")[-1]
    assert 13 == len(proposal["diff"])
    with house.server.client() as client:
        accepted = client.post(f"/proposals/{proposal['id']}/accept", json={})
        house.answers.append(accepted.text)
        assert 201 == accepted.status_code
        project = client.get(f"/projects/{proposal['project_id']}?shape=flat")
    assert sorted(titles()) == sorted(task["title"] for task in project.json()["tasks"])


def test_a_person_who_leaves_ends_the_vendors_work(house: House, bench: Bench) -> None:
    """The connection to the vendor is closed, and what was drafted is kept."""
    document = _plan(bench, 12)
    script: Script = (Write(cut_before_the_end_of(document, 3)), Hang(alive=True))
    bench.vendor.plays(script)
    with house.asked("/proposals", instruction="Plan it.", provider=bench.name) as events:
        told = [next(events) for _ in range(3)]
    assert ["patch"] * 3 == [name for name, _ in told]
    [call] = bench.vendor.calls
    assert call.left.wait(benches.GUARD_SECONDS)


def test_no_key_is_written_anywhere(house: House, bench: Bench) -> None:
    """Not even when the vendor repeats it: not in the log, an answer, or a byte of the ledger."""
    bench.vendor.plays((Reject("key_refused"),), answered(_plan(bench, 1)))
    house.hear("/proposals", instruction="Plan it.", provider=bench.name)
    house.hear("/proposals", instruction="Plan it again.", provider=bench.name)
    assert any(KEY in value for value in bench.vendor.calls[-1].headers.values())
    with house.server.client() as client:
        for path in ("/providers", "/proposals", "/projects"):
            house.answers.append(client.get(path).text)
    assert KEY not in "".join(house.answers)
    files = [file for file in house.server.folder.rglob("*") if file.is_file()]
    assert house.server.log in files
    assert [] == [file.name for file in files if KEY.encode() in file.read_bytes()]


def test_no_key_is_in_the_page_or_in_any_answer(house: House) -> None:
    """All that can be got after the conversations above: the page, what it loads, every route."""
    with house.server.client() as client:
        ids = _something_of_each(house, client)
        client.base_url = house.server.address
        got = dict(_page(client))
        answers = {path: _beginning(client, path) for path in _routes(client, ids)}
    assert {"/api/v1/providers", "/api/v1/projects"} <= answers.keys()
    assert {} == {path: status for path, (status, _) in answers.items() if status != 200}
    got.update((path, answer) for path, (_, answer) in answers.items())
    assert [] == [path for path, answer in got.items() if KEY.encode() in answer]


def _something_of_each(house: House, client: httpx.Client) -> dict[str, str]:
    """Ids for every place in a path: a plan that one of the vendors made, and what belongs to it."""
    bench = next(iter(house.benches.values()))
    bench.vendor.plays(answered(_plan(bench, 2)))
    _, proposal = house.hear("/proposals", instruction="Plan it.", provider=bench.name)[-1]
    accepted = client.post(f"/proposals/{proposal['id']}/accept", json={}).json()
    text = {"content-type": "text/markdown"}
    document = client.post("/documents", content="A login, please.", headers=text)
    view = client.post(f"/projects/{proposal['project_id']}/views", json={"name": "Mine"})
    return {
        "project_id": proposal["project_id"],
        "proposal_id": proposal["id"],
        "changeset_id": accepted["changeset"]["id"],
        "task_id": proposal["tree"]["tasks"][0]["id"],
        "document_id": document.json()["id"],
        "view_id": view.json()["id"],
        "number": "1",
    }


def _page(client: httpx.Client) -> Iterator[tuple[str, bytes]]:
    """The page's HTML and what it refers to. Without a built page: what is served instead."""
    page = client.get("/")
    yield "/", page.content
    for found in re.findall(r'(?:src|href)="(/[^"]+)"', page.text):
        yield found, client.get(found).content


def _routes(client: httpx.Client, ids: dict[str, str]) -> Iterator[str]:
    """Every address that the API describes, with ids of what there is."""
    asked = {"from": "1", "q": "plan", "offset": "0", "since": "1", "provider": "embedded"}
    yield f"/api/v1/projects/{ids['project_id']}?shape=flat"
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        if "get" in operations:
            needed = {
                one["name"]: asked[one["name"]]
                for one in operations["get"].get("parameters", ())
                if one["in"] == "query" and (one["required"] or one["name"] == "provider")
            }
            filled = path.format_map(ids)
            yield f"{filled}?{urlencode(needed)}" if needed else filled


def _beginning(client: httpx.Client, path: str) -> tuple[int, bytes]:
    """An answer, or of one that has no end what comes at once."""
    got = b""
    with client.stream("GET", path, timeout=httpx.Timeout(30, read=1)) as answer:
        with suppress(httpx.ReadTimeout):
            for piece in answer.iter_bytes():
                got += piece
        return answer.status_code, got
