"""What stands where: nothing scrolls into emptiness, nothing jumps, and nothing is hidden without a word."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafts import Drafted, portal
from tests.browser.pairs import told
from tests.browser.past import Past

BESIDE = """() => {
  const [note, bar] = ['[data-sonner-toast]', '[data-bar]']
    .map((place) => document.querySelector(place).getBoundingClientRect());
  return note.height > 0 && (note.bottom <= bar.top || bar.bottom <= note.top);
}"""
VIEWS = ("", "/board", "/timeline", "/graph", "/dashboard")


def _emptiness(page: Page) -> int:
    """How far the page scrolls beyond what stands in it, in pixels."""
    beyond = """() => document.documentElement.scrollHeight
      - Math.max(innerHeight, document.querySelector('#main').getBoundingClientRect().bottom + scrollY)"""
    return int(page.evaluate(beyond))


def test_a_long_conversation_does_not_make_the_page_taller(page: Page) -> None:
    """It scrolls in its own place, and the tree beside it has no emptiness below."""
    drafted = Drafted(page)
    drafted.change(drafted.create("Design"))
    drafted.propose()
    for number in range(12):
        drafted.post(
            f"/proposals/{drafted.proposal}/messages",
            {"instruction": f"Add a task Recipe {number}"},
        )
    drafted.open()
    expect(page.get_by_role("tree")).to_be_visible()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("Recipe 11")
    assert 0 == _emptiness(page)


def test_the_header_stays_as_it_is_in_each_view(past: Past) -> None:
    """Title, what can be undone, status and tabs stand in the same place."""
    page = past.page
    places = []
    for view in VIEWS:
        page.goto(f"/projects/{past.project}{view}")
        tabs = page.get_by_role("navigation", name="Views of the project")
        expect(tabs).to_be_visible()
        expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()
        box = tabs.bounding_box()
        assert box
        places.append((box["x"], box["y"]))
    assert {places[0]} == set(places)


@pytest.mark.parametrize("view", VIEWS)
def test_a_question_mark_lists_the_keys_in_each_view(past: Past, view: str) -> None:
    """Not only in the outline."""
    page = past.page
    page.goto(f"/projects/{past.project}{view}")
    expect(page.get_by_role("navigation", name="Views of the project")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_have_count(1)


def test_a_question_mark_lists_the_keys_on_the_start_page(page: Page) -> None:
    """Where there is no project yet."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_have_count(1)


def test_what_is_added_and_does_not_match_the_filter_is_told(past: Past) -> None:
    """With a way to see it, which ends the filter."""
    page = past.page
    page.goto(f"/projects/{past.project}?status=completed")
    page.get_by_role("button", name="Add a task").click()
    page.keyboard.type("Harvest")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("It does not match the filter")
    told(page).get_by_role("button", name="Show it").click()
    expect(page.get_by_role("treeitem", name="Harvest")).to_be_in_viewport()


def test_the_first_of_a_long_list_is_in_view_once_it_is_added(empty: Past) -> None:
    """The focus is on it, so it is not hidden above."""
    page = empty.page
    page.goto(f"/projects/{empty.project}")
    page.get_by_role("button", name="Add from a list").click()
    page.get_by_role("dialog").get_by_role("textbox").fill(
        "\n".join(f"- Item {number}" for number in range(300))
    )
    page.get_by_role("button", name="Show as tasks").click()
    page.get_by_role("button", name="Add 300").click()
    expect(page.get_by_role("tree", name="Tasks of Garden")).to_be_visible()
    first = page.get_by_role("treeitem", name="Item 0", exact=False).first
    expect(first).to_be_focused()
    page.wait_for_timeout(400)
    box = first.bounding_box()
    assert box
    assert 48 <= box["y"] <= 800


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_back_closes_a_sheet_and_stays_in_the_project(past: Past) -> None:
    """The details of a task, and the conversation."""
    page = past.page
    page.goto("/")
    page.goto(f"/projects/{past.project}")
    row = page.get_by_role("treeitem", name="Plant")
    row.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(row).to_be_visible()
    page.get_by_role("button", name="Conversation", exact=True).click()
    expect(page.get_by_role("textbox", name="Instruction")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("textbox", name="Instruction")).to_be_hidden()
    expect(row).to_be_visible()


def test_a_draft_is_told_by_its_project_and_discarded_in_the_list(page: Page) -> None:
    """After a question; the project's title says which of many it is."""
    drafted = Drafted(page, "Launch the new portal")
    drafted.change(drafted.create("Design"))
    drafted.propose("Add a task for the manual")
    page.goto("/")
    drafts = page.get_by_role("region", name="Open drafts")
    mine = drafts.get_by_role("listitem").filter(has_text="Launch the new portal")
    mine.get_by_role("button", name="Discard").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Discard").click()
    expect(mine).to_have_count(0)
    assert "rejected" == drafted.get(f"/proposals/{drafted.proposal}")["status"]


@pytest.mark.parametrize("viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
def test_a_note_covers_no_bar(page: Page) -> None:
    """Nothing that is told in passing lies over what a draft is accepted with, however high that is."""
    drafted = portal(page)
    drafted.open()
    bar = page.get_by_role("region", name="Decide about the draft")
    expect(bar).to_contain_text("with 2 sub-tasks")
    problem = {"code": "draft_changed", "title": "Changed", "status": 409}
    page.route(
        "**/accept",
        lambda route: route.fulfill(
            status=409, content_type="application/problem+json", body=json.dumps(problem)
        ),
    )
    accept = bar.get_by_role("button", name="Accept all")
    accept.click()
    expect(told(page)).to_contain_text("The draft changed meanwhile")
    page.wait_for_function(BESIDE)
    accept.click()


def test_a_draft_on_its_own_has_a_title(page: Page) -> None:
    """Whatever it is about: a plan that is there, a new one, or one that is yet to be said."""
    drafted = portal(page)
    title = page.get_by_role("heading", level=1)
    page.goto(f"/proposals/{drafted.proposal}")
    expect(title).to_have_text("Launch the portal")
    expect(title).to_be_visible()
    new = drafted.post("/proposals", {"instruction": "Write a book about bees"})
    page.goto(f"/proposals/{new['id']}")
    expect(title).to_have_text("Write a book about bees")
    page.goto("/proposals/new")
    expect(title).to_have_text("New plan")
