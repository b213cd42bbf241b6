"""Installed on a device: the page opens without a server, and tells of a new version."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pairs import (
    PATIENCE,
    live_server,
    open_plan,
    plan,
    rename,
    row,
    saved,
    server,
    sign,
)
from tests.browser.past import Past
from tests.servers import Server

__all__ = ["live_server", "plan", "server"]

Violations = Callable[[], list[str]]

KEPT = """
async (version) => {
  const opening = indexedDB.open("patchledger");
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const asking = database.transaction("plans").objectStore("plans").getAll();
  const plans = await new Promise((resolve) => { asking.onsuccess = () => resolve(asking.result); });
  database.close();
  return plans.some((plan) => plan.version === version);
}
"""


@pytest.fixture
def viewport() -> tuple[int, int]:
    """A phone's."""
    return (360, 740)


@pytest.fixture
def context(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    """A browser session in which the page may install itself."""
    session = browser.new_context(base_url=live_server, reduced_motion="reduce")
    session.set_default_timeout(PATIENCE)
    yield session
    session.close()


def _installed(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def test_the_plan_opens_while_the_server_is_dead(
    plan: Past, page: Page, server: Server, axe: Violations
) -> None:
    """As of when it was seen, with what was edited and not sent; that is sent once the server is back."""
    open_plan(page, plan)
    _installed(page)
    page.wait_for_function(KEPT, arg=plan.get()["version"])
    server.kill()
    rename(page, "Dig", "Dig by hand")
    page.reload()
    expect(row(page, "Dig by hand")).to_be_visible()
    expect(page.get_by_text("this is the plan as of")).to_be_visible()
    assert [] == axe()
    rename(page, "Plant", "Plant beans")
    expect(page.get_by_role("button", name="2 changes waiting")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Garden")).to_be_visible()
    page.go_back()
    expect(row(page, "Plant beans")).to_be_visible()
    server.start()
    plan.change(plan.create("Weed"))
    expect(row(page, "Weed")).to_be_visible()
    expect(sign(page)).to_have_text("Live")
    expect(page.get_by_text("this is the plan as of")).to_have_count(0)
    saved(page)
    assert {"Dig by hand", "Plant beans", "Water", "Weed"} == set(
        plan.titles(plan.get()["version"])
    )


def test_the_page_can_be_installed(page: Page, live_server: str) -> None:
    """The browser has nothing against it; the worker's file and the manifest come as they should."""
    page.goto("/")
    _installed(page)
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert [] == manifest["errors"]
    assert [] == session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    headers = {
        name: page.request.get(f"{live_server}/{name}").headers
        for name in ("sw.js", "manifest.webmanifest", "icons/maskable-512.png")
    }
    assert ["text/javascript; charset=utf-8", "application/manifest+json", "image/png"] == [
        each["content-type"] for each in headers.values()
    ]
    assert {"no-cache"} == {each["cache-control"] for each in headers.values()}


def test_nothing_that_the_api_answers_is_kept_by_the_worker(plan: Past, page: Page) -> None:
    """Its caches hold the page's own files, and no address of the API."""
    open_plan(page, plan)
    _installed(page)
    urls = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)"
        "))).flat()"
    )
    assert "/index.html" in urls
    assert [] == [url for url in urls if url.startswith(("/api", "/projects"))]


def test_a_new_version_is_offered(page: Page) -> None:
    """A page that was kept is open while there is a newer one: that is said, and reloading shows it."""
    page.goto("/healthz")
    page.evaluate("navigator.serviceWorker.register('/sw.js?older').then(() => true)")
    _installed(page)
    page.goto("/")
    expect(page.get_by_text("A new version is ready")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    worker = "navigator.serviceWorker.controller.scriptURL"
    page.wait_for_function(f"navigator.serviceWorker.controller && !{worker}.includes('older')")
