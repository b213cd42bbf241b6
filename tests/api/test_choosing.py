"""Who plans: as the request says, else as the project does, else as the settings do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import open_backend, providers_from
from api.settings import Settings
from ledger.core.errors import Refused
from tests.api.conftest import Calls
from tests.wire.chat import Chat
from tests.wire.protocol import KEY
from tests.wire.script import answered
from tests.wire.vendor import Vendor

Json = Any
MODEL = "some-model"
ANSWER = answered(json.dumps({"edits": [], "text": "Nothing to do.", "questions": []}))


class Choice:
    """The application, with a server of one's own beside the embedded planner."""

    def __init__(self, calls: Calls, vendor: Vendor) -> None:
        self.calls = calls
        self.vendor = vendor
        self.project = calls.post("/projects", {"title": "Bakery"})["project"]["id"]

    def plans_with(self, planner: Json) -> None:
        """Write down in the project who plans."""
        update = {"op": "update", "target": "project", "target_id": self.project}
        patch = {**update, "body": {"metadata": {"planner": planner}}}
        self.calls.post(f"/projects/{self.project}/changesets", {"patches": [patch]})

    def ask(self, **more: Json) -> Json:
        """Begin a conversation about the project."""
        sent = {"project_id": self.project, "instruction": "Add a task for signs", **more}
        return self.calls.post("/proposals", sent)

    def asked(self) -> list[str]:
        """The models that the server was asked for."""
        return [call.body["model"] for call in self.vendor.calls]


@pytest.fixture
def choice(tmp_path: Path) -> Iterator[Choice]:
    """A new ledger with a project in it."""
    with Vendor(Chat()) as vendor:
        vendor.plays(ANSWER)
        settings = Settings(
            database=f"sqlite:///{tmp_path / 'ledger.db'}",
            provider="embedded",
            compatible_base_url=f"{vendor.address}/v1",
            compatible_model=MODEL,
            PATCHLEDGER_COMPATIBLE_API_KEY=KEY,
        )
        app = create_app(lambda: open_backend(settings))
        with TestClient(app, "http://localhost:8400") as client:
            yield Choice(Calls(client), vendor)


def test_the_default_of_the_settings_plans(choice: Choice) -> None:
    """Where neither the request nor the project names anybody."""
    assert "agent:embedded/outline" == choice.ask()["messages"][-1]["author"]
    choice.plans_with("whoever")
    assert "agent:embedded/outline" == choice.ask()["messages"][-1]["author"]
    assert [] == choice.asked()


def test_a_project_names_its_planner(choice: Choice) -> None:
    """In its metadata, with a model or without; a request that names another goes before."""
    choice.plans_with({"provider": "compatible"})
    choice.ask()
    choice.plans_with({"provider": "compatible", "model": "another-model"})
    choice.ask()
    choice.ask(model="third-model")
    choice.ask(provider="embedded")
    assert [MODEL, "another-model", "third-model"] == choice.asked()


def test_a_project_whose_planner_is_not_set_up_says_so(choice: Choice) -> None:
    """Nobody else is asked in silence."""
    sent = {"project_id": choice.project, "instruction": "Add a task for signs"}
    choice.plans_with({"provider": "xai"})
    told = choice.calls.refused("/proposals", sent, 422)
    assert "provider_not_set_up" == told["code"]
    assert "XAI_API_KEY" in told["detail"]


def test_one_message_may_go_to_another_planner(choice: Choice) -> None:
    """This once: the next goes to the proposal's own again."""
    begun = choice.ask()
    path = f"/proposals/{begun['id']}/messages"
    said = {"instruction": "Add a task for music"}
    once = choice.calls.post(path, {**said, "provider": "compatible", "model": "other"}, 200)
    assert "agent:compatible/other" == once["messages"][-1]["author"]
    again = choice.calls.post(path, said, 200)
    assert "agent:embedded/outline" == again["messages"][-1]["author"]
    told = choice.calls.refused(path, {**said, "provider": "oracle"}, 422)
    assert "provider_unknown" == told["code"]
    unknown = choice.calls.refused(path, {**said, "model": "gpt-9"}, 422)
    assert "model_unknown" == unknown["code"]


