"""An address at which nothing listens is known at once."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import pytest

from agents.models.reaching import is_refused

PROGRAM = """
import asyncio, sys
from datetime import date
from agents.ports import Context, ProviderFailed, Request
from agents.providers.compatible import PROVIDER
from agents.settings import ProviderSettings
from ledger.core.model import EMPTY

async def ask():
    provider = PROVIDER(ProviderSettings(base_url=sys.argv[1], model="small"))
    context = Context("00000000-0000-0000-0000-000000000000", EMPTY, date(2026, 12, 1))
    async for said in provider.stream(Request(context, "Plan it.", "small")):
        pass

try:
    asyncio.run(ask())
except ProviderFailed as failure:
    print(failure.code, failure.message)
print("pydantic_ai" in sys.modules)
"""


@pytest.fixture
def closed() -> str:
    """An address that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


def test_only_a_connection_that_is_refused_counts(closed: str) -> None:
    """What listens, what has no such name and what is no address is left to the call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        open_ = f"http://127.0.0.1:{listener.getsockname()[1]}"
        addresses = (closed, open_, "http://nothing.invalid", "ftp://x", "http://", "::no::", None)
        told = [asyncio.run(is_refused(address)) for address in addresses]
    assert [True] + [False] * 6 == told


def test_a_proxy_is_left_to_the_call(closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused here may be reached through it."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert not asyncio.run(is_refused(closed))


def test_nothing_is_loaded_for_what_cannot_be_reached(closed: str) -> None:
    """The library takes seconds, and would find out the same."""
    command = [sys.executable, "-c", PROGRAM, closed]
    told, loaded = subprocess.check_output(command, text=True).splitlines()
    assert told.startswith("provider_unreachable Your server (compatible) cannot be reached")
    assert "False" == loaded
