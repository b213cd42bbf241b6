"""A real server with the built page, and a real Chromium in front of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

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
# A process of its own for each thing, and for each page that is opened, is for pages that are up to no good.
FRUGAL = ("--in-process-gpu", "--renderer-process-limit=1")
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
        self._session: tuple[str, BrowserContext] | None = None

    def browser(self) -> Browser:
        """It, started if it is not there."""
        if self._browser is None:
            use_our_node()
            expect.set_options(timeout=PATIENCE)
            playwright = self._left.enter_context(sync_playwright())
            self._browser = self._left.enter_context(launch(playwright, *FRUGAL))
        return self._browser

    def session(self, address: str) -> BrowserContext:
        """The session for the page at this address, which has fetched and compiled it already.

        There is one at a time: what is drawn in a tab behind another waits for ever.
        """
        if self._session is None or self._session[0] != address:
            if self._session is not None:
                self._session[1].close()
            session = self.browser().new_context(
                base_url=address,
                reduced_motion="reduce",
                service_workers="block",  # each would fetch the whole page; test_offline.py has them
            )
            session.set_default_timeout(PATIENCE)
            self._session = (address, session)
        return self._session[1]

    def close(self) -> None:
        """End it."""
        self._session = None
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
def context(live_server: str) -> Iterator[BrowserContext]:
    """A browser session in which nobody has been: no cookie, nothing allowed or stored."""
    session = WINDOW.session(live_server)
    yield session
    session.set_offline(False)
    session.clear_permissions()
    session.clear_cookies()
    tab, *others = session.pages or [session.new_page()]
    for other in others:
        other.close()
    try:
        _forget(tab, live_server)
    except (
        Error
    ):  # the server is gone, and what its page has stored can be reached from no other page
        tab.close()


def _forget(tab: Page, address: str) -> None:
    """Make a tab as good as new, but for what it has compiled: all that it shows is a picture."""
    tab.unroute_all(behavior="ignoreErrors")
    tab.goto(f"{address}/favicon.svg")
    tab.evaluate("sessionStorage.clear()")
    protocol = tab.context.new_cdp_session(tab)
    protocol.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    protocol.send("Page.resetNavigationHistory")
    protocol.detach()
    tab.emulate_media(media="null", color_scheme="light", reduced_motion="reduce")
    tab.mouse.move(-1, -1)


@pytest.fixture
def page(
    context: BrowserContext, viewport: tuple[int, int], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A tab; the test fails when the page raised an error, even if nobody saw it.

    It is the tab of the tests before, which loads a page for half of what it takes a new one: its
    process has compiled the scripts. One to which a test adds an init script is nobody's after it.
    """
    tab = context.pages[0] if context.pages else context.new_page()
    tab.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    tab.on("pageerror", note)
    failed_before = request.session.testsfailed
    with _scripts_of(tab) as added:
        yield tab
    tab.remove_listener("pageerror", note)
    if errors or request.session.testsfailed > failed_before:
        _keep_picture(tab, request.node.name)
    if added:
        tab.close()
    assert errors == []


@contextmanager
def _scripts_of(tab: Page) -> Iterator[list[object]]:
    """The init scripts that are added meanwhile: they stay for as long as the tab."""
    added: list[object] = []
    add = tab.add_init_script

    def noted(script: str) -> object:
        added.append(add(script))
        return added[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tab, "add_init_script", noted)
        yield added


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
