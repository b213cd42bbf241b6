"""A server that takes a question and never answers: each view says so, and asks anew when told to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.drafts import Drafted

# What is opened, which questions hang, what is said meanwhile, and what comes in the end.
VIEWS = [
    ("/", "/v1/projects", "The projects are being loaded", "Light the harbour"),
    ("{project}", "", "The project is being loaded", "Build"),
    ("{project}/board", "", "The project is being loaded", "Build"),
    ("{project}/timeline", "", "The project is being loaded", "Build"),
    ("{project}/graph", "", "The project is being loaded", "No task shown here"),
    ("{project}/dashboard", "/stats", "The numbers are being loaded", "Burndown"),
    ("{project}/history", "/versions", "The history is being loaded", "Build"),
    ("{project}/history", "/patches", "The plan is being loaded", "Build"),
    ("{project}?proposal={draft}", "/proposals/", "The draft is being loaded", "Accept"),
    ("/proposals/{draft}", "", "The conversation is being loaded", "Accept"),
]


@pytest.fixture
def page(browser: Browser, live_server: str) -> Iterator[Page]:
    """A tab whose clock can be put forward."""
    session = browser.new_context(
        base_url=live_server, service_workers="block", reduced_motion="reduce"
    )
    tab = session.new_page()
    tab.clock.install()
    yield tab
    session.close()


class Hanging:
    """What the server does not answer just now; nothing, at first."""

    def __init__(self, page: Page) -> None:
        self.questions: str | None = None
        page.route("**/api/v1/**", self._ask)

    def _ask(self, route: Route) -> None:
        if self.questions is None or not re.search(self.questions, route.request.url):
            route.continue_()


def test_each_view_says_that_the_server_does_not_answer(page: Page) -> None:
    """After a while; what it hangs on is asked for anew at a press, and comes."""
    made = Drafted(page, "Light the harbour")
    made.change(made.create("Build"))
    names = {"project": f"/projects/{made.project}", "draft": made.propose()}
    hanging = Hanging(page)
    for path, questions, loading, comes in VIEWS:
        hanging.questions = questions
        page.goto(path.format(**names), wait_until="commit")
        expect(page.get_by_role("status", name=loading).first).to_be_visible()
        _try_again(page, hanging)
        found = page.get_by_role("main").get_by_text(comes)
        expect(found.filter(visible=True).first).to_be_visible()


def test_a_search_says_that_the_server_does_not_answer(page: Page) -> None:
    """In the window of the search, and in the palette."""
    Drafted(page, "Light the lighthouse")
    page.goto("/")
    expect(page.get_by_role("link", name="Light the lighthouse")).to_be_visible()
    hanging = Hanging(page)
    for window in ("Search projects, tasks and history", "Search and commands"):
        hanging.questions = "/search"
        page.get_by_role("button", name=window).press("Enter")
        page.keyboard.type("lighthouse")
        expect(page.get_by_text("Searching …")).to_be_visible()
        _try_again(page, hanging)
        expect(page.get_by_role("option", name=re.compile("Light the")).first).to_be_visible()
        page.keyboard.press("Escape")


def _try_again(page: Page, hanging: Hanging) -> None:
    late = page.get_by_text("This takes long. Is the server running?").first
    assert not late.is_visible()
    page.clock.fast_forward(5_000)
    expect(late).to_be_visible()
    hanging.questions = None
    page.get_by_role("button", name="Try again").first.press("Enter")
