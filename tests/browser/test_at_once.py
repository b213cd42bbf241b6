"""Two people at the same task at once: nobody's words are lost, and nobody's silently win."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.pairs import (
    PATIENCE,
    live_server,
    open_plan,
    other,
    plan,
    rename,
    row,
    saved,
    server,
)
from tests.browser.past import Past

__all__ = ["live_server", "other", "plan", "server"]


def test_a_title_that_changed_while_one_typed_is_a_conflict(
    plan: Past, page: Page, other: Page
) -> None:
    """It is asked about as it is without a connection; one's own words are not dropped by Enter."""
    open_plan(page, plan)
    open_plan(other, plan)
    row(page, "Dig").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Dig by hand")
    rename(other, "Dig", "Dig by night")
    saved(other)
    expect(page.get_by_text("Dig by night")).to_have_count(0)
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    asked = page.get_by_role("alertdialog", name="Somebody else changed the same")
    expect(asked).to_contain_text("Dig by night")
    expect(asked).to_contain_text("Dig by hand")
    asked.get_by_role("button", name="Save my change").click()
    expect(row(other, "Dig by hand")).to_be_visible(timeout=PATIENCE)


def test_a_description_is_kept_when_it_is_left(plan: Past, page: Page) -> None:
    """By opening another task, or with Escape, which gives the focus back."""
    open_plan(page, plan)
    page.get_by_text("Dig").click()
    page.get_by_role("button", name="Add a description").click()
    page.keyboard.type("With a spade")
    page.get_by_text("Plant").click()
    page.get_by_role("button", name="Add a description").click()
    page.keyboard.type("In rows")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Edit description")).to_be_focused()
    saved(page)
    told = [task["description"] for task in plan.get("?shape=flat")["tasks"]]
    assert told[:2] == ["With a spade", "In rows"]


def test_a_task_that_is_deleted_while_one_types_says_so(
    plan: Past, page: Page, other: Page
) -> None:
    """What was typed can be copied."""
    open_plan(page, plan)
    page.get_by_text("Dig").click()
    page.get_by_role("button", name="Add a description").click()
    page.keyboard.type("With a spade")
    plan.change(plan.delete("Dig"))
    expect(page.get_by_text("T1 “Dig” was deleted meanwhile.")).to_be_visible(timeout=PATIENCE)
    kept = page.get_by_label("What you typed was not saved")
    expect(kept).to_have_value("With a spade")
    expect(kept).to_be_focused()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(kept).to_have_count(0)
