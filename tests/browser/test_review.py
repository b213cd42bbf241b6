"""Reviewing a draft: every change in its place, chosen, edited, commented on and decided, by keyboard too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.drafts import Drafted, portal

Violations = Callable[[], list[str]]

EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"]
)

MANY_FRAMES = """() => new Promise((done) => {
  const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : done());
  next(30);
})"""


def _row(page: Page, text: str) -> Locator:
    return page.get_by_role("treeitem").filter(has_text=text)


def _accept(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Accept"))


def _bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Decide about the draft")


def _box(page: Page, text: str) -> Locator:
    return _row(page, text).get_by_role("checkbox")


def _focused(page: Page) -> Locator:
    return page.locator(":focus")


def test_a_draft_is_a_difference_in_the_tree(page: Page) -> None:
    """What was added, changed, moved and removed, with counts, from where, and in texts the words."""
    portal(page).open()
    expect(_bar(page)).to_contain_text("1 added")
    expect(_bar(page)).to_contain_text("3 removed")
    design = _row(page, "Design").first
    expect(design.locator("del")).to_have_text(["password that they choose"])
    expect(design.locator("ins")).to_have_text(["code"])
    moved = _row(page, "Usability test")
    expect(moved).to_contain_text("Moved")
    expect(moved).to_contain_text(re.compile("Moved from.*T1 “Design”.*T4 “Build”"))
    expect(_row(page, "Sign in by link")).to_contain_text(re.compile("Medium.*High"))


def test_the_place_of_a_draft_is_held_while_it_is_loaded(page: Page) -> None:
    """No tree is there whose keys mean something else."""
    made = portal(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(f"/api/v1/proposals/{made.proposal}[?]"), hold)
    made.open()
    expect(page.get_by_role("status", name="The draft is being loaded")).to_be_visible()
    expect(page.get_by_role("heading", name="Launch the portal")).to_be_visible()
    expect(page.get_by_role("tree")).to_have_count(0)
    for route in held:
        route.continue_()
    page.unroute_all()
    expect(page.get_by_role("tree", name="Tasks of the draft")).to_be_visible()
    expect(_row(page, "Design").first).to_be_focused()


def test_a_removal_with_sub_tasks_cannot_be_missed(page: Page) -> None:
    """It is said on the row, and again where one accepts, as long as it is chosen."""
    portal(page).open()
    expect(_row(page, "Launch").first).to_contain_text("Removes 2 sub-tasks")
    expect(_bar(page)).to_contain_text("Removes T7 “Launch” with 2 sub-tasks")
    _box(page, "Launch").uncheck()
    expect(_bar(page)).not_to_contain_text("Removes T7")


def test_a_child_brings_its_new_parent_and_says_so(page: Page) -> None:
    """Boxes follow what depends on what, in both directions, and tell which others came along."""
    made = Drafted(page)
    made.propose("Add a task called Plan")
    made.edit(made.create("Parent"), made.create("Child", "Parent"))
    made.open()
    page.get_by_role("checkbox", name="3 of 3 changes").uncheck()
    expect(_accept(page)).to_be_disabled()
    _box(page, "Child").check()
    expect(_box(page, "Parent")).to_be_checked()
    expect(_bar(page)).to_contain_text(re.compile("Also included: T2 “Parent”"))
    _box(page, "Parent").uncheck()
    expect(_bar(page)).to_contain_text("Also left out, as it needs that: T3 “Child”.")
    expect(_row(page, "Child")).to_contain_text("Left out: needs T2")


def test_a_whole_subtree_is_chosen_at_once(page: Page) -> None:
    """A task without a change of its own stands for those below; Shift+Space takes a task with them."""
    portal(page).open()
    build = _row(page, "Build").first
    build.get_by_role("checkbox").uncheck()
    expect(_box(page, "Sign in by link")).not_to_be_checked()
    expect(_box(page, "Usability test")).not_to_be_checked()
    expect(_box(page, "Design").first).to_be_checked()
    _box(page, "Usability test").check()
    assert build.get_by_role("checkbox").evaluate("box => box.indeterminate")
    build.focus()
    page.keyboard.press("Shift+Space")
    expect(_box(page, "Sign in by link")).to_be_checked()


def test_a_proposed_value_is_edited_where_it_stands(page: Page) -> None:
    """E opens its fields in the row, Escape gives the focus back, and what was typed is accepted."""
    made = portal(page)
    made.open()
    row = _row(page, "Sign in by link")
    row.focus()
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="Title", exact=True)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Sign in with a link")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(_row(page, "Sign in with a link")).to_be_focused()
    page.keyboard.press("a")
    expect(_accept(page)).to_have_count(0)
    assert "Sign in with a link" in made.titles()


@pytest.mark.parametrize("press", ["e RowEditor", "c CommentField", "r RejectDialog"])
def test_no_key_means_anything_while_an_editor_opens(page: Page, press: str) -> None:
    made = portal(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/assets/{press[2:]}-*.js", hold)
    made.open()
    _row(page, "Sign in by link").focus()
    page.keyboard.type(press[0] + "a", delay=50)
    expect(_bar(page)).to_be_visible()
    for route in held:
        route.continue_()
    expect(page.get_by_role("textbox", name=re.compile("^(Title|Comment|Why)"))).to_be_visible()
    assert made.get(f"/proposals/{made.proposal}")["status"] == "open"


def test_a_comment_goes_back_to_the_agent(page: Page) -> None:
    """C writes it below the row; the agent is told by the task's number, and the answer is in the tree."""
    portal(page).open()
    _row(page, "Documentation").focus()
    page.keyboard.press("c")
    page.get_by_role("textbox", name="Comment on").fill("urgent")
    page.keyboard.press("Control+Enter")
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("T10: urgent")
    expect(messages).to_contain_text("T10 “Documentation” has critical priority")
    expect(_row(page, "Documentation")).to_contain_text("Critical")
    expect(_row(page, "Documentation")).to_be_focused()


