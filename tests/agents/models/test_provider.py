"""What a provider with a model says of itself, and how it asks; answers are tried in tests/conformance."""

from __future__ import annotations

import asyncio
from datetime import date
from importlib import import_module

import pytest
from pydantic_ai.messages import CachePoint, ModelRequest, ModelResponse, TextPart, UserPromptPart

from agents.models.asking import messages_of
from agents.models.provider import NO_MODEL, ModelProvider
from agents.ports import (
    Context,
    Kind,
    Model,
    ProviderFailed,
    Request,
    Said,
    SetUp,
    TextSaid,
    UnreadableSaid,
    UsageSaid,
)
from agents.prompt import Prompt, PromptMessage
from agents.settings import ProviderSettings
from ledger.core.model import EMPTY
from tests.plans import PROJECT
from tests.wire.chat import Chat
from tests.wire.protocol import KEY as FAKE_KEY
from tests.wire.script import answered
from tests.wire.vendor import Vendor

KEY = ProviderSettings("sk-secret")


def provider(name: str, settings: ProviderSettings = KEY) -> ModelProvider:
    """A provider of ours."""
    made: ModelProvider = import_module(f"agents.providers.{name}").PROVIDER(settings)
    return made


@pytest.mark.parametrize(
    ("variable", "name"),
    [
        ("OPENAI_API_KEY", "openai"),
        ("ANTHROPIC_API_KEY", "anthropic"),
        ("GEMINI_API_KEY", "gemini"),
        ("XAI_API_KEY", "xai"),
        ("PATCHLEDGER_COMPATIBLE_BASE_URL", "compatible"),
    ],
)
def test_what_is_missing_is_named(variable: str, name: str) -> None:
    """A provider that is not set up says which variable would do it, and does not ask anybody."""
    bare = provider(name, ProviderSettings())
    assert SetUp(ready=False, missing_variable=variable) == bare.setup()
    with pytest.raises(ProviderFailed, match=variable):
        asyncio.run(_first(bare))


async def _first(asked: ModelProvider) -> object:
    request = Request(Context(PROJECT, EMPTY, date(2026, 1, 1)), "Plan", "any")
    return await anext(asked.stream(request))


def test_a_key_is_all_that_a_vendor_needs() -> None:
    """Its own address and its default model are known."""
    assert SetUp(ready=True) == provider("openai").setup()
    assert "openai" == provider("openai").name


def test_any_server_needs_an_address_and_a_model() -> None:
    """And takes every model that a request names; a key only if it wants one."""
    half = provider("compatible", ProviderSettings(base_url="http://127.0.0.1:8080/v1"))
    assert "PATCHLEDGER_COMPATIBLE_MODEL" == half.setup().missing_variable
    assert (NO_MODEL,) == half.models()
    whole = provider("compatible", ProviderSettings(model="llama", base_url="http://127.0.0.1/v1"))
    assert SetUp(ready=True, any_model=True) == whole.setup()
    assert (Model("llama", "llama"),) == whole.models()


def test_the_model_of_the_settings_comes_first() -> None:
    """Whether it is a known one or not."""
    known = provider("openai").models()
    chosen = provider("openai", ProviderSettings("k", known[2].id)).models()
    assert (known[2], known[0]) == chosen[:2]
    assert len(known) == len(chosen)
    other = provider("openai", ProviderSettings("k", "gpt-9")).models()
    assert (Model("gpt-9", "gpt-9"), *known) == other


def test_a_key_is_not_in_what_is_shown() -> None:
    """Settings end up in tracebacks and logs."""
    assert "sk-secret" not in repr(KEY)


@pytest.mark.parametrize("kind", ["explain", "summary"])
def test_words_need_no_form(kind: Kind) -> None:
    """An explanation is words: a model that just says them has answered."""
    assert [TextSaid("Three tasks moved.")] == _said("Three tasks moved.", kind)


def test_a_plan_in_words_is_no_plan() -> None:
    """Neither is one that ends before its last bracket: both go back with the reason."""
    [words] = _said("First design, then build.", "plan")
    assert isinstance(words, UnreadableSaid)
    [*_, begun] = _said('{"edits": [{"op": "create", "ref": "N1"}, {"op": "cre', "plan")
    assert isinstance(begun, UnreadableSaid)
    assert '{"op": "cre' == begun.said


def _said(written: str, kind: Kind) -> list[Said]:
    """What the provider makes of what a model writes, without the tokens."""

    async def listen() -> list[Said]:
        base_url = f"{vendor.address}/v1"
        asked = provider("compatible", ProviderSettings(FAKE_KEY, "some-model", base_url))
        context = Context(PROJECT, EMPTY, date(2026, 1, 1))
        stream = asked.stream(Request(context, "Say it.", "some-model", kind))
        return [said async for said in stream if not isinstance(said, UsageSaid)]

    with Vendor(Chat()) as vendor:
        vendor.plays(answered(written))
        return asyncio.run(listen())


PROMPT = Prompt(
    "project-1",
    "The rules.",
    "The plan.",
    (
        PromptMessage("user", "Plan."),
        PromptMessage("agent", "Created T1."),
        PromptMessage("user", "More."),
        PromptMessage("user", "Really."),
    ),
)


def _texts(prompt: Prompt, *, cache_points: bool) -> list[object]:
    shown: list[object] = []
    for message in messages_of(prompt, cache_points=cache_points):
        [part] = message.parts
        assert isinstance(part, UserPromptPart | TextPart)
        assert isinstance(message, ModelRequest | ModelResponse)
        shown.append((message.kind, part.content))
    return shown


def test_roles_alternate_and_the_plan_comes_first() -> None:
    """As the templates of some servers insist; what is stable stands before what is not."""
    assert [
        ("request", "The plan.\n\nPlan."),
        ("response", "Created T1."),
        ("request", "More.\n\nReally."),
    ] == _texts(PROMPT, cache_points=False)


def test_the_plan_ends_with_a_cache_point_where_there_are_some() -> None:
    """So that the next request finds rules and plan in the vendor's cache."""
    first, *_ = _texts(PROMPT, cache_points=True)
    assert ("request", ["The plan.", CachePoint(), "Plan."]) == first


def test_without_a_plan_nothing_stands_before_the_messages() -> None:
    """Not even an empty line, and no cache point either."""
    bare = Prompt("project-1", "The rules.", "", (PromptMessage("user", "Plan."),))
    assert [("request", "Plan.")] == _texts(bare, cache_points=True)
    [message] = messages_of(bare, cache_points=True)
    assert isinstance(message, ModelRequest)
    assert "The rules." == message.instructions
