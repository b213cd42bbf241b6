"""The README's five minutes, walked in a real browser; on a phone too; with the keyboard alone too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Violations = Callable[[], list[str]]

GOAL = "Build a new user authentication flow"
PHONE = pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1280, 900), (360, 740)], ids=["desktop", "phone"]
)


def _propose(page: Page, goal: str = GOAL) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="What do you want to build?").fill(goal)
    page.keyboard.press("Enter")
    expect(_accept(page)).to_be_enabled()


def _accept(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Accept"))


def _say(page: Page, instruction: str) -> None:
    """Say something in the conversation, and wait for the answer to it."""
    page.get_by_role("textbox", name="Instruction").fill(instruction)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    expect(page.get_by_role("region", name="Messages")).to_contain_text(instruction)


def _new_plan(page: Page) -> None:
    """An accepted plan, its tree on the screen."""
    _propose(page)
    _accept(page).click()
    expect(page).to_have_url(re.compile("/projects/"))
    expect(page.get_by_role("button", name="Add a task")).to_be_visible()


def _tasks(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def _is_as_wide_as_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_from_a_goal_to_an_accepted_plan(page: Page) -> None:
    """A goal streams in as a diff, is refined by talking, and accepted; the list then has it."""
    _propose(page)
    proposed = _tasks(page).count()
    assert proposed >= 4
    expect(_tasks(page).first).to_contain_text("Added")
    _say(page, "Combine the first two tasks")
    expect(_tasks(page)).to_have_count(proposed - 1)
    _say(page, "Add a task for documentation")
    expect(_tasks(page)).to_have_count(proposed)
    expect(_tasks(page).last).to_contain_text(re.compile("documentation", re.IGNORECASE))
    _accept(page).click()
    expect(page).to_have_url(re.compile("/projects/"))
    expect(_tasks(page)).to_have_count(proposed)
    expect(_tasks(page).first).not_to_contain_text("Added")
    page.get_by_role("link", name="Patch Ledger").click()
    expect(page.get_by_role("link", name=re.compile(GOAL)).first).to_be_visible()


def test_a_part_of_a_draft_is_accepted(page: Page) -> None:
    """Unticked tasks stay out, and what depends on them is told about, not lost in silence."""
    _propose(page)
    count = _tasks(page).count()
    _tasks(page).last.get_by_role("checkbox").uncheck()
    _accept(page).click()
    expect(page).to_have_url(re.compile("/projects/"))
    expect(_tasks(page)).to_have_count(count - 1)


def test_what_is_unclear_is_asked_and_changes_nothing(page: Page) -> None:
    """An instruction about a task that is not there gets a question with candidates."""
    _propose(page)
    before = _tasks(page).count()
    _say(page, "Remove the frobnicator task")
    answers = page.get_by_role("list", name="Answers").last
    expect(answers.get_by_role("button").first).to_be_visible()
    expect(_tasks(page)).to_have_count(before)


def test_a_task_is_broken_down_three_levels_deep(page: Page) -> None:
    """Break down, accept, and the same for a sub-task of that, again."""
    _new_plan(page)
    _tasks(page).first.click()
    for level in (2, 3, 4):
        page.get_by_role("complementary").get_by_role("button", name="Break down").click()
        expect(_accept(page)).to_be_enabled()
        _accept(page).click()
        expect(_accept(page)).to_have_count(0)
        deeper = page.locator(f'[role=treeitem][aria-level="{level}"]')
        expect(deeper.first).to_be_visible()
        deeper.first.click()
    assert page.locator('[role=treeitem][aria-level="4"]').count() >= 3


def test_an_edit_shows_at_once_and_is_undone(page: Page) -> None:
    """Enter edits the title; Ctrl+Z takes it back, Ctrl+Shift+Z brings it again; a reload agrees."""
    _new_plan(page)
    first = _tasks(page).first
    before = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Renamed by hand")
    page.keyboard.press("Enter")
    expect(first).to_contain_text("Renamed by hand")
    first.focus()
    page.keyboard.press("Control+z")
    expect(first).not_to_contain_text("Renamed by hand")
    assert before == first.inner_text()
    page.keyboard.press("Control+Shift+z")
    expect(first).to_contain_text("Renamed by hand")
    page.reload()
    expect(_tasks(page).first).to_contain_text("Renamed by hand")


def test_the_tree_is_worked_with_the_keyboard_alone(page: Page) -> None:
    """Add below, move in, move out, delete with a question, undo: nothing needs a pointer."""
    _new_plan(page)
    count = _tasks(page).count()
    _tasks(page).first.focus()
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Between the first two")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    added = _tasks(page).filter(has_text="Between the first two")
    expect(added).to_have_attribute("aria-level", "1")
    added.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(added).to_have_attribute("aria-level", "2")
    page.keyboard.press("Alt+ArrowLeft")
    expect(added).to_have_attribute("aria-level", "1")
    page.keyboard.press("Delete")
    dialog = page.get_by_role("alertdialog").or_(page.get_by_role("dialog"))
    if dialog.count():
        dialog.get_by_role("button", name="Delete").click()
    expect(_tasks(page)).to_have_count(count)
    page.keyboard.press("Control+z")
    expect(added).to_be_visible()


def test_the_past_is_travelled_and_brought_back(page: Page) -> None:
    """The slider shows the plan as it was; restoring an old version is a new entry."""
    _new_plan(page)
    count = _tasks(page).count()
    page.get_by_role("button", name="Add a task").click()
    page.keyboard.type("A later idea")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(_tasks(page)).to_have_count(count + 1)
    expect(
        page.get_by_text("Saved").or_(page.get_by_role("button", name="Undo"))
    ).not_to_have_count(0)
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(_tasks(page)).to_have_count(count + 1)
    page.get_by_role("slider", name="Version", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(_tasks(page)).to_have_count(count)
    page.keyboard.press("Home")
    expect(_tasks(page)).to_have_count(0)


@EVERYWHERE
def test_no_page_has_a_barrier(page: Page, axe: Violations) -> None:
    """Start, review, plan, details and history: no violation that axe knows, nothing cut off."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    seen = {"start": axe()}
    _propose(page)
    assert _is_as_wide_as_the_screen(page)
    seen["review"] = axe()
    _accept(page).click()
    expect(page.get_by_role("button", name="Add a task")).to_be_visible()
    assert _is_as_wide_as_the_screen(page)
    seen["plan"] = axe()
    _tasks(page).first.click()
    expect(page.get_by_role("textbox", name=re.compile("^Title of"))).to_be_visible()
    seen["details"] = axe()
    page.goto(page.url.split("?")[0] + "/history")
    expect(page.get_by_role("slider", name="Version", exact=True)).to_be_visible()
    expect(_tasks(page).first).to_be_visible()
    assert _is_as_wide_as_the_screen(page)
    seen["history"] = axe()
    assert {} == {name: found for name, found in seen.items() if found}


