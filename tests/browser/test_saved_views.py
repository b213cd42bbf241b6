"""Saved views in the page: a way of looking at a plan has a name, and everybody is offered it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.drafts import Drafted


def test_a_view_is_saved_shared_changed_and_brought_back(
    page: Page, axe: Callable[[], list[str]]
) -> None:
    """By menu, palette and link; a name that is taken is told where it is typed."""
    made = Drafted(page, "Shop")
    made.change(made.create("Paint", status="completed"), made.create("Build"), made.create("Open"))
    plan = f"/projects/{made.project}"
    page.goto(f"{plan}?status=completed")
    expect(_rows(page)).to_have_count(1)

    _menu(page, "Views", "Save this view as …")
    dialog = page.get_by_role("dialog", name="Save this view")
    expect(dialog.get_by_label("Name")).to_be_focused()
    assert [] == axe()
    page.keyboard.type("Done")
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Done", exact=True)
    expect(button).to_be_focused()
    expect(page).to_have_url(re.compile("status=completed.*view="))
    view = re.findall("view=([^&]+)", page.url)[0]

    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("button", name="Done (changed)")).to_be_visible()
    page.get_by_role("searchbox").fill("Open")
    expect(_rows(page)).to_have_count(1)
    _menu(page, "Done", "Update “Done”")
    expect(button).to_be_visible()
    _menu(page, "Done", "Rename “Done” …")
    page.get_by_role("dialog").get_by_label("Name").fill("To open")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="To open")).to_be_visible()

    page.goto(f"{plan}/board")
    _menu(page, "Views", "Save this view as …")
    page.get_by_role("dialog").get_by_label("Name").fill("to OPEN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("is called")).to_be_visible()
    page.keyboard.press("Escape")

    # A link names the view alone: it shows what the view shows by now.
    page.goto(f"{plan}?view={view}")
    expect(_rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("text=Open"))
    _menu(page, "To open", "Delete “To open”")
    expect(page.get_by_role("button", name="Views", exact=True)).to_be_visible()
    told = page.get_by_role("listitem").filter(has_text="is deleted")
    told.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="To open")).to_be_visible()

    page.goto(f"{plan}/board")
    # What the palette offers is what is loaded when it opens.
    page.get_by_role("button", name="Views", exact=True).click()
    expect(
        page.get_by_role("menuitemradio", name="To open")
        .or_(page.get_by_role("menuitem", name="To open"))
        .first
    ).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("to open")
    page.get_by_role("option", name=re.compile("To open")).first.click()
    expect(_rows(page)).to_have_count(1)
    [kept] = made.get(f"/projects/{made.project}/views")["items"]
    assert ("To open", {"text": "Open"}) == (kept["name"], kept["settings"])


def test_what_others_make_of_a_view_is_there_without_asking(page: Page) -> None:
    """One that is saved, and then called otherwise."""
    made = Drafted(page, "Shop")
    page.goto(f"/projects/{made.project}")
    expect(page.get_by_role("button", name="Views", exact=True)).to_be_visible()
    look = {"name": "To open", "kind": "outline", "settings": {}}
    view = made.post(f"/projects/{made.project}/views", look)
    page.goto(f"/projects/{made.project}?view={view['id']}")
    expect(page.get_by_role("button", name="To open")).to_be_visible()
    there = f"/api/v1/projects/{made.project}/views/{view['id']}"
    assert page.request.patch(there, data={"name": "To unlock"}).ok
    expect(page.get_by_role("button", name="To unlock")).to_be_visible()


def _rows(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def _menu(page: Page, name: str, entry: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).click()
    page.get_by_role("menuitem", name=entry).or_(
        page.get_by_role("menuitemradio", name=entry)
    ).click()
