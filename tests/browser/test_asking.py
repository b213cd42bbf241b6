"""Asking an agent: who plans, opinions, questions, documents, explanations, conventions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.drafts import Drafted, portal

Violations = Callable[[], list[str]]

EVERYWHERE = pytest.mark.parametrize(
    "viewport", [(1440, 900), (360, 740)], ids=["desktop", "phone"]
)
DOCUMENT = """# Customer portal

Customers help themselves.

## Sign in
- Sign in with the customer number
- Reset the password by mail

## Invoices
- List all invoices
- Download an invoice as PDF
"""


def _accept(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Accept"))


def _messages(page: Page) -> Locator:
    return page.get_by_role("region", name="Messages")


def _talk(page: Page) -> None:
    """Look at the conversation, where it does not stand beside the plan."""
    button = page.get_by_role("button", name=re.compile("^(Conversation|Keep talking)$"))
    if not page.get_by_role("textbox", name="Instruction").is_visible():
        button.click()


def _ask(page: Page, what: str) -> None:
    _talk(page)
    page.get_by_role("button", name="Ask for more").click()
    page.get_by_role("menuitem", name=re.compile(f"^{re.escape(what)}")).click()


def _plan(page: Page) -> Drafted:
    """A project with one large task and one that waits for it."""
    made = Drafted(page, "Portal")
    large = made.create(
        "Build the whole customer portal with sign in, invoices and payments",
        description="Everything: accounts, roles, invoices, payments, mails, reports and exports.",
        estimated_minutes=9600,
    )
    made.change(large, made.create("Announce it"), made.create("Write the manual"))
    page.goto(f"/projects/{made.project}")
    expect(page.get_by_role("treeitem")).to_have_count(3)
    return made


def test_who_plans_is_chosen_and_what_is_missing_is_named(page: Page) -> None:
    """Providers that are not set up are listed with the variable; the choice holds on other pages."""
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Who plans")).click()
    missing = page.get_by_role("menuitemradio", name=re.compile("^openai"))
    expect(missing).to_contain_text("OPENAI_API_KEY")
    expect(missing).to_be_disabled()
    page.get_by_role("menuitemradio", name=re.compile("^Built-in planner")).click()
    page.reload()
    expect(page.get_by_role("button", name="Who plans: Built-in planner")).to_be_visible()
    page.get_by_role("textbox", name="What do you want to build?").fill("Build a login system")
    page.keyboard.press("Enter")
    expect(_accept(page)).to_be_enabled()
    expect(page.get_by_role("button", name="Who plans: Built-in planner")).to_be_visible()


@EVERYWHERE
def test_what_to_break_down_is_broken_down_from_the_answer(page: Page) -> None:
    """Each point of the opinion about complexity has a button that breaks its task down."""
    _plan(page)
    _ask(page, "Complexity")
    findings = page.get_by_role("list", name="Findings")
    expect(findings.first).to_contain_text("Worth breaking down")
    findings.get_by_role("button", name="Break down T1").click()
    expect(_accept(page)).to_be_enabled()
    expect(page.locator('[role=treeitem][aria-level="2"]').first).to_contain_text("Added")


def test_opinions_are_asked_for_where_nothing_was_said(page: Page) -> None:
    """What next, risks and estimates stand in the empty conversation; estimates come as a draft."""
    _plan(page)
    offers = page.get_by_role("list", name="Ask for")
    offers.get_by_role("button", name=re.compile("^Risks")).press("Enter")
    expect(page.get_by_role("list", name="Findings").last).to_contain_text("Nobody is responsible")
    expect(_messages(page)).to_be_focused()
    _ask(page, "What next?")
    expect(page.get_by_role("list", name="Findings")).to_have_count(2)
    expect(_accept(page)).to_have_count(0)
    _ask(page, "Estimate")
    expect(_accept(page)).to_be_enabled()
    announce = page.get_by_role("treeitem").filter(has_text="Announce it")
    expect(announce).to_contain_text(re.compile("Estimate.*not set"))


def test_a_finding_leads_to_its_task(page: Page) -> None:
    """Pressing the task's name in an answer shows the task's details."""
    _plan(page)
    _ask(page, "What next?")
    page.get_by_role("list", name="Findings").get_by_role("button").first.click()
    expect(page.get_by_role("textbox", name=re.compile("^Title of T"))).to_be_visible()


def test_several_questions_are_answered_in_one_go(page: Page) -> None:
    """A vague goal is drafted and asked about; suggested answers and own words go as one message."""
    page.goto("/proposals/new?goal=app")
    questions = page.get_by_role("form", name="Questions")
    expect(questions.get_by_role("group")).to_have_count(3)
    send = questions.get_by_role("button", name=re.compile("^Send"))
    expect(send).to_be_disabled()
    questions.get_by_role("button", name="For our customers").click()
    questions.get_by_role("textbox").nth(1).fill("In three weeks")
    expect(send).to_have_text("Send 2 answers")
    send.click()
    expect(_messages(page)).to_contain_text("1. For our customers")
    expect(_messages(page)).to_contain_text("2. In three weeks")
    expect(questions).to_have_count(0)
    expect(_accept(page)).to_be_enabled()


@EVERYWHERE
def test_a_plan_is_made_from_pasted_text(page: Page) -> None:
    """Each task shows its passage, one press opens it in the document, and accepted tasks keep it."""
    page.goto("/")
    page.get_by_role("button", name="Plan from a document").click()
    page.get_by_role("textbox", name="Or paste the text").fill(DOCUMENT)
    page.get_by_role("button", name="Plan from it").click()
    expect(_accept(page)).to_be_enabled()
    row = page.get_by_role("treeitem").filter(has_text="Download an invoice as PDF")
    row.get_by_role("button", name="Source: passage 8").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Customer portal › Invoices")
    expect(dialog).to_contain_text("The passage: Download an invoice as PDF")
    dialog.get_by_role("button", name="Show the whole document").click()
    expect(dialog).to_contain_text("Customers help themselves.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    row.click()
    expect(page.get_by_role("dialog").locator("blockquote")).to_have_text(
        "Download an invoice as PDF"
    )
    page.keyboard.press("Escape")
    _accept(page).click()
    expect(row.get_by_role("button", name="Source: passage 8")).to_be_visible()


def test_a_plan_is_made_from_a_file(page: Page, tmp_path: Path) -> None:
    """A file is chosen; the conversation names it; one that cannot be read is told about."""
    (tmp_path / "Requirements.md").write_text(DOCUMENT)
    (tmp_path / "broken.pdf").write_bytes(b"no pdf at all")
    page.goto("/")
    page.get_by_role("button", name="Plan from a document").click()
    files = page.locator("input[type=file]")
    files.set_input_files(tmp_path / "broken.pdf")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    files.set_input_files(tmp_path / "Requirements.md")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("8 passages")
    page.get_by_role("textbox", name="What is wanted of it").fill("Plan all of it")
    page.get_by_role("button", name="Plan from it").click()
    expect(_accept(page)).to_be_enabled()
    expect(_messages(page)).to_contain_text("Plan all of it")
    expect(_messages(page)).to_contain_text("Requirements.md")


def test_a_draft_and_the_time_since_a_day_are_explained(page: Page) -> None:
    """In words, with the facts under them: what is deleted stands first."""
    made = portal(page)
    made.open()
    page.get_by_role("button", name="Explain").click()
    facts = page.get_by_role("region", name="The facts").get_by_role("listitem")
    expect(facts.first).to_contain_text("Deletes T7 “Launch” with 2 sub-tasks")
    page.keyboard.press("Escape")
    _ask(page, "What changed since")
    dialog = page.get_by_role("dialog", name="What changed since last week")
    expect(dialog).to_contain_text("Adds T1 “Design”")
    dialog.get_by_role("textbox", name="Or a day or a version").fill("version 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="What changed since version 1")).to_be_visible()


def test_conventions_are_seen_added_and_forgotten(page: Page) -> None:
    """Each change of them is a draft; what was accepted is in the list and can be forgotten."""
    _plan(page)
    _ask(page, "Conventions")
    expect(page.get_by_role("dialog")).to_contain_text("There are none yet")
    page.get_by_role("textbox", name="A new one").fill("We always add a rollout task")
    page.keyboard.press("Enter")
    change = page.get_by_role("region", name="Changes of the project itself")
    expect(change).to_contain_text(re.compile("Conventions.*We always add a rollout task"))
    _accept(page).click()
    expect(_accept(page)).to_have_count(0)
    _ask(page, "Conventions")
    kept = page.get_by_role("list", name="Conventions").get_by_role("listitem")
    expect(kept).to_have_count(1)
    kept.get_by_role("button", name=re.compile("^Forget")).click()
    expect(change.locator("del")).to_contain_text("We always add a rollout task")


@EVERYWHERE
def test_no_way_of_asking_has_a_barrier(page: Page, axe: Violations) -> None:
    """Chooser, document, findings, questions, summary, conventions: axe is content."""
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Who plans")).click()
    expect(page.get_by_role("menu")).to_be_visible()
    seen = {"who plans": axe()}
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Plan from a document").click()
    expect(page.get_by_role("textbox", name="Or paste the text")).to_be_visible()
    seen["document"] = axe()
    _plan(page)
    _talk(page)
    seen["nothing said"] = axe()
    _ask(page, "Complexity")
    expect(page.get_by_role("list", name="Findings")).to_be_visible()
    seen["findings"] = axe()
    _ask(page, "Conventions")
    expect(page.get_by_role("textbox", name="A new one")).to_be_visible()
    seen["conventions"] = axe()
    page.keyboard.press("Escape")
    _ask(page, "What changed since")
    expect(page.get_by_role("region", name="The facts")).to_be_visible()
    seen["summary"] = axe()
    page.goto("/proposals/new?goal=app")
    expect(page.get_by_role("form", name="Questions")).to_be_visible()
    seen["questions"] = axe()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert {} == {name: found for name, found in seen.items() if found}
