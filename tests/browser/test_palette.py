"""The command palette: whatever can be done or gone to, found by a few letters; on a phone, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]

PHONE = pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])


@pytest.fixture
def plan(empty: Past) -> Past:
    """A plan whose tasks are on the screen."""
    empty.change(
        empty.create("Dig the bed"),
        empty.create("Plant tomatoes"),
        empty.create("Water"),
    )
    empty.page.goto(f"/projects/{empty.project}")
    expect(_row(empty.page, "Water")).to_be_visible()
    return empty


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem").filter(has_text=title)


def _field(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search and commands").get_by_role("combobox")


def _hold(page: Page, address: str) -> list[Route]:
    """What is asked for there from now on, until it is let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    return held


def _option(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=re.compile(name)).first


def _ask(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    expect(_field(page)).to_be_focused()
    page.keyboard.type(words)


@pytest.mark.parametrize("words", ["T2", "2", "plntom"])
def test_a_task_is_jumped_to_by_number_and_by_letters(plan: Past, words: str) -> None:
    """Enter takes to the task: its row has the focus, its details are shown."""
    _ask(plan.page, words)
    expect(_option(plan.page, "T2 Plant tomatoes")).to_have_attribute("aria-selected", "true")
    plan.page.keyboard.press("Enter")
    expect(_field(plan.page)).to_have_count(0)
    expect(_row(plan.page, "Plant tomatoes")).to_be_focused()
    expect(plan.page.get_by_role("textbox", name="Title of T2")).to_be_visible()


def test_what_can_be_done_with_the_task_that_one_is_on_is_found(plan: Past) -> None:
    """The status of the focused task is set by a few letters; the focus is back on it after that."""
    _row(plan.page, "Water").focus()
    _ask(plan.page, "status completed")
    expect(_option(plan.page, "Status: Completed")).to_have_attribute("aria-selected", "true")
    plan.page.keyboard.press("Enter")
    expect(_row(plan.page, "Water").get_by_role("button", name="Status")).to_have_accessible_name(
        "Status: Completed"
    )
    expect(_row(plan.page, "Water")).to_be_focused()


def test_an_action_that_takes_the_focus_has_it(plan: Past) -> None:
    """Renaming from the palette ends up in the field for the title."""
    _row(plan.page, "Water").focus()
    _ask(plan.page, "rename")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("textbox", name="Title of T3")).to_be_focused()


def test_what_is_typed_before_it_is_there_is_in_its_field(plan: Past) -> None:
    """Its keys are not taken for those of the tree, in which E edits and Delete deletes."""
    held = _hold(plan.page, "**/assets/Palette-*.js")
    _row(plan.page, "Water").focus()
    plan.page.keyboard.press("Control+k")
    plan.page.keyboard.type("else")
    plan.page.keyboard.press("Delete")
    plan.page.keyboard.type("where")
    for route in held:
        route.continue_()
    expect(_field(plan.page)).to_have_value("elsewhere")
    expect(_field(plan.page)).to_be_focused()
    expect(plan.page.get_by_role("treeitem", include_hidden=True)).to_have_count(3)


def test_the_agent_is_asked_from_it(plan: Past) -> None:
    """Beside the details of a task its answer comes to the front."""
    plan.page.get_by_text("Water").click()
    _ask(plan.page, "risks")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_text("What puts this plan at risk?")).to_be_visible()
    expect(plan.page.get_by_role("list", name="Findings")).to_be_visible()


def test_shortcuts_are_shown(plan: Past) -> None:
    """An action that has keys of its own says which."""
    _ask(plan.page, "undo")
    expect(_option(plan.page, "^Undo")).to_contain_text("CtrlZ")


def test_a_word_in_a_description_is_found_in_whichever_project(plan: Past) -> None:
    """The search reads all projects; the word is marked, and Enter goes to the task."""
    word = f"Marmande{uuid4().hex[:8]}"
    plan.change(plan.update("Plant tomatoes", description=f"{word}, in rows of seven"))
    plan.page.goto("/")
    expect(plan.page.get_by_role("heading", level=1)).to_be_visible()
    _ask(plan.page, word.lower())
    hit = _option(plan.page, "Plant tomatoes")
    expect(hit.locator("mark")).to_have_text(word)
    hit.click()
    expect(plan.page).to_have_url(re.compile(plan.project))
    expect(plan.page.get_by_role("textbox", name="Title of T2")).to_be_visible()