def test_a_browser_without_a_language_shows_the_page(page: Page) -> None:
    """Where the system's language is plain C, Chromium calls its own one "en-US@posix"."""
    said = "Object.defineProperty(navigator, 'language', {get: () => 'en-US@posix'})"
    page.add_init_script(said)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@PHONE
def test_a_task_is_broken_down_on_a_phone(page: Page) -> None:
    """From the details to the draft in the tree, and back to the tree: nothing covers what comes of it."""
    _new_plan(page)
    count = _tasks(page).count()
    _tasks(page).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Break down").click()
    expect(_accept(page)).to_be_enabled()
    _accept(page).click()
    expect(page.get_by_role("button", name="Add a task")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(_tasks(page)).not_to_have_count(count)
    assert _tasks(page).count() > count


@PHONE
def test_a_question_is_seen_on_a_phone(page: Page) -> None:
    """A change leads to the tree, a question to the conversation: only one of them is seen."""
    _new_plan(page)
    page.get_by_role("button", name="Conversation").click()
    _say(page, "Remove the frobnicator task")
    answers = page.get_by_role("list", name="Answers").last
    expect(answers.get_by_role("button").first).to_be_visible()
    answers.get_by_role("button").first.click()
    expect(_accept(page)).to_be_visible()
    expect(page.get_by_role("textbox", name="Instruction")).to_be_hidden()


@PHONE
def test_a_long_message_does_not_widen_the_list(page: Page, live_server: str) -> None:
    """The start page is as wide as the phone, whatever was said last."""
    page.request.post(f"{live_server}/api/v1/projects", data={"title": "Short"})
    found = page.request.get(f"{live_server}/api/v1/projects?text=Short").json()["items"][0]
    patch = {"op": "update", "target": "project", "target_id": found["id"], "body": {"owner": "a"}}
    changed = page.request.post(
        f"{live_server}/api/v1/projects/{found['id']}/changesets",
        data={"patches": [patch], "message": "a very long message " * 20},
    )
    assert changed.ok
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("Short"))).to_be_visible()
    assert _is_as_wide_as_the_screen(page)


def test_the_keys_are_listed_from_a_row(page: Page) -> None:
    """A question mark is no title's beginning: it opens the list of keys, and the list can be left."""
    _new_plan(page)
    _tasks(page).first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@EVERYWHERE
def test_a_draft_that_is_not_there_is_told(page: Page, axe: Violations) -> None:
    """Its address says so once, and offers a way on."""
    page.goto("/proposals/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such draft")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert [] == axe()


@EVERYWHERE
def test_a_project_that_is_not_there_is_told(page: Page) -> None:
    """An address that leads nowhere says so, and offers a way on."""
    page.goto("/projects/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("main")).to_contain_text("There is no such project")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()


@PHONE
def test_the_whole_way_on_a_phone(page: Page) -> None:
    """Goal, accept, and the plan at 360 pixels."""
    _new_plan(page)
    assert _tasks(page).count() >= 4
    assert _is_as_wide_as_the_screen(page)
