"""Several people at one plan: what one does the other sees, across lost connections and dead servers."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.drafts import portal
from tests.browser.pairs import (
    PATIENCE,
    live_server,
    open_plan,
    other,
    plan,
    rename,
    row,
    server,
    sign,
)
from tests.browser.past import Past
from tests.servers import Server

__all__ = ["live_server", "other", "plan", "server"]


def test_each_sees_what_the_other_does(plan: Past, page: Page, other: Page) -> None:
    """In the plan, and in the history, which stays at the newest version and lists what was done."""
    open_plan(page, plan)
    open_plan(other, plan)
    rename(page, "Dig", "Dig deeper")
    expect(row(other, "Dig deeper")).to_be_visible(timeout=PATIENCE)
    page.goto(f"/projects/{plan.project}/history")
    expect(sign(page)).to_have_text("Live")
    rename(other, "Plant", "Plant beans")
    expect(row(page, "Plant beans")).to_be_visible(timeout=PATIENCE)
    newest = str(plan.get()["version"])
    expect(page.get_by_role("slider", name="Version")).to_have_value(newest)
    timeline = page.get_by_role("complementary", name="Timeline")
    expect(timeline).to_contain_text("Plant beans")


def test_a_draft_shows_what_another_made_of_it(page: Page, other: Page) -> None:
    """An edit of the draft, a change of the plan below it, and that it was accepted."""
    draft = portal(page)
    draft.open()
    other.goto(f"/proposals/{draft.proposal}")
    expect(row(other, "Usability test")).to_be_visible()
    draft.edit(draft.update("Usability test", title="Usability walk"))
    expect(row(page, "Usability walk")).to_be_visible(timeout=PATIENCE)
    expect(row(other, "Usability walk")).to_be_visible(timeout=PATIENCE)
    draft.change(draft.update("Wireframes", title="Wired frames"))
    expect(other.get_by_role("region", name="Changed meanwhile")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(other.get_by_text("This draft was accepted.")).to_be_visible(timeout=PATIENCE)


def test_what_happened_while_the_network_was_away_is_caught_up(plan: Past, page: Page) -> None:
    """The sign tells that it is away and that it is back; nothing is missed, nothing shown twice."""
    open_plan(page, plan)
    page.context.set_offline(True)
    expect(sign(page)).to_have_text("Offline")
    plan.change(plan.create("Weed"), plan.update("Dig", title="Dig by hand"))
    plan.change(plan.delete("Water"))
    page.context.set_offline(False)
    expect(row(page, "Weed")).to_be_visible(timeout=PATIENCE)
    expect(sign(page)).to_have_text("Live")
    titles = [re.compile(title) for title in ("Dig by hand", "Plant", "Weed")]
    expect(page.get_by_role("treeitem")).to_have_text(titles)


def test_a_server_that_was_killed_is_found_again(plan: Past, page: Page, server: Server) -> None:
    """The page resumes where it was, on the same ledger, whatever was appended before it did."""
    open_plan(page, plan)
    server.kill()
    expect(sign(page)).to_have_text("Reconnecting…")
    server.start()
    plan.change(plan.create("Weed"))
    expect(row(page, "Weed")).to_be_visible(timeout=PATIENCE)
    expect(sign(page)).to_have_text("Live")
