"""What the first visit of a page sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import PATIENCE
from tests.browser.drafts import portal

LIMIT = 200_000
"""Bytes of JavaScript, gzipped, until a page can be used."""

SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
"""Nothing is loaded ahead of need then, which the page does otherwise once it has been quiet."""

Use = Callable[[Page], None]


@pytest.fixture
def context(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    """A session of the test's own: no test before has loaded anything for it."""
    session = browser.new_context(
        base_url=live_server, reduced_motion="reduce", service_workers="block"
    )
    session.set_default_timeout(PATIENCE)
    yield session
    session.close()


def test_each_page_can_be_used_after_less_than_200_kilobytes_of_scripts(
    browser: Browser, page: Page, live_server: str
) -> None:
    """Whatever is not needed to look and to begin is loaded when it is opened."""
    made = portal(page)
    design = made.ids["Design"]
    made.change(made.update("Invoices", depends_on=[design], due_date="2026-12-24"))
    project = f"/projects/{made.project}"
    sent = {
        path: _sent_until(browser, live_server + path, use)
        for path, use in (
            ("/", _write_a_goal),
            (project, _walk_the_tree),
            (f"{project}?proposal={made.proposal}", _walk_the_tree),
            (f"{project}/board", _see("To do: 6")),
            (f"{project}/timeline", _see("Tasks in time")),
            (f"{project}/graph?as=list", _see("Tasks with dependencies")),
            (f"/proposals/{made.proposal}", _walk_the_tree),
            (f"{project}/history", _walk_the_tree),
            (f"{project}/dashboard", _read_figures),
        )
    }
    assert {} == {path: size for path, size in sent.items() if not 50_000 < size < LIMIT}


def test_the_plan_is_asked_for_once_and_ahead_of_the_code(page: Page) -> None:
    """What asks is a link that stands there before the page's own code does."""
    made = portal(page)
    page.goto(f"/projects/{made.project}")
    _walk_the_tree(page)
    assert ["link"] == page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(({ name }) => name.endsWith('?shape=flat')).map(({ initiatorType }) => initiatorType)"
    )


def test_what_cannot_be_loaded_says_so_in_its_place_and_can_be_tried_again(
    page: Page, axe: Callable[[], list[str]]
) -> None:
    """A window at the lower edge, a page below the header; what is there stays."""
    made = portal(page)
    page.add_init_script(SAVES_DATA)
    page.goto(f"/projects/{made.project}")
    _walk_the_tree(page)
    told = page.get_by_role("alert").filter(has_text="This part of the page could not be loaded")
    page.context.set_offline(True)
    page.keyboard.press("?")
    expect(told).to_contain_text("The server cannot be reached")
    expect(page.get_by_role("treeitem").nth(1)).to_be_visible()
    assert [] == axe()
    page.context.set_offline(False)
    told.get_by_role("button", name="Try again").click()
    window = page.get_by_role("dialog", name="Keyboard")
    expect(window).to_be_visible()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.get_by_role("link", name="Board", exact=True).click()
    expect(told).to_be_visible()
    page.context.set_offline(False)
    told.get_by_role("button", name="Try again").click()
    expect(page.get_by_label("Board", exact=True)).to_be_visible()


def _sent_until(browser: Browser, address: str, use: Use) -> int:
    """The bytes of all scripts that a browser without anything stored is sent."""
    scripts: list[Request] = []

    def note(request: Request) -> None:
        # What installs the page for later comes once it is there, and nobody waits for it.
        if request.resource_type == "script" and "/worker-" not in request.url:
            scripts.append(request)

    # Browsers are sent what is smaller still. gzip is what weights are compared in.
    with browser.new_context(extra_http_headers={"accept-encoding": "gzip"}) as session:
        page = session.new_page()
        page.add_init_script(SAVES_DATA)
        page.on("requestfinished", note)
        page.goto(address)
        use(page)
        page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 500 }))")
        return sum(script.sizes()["responseBodySize"] for script in scripts)


def _write_a_goal(page: Page) -> None:
    goal = page.get_by_role("textbox").first
    goal.fill("Plant a garden")
    expect(page.get_by_role("link", name="Launch the portal").first).to_be_visible()


def _walk_the_tree(page: Page) -> None:
    page.get_by_role("treeitem").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("treeitem").nth(1)).to_be_focused()


def _read_figures(page: Page) -> None:
    expect(page.get_by_role("img").first).to_be_visible()


def _see(name: str) -> Use:
    return lambda page: expect(page.get_by_label(name, exact=True)).to_be_visible()
