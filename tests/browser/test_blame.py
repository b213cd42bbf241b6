"""Beside each field of a task: who set it, when and why; the reason is one press away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.past import Past

EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"]
)


def _open(past: Past, task: str) -> None:
    past.page.goto(f"/projects/{past.project}?task={past.tasks[task]}")
    expect(past.page.get_by_role("textbox", name=re.compile("^Title of"))).to_be_visible()


def _blame(page: Page, field: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{field} was set by You")).click()


def test_a_field_says_who_set_it_and_leads_to_the_change(past: Past) -> None:
    """With the message of the change; from there to the version that it made, and the task's history."""
    made = past.change(past.update("Dig", priority="high"), message="Ada cannot wait")
    _open(past, "Dig")
    _blame(past.page, "Priority")
    window = past.page.get_by_role("dialog", name="Why priority is what it is")
    expect(window).to_contain_text("“Ada cannot wait”")
    expect(window).to_contain_text("Edited")
    window.get_by_role("link", name="Show this change").click()
    past.at(made["version"])
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    expect(changes).to_have_count(4)
    expect(changes.first).to_contain_text("Ada cannot wait")


def test_a_field_that_is_set_now_says_so(past: Past) -> None:
    """What nobody has set has no line; it gets one when the server has taken the edit."""
    _open(past, "Dig")
    expect(
        past.page.get_by_role("button", name=re.compile("^Title was set by You"))
    ).to_be_visible()
    line = past.page.get_by_role("button", name=re.compile("^Estimate was set by"))
    expect(line).to_have_count(0)
    past.page.get_by_role("textbox", name="Estimate").fill("2d")
    past.page.keyboard.press("Enter")
    expect(line).to_be_visible()


def test_a_task_leads_to_its_own_history(past: Past) -> None:
    """From its details to the changes that touched it, and nothing else."""
    _open(past, "Plant")
    past.page.get_by_role("link", name="Its history").click()
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    expect(changes).to_have_count(2)
    expect(past.page.get_by_role("list", name="Looked for")).to_contain_text("T2 “Plant”")


@EVERYWHERE
def test_the_conversation_behind_a_field_opens_at_the_message(past: Past) -> None:
    """Of several answers, the one that brought the field is in view and marked, on a phone too."""
    asked = {"project_id": past.project, "instruction": "Add a task for compost"}
    draft = past.post("/proposals", asked)
    for instruction in ("Add a task for mulch", "Add a task for a fence"):
        draft = past.post(f"/proposals/{draft['id']}/messages", {"instruction": instruction})
    past.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    tasks = past.get("?shape=flat")["tasks"]
    [mulch] = [task for task in tasks if "mulch" in task["title"].lower()]
    past.tasks["Mulch"] = mulch["id"]
    _open(past, "Mulch")
    _blame(past.page, "Title")
    past.page.get_by_role("link", name="The conversation behind it").click()
    messages = past.page.get_by_role("region", name="Messages")
    found = messages.locator("[aria-current=true]")
    expect(found).to_be_in_viewport()
    before = found.locator("xpath=preceding-sibling::*[1]")
    expect(before).to_contain_text("Add a task for mulch")
