"""A draft that was decided: what was taken of it, and what was not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafts import portal


@pytest.mark.parametrize("viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
def test_what_was_left_out_of_a_draft_is_told(
    page: Page, viewport: tuple[int, int], axe: Callable[[], list[str]]
) -> None:
    """On its rows, and where its conversation tells how it ended: with what it would have done."""
    made = portal(page)
    made.open()
    rows = page.get_by_role("tree", name="Tasks of the draft").get_by_role("treeitem")
    for left in ("Sign in by link", "Removes 2 sub-tasks"):
        rows.filter(has_text=left).first.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(page.get_by_role("tree", name="Tasks of Launch the portal")).to_be_visible()
    page.goto(f"/proposals/{made.proposal}")
    expect(page.get_by_text("A part of this draft was accepted.")).to_be_visible()
    expect(rows.filter(has_text="Left out")).to_have_count(2)
    expect(rows.filter(has_text="Removes 2 sub-tasks")).to_contain_text("Left out")
    made.open()
    if viewport[0] < 1000:
        page.get_by_role("button", name=re.compile("Conversation")).first.click()
    told = page.get_by_role("list", name="2 changes were left out:").get_by_role("listitem")
    expect(told).to_have_text(
        [re.compile("Changed.*T5 Sign in by link"), re.compile("Removed.*T7 Launch")]
    )
    assert [] == axe()


@pytest.mark.parametrize("viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
def test_what_led_to_the_plan_is_read_where_it_was_said(
    page: Page, viewport: tuple[int, int], axe: Callable[[], list[str]]
) -> None:
    """Once a draft is accepted its conversation is listed in its place, and opens there."""
    portal(page).open()
    page.get_by_role("button", name=re.compile("^Accept all")).click()
    expect(page.get_by_role("tree", name="Tasks of Launch the portal")).to_be_visible()
    if viewport[0] < 1000:
        page.get_by_role("button", name="Conversation").click()
    accepted = page.get_by_role("region", name="Accepted before")
    assert [] == axe()
    accepted.get_by_role("link", name="Add a task for documentation").click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("Added “Documentation”.")
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()
