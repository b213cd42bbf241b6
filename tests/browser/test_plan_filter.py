"""The tasks that match, with those above them; the address says which are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]


@pytest.fixture
def plan(empty: Past) -> Past:
    """Four tasks on two levels, on the screen."""
    empty.change(empty.create("Bed"), empty.create("Pond", tags=["water"]))
    under = {"parent_id": empty.tasks["Bed"]}
    empty.change(
        empty.create("Dig", **under, status="completed", due_date="2020-01-01"),
        empty.create("Plant", **under, priority="high", assignee="Ada", due_date="2020-01-01"),
    )
    empty.page.goto(f"/projects/{empty.project}")
    expect(_rows(empty.page)).to_have_count(4)
    return empty


def _rows(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def _choose(page: Page, field: str, value: str) -> None:
    page.get_by_role("group", name="Filters").get_by_role("button", name=field).click()
    page.get_by_role("option", name=value, exact=True).click()


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("Status", "Completed", ["Bed", "Dig"]),
        ("Priority", "High", ["Bed", "Plant"]),
        ("Assignee", "Ada", ["Bed", "Plant"]),
        ("Tag", "water", ["Pond"]),
        ("Due", "Overdue", ["Bed", "Plant"]),
    ],
)
def test_tasks_that_match_are_shown_with_those_above(
    plan: Past, field: str, value: str, left: list[str]
) -> None:
    """The others are gone; a reload of the address shows the same; all come back."""
    page = plan.page
    page.get_by_role("button", name="Filter", exact=True).click()
    _choose(page, field, value)
    expect(_rows(page)).to_have_text([re.compile(title) for title in left])
    page.reload()
    expect(_rows(page)).to_have_text([re.compile(title) for title in left])
    expect(page.get_by_role("status").filter(has_text="match")).to_contain_text("1 of 4 tasks")
    page.get_by_role("button", name="Show all").click()
    expect(_rows(page)).to_have_count(4)
    expect(page).to_have_url(re.compile(f"{plan.project}$"))


def test_words_filter_while_one_types(plan: Past) -> None:
    """A match under a closed task is shown; Escape empties the field."""
    page = plan.page
    _rows(page).first.focus()
    page.keyboard.press("ArrowLeft")
    expect(_rows(page)).to_have_count(2)
    page.get_by_role("searchbox", name="Filter the tasks").fill("plan")
    expect(_rows(page)).to_have_text([re.compile("Bed"), re.compile("Plant")])
    expect(page).to_have_url(re.compile("text=plan"))
    page.keyboard.press("Escape")
    expect(_rows(page)).to_have_count(4)


@pytest.mark.parametrize("viewport", [(1280, 900), (360, 740)], ids=["desktop", "phone"])
def test_the_filter_has_no_barrier(plan: Past, axe: Violations) -> None:
    """Nothing is cut off, and axe finds nothing, whether something matches or not."""
    page = plan.page
    page.goto(f"/projects/{plan.project}?status=completed")
    expect(page.get_by_role("group", name="Filters")).to_be_visible()
    expect(_rows(page)).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe() == []
    page.get_by_role("searchbox", name="Filter the tasks").fill("nothing like it")
    expect(page.get_by_text("No task matches.")).to_be_visible()
    assert axe() == []