def test_a_project_is_jumped_to(plan: Past) -> None:
    """A few letters of a title lead to another project."""
    other = plan.post("/projects", {"title": "Zeppelin museum"})["project"]["id"]
    _ask(plan.page, "zeppel")
    _option(plan.page, "Zeppelin museum").click()
    expect(plan.page).to_have_url(re.compile(other))


def test_nothing_found_and_no_search_are_said(plan: Past) -> None:
    """Words that nothing has get a sentence; a search that fails says so and is tried again."""
    _ask(plan.page, "qqqqq")
    expect(plan.page.get_by_text("Nothing has these words.")).to_be_visible()

    def refuse(route: Route) -> None:
        route.fulfill(status=422, json={"code": "invalid", "detail": "Not now."})

    plan.page.route("**/api/v1/search*", refuse)
    _field(plan.page).fill("wwwww")
    expect(plan.page.get_by_role("alert")).to_contain_text("Could not search. Not now.")
    plan.page.unroute("**/api/v1/search*")
    plan.page.get_by_role("button", name="Try again").click()
    expect(plan.page.get_by_text("Nothing has these words.")).to_be_visible()


def test_the_history_is_travelled_from_it(plan: Past) -> None:
    """What the history can do is offered there, and not what only a plan can do."""
    plan.page.goto(f"/projects/{plan.project}/history")
    expect(_row(plan.page, "Water")).to_be_visible()
    _ask(plan.page, "rename")
    expect(plan.page.get_by_role("option", name="Rename")).to_have_count(0)
    _field(plan.page).fill("undo this change")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("dialog", name=re.compile("^Undo"))).to_be_visible()
    plan.page.keyboard.press("Escape")
    _ask(plan.page, "beginning")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("slider", name="Version", exact=True)).to_have_value("0")


def test_a_filter_is_set_from_it(plan: Past) -> None:
    """The usual filters are a few letters away."""
    plan.change(plan.update("Water", status="blocked"))
    _ask(plan.page, "blocked tasks only")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("treeitem")).to_have_count(1)


def test_what_is_loaded_later_is_offered(plan: Past) -> None:
    """Saved views that arrive while the palette is open are in it at once."""
    body = {"name": "Late blight", "kind": "outline", "settings": {}}
    plan.post(f"/projects/{plan.project}/views", body)
    held = _hold(plan.page, "**/views*")
    plan.page.reload()
    expect(_row(plan.page, "Water")).to_be_visible()
    _ask(plan.page, "blight")
    expect(_option(plan.page, "Late blight")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(_option(plan.page, "Late blight")).to_be_visible()


def test_a_project_is_begun_from_it(plan: Past) -> None:
    """On the start page the window for an empty project opens, ready to type."""
    plan.page.goto("/")
    expect(plan.page.get_by_role("heading", level=1)).to_be_visible()
    _ask(plan.page, "empty project")
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("textbox", name="Title")).to_be_focused()


def test_escape_closes_it_and_gives_the_focus_back(plan: Past) -> None:
    """Nothing is done, and one goes on where one was."""
    _row(plan.page, "Water").focus()
    _ask(plan.page, "delete")
    plan.page.keyboard.press("Escape")
    expect(_row(plan.page, "Water")).to_be_focused()


@PHONE
def test_on_a_phone_a_button_opens_it(plan: Past, axe: Violations) -> None:
    """It fills the screen, nothing is cut off, and axe finds nothing."""
    plan.page.get_by_role("button", name="Search and commands").click()
    _field(plan.page).fill("wa")
    expect(_option(plan.page, "T3 Water")).to_be_visible()
    expect(plan.page.get_by_text("Searching")).to_have_count(0)
    assert plan.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe() == []
    plan.page.get_by_role("button", name="Close").click()
    expect(_field(plan.page)).to_have_count(0)


def test_what_was_found_is_not_denied(plan: Past) -> None:
    """A task that is found by a few letters stands above what its words did not find."""
    _ask(plan.page, "plt tom")
    expect(_option(plan.page, "Plant tomatoes")).to_be_visible()
    expect(plan.page.get_by_text("Nothing else has these words.")).to_be_visible()