def test_why_is_answered(page: Page) -> None:
    """A question about a change is answered in the conversation, and changes nothing."""
    portal(page).open()
    _row(page, "Design").first.focus()
    page.keyboard.press("c")
    page.get_by_role("button", name="Why?").click()
    page.get_by_role("button", name="Send to the agent").click()
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("T1: Why?")
    expect(messages).to_contain_text("T1 “Design”: The portal lets customers see their invoices")
    expect(_bar(page)).to_contain_text("5 of 5 changes")


def test_comments_wait_for_one_another(page: Page) -> None:
    """Several are sent together; one that waits can be taken back; a reload forgets none."""
    portal(page).open()
    for task, said in [("Documentation", "urgent"), ("Usability test", "Why?")]:
        _row(page, task).focus()
        page.keyboard.press("c")
        page.keyboard.type(said)
        page.get_by_role("button", name="Send with others later").click()
        expect(_row(page, task).get_by_role("list", name="Comments")).to_contain_text(said)
    page.reload()
    expect(_bar(page)).to_contain_text("2 comments have not been sent")
    _row(page, "Usability test").get_by_role("button", name="Withdraw the comment").click()
    expect(_bar(page)).to_contain_text("1 comment has not been sent")
    expect(_row(page, "Usability test")).to_be_focused()
    _bar(page).get_by_role("button", name="Send to the agent").click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("T10: urgent")
    expect(_bar(page)).not_to_contain_text("not been sent")


