"""A project's tasks in time: bars, what waits for what, what must not slip, and moving them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pairs import told
from tests.browser.past import Past

Violations = Callable[[], list[str]]

PHONE = pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
DAY_WIDTH = 34
"""Pixels, looking at days."""


def _day(days: int) -> str:
    """A date, so many days from today."""
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=days)).isoformat()


@pytest.fixture
def plan(empty: Past) -> Past:
    """Dig, then Plant, then Water are the critical path; Rest has no dates."""
    empty.change(
        empty.create("Bed"),
        empty.create("Dig", parent_id=empty.tasks["Bed"], start_date=_day(-2), due_date=_day(1)),
    )
    empty.change(
        empty.create("Plant", due_date=_day(4), depends_on=[empty.tasks["Dig"]]),
        empty.create("Water", start_date=_day(6), estimated_minutes=5 * 480),
        empty.create("Rest", estimated_minutes=30),
    )
    empty.change(empty.update("Water", depends_on=[empty.tasks["Plant"]]))
    return empty


def _open(past: Past, search: str = "?zoom=day") -> None:
    past.page.goto(f"/projects/{past.project}/timeline{search}")
    expect(past.page.get_by_role("navigation", name="Views of the project")).to_be_visible()


def _row(page: Page, title: str) -> Locator:
    return (
        page.get_by_role("grid").get_by_role("row").filter(has=page.get_by_text(title, exact=True))
    )


def _bar(page: Page, title: str) -> Locator:
    return _row(page, title).get_by_role("button", name=re.compile("^Dates of T"))


def _dates(past: Past, title: str) -> tuple[str | None, str | None]:
    """What the server says."""
    expect(past.page.get_by_text("Saving…")).to_have_count(0)
    [task] = [t for t in past.get("?shape=flat")["tasks"] if t["title"] == title]
    return task["start_date"], task["due_date"]


def _drag(page: Page, bar: Locator, days: int, at: float = 0.5) -> None:
    box = bar.bounding_box()
    assert box
    x, y = box["x"] + box["width"] * at, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + days * DAY_WIDTH, y, steps=4)
    page.mouse.up()


def test_bars_stand_where_the_dates_are(plan: Past) -> None:
    """From the first day to the last, today marked, and in words for whoever does not see them."""
    _open(plan)
    page = plan.page
    for title, days in (("Dig", 4), ("Plant", 1), ("Bed", 4)):
        box = _bar(page, title).bounding_box()
        assert box
        assert box["width"] == pytest.approx(days * DAY_WIDTH, abs=1)
    today, plant = (
        page.locator("path[data-today]").bounding_box(),
        _bar(page, "Plant").bounding_box(),
    )
    assert today
    assert plant
    assert plant["x"] - today["x"] == pytest.approx(3.5 * DAY_WIDTH, abs=2)
    expect(_row(page, "Bed")).to_contain_text("from its sub-tasks")
    expect(_row(page, "Plant")).to_contain_text("after T2; on the critical path")
    expect(_row(page, "Water")).to_contain_text("by its estimate; after T3; on the critical path")
    expect(_row(page, "Rest")).to_contain_text("at the earliest")


def test_a_forecast_becomes_dates_when_it_is_asked_for(plan: Past) -> None:
    """What has no dates stands where it could be; nothing is stored before somebody says so."""
    plan.change(plan.update("Plant", due_date=None))
    _open(plan)
    page, version = plan.page, plan.get()["version"]
    expect(page.get_by_text("2 open tasks have no dates: they stand where")).to_be_visible()
    assert _dates(plan, "Plant") == (None, None)
    page.get_by_role("button", name="Set these dates").click()
    expect(page.get_by_role("button", name="Set these dates")).to_have_count(0)
    plant, rest = _dates(plan, "Plant"), _dates(plan, "Rest")
    assert plan.get()["version"] == version + 2
    assert plant[0]
    assert rest[0]
    assert plant[0] > _day(1), "It waits for Dig, which ends tomorrow."
    assert rest[0] == rest[1]
    told(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Set these dates")).to_be_visible()
    assert _dates(plan, "Rest") == (None, None)


def test_what_waits_is_linked_and_what_must_not_slip_is_told(plan: Past, axe: Violations) -> None:
    """A line for each dependency; the critical path as a list, with what that means."""
    _open(plan)
    page = plan.page
    expect(page.locator("path[data-wait=critical]")).to_have_count(2)
    page.get_by_text("Critical path: 3 tasks, 5d 2h of work").click()
    expect(page.get_by_text("If one of them takes longer, so does the whole plan")).to_be_visible()
    on_it = page.get_by_role("list", name="Tasks on the critical path").get_by_role("listitem")
    expect(on_it).to_have_text(
        [re.compile("T2 Dig"), re.compile("T3 Plant"), re.compile("T4 Water")]
    )
    assert axe() == []
    plan.change(plan.update("Dig", status="completed"), plan.update("Plant", status="completed"))
    expect(page.get_by_text("No critical path")).to_be_visible()


def test_a_bar_is_dragged_as_a_whole_and_at_its_ends(plan: Past) -> None:
    """By whole days; it is one changeset; Escape and Undo leave it where it was."""
    _open(plan)
    page, version = plan.page, plan.get()["version"]
    _drag(page, _bar(page, "Dig"), 2)
    assert _dates(plan, "Dig") == (_day(0), _day(3))
    assert plan.get()["version"] == version + 1
    _drag(page, _bar(page, "Dig"), 3, at=0.99)
    assert _dates(plan, "Dig") == (_day(0), _day(6))
    _drag(page, _bar(page, "Dig"), -1, at=0.01)
    assert _dates(plan, "Dig") == (_day(-1), _day(6))
    told(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone")).to_be_visible()
    assert _dates(plan, "Dig") == (_day(0), _day(6))
    box = _bar(page, "Dig").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 5, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert _dates(plan, "Dig") == (_day(0), _day(6))


def test_dates_are_moved_by_keyboard(plan: Past) -> None:
    """Arrows choose a task, with Shift they move it, with Ctrl and Shift its end; Space opens it."""
    _open(plan)
    page = plan.page
    expect(_row(page, "Dig")).to_be_visible()
    page.get_by_role("grid").locator("[role=row][tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    expect(_row(page, "Dig")).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    expect(_row(page, "Dig")).to_be_focused()
    assert _dates(plan, "Dig") == (_day(-1), _day(4))
    page.keyboard.press(" ")
    expect(page).to_have_url(re.compile(f"task={plan.tasks['Dig']}"))


@PHONE
def test_dates_are_set_with_a_thumb(plan: Past) -> None:
    """A tap opens them; what was a forecast gets some."""
    _open(plan)
    page = plan.page
    _bar(page, "Rest").click()
    dialog = page.get_by_role("dialog", name=re.compile("Dates of T5"))
    dialog.get_by_role("button", name="Calendar").last.click()
    today = datetime.now(UTC).date()
    page.get_by_role("button", name=re.compile(f"^Today, .*{today.year}")).click()
    dialog.get_by_role("button", name="Set the dates").click()
    expect(_row(page, "Rest")).not_to_contain_text("at the earliest")
    assert _dates(plan, "Rest") == (None, _day(0))


def test_the_timeline_follows_filter_zoom_and_others(plan: Past) -> None:
    """What somebody else does shows; the filter leaves the rest out; the address keeps both."""
    _open(plan, "?text=Plant")
    page = plan.page
    expect(page.get_by_role("grid").get_by_role("row")).to_have_count(2)
    page.get_by_role("radio", name="Months").click()
    expect(page).to_have_url(re.compile("zoom=month"))
    plan.change(plan.update("Plant", due_date=None))
    expect(_row(page, "Plant")).to_contain_text("at the earliest")
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("grid").get_by_role("row")).to_have_count(6)
    expect(page).to_have_url(re.compile("zoom=month"))


def test_an_empty_timeline_says_so(empty: Past) -> None:
    """Rather than an empty grid."""
    _open(empty)
    expect(empty.page.get_by_text("There are no tasks yet")).to_be_visible()


def test_a_long_timeline_draws_only_what_is_near(empty: Past) -> None:
    """Of a thousand lines those on the screen; names and dates stay in view while one scrolls."""
    empty.change(
        *(empty.create(f"Seed {n}", start_date=_day(n), due_date=_day(n + 1)) for n in range(1000))
    )
    _open(empty)
    page = empty.page
    grid = page.get_by_role("grid")
    assert grid.get_by_role("row").count() < 60
    grid.evaluate("grid => grid.scrollTo(grid.scrollWidth, grid.scrollHeight)")
    expect(_bar(page, "Seed 999")).to_be_in_viewport()
    expect(page.get_by_role("rowheader").filter(has_text="Seed 999")).to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="Task")).to_be_in_viewport()
    assert grid.get_by_role("row").count() < 60
