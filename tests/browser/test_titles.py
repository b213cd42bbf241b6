"""Titles that are longer than they may be, wherever one is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.drafts import Drafted

LONG = "x" * 212
TOLD = "12 characters too many: at most 200 fit."


def _refused(field: Locator) -> None:
    """It says by how much, and keeps all of it when one means to save and when one goes elsewhere."""
    field.fill(LONG)
    field.press("Enter")
    field.blur()
    expect(field).to_have_accessible_description(TOLD)
    expect(field).to_have_value(LONG)
    expect(field.page.get_by_text(TOLD)).to_be_visible()


@pytest.mark.parametrize("viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
def test_a_title_that_is_too_long_says_by_how_much(
    page: Page, axe: Callable[[], list[str]]
) -> None:
    """Of a new task, in its row, beside it, of the project, and of a proposed task: nothing is cut."""
    made = Drafted(page)
    made.change(made.create("Design"))
    page.goto(f"/projects/{made.project}")
    page.get_by_role("treeitem").first.focus()
    page.keyboard.press("F2")
    field = page.get_by_role("textbox", name="Title of T1")
    _refused(field)
    assert [] == axe()
    field.fill(LONG[:200])
    field.press("Enter")
    expect(page.get_by_role("treeitem").first).to_be_focused()
    page.get_by_role("button", name="Add a task").click()
    _refused(page.get_by_role("textbox", name="Title of the new task"))
    page.get_by_role("textbox", name="Title of the new task").press("Escape")
    page.get_by_title("Edit the title of the project").click()
    _refused(page.get_by_role("textbox", name="Title of the project"))
    page.get_by_role("textbox", name="Title of the project").press("Escape")
    assert [LONG[:200]] == made.titles()
    made.propose()
    made.open()
    page.get_by_role("treeitem", name="Documentation").focus()
    page.keyboard.press("e")
    field = page.get_by_role("group", name="Edit T2").get_by_role("textbox", name="Title")
    _refused(field)
    page.get_by_role("button", name="Done").click()
    expect(field).to_be_focused()
    expect(field).to_have_value(LONG)
    assert [] == axe()
