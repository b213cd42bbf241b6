"""Other ways of looking at a project: its dashboard, its tasks by status, its tasks in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]

EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"]
)
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


def _day(days: int) -> str:
    """A date, so many days from today."""
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=days)).isoformat()


def _open(past: Past, view: str, search: str = "") -> None:
    past.page.goto(f"/projects/{past.project}/{view}{search}")
    expect(past.page.get_by_role("navigation", name="Views of the project")).to_be_visible()


def _region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def work(past: Past) -> Past:
    """The garden with work going on: Hoe was worked on and done, Weed is late and Rake is stuck."""
    past.change(
        past.create("Hoe"),
        past.create("Weed", due_date=_day(-3)),
        past.create("Rake", status="blocked"),
    )
    past.change(past.update("Hoe", status="in_progress"))
    past.change(past.update("Hoe", status="completed"), message="Hoed at last")
    return past


def test_the_dashboard_tells_how_a_project_stands(work: Past) -> None:
    """What the server counts, what is late and stuck, what is next, and who changed what."""
    _open(work, "dashboard")
    page = work.page
    expect(page.get_by_text("2 of 5 done")).to_be_visible()
    expect(page.get_by_text("Median of 1;")).to_be_visible()
    attention = _region(page, "Needs attention")
    expect(attention).to_contain_text("Overdue: 1")
    expect(attention.get_by_role("link", name="Weed")).to_be_visible()
    expect(attention.get_by_role("link", name="Rake")).to_be_visible()
    following = work.get("/next?limit=5")["items"]
    expect(_region(page, "What is next").get_by_role("listitem")).to_have_count(len(following))
    week = _region(page, "Who changed what this week")
    expect(week).to_contain_text("You9 changesets")
    expect(week).to_contain_text("Hoed at last")


def test_each_chart_is_a_table_too(work: Past) -> None:
    """For whoever does not see it, with the numbers that the server gives."""
    _open(work, "dashboard", "?per=day")
    [today] = work.get("/stats")["days"][-1:]
    for chart, numbers in {
        "Burndown": [today["total"], today["completed"], today["remaining"]],
        "Throughput": [today["finished"], today["reopened"]],
    }.items():
        region = _region(work.page, chart)
        expect(region.get_by_role("img").first).to_be_visible()
        region.get_by_text("As a table").click()
        cells = region.get_by_role("row").last.get_by_role("cell")
        expect(cells).to_have_text([str(number) for number in numbers])


def test_the_address_keeps_what_a_chart_is_about(work: Past) -> None:
    """A choice is in the address, and the address brings it back."""
    _open(work, "dashboard")
    work.page.get_by_role("button", name=re.compile("Throughput by")).click()
    work.page.get_by_role("option", name="By day").click()
    expect(work.page).to_have_url(re.compile("per=day"))
    work.page.reload()
    expect(work.page.get_by_role("button", name=re.compile("Throughput by"))).to_contain_text(
        "By day"
    )


def test_the_dashboard_follows_what_happens(work: Past) -> None:
    """What somebody else does shows, without loading the page again."""
    _open(work, "dashboard")
    expect(work.page.get_by_text("2 of 5 done")).to_be_visible()
    work.change(work.update("Weed", status="completed"))
    expect(work.page.get_by_text("3 of 5 done")).to_be_visible()
    expect(_region(work.page, "Needs attention")).not_to_contain_text("Weed")


def test_an_empty_project_has_an_empty_dashboard(empty: Past) -> None:
    """It says what there is not yet, rather than drawing nothing."""
    _open(empty, "dashboard")
    for text in (
        "There are no tasks yet, so nothing burns down.",
        "No task was finished in this time.",
        "Nothing is overdue, and nothing is blocked.",
    ):
        expect(empty.page.get_by_text(text)).to_be_visible()


def test_views_are_reached_by_keyboard(work: Past) -> None:
    """From the plan to another view and back, without a mouse."""
    work.page.goto(f"/projects/{work.project}")
    views = work.page.get_by_role("navigation", name="Views of the project")
    expect(views.get_by_role("link", name="Plan")).to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="Plan").focus()
    while not views.get_by_role("link", name="Dashboard").evaluate(
        "link => link === document.activeElement"
    ):
        work.page.keyboard.press("Tab")
    work.page.keyboard.press("Enter")
    expect(_region(work.page, "Burndown")).to_be_visible()
    expect(views.get_by_role("link", name="Dashboard")).to_have_attribute("aria-current", "page")


@EVERYWHERE
@THEMES
@pytest.mark.parametrize(("view", "sign"), [("dashboard", "Burndown")])
def test_a_view_is_fit_for_everyone(
    work: Past, axe: Violations, view: str, sign: str, theme: str
) -> None:
    """In both themes and on a phone, nothing keeps people from using it, and it is never too wide."""
    work.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    _open(work, view)
    expect(_region(work.page, sign)).to_be_visible()
    expect(work.page.get_by_role("status").filter(has_text="loaded")).to_have_count(0)
    assert axe() == []
    assert _fits(work.page)