def test_a_review_needs_no_pointer(page: Page) -> None:
    """J, K, Space, Enter, E, R and A, from the goal to the plan; the focus is never lost."""
    page.goto("/")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="What do you want to build?").focus()
    page.keyboard.type("Build a login system")
    page.keyboard.press("Enter")
    expect(_accept(page)).to_be_enabled()
    rows = page.get_by_role("treeitem")
    rows.first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(rows.first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press(" ")
    expect(_focused(page).get_by_role("checkbox")).not_to_be_checked()
    page.keyboard.press("r")
    expect(page.get_by_role("dialog", name="Reject the draft?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(rows.last).to_be_focused()
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile("/projects/"))
    expect(rows.first).to_be_focused()


def test_the_keys_are_in_the_list_of_shortcuts(page: Page) -> None:
    """What the review can do by keyboard is told beside the tree, and in the dialog."""
    portal(page).open()
    _row(page, "Documentation").focus()
    expect(page.get_by_role("list", name="Keys")).to_contain_text("next, previous change")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_role("region", name="Review a draft")).to_be_visible()


def test_what_changed_underneath_is_shown(page: Page) -> None:
    """When the plan moves on, the draft says what changed and where, and is carried onto it."""
    made = portal(page)
    made.open()
    expect(_accept(page)).to_be_enabled()
    made.change(made.update("Invoices", title="Invoices as PDF"))
    expect(_row(page, "T6")).to_contain_text("Changed in the plan meanwhile")
    page.get_by_role("button", name="What changed").click()
    expect(page.get_by_role("region", name="Changed meanwhile")).to_contain_text("Invoices as PDF")
    page.get_by_role("button", name="Show the draft on top of them").click()
    expect(_row(page, "T6")).to_contain_text("Invoices as PDF")
    expect(_row(page, "T6")).not_to_contain_text("meanwhile")
    expect(page.get_by_role("region", name="Changed meanwhile")).to_have_count(0)


def test_conflicts_are_resolved_with_three_sides(page: Page) -> None:
    """As it was, as the plan has it now, as the draft wants it: chosen by arrow keys, then accepted."""
    made = portal(page)
    made.open()
    expect(_accept(page)).to_be_enabled()
    made.change(made.update("Sign in", title="Sign in with passkeys"))
    expect(_accept(page)).to_be_disabled()
    sides = page.get_by_role("radiogroup", name="Sign in · Title")
    expect(sides).to_contain_text("As it was")
    expect(sides.get_by_role("radio", name=re.compile("The plan now.*passkeys"))).to_be_visible()
    apply = page.get_by_role("button", name="Apply the choices")
    expect(apply).to_be_disabled()
    sides.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(sides.get_by_role("radio", name=re.compile("The draft"))).to_be_checked()
    apply.click()
    expect(_accept(page)).to_be_enabled()
    _accept(page).click()
    expect(_accept(page)).to_have_count(0)
    assert "Sign in by link" in made.titles()


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_what_collides_comes_before_the_first_change(page: Page) -> None:
    """The draft opens where that is decided, and what cannot be accepted yet leads there."""
    made = portal(page)
    made.change(made.update("Sign in", title="Sign in with passkeys"))
    made.open()
    heading = page.get_by_role("heading", name=re.compile("The plan changed meanwhile"))
    expect(heading).to_be_in_viewport()
    _row(page, "Invoices").scroll_into_view_if_needed()
    expect(heading).not_to_be_in_viewport()
    _bar(page).get_by_role("button", name=re.compile("Choose first")).click()
    expect(heading).to_be_in_viewport()
    expect(page.get_by_role("region", name=re.compile("The plan changed"))).to_be_focused()


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_the_first_change_is_in_view_however_high_the_rows_are(page: Page) -> None:
    """Rows are measured when they come into view: what they push away is scrolled to again."""
    made = Drafted(page)
    long = [
        f"Number {n}, whose title needs three lines on a phone to be read" for n in range(1, 41)
    ]
    made.change(*map(made.create, long))
    made.propose("What is next?")
    made.edit(made.update(long[-2], priority="high"))
    made.open()
    expect(_accept(page)).to_be_enabled()
    page.evaluate(MANY_FRAMES)
    expect(_row(page, "Number 39")).to_be_in_viewport()


def test_drafts_that_wait_are_found_again(page: Page) -> None:
    """At the start and in their project, until they are decided; what was accepted leads to its history.

    One that breaks a task down names it, and one that comes meanwhile is there at once.
    """
    made = Drafted(page)
    made.change(made.create("Design"))
    made.propose("Add a task for a lighthouse")
    page.goto("/")
    waiting = page.get_by_role("region", name="Open drafts")
    expect(waiting).to_be_visible()
    asked = {
        "project_id": made.project,
        "task_id": made.ids["Design"],
        "instruction": "Break it down",
    }
    made.post("/proposals", asked)
    expect(
        waiting.get_by_role("link", name=re.compile("^Break it down · T1 Design"))
    ).to_be_visible()
    link = waiting.get_by_role("link", name=re.compile("^Add a task for a lighthouse.*Launch"))
    link.click()
    expect(_accept(page)).to_be_enabled()
    page.goto(f"/projects/{made.project}")
    waiting.get_by_role("link", name=re.compile("^Add a task for a lighthouse")).click()
    _accept(page).click()
    expect(_row(page, "lighthouse").or_(_row(page, "Lighthouse"))).to_be_visible()
    expect(waiting.get_by_role("link", name=re.compile("^Break it down"))).to_be_visible()
    expect(waiting.get_by_role("link", name=re.compile("lighthouse"))).to_have_count(0)
    made.open()
    page.get_by_role("link", name="What came of it, in the history").click()
    expect(page).to_have_url(re.compile(f"/history.*proposal={made.proposal}"))


def test_the_row_that_one_looks_at_stays(page: Page) -> None:
    """Rows that come in above push nothing: the tree does not jump under the reader."""
    made = Drafted(page)
    made.change(*(made.create(f"Task number {number}") for number in range(1, 81)))
    made.propose("Add a task called Last")
    made.open()
    expect(_accept(page)).to_be_enabled()
    page.evaluate("window.scrollTo(0, 1500)")
    watched = _row(page, "Task number 45")
    expect(watched).to_be_in_viewport()
    before = watched.bounding_box()
    field = page.get_by_role("textbox", name="Instruction")
    for title in ("Alpha", "Beta", "Gamma"):
        field.fill(f"Add a task called {title} before T1")
        page.keyboard.press("Enter")
        expect(page.get_by_role("region", name="Messages")).to_contain_text(f"Added “{title}”")
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    assert before
    # A frame may lie between the row that comes in and the page that makes up for it.
    page.wait_for_function(
        "([row, top]) => Math.abs(row.getBoundingClientRect().top - top) <= 2",
        arg=[watched.element_handle(), before["y"]],
    )


@EVERYWHERE
def test_no_state_of_a_review_has_a_barrier(page: Page, axe: Violations) -> None:
    """The draft, its fields, a comment, a change as a whole, what moved on, a conflict: axe is content."""
    made = portal(page)
    made.open()
    expect(_accept(page)).to_be_enabled()
    seen = {"draft": axe()}
    _row(page, "Sign in by link").focus()
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="Title", exact=True)).to_be_visible()
    seen["edit"] = axe()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("smaller")
    seen["comment"] = axe()
    page.get_by_role("button", name="Send with others later").click()
    expect(page.get_by_role("list", name="Comments")).to_be_visible()
    seen["waiting"] = axe()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    seen["whole"] = axe()
    page.keyboard.press("Escape")
    made.change(made.update("Invoices", title="Invoices as PDF"))
    page.get_by_role("button", name="What changed").click()
    seen["moved on"] = axe()
    made.change(made.update("Sign in", title="Sign in with passkeys"))
    expect(page.get_by_role("radiogroup").first).to_be_visible()
    seen["conflict"] = axe()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert {} == {name: found for name, found in seen.items() if found}
