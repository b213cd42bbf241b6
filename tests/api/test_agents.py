"""Answers on their way into the ledger: what is recorded of them, and what the next one is told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from agents.edits import Edit
from agents.ports import AgainSaid, EditSaid, ProviderFailed, TextSaid, UnreadableSaid, UsageSaid
from api.app import create_app
from api.backend import Backend
from api.bootstrap import open_backend
from api.cli.proposal_text import said_text
from api.settings import Settings
from tests.agents.scripted import Round, Scripted
from tests.api.conftest import Calls

Json = Any
AWAY = ProviderFailed("First cannot be reached.", "provider_unreachable")
TRUNCATED = ProviderFailed("The answer was longer than the model may write.", "answer_truncated")
PROJECT = EditSaid(Edit("create", "P", title="Bakery"))
TASKS = [EditSaid(Edit("create", f"N{n}", title=f"Task {n}")) for n in range(1, 5)]


class World:
    """The application with two providers that say what they are told to."""

    def __init__(self, calls: Calls, providers: dict[str, Scripted]) -> None:
        self.calls = calls
        self.providers = providers

    def hears(self, *rounds: Round, provider: str = "first") -> Scripted:
        """What a provider says from now on."""
        scripted = self.providers[provider]
        scripted.rounds, scripted.requests = rounds, []
        return scripted

    def ask(self, instruction: str = "Open a bakery", **more: Json) -> Json:
        """A new conversation's first answer."""
        asked = {"instruction": instruction, "provider": "first", **more}
        return self.calls.post("/proposals", asked)

    def events(self, instruction: str) -> list[tuple[str, Json]]:
        """The same as a stream: names and contents."""
        response = self.calls.client.post(
            "/api/v1/proposals",
            json={"instruction": instruction, "provider": "first"},
            headers={"accept": "text/event-stream"},
        )
        blocks = [block.splitlines() for block in response.text.split("\n\n") if "event:" in block]
        pairs = [dict(line.split(": ", 1) for line in lines if ": " in line) for lines in blocks]
        return [(pair["event"], json.loads(pair["data"])) for pair in pairs]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A new ledger, and a first provider that falls back on a second."""
    providers = {name: Scripted(name=name) for name in ("first", "second")}
    settings = Settings(database=f"sqlite:///{tmp_path / 'ledger.db'}")

    @asynccontextmanager
    async def opened() -> AsyncIterator[Backend]:
        async with open_backend(settings) as backend:
            yield replace(backend, providers=providers, fallbacks=("second",))

    app = create_app(opened)
    with TestClient(app, "http://localhost:8400", raise_server_exceptions=False) as client:
        yield World(Calls(client), providers)


def test_what_an_answer_took_is_recorded(world: World) -> None:
    """Who and which prompt, tokens and their cost, rounds, what was corrected, and how long it took."""
    bad = EditSaid(Edit("create", "N2", title="Task 2", depends_on=("T9",)))
    world.hears(
        [PROJECT, TASKS[0], bad, UsageSaid(2_000, 100, 1_500, 0.01, "project-1")],
        [TASKS[1], UsageSaid(2_100, 50, 2_000, 0.005, "project-1")],
    )
    answer = world.ask()
    usage = answer["messages"][-1]["usage"]
    assert 0 <= usage.pop("first_ms") <= usage.pop("ms")
    assert usage == {
        "provider": "first",
        "model": "one",
        "prompt": "project-1",
        "input_tokens": 4_100,
        "output_tokens": 150,
        "cached_tokens": 3_500,
        "cost": pytest.approx(0.015),
        "rounds": 2,
        "edits": 3,
        "corrected": 1,
    }
    assert "(corrected 1 of 3)" in said_text(answer).splitlines()
    world.hears([EditSaid(Edit("create", "N1", title="More")), UsageSaid(10, 5)])
    more = world.calls.post(f"/proposals/{answer['id']}/messages", {"instruction": "more"}, 200)
    assert (4_110, 155, 3) == tuple(
        more["usage"][name] for name in ("input_tokens", "output_tokens", "rounds")
    )


def test_what_is_not_known_is_not_recorded(world: World) -> None:
    """A provider that tells no tokens has none, rather than nought."""
    world.hears([PROJECT, TASKS[0]])
    usage = world.ask()["messages"][-1]["usage"]
    assert {"provider", "model", "rounds", "edits", "first_ms", "ms"} == usage.keys()
    world.hears([TextSaid("Nothing to do.")])
    assert "first_ms" not in world.ask()["messages"][-1]["usage"]


def test_an_answer_that_ended_early_is_kept_and_continued(world: World) -> None:
    """Its code and sentence are stored with what there is; a further message goes on from there."""
    world.hears([PROJECT, TASKS[0], TRUNCATED], *([TRUNCATED] for _ in range(3)))
    answer = world.ask()
    assert {"code": "answer_truncated", "message": TRUNCATED.message} == answer["messages"][-1][
        "stopped"
    ]
    assert ["Bakery", "Task 1"] == [row["title"] for row in answer["diff"]]
    assert "Another message goes on from here." in said_text(answer)
    provider = world.hears([EditSaid(Edit("create", "N1", title="Task 2"))])
    more = world.calls.post(f"/proposals/{answer['id']}/messages", {"instruction": "go on"}, 200)
    assert ["Bakery", "Task 1", "Task 2"] == [row["title"] for row in more["diff"]]
    [request] = provider.requests
    assert TRUNCATED.message in request.context.turns[-1].text
    assert request.context.base is not None
    assert None is more["messages"][-1]["stopped"]


def test_words_come_from_the_next_provider_when_the_first_is_down(world: World) -> None:
    """A summary has a fallback as an answer has, until somebody has begun to speak."""
    world.hears([PROJECT, TASKS[0]])
    ask = f"/proposals/{world.ask()['id']}/explain"
    world.hears([AWAY])
    world.hears([TextSaid("It opens.")], provider="second")
    told = world.calls.post(ask, {"provider": "first"}, 200)
    assert ("It opens.", "agent:second/one") == (told["text"], told["author"])
    world.hears([TextSaid("It o"), AWAY])
    assert AWAY.code == world.calls.refused(ask, {"provider": "first"}, 502)["code"]


def test_a_provider_that_is_down_is_followed_by_the_next(world: World) -> None:
    """The stream says who is asked instead, and the one that answered is the author."""
    world.hears([AWAY])
    world.hears([PROJECT, TASKS[0]], provider="second")
    events = world.events("Open a bakery")
    assert ["retry", "patch", "patch", "done"] == [name for name, _ in events]
    assert "Instead of first, second is asked." in events[0][1]["reason"]
    done = events[-1][1]
    assert "agent:second/one" == done["messages"][-1]["author"]
    assert "second" == done["messages"][-1]["usage"]["provider"]


def test_a_retry_says_what_is_asked_for_again(world: World) -> None:
    """Its round and the reason."""
    world.hears([PROJECT, UnreadableSaid("{oops", "no JSON")], [TASKS[0]])
    [retry] = [content for name, content in world.events("Open") if name == "retry"]
    assert {"round": 1, "reason": "{oops: no JSON"} == retry


def test_a_wait_for_the_next_attempt_is_told_while_it_lasts(world: World) -> None:
    """It is no round of the conversation: nothing was said yet."""
    world.hears([AgainSaid("It is overloaded; it is asked again (2 of 3)."), PROJECT])
    events = world.events("Open")
    assert ["retry", "patch", "done"] == [name for name, _ in events]
    assert {"round": 0, "reason": "It is overloaded; it is asked again (2 of 3)."} == events[0][1]


def accepted(world: World) -> str:
    """A project with four tasks, the last of them under the third."""
    under = EditSaid(Edit("create", "N4", title="Task 4", parent="N3"))
    world.hears([PROJECT, *TASKS[:3], under])
    done = world.calls.post(f"/proposals/{world.ask()['id']}/accept")
    project: str = done["project_id"]
    return project


def test_what_was_rejected_is_told_the_next_time(world: World) -> None:
    """The reason, and what was in it; and what was left out where a part was accepted."""
    project = accepted(world)
    world.hears([EditSaid(Edit("create", "N1", title="Hire a clown"))])
    draft = world.ask("Make it fun", project_id=project)
    world.calls.post(f"/proposals/{draft['id']}/reject", {"reason": "No clowns"}, 200)
    world.hears([EditSaid(Edit("create", f"N{n}", title=f"Idea {n}")) for n in (1, 2)])
    draft = world.ask("More ideas", project_id=project)
    world.calls.post(f"/proposals/{draft['id']}/accept", {"patches": [0]})
    provider = world.hears([EditSaid(Edit("create", "N1", title="Idea 3"))])
    world.ask("And now?", project_id=project)
    newest, oldest = provider.requests[0].context.turned_down
    assert (True, None, ("Idea 2",)) == (newest.in_part, newest.reason, newest.created)
    assert (False, "No clowns", ("Hire a clown",), "Make it fun") == (
        oldest.in_part,
        oldest.reason,
        oldest.created,
        oldest.instruction,
    )


def test_a_plan_that_was_rejected_is_told_to_the_next_plan_for_such_a_goal(world: World) -> None:
    """The rejected project never was one; goals of another kind are not told of it."""
    world.hears([PROJECT, TASKS[0]])
    draft = world.ask("Open a bakery in Bonn")
    world.calls.post(f"/proposals/{draft['id']}/reject", {"reason": "Too thin"}, 200)
    provider = world.hears([PROJECT], [PROJECT])
    world.ask("Open a bakery in Bonn by May")
    world.ask("Write a thesis on bees")
    told = [[one.reason for one in r.context.turned_down] for r in provider.requests]
    assert [["Too thin"], []] == told


def test_an_obeying_model_deletes_nothing_before_somebody_accepts(world: World) -> None:
    """Its draft names each deletion with what goes with it, and the project is as it was."""
    project = accepted(world)
    events = world.calls.events()
    world.hears([EditSaid(Edit("delete", f"T{n}")) for n in (1, 2, 3)])
    draft = world.ask("Summarise the plan", project_id=project)
    assert [("delete", 1), ("delete", 1), ("delete", 2)] == [
        (row["patch"]["op"], row["removed"]) for row in draft["diff"]
    ]
    assert 4 == len(world.calls.get(f"/projects/{project}?shape=flat")["tasks"])
    assert events + 3 == world.calls.events()
    world.calls.post(f"/proposals/{draft['id']}/reject", {}, 200)
    assert 4 == len(world.calls.get(f"/projects/{project}?shape=flat")["tasks"])
