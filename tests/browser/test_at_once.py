"""Two people at the same task at once: nobody's words are lost, and nobody's silently win."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

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


def test_an_undo_is_of_what_was_done_here(plan: Past, page: Page, other: Page) -> None:
    """Where nothing was, it says that the last change is somebody else's, and asks."""
    open_plan(page, plan)
    open_plan(other, plan)
    rename(page, "Dig", "Dig by hand")
    saved(page)
    rename(other, "Plant", "Plant trees")
    expect(row(page, "Plant trees")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Control+z")
    expect(row(page, "Dig by hand")).to_have_count(0)
    expect(row(page, "Plant trees")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("made by somebody else: Renamed T2 to “Plant trees”")).to_be_visible()
    page.get_by_role("button", name="Undo theirs").click()
    expect(row(page, "Plant trees")).to_have_count(0)


def test_a_project_goes_only_when_that_is_wanted(page: Page) -> None:
    """Neither by an undo nor by Delete without a question; the focus is where it can be brought back."""
    page.goto("/")
    page.get_by_role("button", name="start with an empty project").click()
    page.get_by_role("textbox", name="Title").fill("Garden")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    begin = page.get_by_role("button", name="Add a task").first
    expect(begin).to_be_focused()
    begin.click()
    page.keyboard.type("Dig")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    saved(page)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Delete the project").click()
    asked = page.get_by_role("alertdialog", name="Delete the project “Garden”?")
    asked.get_by_role("button", name="Cancel").click()
    row(page, "Dig").focus()
    page.keyboard.press("Control+z")
    expect(row(page, "Dig")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_text("That would delete the whole project")).to_be_visible()
    page.get_by_role("button", name="Delete it").click()
    back = page.get_by_role("button", name="Bring it back")
    expect(back).to_be_focused()
    back.click()
    expect(page.get_by_role("heading", name="Garden")).to_be_visible()


def test_what_is_not_sent_is_there_again_after_another_view(plan: Past, page: Page) -> None:
    """For each project its own."""
    open_plan(page, plan)
    said = page.get_by_role("textbox", name="Instruction")
    said.fill("Add a task for the roses")
    page.get_by_role("link", name="Board", exact=True).click()
    expect(page.get_by_role("heading", name="Blocked 0")).to_be_visible()
    page.get_by_role("link", name="Outline", exact=True).click()
    expect(said).to_have_value("Add a task for the roses")


def test_what_was_stopped_leaves_nothing(plan: Past, page: Page) -> None:
    """Its words are in the field, which has the focus, and no draft is open."""
    open_plan(page, plan)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/proposals?tree=false", hold)
    said = page.get_by_role("textbox", name="Instruction")
    said.fill("Add a task for a party")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(said).to_have_value("Add a task for a party")
    expect(said).to_be_focused()
    with page.expect_response(re.compile("/reject")):
        for route in held:
            route.continue_()
    found = page.request.get(f"/api/v1/proposals?status=open&project_id={plan.project}").json()
    assert [] == found["items"]


def test_a_plan_is_exported_with_its_history(plan: Past, page: Page) -> None:
    """As a file that is called like it, which whoever gets it can verify."""
    open_plan(page, plan)
    page.get_by_role("button", name="More", exact=True).click()
    with page.expect_download() as awaited:
        page.get_by_role("menuitem", name="Export with its history").click()
    title = plan.get()["project"]["title"]
    assert f"{title}.jsonl" == awaited.value.suggested_filename
    assert title in awaited.value.path().read_text()
