"""A plan of twelve patches by each provider: what we add to the bare SDK of its vendor, in the same run.

The vendor is a loopback server that speaks the vendor's protocol (`tests.wire`). It notes when it has
sent the last byte of each edit; the client notes when it has the event of the patch. Both are on one
clock, in this process; the server under test is one of its own. The whole answer is measured without
a pause, from the request to the last event, beside the bare SDK on the same stream.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median
from threading import Timer
from time import perf_counter
from typing import Any

import anthropic
import httpx
import openai
from google import genai

from benchmarks.measure import Target
from benchmarks.serving import server
from tests.wire.chat import Chat
from tests.wire.gemini import Gemini
from tests.wire.messages import Messages
from tests.wire.protocol import KEY, WireProtocol
from tests.wire.responses import Responses
from tests.wire.script import End, Gate, Hold, Script, Write
from tests.wire.vendor import Vendor

ROUNDS = 15
PAUSE_SECONDS = 0.05
"""Between two edits, where the way of each is measured: a fast model takes longer to write one."""
EDITS = 12
MODEL = "some-model"
Ask = Callable[[], Awaitable[None]]

VENDORS: dict[str, tuple[WireProtocol, str]] = {
    "openai": (Responses(), "/v1"),
    "anthropic": (Messages(), ""),
    "gemini": (Gemini(), ""),
    "xai": (Chat(), "/v1"),
    "compatible": (Chat(), "/v1"),
}


class Passed(Gate):
    """A gate that keeps when it was come to, with all before it sent, and opens after a pause."""

    def __init__(self, pause: float) -> None:
        self.at = 0.0
        self._pause = pause

    @property
    def passed(self) -> Future[None]:  # type: ignore[override]
        """Done when it is open."""
        self.at = perf_counter()
        opened: Future[None] = Future()
        if self._pause:
            Timer(self._pause, opened.set_result, [None]).start()
        else:
            opened.set_result(None)
        return opened


def run(folder: Path) -> list[Target]:
    """Measure all of them; the worst of each figure is held against its target."""
    print(f"\nA plan of {EDITS} patches by a model, medians of {ROUNDS} rounds, in ms")
    latest, added, embedded = [], [], 0.0
    for name in VENDORS:
        with _under_test(folder, name) as (vendor, port):
            seen, ours, bare = asyncio.run(_rounds(name, vendor, port))
            embedded = asyncio.run(_embedded(port))
        print(
            f"  {name:<12} an edit's last byte → its event {seen:6.2f}   "
            f"whole answer {ours:7.1f}, bare SDK {bare:7.1f}"
        )
        latest.append(seen)
        added.append(ours - bare)
    return [
        Target(
            "The embedded planner's proposal, from the request to the last event",
            300,
            embedded,
            "ms",
        ),
        Target("A model's edit: from its last byte to the client's event", 20, max(latest), "ms"),
        Target(f"A model's {EDITS}-patch plan: more than the bare SDK", 50, max(added), "ms"),
    ]


@contextmanager
def _under_test(folder: Path, name: str) -> Iterator[tuple[Vendor, int]]:
    protocol, path = VENDORS[name]
    own = f"PATCHLEDGER_{name.upper()}"
    with ExitStack() as stack:
        vendor = stack.enter_context(Vendor(protocol))
        settings = {
            f"{name.upper()}_API_KEY" if name != "compatible" else f"{own}_API_KEY": KEY,
            f"{own}_BASE_URL": f"{vendor.address}{path}",
            **({f"{own}_MODEL": MODEL} if name == "compatible" else {}),
            "PATCHLEDGER_DATABASE": "memory://",
        }
        yield vendor, stack.enter_context(server(folder, "benchmarks.parsing", **settings))


async def _rounds(name: str, vendor: Vendor, port: int) -> tuple[float, float, float]:
    """Medians: an edit's way in ms, our whole answer, the bare SDK's."""
    seen: list[float] = []
    ours: list[float] = []
    bare: list[float] = []
    async with RAW[name](vendor.address) as raw, _client(port) as client:
        for _ in range(ROUNDS + 2):  # the first two load what is loaded once
            script, gates = _plan(PAUSE_SECONDS)
            vendor.plays(script)
            told = await _ask(client, name)
            seen += [(at - gate.at) * 1000 for at, gate in zip(told, gates, strict=True)]
            vendor.plays(_plan(0)[0])
            began = perf_counter()
            await _ask(client, name)
            ours.append((perf_counter() - began) * 1000)
            began = perf_counter()
            await raw()
            bare.append((perf_counter() - began) * 1000)
    return median(seen[2 * EDITS :]), median(ours[2:]), median(bare[2:])


async def _embedded(port: int) -> float:
    """The whole answer of the embedded planner, in ms."""
    taken: list[float] = []
    async with _client(port) as client:
        for _ in range(ROUNDS + 2):
            began = perf_counter()
            await _ask(client, "embedded")
            taken.append((perf_counter() - began) * 1000)
    return median(taken[2:])


def _client(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=60)


def _plan(pause: float) -> tuple[Script, list[Passed]]:
    gates = [Passed(pause) for _ in range(EDITS)]
    steps: list[Any] = [Write('{"edits": [')]
    for number, gate in enumerate(gates):
        ref = "P" if number == 0 else f"N{number}"
        edit = {
            "op": "create",
            "ref": ref,
            "title": f"Milestone {number}",
            "description": "x" * 200,
        }
        steps += [Write(json.dumps(edit)), Hold(gate), Write(", " if gate is not gates[-1] else "")]
    return (*steps, Write('], "text": "Twelve.", "questions": []}'), End()), gates


async def _ask(client: httpx.AsyncClient, name: str) -> list[float]:
    """Start a plan; when each `patch` event arrived. Returns when the answer is over."""
    sent = {"instruction": "Plan a login", "provider": name}
    told: list[float] = []
    name_of = ""
    accept = {"accept": "text/event-stream"}
    async with client.stream("POST", "/proposals", json=sent, headers=accept) as answer:
        async for line in answer.aiter_lines():
            if line == "event: patch":
                told.append(perf_counter())
            if line.startswith("event: "):
                name_of = line
            elif name_of == "event: problem" and line:
                raise AssertionError(line)
    return told


@asynccontextmanager
async def _raw_responses(address: str) -> AsyncIterator[Ask]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{address}/v1", max_retries=0) as sdk:

        async def ask() -> None:
            stream = await sdk.responses.create(model=MODEL, input="Plan.", stream=True)
            async for _ in stream:
                pass

        yield ask


@asynccontextmanager
async def _raw_chat(address: str) -> AsyncIterator[Ask]:
    turns: Any = [{"role": "user", "content": "Plan."}]
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{address}/v1", max_retries=0) as sdk:

        async def ask() -> None:
            stream = await sdk.chat.completions.create(model=MODEL, messages=turns, stream=True)
            async for _ in stream:
                pass

        yield ask


@asynccontextmanager
async def _raw_messages(address: str) -> AsyncIterator[Ask]:
    asked: Any = {"model": MODEL, "max_tokens": 1000, "stream": True}
    turns: Any = [{"role": "user", "content": "Plan."}]
    async with anthropic.AsyncAnthropic(api_key=KEY, base_url=address, max_retries=0) as sdk:

        async def ask() -> None:
            async for _ in await sdk.messages.create(messages=turns, **asked):
                pass

        yield ask


@asynccontextmanager
async def _raw_gemini(address: str) -> AsyncIterator[Ask]:
    options = genai.types.HttpOptions(base_url=address)
    async with genai.Client(api_key=KEY, http_options=options).aio as sdk:

        async def ask() -> None:
            stream = await sdk.models.generate_content_stream(model=MODEL, contents="Plan.")
            async for _ in stream:
                pass

        yield ask


RAW = {
    "openai": _raw_responses,
    "anthropic": _raw_messages,
    "gemini": _raw_gemini,
    "xai": _raw_chat,
    "compatible": _raw_chat,
}
