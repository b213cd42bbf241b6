"""Two browsers at one server of their own, which a test may kill and start again on the same ledger."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.past import Past
from tests.servers import Server
from tools import stamps, webbuild

PATIENCE = 20_000
"""Milliseconds after which something that should have appeared at once never will."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that keeps its port when it is started again."""
    with stamps.exclusive():
        webbuild.build(production=False)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with Server(tmp_path_factory.mktemp("pairs"), PATCHLEDGER_PORT=str(port)) as server:
        yield server


@pytest.fixture(scope="module")
def live_server(server: Server) -> str:
    """The address that the pages of these tests come from."""
    return server.address


@pytest.fixture
def other(browser: Browser, live_server: str) -> Iterator[Page]:
    """Somebody else, in a browser of their own."""
    session = browser.new_context(
        base_url=live_server, reduced_motion="reduce", service_workers="block"
    )
    session.set_default_timeout(PATIENCE)
    yield session.new_page()
    session.close()


@pytest.fixture
def plan(empty: Past) -> Past:
    """Three tasks in a row."""
    empty.change(empty.create("Dig"), empty.create("Plant"), empty.create("Water"))
    return empty


# Whoever imports a piece again waits until all that it imports is there, too.
AHEAD = """async () => {
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  const pieces = ["MenuList", "DialogWindow", "ConflictDialog", "WaitingDialog"].map((piece) =>
    files.find((name) => name.includes(`/${piece}-`) && name.endsWith(".js")));
  if (pieces.includes(undefined)) return false;
  await Promise.all(pieces.map((piece) => import(piece)));
  return true;
}"""


def loaded_ahead(page: Page) -> None:
    """Wait until a plan has what it needs when nothing can be loaded."""
    page.wait_for_function(AHEAD)


def open_plan(page: Page, plan: Past) -> None:
    """The plan's page, following what others do."""
    page.goto(f"/projects/{plan.project}")
    expect(sign(page)).to_have_text("Live")
    loaded_ahead(page)


def row(page: Page, title: str | re.Pattern[str]) -> Locator:
    """A task's row."""
    return page.get_by_role("treeitem").filter(has_text=title)


def rename(page: Page, title: str, new: str) -> None:
    """Give a task another title, by keyboard."""
    row(page, title).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type(new)
    page.keyboard.press("Enter")
    expect(row(page, new)).to_be_visible()


def saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    expect(page.get_by_role("status", name="Saving")).to_have_text("", timeout=PATIENCE)


def sign(page: Page) -> Locator:
    """What the header says about the connection."""
    return page.get_by_role("status", name="Connection")


def told(page: Page) -> Locator:
    """What is told in passing at the edge of the page."""
    return page.locator("[data-sonner-toast]")
