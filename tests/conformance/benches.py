"""Every provider on a bench of its own: the provider, the fake of its vendor, and what a model writes.

The providers are found by listing `agents/providers`. One that speaks to a vendor needs an entry in
`FAKES`; without one its tests fail by its name.
"""

from __future__ import annotations

import asyncio
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Any

import pytest

import agents.providers
from agents.ports import (
    Context,
    EditSaid,
    Kind,
    Provider,
    ProviderFailed,
    QuestionSaid,
    Request,
    Said,
    TextSaid,
    UnreadableSaid,
    UsageSaid,
)
from agents.settings import Patience, ProviderSettings
from tests.agents.talks import PLAN, TODAY, Talk, tell
from tests.plans import PROJECT
from tests.wire.chat import Chat
from tests.wire.cutting import Cutting
from tests.wire.documents import in_full
from tests.wire.gemini import Gemini
from tests.wire.messages import Messages
from tests.wire.openai_errors import llama_problem, xai_problem
from tests.wire.protocol import KEY, Abilities, WireProtocol
from tests.wire.responses import Responses
from tests.wire.schemas import Schema
from tests.wire.script import End, Gate, Hold, Script, Step, Write, answered
from tests.wire.vendor import Vendor

WITHOUT_A_VENDOR = {"embedded"}
GUARD_SECONDS = 30
"""After so long a test has failed; nothing is measured by it."""
QUICK = Patience(pause=0.001, longest_pause=0.5)
"""As patient as people are, with hardly a pause between attempts."""


@dataclass(frozen=True)
class Fake:
    """How a provider's vendor is played: its protocol, where the API begins, a model if it has none."""

    protocol: WireProtocol
    path: str = ""
    model: str | None = None


FAKES: Mapping[str, Fake] = {
    "anthropic": Fake(Messages()),
    "compatible": Fake(Chat(wording=llama_problem), "/v1", "some-model"),
    "gemini": Fake(Gemini()),
    "openai": Fake(Responses(), "/v1"),
    "xai": Fake(Chat(wording=xai_problem), "/v1"),
}


def names() -> list[str]:
    """The providers that speak to a vendor."""
    found = {module.name for module in pkgutil.iter_modules(agents.providers.__path__)}
    return sorted(found - WITHOUT_A_VENDOR)


@dataclass(frozen=True)
class Heard:
    """What a provider said to one request, and how it failed, if it failed."""

    said: tuple[Said, ...]
    failure: ProviderFailed | None

    @property
    def code(self) -> str | None:
        """The failure's code."""
        return None if self.failure is None else self.failure.code

    @property
    def titles(self) -> list[str | None]:
        """The titles of the edits, in order."""
        return [said.edit.title for said in self.said if isinstance(said, EditSaid)]

    @property
    def text(self) -> str:
        """The words beside them."""
        return "".join(said.text for said in self.said if isinstance(said, TextSaid))

    @property
    def questions(self) -> list[QuestionSaid]:
        """What was asked."""
        return [said for said in self.said if isinstance(said, QuestionSaid)]

    @property
    def unreadable(self) -> list[UnreadableSaid]:
        """What was no edit."""
        return [said for said in self.said if isinstance(said, UnreadableSaid)]

    @property
    def usage(self) -> list[UsageSaid]:
        """What it cost."""
        return [said for said in self.said if isinstance(said, UsageSaid)]


