"""Every job of the page with a thumb, at 360 pixels: tapped, never dragged or hovered over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import AXE
from tests.browser.pairs import PATIENCE, loaded_ahead, row, saved
from tests.browser.past import Past

LOOK = "axe.run(document, {runOnly: ['target-size', 'color-contrast', 'button-name', 'label']})"


@pytest.fixture
def viewport() -> tuple[int, int]:
    """A narrow one."""
    return (360, 740)


@pytest.fixture
def context(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    """A phone: it is touched."""
    session = browser.new_context(
        base_url=live_server,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
        service_workers="block",
    )
    session.set_default_timeout(10_000)
    yield session
    session.close()


def _fits(page: Page) -> None:
    """Nothing is cut off, and what can be tapped is large enough or far enough apart (WCAG 2.2, AA)."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(LOOK)
    assert [] == [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def _act(page: Page, title: str, action: str) -> None:
    """One of the actions in a task's menu."""
    row(page, title).get_by_role("button", name="Actions").tap()
    page.get_by_role("menuitem", name=action, exact=True).tap()


def _type(page: Page, text: str) -> None:
    """What the phone's own keyboard does in the field that has the focus."""
    expect(page.locator("input:focus, textarea:focus")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def _button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_plan_is_made_reviewed_and_accepted(page: Page) -> None:
    """From the goal to the accepted part of a draft, with a comment on the way."""
    page.goto("/")
    page.get_by_role("textbox", name="What do you want to build?").tap()
    page.keyboard.type("Build a new user authentication flow")
    _fits(page)
    _button(page, "Plan it").tap()
    accept = page.get_by_role("button", name=re.compile("^Accept"))
    expect(accept).to_be_enabled()
    count = page.get_by_role("treeitem").count()
    _fits(page)
    page.get_by_role("treeitem").last.get_by_role("checkbox").tap()
    page.get_by_role("treeitem").first.tap()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="Comment").tap()
    field = page.get_by_role("textbox", name=re.compile("^Comment on"))
    field.fill("smaller")
    _fits(page)
    _button(page, "Send with others later").tap()
    expect(page.get_by_role("treeitem").first).to_contain_text("smaller")
    accept.tap()
    expect(page).to_have_url(re.compile("/projects/"))
    expect(page.get_by_role("treeitem")).to_have_count(count - 1)


def test_a_plan_is_worked_on(past: Past) -> None:
    """Renamed, added to, moved in and out, chosen together, undone, and looked at in each way."""
    page = past.page
    page.goto(f"/projects/{past.project}")
    _act(page, "Dig deepest", "Rename")
    _type(page, "Dig by hand")
    _act(page, "Plant", "Move in")
    expect(row(page, "Plant")).to_have_attribute("aria-level", "2")
    _act(page, "Plant", "Move out")
    expect(row(page, "Plant")).to_have_attribute("aria-level", "1")
    _act(page, "Dig by hand", "Add a sub-task")
    _type(page, "Mark the beds")
    page.keyboard.press("Escape")
    expect(row(page, "Mark the beds")).to_have_attribute("aria-level", "2")
    saved(page)
    _button(page, "Undo").tap()
    expect(row(page, "Mark the beds")).to_have_count(0)
    _act(page, "Dig by hand", "Select")
    row(page, "Plant").tap()
    expect(page.get_by_text("2 selected")).to_be_visible()
    _fits(page)
    page.get_by_role("toolbar").or_(page.get_by_role("region", name="Selected")).get_by_role(
        "button", name=re.compile("Status")
    ).tap()
    page.get_by_role("menuitem", name="Completed").or_(
        page.get_by_role("menuitemradio", name="Completed")
    ).tap()
    expect(page.get_by_role("button", name="Status: Completed")).to_have_count(2)
    for view in ("Board", "Dashboard"):
        page.get_by_role("link", name=view, exact=True).tap()
        expect(page.get_by_role("link", name=view, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        _fits(page)


def test_the_past_is_travelled(past: Past) -> None:
    """By the slider's buttons and the timeline; a version is brought back."""
    page = past.page
    past.open()
    _fits(page)
    page.get_by_role("button", name="Version: previous change").tap()
    past.at(7)
    _button(page, "Timeline").tap()
    _fits(page)
    _button(page, "Actions for “The plan”").tap()
    page.get_by_role("menuitem", name="Show the plan as it was then").tap()
    past.at(4)
    _button(page, "Restore").tap()
    page.get_by_role("dialog").get_by_role("button", name="Restore").tap()
    expect(row(page, "Water")).to_be_visible(timeout=PATIENCE)


def test_what_waits_is_looked_at_and_discarded(past: Past) -> None:
    """Without a connection, by the words that say so."""
    page = past.page
    page.goto(f"/projects/{past.project}")
    expect(row(page, "Plant")).to_be_visible()
    loaded_ahead(page)
    page.context.set_offline(True)
    _act(page, "Plant", "Rename")
    _type(page, "Plant beans")
    _button(page, "1 change waiting").tap()
    _fits(page)
    _button(page, "Discard").tap()
    _button(page, "Discard it").tap()
    _button(page, "Close").tap()
    expect(row(page, "Plant beans")).to_have_count(0)


class Thumb:
    """Touches as the browser gets them: what scrolls is scrolled, what can be dragged would be."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)

    def drag(self, what: Locator, right: int = 0, down: int = 0) -> None:
        """Put it in the middle of something, move it by so much, and lift it."""
        box = what.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._send("touchStart", {"x": x, "y": y})
        for step in range(1, 9):
            self._send("touchMove", {"x": x + right * step / 8, "y": y + down * step / 8})
            self._page.evaluate("new Promise(requestAnimationFrame)")
        self._send("touchEnd")

    def _send(self, kind: str, *points: dict[str, float]) -> None:
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


def test_what_a_mouse_drags_has_a_way_for_a_thumb(past: Past) -> None:
    """A thumb on a row, a card or a bar scrolls and moves nothing: a menu beside it does that.

    The slider of the history is dragged, and the page stays where it is.
    """
    page, thumb = past.page, Thumb(past.page)
    past.change(*(past.create(f"Row {n}") for n in range(20)))  # there is something to scroll
    page.goto(f"/projects/{past.project}")
    thumb.drag(row(page, "Row 5"), down=-150)
    expect(page.get_by_role("heading", level=1)).not_to_be_in_viewport()
    _act(page, "Row 5", "Cut")
    _act(page, "Row 7", "Paste below")
    expect(row(page, "Row 7").locator("~ [role=treeitem]").first).to_contain_text("Row 5")
    saved(page)
    version = past.get()["version"]

    page.goto(f"/projects/{past.project}/board")
    card = page.get_by_role("row", name=re.compile("Row 3"))
    expect(card.get_by_role("button", name=re.compile("^Move"))).to_be_visible()
    card.get_by_role("button", name=re.compile("^Status of")).tap()
    page.get_by_role("menuitemradio", name="Blocked").tap()
    expect(page.get_by_role("region", name="Blocked: 1")).to_contain_text("Row 3")
    beside = page.get_by_role("region", name=re.compile("^In progress")).get_by_role("heading")
    expect(beside).not_to_be_in_viewport(ratio=0.9)
    thumb.drag(page.get_by_role("row", name=re.compile("Row 2")), right=-200)
    expect(beside).to_be_in_viewport(ratio=0.9)

    page.goto(f"/projects/{past.project}/timeline")
    bar = page.get_by_role("button", name=re.compile("^Dates of T")).first
    thumb.drag(bar, right=90)
    bar.tap()
    expect(page.get_by_role("dialog", name=re.compile("^Dates of T"))).to_be_visible()
    assert version + 1 == past.get()["version"]

    past.open()
    expect(past.slider).to_have_value(str(version + 1))
    page.evaluate("scrollTo(0, 0)")
    box = past.slider.bounding_box()
    assert box is not None
    thumb.drag(past.slider, right=-round(box["width"] / 4))
    expect(past.slider).not_to_have_value(str(version + 1))
    expect(past.slider).to_be_in_viewport()
    assert abs(int(past.slider.input_value()) - (version + 1) / 4) <= 2
