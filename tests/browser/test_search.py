"""Search in all projects and in all that was: each hit leads to where it is to be seen; on a phone, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]


def _search(page: Page, words: str) -> None:
    """Open the search by its key, and go on typing: nothing is lost while it is on its way."""
    page.keyboard.type(f"/{words}")
    expect(_field(page)).to_have_value(words)
    expect(_field(page)).to_be_focused()
    # What the first letters found, in the projects of other tests too, stands until then.
    expect(page.get_by_role("listbox", name="Found")).not_to_have_attribute("aria-busy", "true")


def _field(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search", exact=True).get_by_role("combobox")


def _group(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


@pytest.fixture
def known(past: Past) -> str:
    """A word that only this project has: in a task, a former title, a message and a conversation."""
    word = f"loam{uuid4().hex[:8]}"
    past.change(past.update("Plant", description=f"Needs {word} of the best kind"))
    past.change(past.update("Dig", title=f"Bring {word}"), message=f"No {word} yet")
    past.change(past.update("Dig", title="Bring sand"))
    past.post("/proposals", {"project_id": past.project, "instruction": f"Add a {word} heap"})
    past.page.goto(f"/projects/{past.project}")
    expect(past.page.get_by_role("treeitem").first).to_be_visible()
    return word


def test_each_kind_is_found_and_leads_to_its_place(past: Past, known: str) -> None:
    """A task to where it is now, a message to its version, what was said to its message."""
    page = past.page
    _search(page, known.upper())
    for group, words in (
        ("Tasks", "T2 Plant"),
        ("Deleted, and as it was", f"T1 Bring {known}"),
        ("Why it was changed", f"No {known} yet"),
        ("Conversations", f"Added “{known.capitalize()} heap”"),
    ):
        expect(_group(page, group).get_by_role("option").first).to_contain_text(words)
        expect(_group(page, group).locator("mark").first).to_have_text(
            re.compile(known, re.IGNORECASE)
        )
    page.keyboard.press("Enter")
    expect(_field(page)).to_have_count(0)
    expect(page.get_by_role("textbox", name="Title of T2")).to_be_visible()
    _search(page, known)
    _group(page, "Why it was changed").get_by_role("option").click()
    past.at(10)
    past.slider.focus()
    _search(page, known)
    _group(page, "Conversations").get_by_role("option").filter(has_text="Instruction").click()
    expect(page).to_have_url(re.compile("/proposals/.*message=0"))
    expect(page.locator("[aria-current=true]")).to_contain_text(f"Add a {known} heap")


def test_a_former_title_leads_to_when_it_was_so(past: Past, known: str) -> None:
    """By the keyboard alone: the last version that had it is shown, with the task chosen."""
    page = past.page
    _search(page, known)
    hit = _group(page, "Deleted, and as it was").get_by_role("option").first
    expect(hit).to_contain_text("Former title, version 10 · Garden")
    first = _group(page, "Tasks").get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(hit).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    past.at(10)
    expect(page).to_have_url(re.compile(f"version=10&task={past.tasks['Dig']}"))
    chosen = page.get_by_role("complementary", name="Timeline")
    expect(chosen).to_contain_text(f"T1 Bring {known}at version 10")


def test_what_was_deleted_is_found_and_marked(past: Past) -> None:
    """A task, and in a project that is gone, too; within one project where that is wanted."""
    page = past.page
    past.page.goto(f"/projects/{past.project}")
    expect(page.get_by_role("treeitem").first).to_be_visible()
    _search(page, "water")
    page.get_by_role("radio", name="In this project").click()
    hits = _group(page, "Deleted, and as it was").get_by_role("option")
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("Deleted")
    expect(hits).to_contain_text("As it was at last, version 6")
    page.keyboard.press("Escape")
    gone = [{"op": "delete", "target": "project", "target_id": past.project}]
    past.post(f"/projects/{past.project}/changesets", {"patches": gone})
    page.goto("/")
    page.get_by_role("button", name="Search projects, tasks and history").click()
    _field(page).fill("dig deepest")
    hit = _group(page, "Deleted, and as it was").get_by_role("option").first
    expect(hit).to_contain_text("Deleted")
    hit.click()
    past.at(8)


def test_what_came_back_is_found_once(past: Past) -> None:
    """After an undo and a redo a task is where it was, and its title is not a former one."""
    page = past.page
    word = f"moss{uuid4().hex[:8]}"
    past.change(past.create(f"Scrape {word}"))
    past.change(past.update(f"Scrape {word}", title=f"Keep {word}"))
    for way in ("undo", "undo", "redo", "redo"):
        past.post(f"/projects/{past.project}/{way}", {})
    page.goto(f"/projects/{past.project}")
    expect(page.get_by_role("treeitem").first).to_be_visible()
    _search(page, f"keep {word}")
    expect(_group(page, "Tasks").get_by_role("option")).to_have_count(1)
    expect(_group(page, "Deleted, and as it was")).to_have_count(0)
    _field(page).fill(f"scrape {word}")
    former = _group(page, "Deleted, and as it was").get_by_role("option")
    expect(former.filter(has_text="Former title")).to_have_count(1)
    expect(_group(page, "Tasks")).to_have_count(0)


def test_how_the_search_stands_is_said(past: Past) -> None:
    """What to type, that there is more, that nothing was found, and that the server did not answer."""
    page = past.page
    many = [past.create(f"Zinnia {number}") for number in range(9)]
    past.change(*many)
    past.page.goto(f"/projects/{past.project}")
    expect(page.get_by_role("treeitem").first).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("search pro")
    page.get_by_role("option", name=re.compile("Search projects, tasks and history")).click()
    expect(page.get_by_text("stand together")).to_be_visible()
    page.get_by_role("radio", name="In this project").click()
    _field(page).fill("zinn")
    expect(_group(page, "Tasks").get_by_role("option")).to_have_count(7)
    page.get_by_role("option", name="More: tasks").click()
    expect(_group(page, "Tasks").get_by_role("option")).to_have_count(9)
    seventh = _group(page, "Tasks").get_by_role("option").nth(6)
    expect(seventh).to_have_attribute("aria-selected", "true")
    _field(page).fill("zinnwald")
    expect(page.get_by_text("Nothing has, or ever had, these words.")).to_be_visible()

    def refuse(route: Route) -> None:
        route.fulfill(status=422, json={"code": "invalid", "detail": "Not now."})

    page.route("**/api/v1/search/history*", refuse)
    _field(page).fill("zinnia")
    expect(page.get_by_role("alert")).to_contain_text("Could not search. Not now.")
    page.unroute("**/api/v1/search/history*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_on_a_phone_it_fills_the_screen(past: Past, known: str, axe: Violations) -> None:
    """A button opens it, nothing is cut off, axe finds nothing."""
    page = past.page
    page.get_by_role("button", name="Search projects, tasks and history").click()
    _field(page).fill(known)
    expect(_group(page, "Conversations").get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe() == []
    page.get_by_role("button", name="Close").click()
    expect(_field(page)).to_have_count(0)