@dataclass
class Bench:
    """A provider's bench. `spoiled`: what a planted bug makes of the provider."""

    name: str
    vendor: Vendor
    spoiled: Callable[[Provider], Provider] = field(default=lambda provider: provider)

    @property
    def fake(self) -> Fake:
        """How its vendor is played."""
        return FAKES[self.name]

    def takes(self, abilities: Abilities) -> None:
        """From now on the vendor's model takes these forms of answer."""
        changes: Any = {"native": abilities.native, "tools": abilities.tools}
        self.vendor.protocol = replace(self.fake.protocol, **changes)  # type: ignore[type-var]

    def provider(
        self, patience: Patience = QUICK, address: str | None = None, key: str = KEY
    ) -> Provider:
        """The provider, set up for the fake or for another address."""
        base_url = address or f"{self.vendor.address}{self.fake.path}"
        settings = ProviderSettings(key, self.fake.model, base_url, patience)
        made: Provider = import_module(f"agents.providers.{self.name}").PROVIDER(settings)
        return self.spoiled(made)

    def hear(
        self,
        *scripts: Script,
        cutting: Cutting | None = None,
        provider: Provider | None = None,
        model: str | None = None,
        kind: Kind = "plan",
    ) -> Heard:
        """What the provider says when its vendor plays this."""
        self.vendor.plays(*scripts, cutting=cutting)
        asked = provider or self.provider()
        asked.warm()  # what is imported takes none of a deadline's time
        chosen = model or asked.models()[0].id
        request = Request(Context(PROJECT, PLAN, TODAY), "Plan.", chosen, kind)
        return asyncio.run(asyncio.wait_for(hear(asked, request), GUARD_SECONDS))

    def tell(self, *scripts: Script, cutting: Cutting | None = None) -> Talk:
        """What a whole conversation with the provider leads to."""
        self.vendor.plays(*scripts, cutting=cutting)
        return tell("Plan.", provider=self.provider())

    def document(self, *edits: Mapping[str, Any], **members: Any) -> str:
        """What a model writes to say this, held to the schema that the provider sends."""
        said = {"edits": list(edits), "text": "", **members}
        return json.dumps(in_full(schema_of(self), said), ensure_ascii=False)


@contextmanager
def open_bench(name: str) -> Iterator[Bench]:
    """The bench of this provider. One without a fake fails whoever wants it."""
    fake = FAKES.get(name)
    if fake is None:
        pytest.fail(f"agents/providers/{name} has no fake: add it to {__name__}.FAKES")
    with Vendor(fake.protocol) as vendor:
        yield Bench(name, vendor)


async def hear(provider: Provider, request: Request) -> Heard:
    """Listen to the end. Whatever else than ProviderFailed is raised is a fault of the provider."""
    said: list[Said] = []
    try:
        async with aclosing(provider.stream(request)) as stream:
            async for one in stream:
                said += [one]
    except ProviderFailed as failure:
        return Heard(tuple(said), failure)
    return Heard(tuple(said), None)


_schemas: dict[str, Schema] = {}


def schema_of(bench: Bench) -> Schema:
    """The schema that a provider holds answers to: asked for once, and looked up at the vendor's."""
    if bench.name not in _schemas:
        Bench(bench.name, bench.vendor).hear(answered("{}"))
        schema = bench.vendor.protocol.answer_schema(bench.vendor.calls[0].body)
        assert schema is not None, f"{bench.name} does not hold its answers to a schema"
        _schemas[bench.name] = schema
    return _schemas[bench.name]


@cache
def titles(count: int = 12) -> tuple[str, ...]:
    """Titles with quotes, brackets, line ends and letters of up to four bytes."""
    odd = ('Say "hello" {to} [all]', "Grüße aus 東京", "Ship it 🚀✅", "Back\\slash, and a ] or }")
    return tuple(f"{n}. {odd[n % len(odd)]}" for n in range(1, count + 1))


def creates(count: int = 12) -> list[dict[str, Any]]:
    """Edits that create so many tasks, each waiting for the one before."""
    return [
        {
            "op": "create",
            "ref": f"N{n}",
            "title": title,
            "description": f"Step {n}.\nThen {{the}} next.",
            "depends_on": [f"N{n - 1}"] if n > 1 else [],
        }
        for n, title in enumerate(titles(count), start=1)
    ]


def cut_before_the_end_of(document: str, edit: int) -> str:
    """The beginning of a document: up to the middle of this edit, counted from 1."""
    place = document.index(json.dumps(titles()[edit - 1], ensure_ascii=False))
    return document[: place + 5]


def held(document: str, gates: Sequence[Gate]) -> Iterator[Step]:
    """The document, held after the last character of each edit, until its gate opens."""
    decoder, at = json.JSONDecoder(), document.index("[") + 1
    done = 0
    for gate in gates:
        _, at = decoder.raw_decode(document, document.index("{", at))
        yield Write(document[done:at])
        yield Hold(gate)
        done = at
    yield Write(document[done:])
    yield End()
