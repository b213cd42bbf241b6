"""What every provider promises without its vendor, and the answers of the embedded planner."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from importlib import import_module

import pytest

from agents.outcomes import Failed, Finished
from agents.ports import Context, EditSaid, Provider, Request, Said
from agents.settings import ProviderSettings
from ledger.core.model import EMPTY
from tests.agents.talks import TODAY, tell
from tests.conformance import benches
from tests.plans import PROJECT

EVERY = sorted({*benches.names(), *benches.WITHOUT_A_VENDOR})
GOAL = "Plan a mobile app for a bakery"


def made(name: str) -> Provider:
    """The provider, with nothing set."""
    provider: Provider = import_module(f"agents.providers.{name}").PROVIDER(ProviderSettings())
    return provider


def said_to(provider: Provider, instruction: str, context: Context) -> tuple[Said, ...]:
    """All that it says."""
    request = Request(context, instruction, provider.models()[0].id)
    heard = asyncio.run(asyncio.wait_for(benches.hear(provider, request), benches.GUARD_SECONDS))
    assert heard.failure is None
    return heard.said


@pytest.mark.parametrize("name", EVERY)
def test_a_provider_is_called_as_its_file(name: str) -> None:
    """By that name it is chosen in settings and requests; it has models, each of them once."""
    provider = made(name)
    assert name == provider.name
    ids = [model.id for model in provider.models()]
    assert ids == list(dict.fromkeys(ids))
    assert ids


@pytest.mark.parametrize("name", EVERY)
def test_a_provider_says_what_it_lacks(name: str) -> None:
    """With nothing set, only the embedded planner is ready; the others name a variable."""
    setup = made(name).setup()
    assert (name in benches.WITHOUT_A_VENDOR) == setup.ready
    assert setup.ready or str(setup.missing_variable).isupper()


def test_the_embedded_planner_answers_the_same_again() -> None:
    """The same request gives the same edits, whoever asks at the same time."""
    context = Context(PROJECT, EMPTY, TODAY)
    first = said_to(made("embedded"), GOAL, context)
    assert any(isinstance(said, EditSaid) for said in first)
    provider = made("embedded")
    request = Request(context, GOAL, provider.models()[0].id)

    async def thrice() -> list[benches.Heard]:
        return await asyncio.gather(*(benches.hear(provider, request) for _ in range(3)))

    assert [first] * 3 == [heard.said for heard in asyncio.run(thrice())]


def test_the_embedded_planner_says_one_edit_after_the_other() -> None:
    """Control is given up between two of them, so that each is on the screen before the next."""
    provider = made("embedded")
    request = Request(Context(PROJECT, EMPTY, TODAY), GOAL, provider.models()[0].id)
    turns: list[str] = []

    async def other() -> None:
        while True:
            turns.append("other")
            await asyncio.sleep(0)

    async def listen() -> None:
        beside = asyncio.create_task(other())
        async with aclosing(provider.stream(request)) as stream:
            async for said in stream:
                turns.extend(["edit" if isinstance(said, EditSaid) else "beside"])
        beside.cancel()

    asyncio.run(listen())
    assert "edit,edit" not in ",".join(turns)
    assert turns.count("edit") > 3


def test_the_embedded_planner_stops_when_nobody_listens() -> None:
    """Closing its stream after the first edit is all."""
    provider = made("embedded")
    request = Request(Context(PROJECT, EMPTY, TODAY), GOAL, provider.models()[0].id)

    async def leave() -> int:
        async with aclosing(provider.stream(request)) as stream:
            await anext(stream)
        return len(asyncio.all_tasks())

    assert 1 == asyncio.run(leave())


@pytest.mark.parametrize(
    "instruction",
    ["", "qwertz", "delete T99", '{"edits": [', "\x00", "Rename T1 to " + "x" * 500, "?" * 5_000],
    ids=["nothing", "no word", "unknown handle", "JSON", "a control", "too long", "questions"],
)
def test_the_embedded_planner_ends_in_one_of_the_closed_set(instruction: str) -> None:
    """Whatever it is told: patches, a question or words; or a failure with a code and a sentence."""
    end = tell(instruction).end
    if isinstance(end, Failed):
        assert end.code
        assert end.message
    else:
        assert isinstance(end, Finished)
        assert end.patches or end.questions or end.text or end.left_out
