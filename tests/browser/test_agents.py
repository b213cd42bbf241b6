"""An agent that is slow, wrong, cut off or down, as the person in front of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conformance.benches import Bench, creates, cut_before_the_end_of, open_bench
from tests.servers import Server
from tests.wire.protocol import KEY
from tests.wire.script import End, Gate, Hold, Reject, Script, Write, answered


class Agent:
    """A server whose planner is a vendor that says what a test wants."""

    def __init__(self, bench: Bench, address: str) -> None:
        self._bench = bench
        self.address = address

    def plays(self, *scripts: Script) -> None:
        """What the vendor answers, one after the other."""
        self._bench.vendor.plays(*scripts)

    def document(self, *edits: dict[str, Any], **members: Any) -> str:
        """What a model writes to say this."""
        # In a thread of its own: that of the test has a loop that runs, which is Playwright's.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(self._bench.document, *edits, **members).result()

    def ask(self, page: Page) -> None:
        """State a goal."""
        page.goto(f"{self.address}/proposals/new?goal=Build+it")


@contextmanager
def _agent(folder: Path, **more: str) -> Iterator[Agent]:
    with open_bench("compatible") as bench:
        settings = {
            "PATCHLEDGER_PROVIDER": "compatible",
            "PATCHLEDGER_COMPATIBLE_BASE_URL": f"{bench.vendor.address}{bench.fake.path}",
            "PATCHLEDGER_COMPATIBLE_API_KEY": KEY,
            "PATCHLEDGER_COMPATIBLE_MODEL": "some-model",
            **more,
        }
        with Server(folder, **settings) as server:
            yield Agent(bench, server.address)


@pytest.fixture(scope="module")
def agent(live_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """An agent at the end of a real protocol; the page is the one that `live_server` has built."""
    assert live_server
    with _agent(tmp_path_factory.mktemp("agent")) as made:
        yield made


PROJECT = {"op": "create", "ref": "P", "title": "It"}


def _accept(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Accept"))


def _rows(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def test_changes_are_seen_as_they_come(page: Page, agent: Agent) -> None:
    """Before the first one it says what it waits for; each is in the tree before the answer is over."""
    first, second = Gate(), Gate()
    whole = agent.document(PROJECT, *creates(4))
    half = cut_before_the_end_of(whole, 3)
    rest = whole[len(half) :]
    agent.plays((Hold(first), Write(half), Hold(second), Write(rest), End()))
    agent.ask(page)
    expect(page.get_by_text("Waiting for the first change…")).to_be_visible()
    expect(page.get_by_role("button", name="Stop").first).to_be_visible()
    first.open()
    expect(_rows(page)).to_have_count(2)
    expect(_accept(page)).to_be_disabled()
    expect(page.get_by_text("Going on…")).to_be_visible()
    second.open()
    expect(_rows(page)).to_have_count(4)
    expect(_accept(page)).to_be_enabled()


def test_a_failure_is_a_sentence_and_can_be_retried(page: Page, agent: Agent) -> None:
    """It says what is wrong, offers somebody else and another try, and the try is answered."""
    agent.plays((Reject("key_refused"),), answered(agent.document(PROJECT, *creates(2))))
    agent.ask(page)
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("That did not work")
    expect(trouble).to_contain_text("key")
    expect(trouble.get_by_role("button", name=re.compile("^Who plans"))).to_be_visible()
    trouble.get_by_role("button", name="Retry").click()
    expect(_accept(page)).to_be_enabled()
    expect(_rows(page)).to_have_count(2)


def test_an_answer_that_ended_early_is_continued(page: Page, agent: Agent) -> None:
    """What there is of it counts, why it ended is told, and one press has it go on."""
    whole = agent.document(PROJECT, *creates(4))
    part = (Write(cut_before_the_end_of(whole, 3)), End("length"))
    more = agent.document({"op": "create", "ref": "N1", "title": "The rest"})
    agent.plays(part, part, part, part)
    agent.ask(page)
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    kept = _rows(page).count()
    assert kept >= 2
    agent.plays(answered(more))
    page.get_by_role("button", name="Continue").click()
    expect(_rows(page)).to_have_count(kept + 1)
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)


def test_what_was_corrected_is_told(page: Page, agent: Agent) -> None:
    """While it is corrected the reason is shown, and in the end how many of how many."""
    wrong = {"op": "update", "ref": "T99", "title": "No such task"}
    gate = Gate()
    again = agent.document({"op": "create", "ref": "N3", "title": "Right this time"})
    agent.plays(
        answered(agent.document(PROJECT, *creates(2), wrong)),
        (Hold(gate), Write(again), End()),
    )
    agent.ask(page)
    expect(page.get_by_role("region", name="Messages")).to_contain_text("T99")
    gate.open()
    expect(_accept(page)).to_be_enabled()
    expect(page.get_by_text("corrected 1 of 4")).to_be_visible()


def test_who_took_over_is_told(page: Page, live_server: str, tmp_path: Path) -> None:
    """When the one that was to plan is down, another one does, and the answer says which and why."""
    assert live_server
    with _agent(tmp_path, PATCHLEDGER_FALLBACK="embedded") as agent:
        agent.plays((Reject("key_refused"),))
        agent.ask(page)
        expect(_accept(page)).to_be_enabled(timeout=30_000)
        messages = page.get_by_role("region", name="Messages")
        expect(messages).to_contain_text("Built-in planner")
        expect(messages).to_contain_text("Instead of compatible, the built-in planner is asked")
