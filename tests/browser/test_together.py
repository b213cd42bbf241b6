"""Several people at one plan: what one does the other sees, across lost connections and dead servers."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.drafts import Drafted, portal
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
    sign,
)
from tests.browser.past import Past
from tests.servers import Server

__all__ = ["live_server", "other", "plan", "server"]

Violations = Callable[[], list[str]]


# Milliseconds, fewer than until somebody is gone who merely says nothing more.
SOON = 15_000
GOODBYES_GET_LOST = """
  const { fetch } = window;
  window.fetch = (resource, options) =>
    options?.method === "DELETE" ? Promise.reject(new TypeError("lost")) : fetch(resource, options);
"""


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
    expect(page.get_by_role("slider", name="Version", exact=True)).to_have_value(newest)
    timeline = page.get_by_role("complementary", name="Timeline")
    expect(timeline).to_contain_text("Plant beans")


def test_a_draft_shows_what_another_made_of_it(page: Page, other: Page) -> None:
    """An edit of the draft, a comment, an answer, a change of the plan below it, and that it was accepted."""
    draft = portal(page)
    draft.open()
    other.goto(f"/proposals/{draft.proposal}")
    expect(row(other, "Usability test")).to_be_visible()
    draft.edit(draft.update("Usability test", title="Usability walk"))
    expect(row(page, "Usability walk")).to_be_visible(timeout=PATIENCE)
    expect(row(other, "Usability walk")).to_be_visible(timeout=PATIENCE)
    path = f"/proposals/{draft.proposal}"
    draft.post(f"{path}/comments", {"target_id": draft.ids["Sign in"], "text": "Why by link?"})
    expect(other.get_by_text("Why by link?")).to_be_visible(timeout=PATIENCE)
    draft.post(f"{path}/messages", {"instruction": "Add a task for a lighthouse"})
    expect(row(other, re.compile("lighthouse", re.IGNORECASE))).to_be_visible(timeout=PATIENCE)
    draft.change(draft.update("Wireframes", title="Wired frames"))
    expect(other.get_by_role("region", name="Changed meanwhile")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(other.get_by_text("This draft was accepted.")).to_be_visible(timeout=PATIENCE)


def test_drafts_and_projects_of_others_are_listed_as_they_come(page: Page, other: Page) -> None:
    """At the start and in a project; also those that came while the network was away; until decided."""
    made = Drafted(page, "Light the harbour")
    page.goto("/")
    other.goto(f"/projects/{made.project}")
    lists = [tab.get_by_role("region", name="Open drafts") for tab in (page, other)]
    for tab in (page, other):
        expect(sign(tab)).to_have_text("Live")
    expect(page.get_by_role("link", name=re.compile("Light the harbour"))).to_be_visible()
    expect(lists[1]).to_have_count(0)
    made.propose("Add a task for a lighthouse")
    for waiting in lists:
        expect(waiting).to_contain_text("lighthouse", timeout=PATIENCE)
    page.context.set_offline(True)
    expect(sign(page)).to_have_text("Offline")
    made.post("/projects", {"title": "Paint the harbour"})
    made.post(f"/proposals/{made.proposal}/reject")
    expect(lists[1]).to_have_count(0, timeout=PATIENCE)
    page.context.set_offline(False)
    expect(page.get_by_role("link", name=re.compile("Paint the harbour"))).to_be_visible()
    expect(lists[0].get_by_text("lighthouse")).to_have_count(0)


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


def test_edits_without_a_connection_wait_and_are_sent_in_order(
    plan: Past, page: Page, other: Page
) -> None:
    """They show at once, can be looked at and discarded one by one, and meet what others did meanwhile."""
    open_plan(page, plan)
    page.context.set_offline(True)
    rename(page, "Dig", "Dig by hand")
    rename(page, "Plant", "Plant beans")
    rename(page, "Dig by hand", "Dig by night")
    rename(page, "Water", "Water less")
    plan.change(plan.create("Weed"), plan.update("Dig", priority="high"))
    page.get_by_role("button", name="4 changes waiting").click()
    dialog = page.get_by_role("dialog", name="Changes that are not saved")
    kept = dialog.get_by_role("listitem")
    expect(kept).to_have_count(4)
    kept.last.get_by_role("button", name="Discard").click()
    kept.last.get_by_role("button", name="Discard it").click()
    expect(kept).to_have_count(3)
    page.keyboard.press("Escape")
    expect(row(page, "Water less")).to_have_count(0)
    page.context.set_offline(False)
    expect(row(page, "Weed")).to_be_visible(timeout=PATIENCE)
    saved(page)
    told = [one["message"] for one in plan.get("/changesets")["items"]]
    assert ["Dig by night", "Plant beans", "Dig by hand"] == [
        re.findall("“(.*)”", message)[-1] for message in told[:3]
    ]
    assert ["Dig by night", "Plant beans", "Water", "Weed"] == plan.titles(plan.get()["version"])


def test_edits_outlive_their_tab(plan: Past, page: Page, server: Server) -> None:
    """Made while the server was dead, in a tab that is closed: the next one shows and sends them, once."""
    open_plan(page, plan)
    server.kill()
    rename(page, "Dig", "Dig by hand")
    expect(page.get_by_role("button", name="1 change waiting")).to_be_visible()
    page.close()
    server.start()
    tabs = [page.context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(f"/projects/{plan.project}")
    for tab in tabs:
        expect(row(tab, "Dig by hand")).to_be_visible()
        saved(tab)
    told = [one["message"] for one in plan.get("/changesets")["items"]]
    assert 1 == sum("Dig by hand" in (message or "") for message in told)


def test_a_conflict_is_decided_when_one_likes(plan: Past, page: Page) -> None:
    """Base, theirs and mine side by side; put off it stays with the changes that are not saved."""
    open_plan(page, plan)
    page.context.set_offline(True)
    rename(page, "Dig", "Dig my way")
    plan.change(plan.update("Dig", title="Dig your way"))
    page.context.set_offline(False)
    dialog = page.get_by_role("alertdialog", name="Somebody else changed the same")
    for text in ("As it was", "The plan now", "My change", "Dig my way", "Dig your way"):
        expect(dialog).to_contain_text(text)
    expect(row(page, "Dig your way")).to_have_count(1)
    dialog.get_by_role("button", name="Decide later").click()
    page.reload()
    dialog.get_by_role("button", name="Decide later").click()
    page.get_by_role("button", name="1 change not saved").click()
    page.get_by_role("button", name="Decide").click()
    dialog.get_by_role("button", name="Save my change").click()
    expect(row(page, "Dig my way")).to_be_visible()
    saved(page)


def test_each_sees_who_looks_at_what(plan: Past, page: Page, other: Page, axe: Violations) -> None:
    """By name, in the header and beside the task; whoever closes the browser is gone."""
    open_plan(page, plan)
    other.add_init_script("localStorage.setItem('patchledger.name', 'Ada Lovelace')")
    other.goto(f"/projects/{plan.project}?task={plan.tasks['Plant']}")
    here = page.get_by_role("button", name="Also here: Ada Lovelace")
    expect(here).to_contain_text("AL", timeout=PATIENCE)
    expect(row(page, "Plant")).to_contain_text("Looked at by Ada Lovelace")
    expect(row(page, "Dig")).not_to_contain_text("Looked at")
    assert [] == axe()
    here.click()
    dialog = page.get_by_role("dialog", name="Who is here")
    expect(dialog).to_contain_text("Looks at T2 “Plant”")
    dialog.get_by_role("textbox", name="What others see you as").fill("Eve")
    page.keyboard.press("Escape")
    expect(other.get_by_role("button", name="Also here: Eve")).to_be_visible(timeout=PATIENCE)
    other.goto(f"/projects/{plan.project}/history?version=2")
    here.click()
    expect(dialog).to_contain_text("Looks at version 2 of the history", timeout=PATIENCE)
    page.keyboard.press("Escape")
    other.context.close()
    expect(here).to_have_count(0, timeout=SOON)


def test_nobody_is_told_of_themselves(plan: Past, page: Page) -> None:
    """Pages that follow one another in a tab are one viewer, also when what says goodbye gets lost."""
    page.add_init_script(GOODBYES_GET_LOST)
    for view in ("board", "timeline"):
        with page.expect_response(re.compile("/presence/")) as said:
            page.goto(f"/projects/{plan.project}/{view}")
        assert 1 == len(said.value.json()["viewers"])