def test_who_is_set_up_is_told_with_what_is_missing(choice: Choice) -> None:
    """Every provider is listed; no key is."""
    answer = choice.calls.get("/providers")
    told = {item["name"]: item for item in answer["items"]}
    assert {"anthropic", "compatible", "embedded", "gemini", "openai", "xai"} == set(told)
    assert ("embedded", True) == (answer["default"], told["compatible"]["ready"])
    assert (False, "GEMINI_API_KEY") == (told["gemini"]["ready"], told["gemini"]["missing"])
    assert KEY not in json.dumps(answer)


def test_a_provider_that_is_half_set_up_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    """Who plans instead, and which setting is missing, is kept with the answer and told to who listens."""
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'ledger.db'}", compatible_base_url="http://127.0.0.1:9/v1"
    )
    with TestClient(create_app(lambda: open_backend(settings)), "http://localhost:8400") as client:
        calls = Calls(client)
        listed = {item["name"]: item for item in calls.get("/providers")["items"]}
        missing = "PATCHLEDGER_COMPATIBLE_MODEL"
        assert (False, missing) == (listed["compatible"]["ready"], listed["compatible"]["missing"])
        [*_, answer] = calls.post("/proposals", {"instruction": "Build a shed"})["messages"]
        why = f"{missing} is missing; the built-in planner plans."
        reason = f"The provider compatible is not used, because {why}"
        assert reason == answer["usage"]["fell_back"]


@pytest.mark.parametrize("sent", [{}, {"provider": "anthropic"}])
def test_a_fallback_answers_for_one_that_is_not_set_up(tmp_path: Path, sent: Json) -> None:
    """Whoever named it; the variable that is missing is told with the answer. Without one it is refused."""
    ledger = f"sqlite:///{tmp_path / 'ledger.db'}"
    asked = {"instruction": "Build a shed", **sent}
    for fallback in ("embedded", "xai,embedded", "xai"):
        settings = Settings(database=ledger, provider="anthropic", fallback=fallback)
        app = create_app(partial(open_backend, settings))
        with TestClient(app, "http://localhost:8400") as client:
            calls = Calls(client)
            if fallback == "xai":
                told = calls.refused("/proposals", asked, 422)
                assert "provider_not_set_up" == told["code"]
                assert "ANTHROPIC_API_KEY" in told["detail"]
                continue
            [*_, answer] = calls.post("/proposals", asked)["messages"]
            assert "agent:embedded/outline" == answer["author"]
            assert (
                "Anthropic is not set up: set ANTHROPIC_API_KEY."
                " Instead of anthropic, the built-in planner is asked."
                == answer["usage"]["fell_back"]
            )


@pytest.mark.parametrize("field", ["compatible_base_url", "compatible_model"])
def test_whatever_is_set_of_a_provider_began_it(field: str) -> None:
    """Also without an address: whoever set it had it in mind."""
    given: Json = {field: "http://127.0.0.1:9/v1"}
    set_up = providers_from(Settings(**given))["compatible"].setup()
    assert (False, True) == (set_up.ready, set_up.begun)


def test_settings_that_name_nobody_are_refused() -> None:
    """At the start, with the names that there are."""
    with pytest.raises(Refused, match="PATCHLEDGER_FALLBACK may name") as refused:
        providers_from(Settings(fallback="embedded, oracle"))
    assert "provider_unknown" == refused.value.violations[0].code
    with pytest.raises(Refused, match="PATCHLEDGER_PROVIDER may name"):
        providers_from(Settings(provider="oracle"))


def test_a_fallback_order_is_read_from_a_line() -> None:
    """Each name once, whatever blanks are around it."""
    assert ("xai", "embedded") == Settings(fallback=" xai, embedded,xai, ").fallbacks
    assert () == Settings().fallbacks


def test_keys_come_from_the_environment_and_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the vendor's usual variable; a blank one is none."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("XAI_API_KEY", " ")
    settings = Settings()
    assert SecretStr(KEY) == settings.openai_api_key
    assert KEY not in repr(settings)
    assert KEY == settings.provider_settings("openai").api_key
    assert None is settings.provider_settings("xai").api_key
    assert "openai" == next(iter(providers_from(settings)))
