"""Several tasks at once: chosen by keyboard, pointer or finger, and changed as one changeset."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]


@pytest.fixture
def plan(empty: Past) -> Past:
    """A plan of four tasks, the third with two below it, on the screen."""
    rows = [empty.create(title) for title in ("Dig", "Plant", "Harvest", "Rest")]
    empty.change(*rows)
    below = {"parent_id": empty.tasks["Harvest"]}
    empty.change(empty.create("Beans", **below), empty.create("Peas", **below))
    empty.page.goto(f"/projects/{empty.project}")
    expect(_row(empty.page, "Rest")).to_be_visible()
    return empty


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem").filter(has_text=title)


def _bar(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Selected tasks")


def _chosen(page: Page) -> list[str]:
    return [
        row.locator("span", has_text=re.compile(r"^[A-Z][a-z]+$")).first.inner_text()
        for row in page.locator("[role=treeitem][aria-selected=true]").all()
    ]


def test_a_range_is_chosen_by_keyboard_and_escape_chooses_nothing(plan: Past) -> None:
    """Shift and the arrows draw a range there and back; Ctrl+A takes the siblings."""
    page = plan.page
    _row(page, "Dig").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(_bar(page)).to_contain_text("3 selected")
    page.keyboard.press("Shift+ArrowUp")
    assert _chosen(page) == ["Dig", "Plant"]
    page.keyboard.press("Control+a")
    expect(_bar(page)).to_contain_text("4 selected")
    page.keyboard.press("Escape")
    expect(_bar(page)).to_have_count(0)


def test_tasks_are_chosen_by_clicks(plan: Past) -> None:
    """Ctrl and a click adds one, Shift and a click a range, a plain click ends it."""
    page = plan.page
    _row(page, "Dig").click()
    _row(page, "Beans").click(modifiers=["Shift"])
    expect(_bar(page)).to_contain_text("4 selected")
    _row(page, "Plant").click(modifiers=["Control"])
    assert _chosen(page) == ["Dig", "Harvest", "Beans"]
    _row(page, "Rest").click()
    expect(_bar(page)).to_have_count(0)


def test_the_status_of_several_is_one_change_and_one_undo(plan: Past) -> None:
    """One changeset has all patches, and Ctrl+Z takes all of them back."""
    page = plan.page
    _row(page, "Dig").focus()
    page.keyboard.press("Shift+ArrowDown")
    _bar(page).get_by_role("button", name="Status").click()
    page.get_by_role("menuitem", name="In progress").click()
    status = page.get_by_role("treeitem").get_by_role("button", name="Status: In progress")
    expect(status).to_have_count(2)
    _row(page, "Plant").focus()
    page.keyboard.press("Control+z")
    expect(status).to_have_count(0)
    undone, done = plan.get("/changesets?limit=2")["items"]
    assert ("2 tasks set to in progress", "undo") == (done["message"], undone["cause"]["kind"])


def test_several_are_moved_by_keyboard(plan: Past) -> None:
    """Alt and the arrows move all that are chosen, up, in and out."""
    page = plan.page
    _row(page, "Plant").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("treeitem").first).to_contain_text("Plant")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("treeitem").first).to_contain_text("Dig")
    page.keyboard.press("Alt+ArrowRight")
    expect(_row(page, "Plant")).to_have_attribute("aria-level", "2")
    expect(_row(page, "Harvest")).to_have_attribute("aria-level", "2")
    expect(_row(page, "Harvest")).to_be_focused()


def test_several_are_moved_under_another(plan: Past) -> None:
    """A task is found by number or title, and all go under it in their order."""
    page = plan.page
    _row(page, "Dig").click(modifiers=["Control"])
    _row(page, "Peas").click(modifiers=["Control"])
    _bar(page).get_by_role("button", name="Move").click()
    page.get_by_role("menuitem", name="Under another task").click()
    page.get_by_role("combobox", name="Under which task?").fill("rest")
    page.get_by_role("option", name="T4").click()
    expect(_row(page, "Peas")).to_have_attribute("aria-level", "2")
    expect(page.get_by_role("treeitem").last).to_contain_text("Peas")


def test_rows_are_dragged_between_into_and_out(plan: Past) -> None:
    """One goes between, into and out; never below itself; what is chosen together goes together."""
    page, rows = plan.page, plan.page.get_by_role("treeitem")
    _drop(page, "Rest", on="Dig", down=0.1)
    expect(rows).to_contain_text(["Rest", "Dig", "Plant", "Harvest", "Beans", "Peas"])
    _drop(page, "Plant", on="Rest", down=0.5)
    expect(_row(page, "Plant")).to_have_attribute("aria-level", "2")
    _drop(page, "Peas", on="Dig", down=0.9)
    expect(_row(page, "Peas")).to_have_attribute("aria-level", "1")
    _drop(page, "Harvest", on="Beans", down=0.5)
    for title in ("Dig", "Peas"):
        _row(page, title).click(modifiers=["Control"])
    _drop(page, "Peas", on="Beans", down=0.9)
    expect(rows).to_contain_text(["Rest", "Plant", "Harvest", "Beans", "Dig", "Peas"])
    page.keyboard.press("Control+z")
    expect(rows).to_contain_text(["Rest", "Plant", "Dig", "Peas", "Harvest", "Beans"])


def _drop(page: Page, title: str, *, on: str, down: float) -> None:
    """Drag a row by its title to this share of another one's height."""
    target = _row(page, on)
    box = target.bounding_box()
    assert box
    at: Position = {"x": 60, "y": box["height"] * down}
    _row(page, title).get_by_text(title).drag_to(target, target_position=at)


def test_several_are_tagged_and_assigned(plan: Past) -> None:
    """A tag is added beside those that each has; an assignee is set for all."""
    page = plan.page
    _row(page, "Dig").focus()
    page.keyboard.press("Shift+ArrowDown")
    _bar(page).get_by_role("button", name="Tag").click()
    page.get_by_role("textbox", name="Add a tag").fill("spring")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    _bar(page).get_by_role("button", name="Assign").click()
    page.get_by_role("textbox", name="Assignee").fill("Ada")
    page.keyboard.press("Enter")
    for title in ("Dig", "Plant"):
        expect(_row(page, title)).to_contain_text("spring")
        expect(_row(page, title)).to_contain_text("Ada")


def test_deleting_several_says_what_goes_with_them(plan: Past) -> None:
    """What is below them is counted, named and deleted in one change, and all of it comes back."""
    page = plan.page
    _row(page, "Plant").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Delete")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("Removes 2 sub-tasks")
    dialog.get_by_role("button", name="Delete 4 tasks").click()
    expect(page.get_by_role("treeitem")).to_have_count(2)
    expect(_row(page, "Rest")).to_be_focused()
    expect(_bar(page)).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("treeitem")).to_have_count(6)


def test_what_is_chosen_is_in_the_palette(plan: Past) -> None:
    """Ctrl+K offers the actions for all that are chosen."""
    page = plan.page
    _row(page, "Dig").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("priority high")
    page.keyboard.press("Enter")
    expect(page.get_by_role("treeitem").filter(has_text="Priority: High")).to_have_count(2)


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_a_thumb_chooses_several(plan: Past, axe: Violations) -> None:
    """The list of a row begins it, nothing is cut off, and axe finds nothing."""
    page = plan.page
    for title in ("Dig", "Rest"):
        _row(page, title).get_by_role("button", name="Actions").click()
        page.get_by_role("menuitem", name=re.compile("^Select")).click()
    expect(_bar(page)).to_contain_text("2 selected")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe() == []
