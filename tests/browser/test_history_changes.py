"""Finding changes in the history page, linking to them and taking them back. In a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]
EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"]
)


def _rows(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def test_changes_are_looked_for_and_the_address_knows(past: Past) -> None:
    """Words, what, who, and days narrow the list; a reload finds the same; one press takes one back."""
    past.open()
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    expect(changes).to_have_count(6)
    past.page.get_by_role("searchbox", name="Filter the changes").fill("ada")
    expect(changes).to_have_count(1)
    expect(past.page).to_have_url(re.compile("text=ada"))
    past.page.get_by_role("searchbox", name="Filter the changes").fill("")
    past.page.get_by_role("button", name="Filter", exact=True).click()
    past.page.get_by_role("button", name=re.compile("What")).click()
    past.page.get_by_role("option", name="Something removed").click()
    expect(changes).to_have_count(1)
    expect(changes).to_contain_text("It rains")
    past.page.reload()
    expect(changes).to_have_count(1)
    past.page.get_by_role("button", name="Do not look for: Something removed").click()
    expect(changes).to_have_count(6)
    past.open("?until=2020-01-01")
    expect(past.page.get_by_text("No change is like that")).to_be_visible()
    past.page.get_by_role("button", name="Show all changes").click()
    expect(changes).to_have_count(6)
    past.open("?actor=user:nobody&since=2020-01-01")
    expect(past.page.get_by_role("list", name="Looked for").get_by_role("listitem")).to_have_count(
        2
    )


def test_what_was_accepted_leads_to_its_conversation(past: Past) -> None:
    """From a change to the conversation behind it, and to everything that came of that."""
    asked = {"project_id": past.project, "instruction": "Add a task for compost"}
    draft = past.post("/proposals", asked)
    past.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    past.open()
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    actions = changes.first.get_by_role("button", name=re.compile("^Actions for"))
    actions.click()
    past.page.get_by_role("menuitem", name="Only what came of it").click()
    expect(changes).to_have_count(1)
    changes.first.get_by_role("link", name="Conversation").click()
    expect(past.page.get_by_role("region", name="Messages")).to_contain_text("compost")
    past.page.go_back()
    actions.click()
    past.page.get_by_role("menuitem", name="Show the conversation behind it").click()
    expect(past.page.get_by_role("region", name="Messages")).to_contain_text("compost")


def test_a_version_has_a_link_that_stays(past: Past) -> None:
    """The copied link names the version, and shows it after the project went on."""
    past.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    past.open()
    past.at(8)
    past.page.get_by_role("button", name="Copy a link to this version").click()
    expect(past.page.get_by_text("The link is copied")).to_be_visible()
    link = past.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{past.server}/projects/{past.project}/history?version=8"
    past.change(past.update("Dig", title="Later"))
    past.page.goto(link)
    past.at(8)
    expect(_rows(past.page).first).to_contain_text("Dig deepest")


def test_a_version_is_restored_with_enter(past: Past) -> None:
    """The window shows what would change, in numbers too; its button has the focus."""
    past.open("?version=4")
    past.page.get_by_role("button", name="Restore").click()
    window = past.page.get_by_role("dialog")
    expect(window).to_contain_text("1 added")
    expect(window.get_by_role("list", name="What it changes")).to_contain_text("Dig deepest")
    expect(window.get_by_role("button", name="Restore")).to_be_focused()
    past.page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    expect(past.slider).to_have_attribute("aria-valuetext", re.compile("the newest"))
    assert ["Dig", "Plant", "Water"] == [t["title"] for t in past.get("?shape=flat")["tasks"]]


def test_one_change_is_undone_with_enter(past: Past) -> None:
    """The window shows what it sets back; afterwards the list says that it was undone, and by what."""
    past.open()
    past.page.get_by_role("button", name="Actions for “It rains”").click()
    past.page.get_by_role("menuitem", name="Undo this change").click()
    window = past.page.get_by_role("dialog")
    expect(window).to_contain_text("Water")
    expect(window.get_by_role("button", name="Undo")).to_be_focused()
    past.page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    expect(changes.first).to_contain_text("Undo: It rains")
    expect(_rows(past.page).filter(has_text="Water")).to_contain_text("Added")


def test_an_undo_that_later_changes_forbid_is_explained(past: Past) -> None:
    """It names the field, what it is now and what the undo would set, and changes nothing."""
    past.open()
    past.page.get_by_role("button", name="Actions for “Agreed with Ada”").click()
    past.page.get_by_role("menuitem", name="Undo this change").click()
    expect(past.page.get_by_role("dialog").get_by_role("button", name="Undo")).to_be_focused()
    past.page.keyboard.press("Enter")
    window = past.page.get_by_role("dialog", name="This cannot be undone as it is")
    expect(window).to_contain_text("Now: Dig deepest. The undo would set: Dig.")
    assert 8 == past.get()["version"]


def test_a_version_that_does_not_load_is_told_and_tried_again(past: Past) -> None:
    """The page says so where the plan would be, and one press loads it."""

    def refuse(route: Route) -> None:
        route.abort()

    past.page.route("**/patches?*", refuse)
    past.page.goto(f"/projects/{past.project}/history")
    expect(past.page.get_by_role("alert")).to_contain_text("could not be loaded")
    past.page.unroute("**/patches?*", refuse)
    past.page.get_by_role("button", name="Try again").click()
    expect(_rows(past.page).first).to_contain_text("Dig deepest")


def test_a_project_without_tasks_has_a_history(empty: Past) -> None:
    """What there is not is said, at its only version and before it."""
    empty.open()
    expect(empty.page.get_by_text("There were no tasks.")).to_be_visible()
    empty.page.keyboard.press("Home")
    expect(empty.page.get_by_text("There is no project at this version")).to_be_visible()


@EVERYWHERE
def test_no_part_of_the_history_is_a_barrier(past: Past, axe: Violations) -> None:
    """A version, a task, the filters, both ways to compare and the windows: nothing that axe knows."""
    seen: dict[str, list[str]] = {}

    def look(name: str) -> None:
        assert past.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        seen[name] = axe()

    past.open(f"?version=6&task={past.tasks['Plant']}")
    expect(_rows(past.page).first).to_be_visible()
    look("version")
    past.page.get_by_role("button", name="Restore").click()
    expect(past.page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    look("restore")
    past.page.keyboard.press("Escape")
    timeline = past.page.get_by_role("button", name="Timeline")
    if timeline.is_visible():
        timeline.click()
    past.page.get_by_role("button", name="Filter", exact=True).click()
    expect(past.page.get_by_role("group", name="Filters")).to_be_visible()
    look("filters")
    for layout in ("side", "list"):
        past.page.goto(f"/projects/{past.project}/history?from=4&to=8&layout={layout}")
        expect(past.page.get_by_text("Water").first).to_be_visible()
        look(layout)
    assert {} == {name: found for name, found in seen.items() if found}
