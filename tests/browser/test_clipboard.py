"""Tasks are copied, cut and pasted; a list from elsewhere becomes tasks, as a difference to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]

LIST = "- [ ] Order soil\n  - [x] Ask for prices\n    two offers at least\n- Rent a tiller\n"


@pytest.fixture
def plan(empty: Past) -> Past:
    """A plan of two tasks, the first with one below it, on the screen."""
    empty.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    empty.change(empty.create("Dig", priority="high", tags=["bed"]), empty.create("Plant"))
    empty.change(empty.create("Edges", parent_id=empty.tasks["Dig"], status="completed"))
    empty.page.goto(f"/projects/{empty.project}")
    expect(_row(empty.page, "Plant")).to_be_visible()
    return empty


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem").filter(has_text=title)


def _copy_elsewhere(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def _decide(page: Page) -> Locator:
    return page.get_by_role("region", name="Decide about the pasted list")


def _outline(plan: Past) -> list[tuple[int, str, str]]:
    """Number, title and status of the tasks as the server has them, from the top down."""
    found: list[tuple[int, str, str]] = []

    def read(tasks: list[dict[str, Any]]) -> None:
        for task in tasks:
            found.append((task["number"], task["title"], task["status"]))
            read(task["children"])

    read(plan.get()["tasks"])
    return found


def test_a_subtree_is_copied_and_pasted(plan: Past) -> None:
    """The copy has all fields and all that is below, as one change that one undo takes back."""
    page = plan.page
    _row(page, "Dig").first.focus()
    page.keyboard.press("Control+c")
    _row(page, "Plant").focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("treeitem")).to_have_count(5)
    expect(_row(page, "T4")).to_contain_text("bed")
    expect(_row(page, "T5")).to_have_attribute("aria-level", "2")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("treeitem")).to_have_count(3)


def test_other_programs_get_a_markdown_list(plan: Past) -> None:
    """What is copied reads as a list with boxes where text is pasted."""
    page = plan.page
    _row(page, "Dig").first.focus()
    page.keyboard.press("Control+c")
    expect(page.get_by_text("2 tasks copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == "- [ ] Dig\n  - [x] Edges\n"


def test_what_is_cut_moves_and_stays_the_same_task(plan: Past) -> None:
    """Cut rows say so; pasting moves them under their old numbers."""
    page = plan.page
    _row(page, "Edges").focus()
    page.keyboard.press("Control+x")
    expect(_row(page, "Edges")).to_contain_text("Cut")
    _row(page, "Plant").focus()
    page.keyboard.press("Control+v")
    expect(_row(page, "Edges")).to_have_attribute("aria-level", "1")
    expect(_row(page, "T3")).to_contain_text("Edges")
    expect(_row(page, "Edges")).not_to_contain_text("Cut")


def test_a_pasted_list_is_a_difference_until_it_is_confirmed(plan: Past) -> None:
    """Boxes are statuses and indentation the tree; nothing is stored before Enter."""
    page = plan.page
    _row(page, "Plant").focus()
    _copy_elsewhere(page, LIST)
    page.keyboard.press("Control+v")
    expect(_decide(page)).to_contain_text("+3")
    expect(_row(page, "Order soil")).to_contain_text("Added")
    expect(_row(page, "Order soil")).to_be_focused()
    assert len(_outline(plan)) == 3
    page.keyboard.press("Enter")
    expect(_decide(page)).to_have_count(0)
    expect(_row(page, "T4")).to_be_focused()
    assert _outline(plan)[3:] == [
        (4, "Order soil", "todo"),
        (5, "Ask for prices", "completed"),
        (6, "Rent a tiller", "todo"),
    ]


def test_a_pasted_list_is_given_up(plan: Past) -> None:
    """Escape leaves the plan as it was, and the focus where it was."""
    page = plan.page
    _row(page, "Plant").focus()
    _copy_elsewhere(page, LIST)
    page.keyboard.press("Control+v")
    expect(_decide(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_decide(page)).to_have_count(0)
    expect(_row(page, "Plant")).to_be_focused()
    assert len(_outline(plan)) == 3


@pytest.mark.parametrize("viewport", [(1280, 900), (360, 740)], ids=["desktop", "phone"])
def test_a_list_is_added_without_a_keyboard(plan: Past, axe: Violations) -> None:
    """A window takes the list, the difference fits the screen, and axe finds nothing."""
    page = plan.page
    page.get_by_role("button", name="Add from a list").click()
    page.get_by_role("textbox", name=re.compile("^A list")).fill(LIST)
    assert axe() == []
    page.get_by_role("button", name="Show as tasks").click()
    expect(_decide(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe() == []
    _decide(page).get_by_role("button", name="Add 3").click()
    expect(_row(page, "T6")).to_contain_text("Rent a tiller")
