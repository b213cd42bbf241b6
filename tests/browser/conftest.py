"""A real server with the built page, and a real Chromium in front of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.past import Past
from tests.servers import Server
from tools import stamps, webbuild
from tools.browser import launch, use_our_node
from tools.paths import CACHE, NODE_MODULES

HERE = Path(__file__).parent
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
# A theme is colours alone: what else axe knows is the same in both.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Of what axe knows only what is wrong is sent: all of it takes three times as long to send as to find.
LOOK = """options => axe.run(document, {...options, resultTypes: ["violations"]})
  .then(({violations}) => violations)"""
# Colours that pass into one another would be looked at half way, the inherited ones for many frames.
AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets.push(sheet);
}"""
# Patience in milliseconds. A machine with much to do is no defect of the page.
PATIENCE = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is tested in a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, with the page as it is now and an empty ledger."""
    with stamps.exclusive():
        webbuild.build(production=False)
    with Server(tmp_path_factory.mktemp("server")) as server:
        yield server.address


class Window:
    """The Chromium that a worker has while it runs tests of this folder, one after the other.

    Not longer: while Playwright runs, its thread has a running event loop, and no other test of this
    worker that starts one of its own would work.
    """

    def __init__(self) -> None:
        self._left = ExitStack()
        self._browser: Browser | None = None
        self._sessions: dict[tuple[str, int, int], BrowserContext] = {}

    def browser(self) -> Browser:
        """It, started if it is not there."""
        if self._browser is None:
            use_our_node()
            expect.set_options(timeout=PATIENCE)
            playwright = self._left.enter_context(sync_playwright())
            self._browser = self._left.enter_context(launch(playwright))
        return self._browser

    def session(self, address: str, width: int, height: int) -> BrowserContext:
        """The session for a page of this size, which has fetched and compiled the page already."""
        key = (address, width, height)
        if key not in self._sessions:
            session = self.browser().new_context(
                base_url=address,
                viewport={"width": width, "height": height},
                reduced_motion="reduce",
                service_workers="block",  # each would fetch the whole page; test_offline.py has them
            )
            session.set_default_timeout(PATIENCE)
            self._sessions[key] = self._left.enter_context(session)
        return self._sessions[key]

    def close(self) -> None:
        """End it."""
        self._sessions.clear()
        self._left.close()
        self._browser = None


WINDOW = Window()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Close the window after the last test in a row that needs one."""
    if nextitem is None or HERE not in nextitem.path.parents:
        WINDOW.close()


@pytest.fixture(scope="module")
def browser() -> Browser:
    """A Chromium for the tests of a file."""
    return WINDOW.browser()


@pytest.fixture
def viewport() -> tuple[int, int]:
    """The page's width and height; a test parametrizes it to see the page on a phone."""
    return (1280, 900)


@pytest.fixture
def context(live_server: str, viewport: tuple[int, int]) -> Iterator[BrowserContext]:
    """A browser session in which nobody has been: no tab, no cookie, nothing allowed or stored."""
    session = WINDOW.session(live_server, *viewport)
    yield session
    session.set_offline(False)
    session.clear_permissions()
    session.clear_cookies()
    tab, *others = session.pages or [session.new_page()]
    for other in others:
        other.close()
    tab.goto("about:blank")
    everything = {"origin": live_server, "storageTypes": "all"}
    session.new_cdp_session(tab).send("Storage.clearDataForOrigin", everything)
    tab.close()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab; the test fails when the page raised an error, even if nobody saw it."""
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    failed_before = request.session.testsfailed
    yield tab
    if errors or request.session.testsfailed > failed_before:
        _keep_picture(tab, request.node.name)
    assert errors == []


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Look at the page as it is now, in both themes, for what keeps people from using it."""

    def violations() -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())
            page.evaluate(AT_ONCE)
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate(LOOK, {"runOnly": RULES_OF_COLOUR})
        page.emulate_media(color_scheme="light")
        light = page.evaluate(LOOK, {})
        return [
            f"{theme}: {_told(violation)}"
            for theme, found in (("dark", dark), ("light", light))
            for violation in found
        ]

    return violations


@pytest.fixture
def empty(page: Page, live_server: str) -> Past:
    """A project in which nothing has happened but that it began."""
    made = page.request.post(f"{live_server}/api/v1/projects", data={"title": "Garden"})
    return Past(page, live_server, made.json()["project"]["id"], {})


@pytest.fixture
def past(empty: Past) -> Past:
    """Begun (1), planned (2-4), Dig renamed (5), Plant done (6), Water gone (7), Dig renamed again (8)."""
    empty.change(
        empty.create("Dig"), empty.create("Plant"), empty.create("Water"), message="The plan"
    )
    empty.change(empty.update("Dig", title="Dig deeper"), message="Agreed with Ada")
    empty.change(empty.update("Plant", status="completed", estimated_minutes=90))
    empty.change(empty.delete("Water"), message="It rains")
    empty.change(empty.update("Dig", title="Dig deepest"))
    return empty


def _told(violation: dict[str, Any]) -> str:
    places = ", ".join(str(node["target"]) for node in violation["nodes"])
    return f"{violation['id']}: {violation['help']} ({places})"


def _keep_picture(page: Page, name: str) -> None:
    folder = CACHE / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{re.sub('[^A-Za-z0-9_-]+', '-', name)}.png", full_page=True)
