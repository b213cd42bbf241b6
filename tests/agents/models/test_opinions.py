"""Opinions, documents and explanations by models: over the vendors' protocols, to fakes of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from agents.facts import Fact, Facts
from agents.outcomes import Finished
from agents.ports import Context, Provider, Request, Source, TextSaid
from agents.settings import ProviderSettings
from ledger.core.events import Passage
from ledger.core.model import EMPTY
from tests.agents.talks import PLAN, TODAY, Talk, tell
from tests.plans import PROJECT
from tests.wire.chat import Chat
from tests.wire.gemini import Gemini
from tests.wire.messages import Messages
from tests.wire.protocol import KEY, WireProtocol
from tests.wire.responses import Responses
from tests.wire.script import answered
from tests.wire.vendor import Vendor

VENDORS: dict[str, tuple[Callable[[], WireProtocol], str]] = {
    "openai": (Responses, "/v1"),
    "anthropic": (Messages, ""),
    "gemini": (Gemini, ""),
    "compatible": (Chat, "/v1"),
}


class Fake:
    """Our provider, and the vendor that it speaks to."""

    def __init__(self, name: str, vendor: Vendor, path: str) -> None:
        self.vendor = vendor
        settings = ProviderSettings(
            KEY, "a-model" if name == "compatible" else None, vendor.address + path
        )
        self.provider: Provider = import_module(f"agents.providers.{name}").PROVIDER(settings)

    def tell(self, answer: Any, **more: Any) -> Talk:
        """What came of a model's answer; the vendor took the request."""
        self.vendor.plays(answered(json.dumps(answer)))
        said = tell("Do it", **{"tree": PLAN, **more}, provider=self.provider)
        assert [] == self.vendor.complaints
        return said


@pytest.fixture(scope="module", params=VENDORS)
def fake(request: pytest.FixtureRequest) -> Iterator[Fake]:
    """Each vendor in turn."""
    protocol, path = VENDORS[request.param]
    with Vendor(protocol()) as vendor:
        yield Fake(request.param, vendor, path)


def ended(said: Talk) -> Finished:
    assert isinstance(said.end, Finished), said.end
    return said.end


def test_an_estimate_is_edits_with_reasons(fake: Fake) -> None:
    """The schema of the kind is taken by the vendor, and both parts arrive."""
    said = fake.tell(
        {
            "edits": [{"op": "update", "ref": "T3", "estimated_minutes": 300}],
            "findings": [{"kind": "estimate", "ref": "T3", "reason": "Like T2.", "score": 7}],
            "text": "One task.",
        },
        kind="estimate",
    )
    assert ["T3 estimated_minutes=300"] == said.effects()
    assert [("estimate", 3, "Like T2.", 7)] == [
        (f.kind, f.number, f.reason, f.score) for f in ended(said).findings
    ]


def test_risks_may_be_about_the_plan(fake: Fake) -> None:
    """P is the plan as a whole."""
    finding = {"kind": "other", "ref": "P", "reason": "Nobody asked the users.", "score": 9}
    said = fake.tell({"findings": [finding], "edits": [], "text": "Hm."}, kind="risks")
    assert [None] == [f.target_id for f in ended(said).findings]


def test_questions_come_beside_a_draft(fake: Fake) -> None:
    """Several of them, with answers to choose from."""
    asked = [{"question": f"Q{n}?", "candidates": [], "options": ["a", "b"]} for n in (1, 2)]
    edit = {"op": "create", "ref": "P", "title": "App"}
    said = fake.tell({"edits": [edit], "text": "A draft.", "questions": asked}, tree=EMPTY)
    assert said.after.project is not None
    assert [("Q1?", ("a", "b")), ("Q2?", ("a", "b"))] == [
        (q.question, q.options) for q in ended(said).questions
    ]


def test_a_task_names_its_passage(fake: Fake) -> None:
    """The model is shown D1, says D1, and the task has the link."""
    source = Source("doc", "notes", (Passage("Order laptops", "item", 1),))
    edit = {"op": "create", "ref": "N1", "title": "Order laptops", "source": "D1"}
    said = fake.tell({"edits": [edit], "text": "", "questions": []}, document=source)
    [task] = [t for t in said.after.tasks.values() if t.links]
    assert "doc#1" == task.links[0].external_id
    assert "D1 - Order laptops" in json.dumps(fake.vendor.calls[0].body)


def test_changes_are_explained_in_words(fake: Fake) -> None:
    """The text arrives; the facts are all that was sent."""
    facts = Facts("diff", "Shop", (Fact("delete", 7, "Fax", removed=2),))
    fake.vendor.plays(answered(json.dumps({"text": "T7 goes."})))
    request = Request(
        Context(PROJECT, EMPTY, TODAY),
        "Explain.",
        fake.provider.models()[0].id,
        "explain",
        facts=facts,
    )

    async def listen() -> list[str]:
        return [s.text async for s in fake.provider.stream(request) if isinstance(s, TextSaid)]

    assert "T7 goes." == "".join(asyncio.run(listen())).strip()
    assert [] == fake.vendor.complaints
    assert "delete T7" in json.dumps(fake.vendor.calls[0].body)
