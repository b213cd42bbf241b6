"""The page on paper: everything that it is about, and nothing that is only there to be pressed."""

from __future__ import annotations

import io
import re

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.drafts import portal
from tests.browser.past import Past


def _pages(page: Page) -> list[str]:
    """The text of each sheet, as the browser prints the page now, in the dark theme."""
    page.emulate_media(color_scheme="dark")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    # The ink is dark on white: no sheet is painted over.
    assert all("0.0627451" not in str(sheet.get_contents()) for sheet in reader.pages)
    return [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in reader.pages]


def _plan(past: Past) -> None:
    past.change(past.create("Beds", status="in_progress", start_date="2026-01-05"))
    below = {"parent_id": past.tasks["Beds"], "assignee": "user:ada", "estimated_minutes": 90}
    past.change(*(past.create(f"Seed {n}", due_date="2026-02-03", **below) for n in range(100)))


def test_the_whole_plan_is_printed(empty: Past) -> None:
    """Closed and far-off tasks, too, with status, dates, estimate and assignee; and no buttons."""
    _plan(empty)
    page = empty.page
    page.goto(f"/projects/{empty.project}")
    row = page.get_by_role("treeitem").filter(has_text="Beds")
    row.click()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("treeitem")).to_have_count(1)
    sheets = _pages(page)
    text = " ".join(sheets)
    assert 2 <= len(sheets) < 8
    for n in (0, 50, 99):
        assert f"Seed {n} To do 1h 30m 3 Feb ada" in text
    assert re.search("Beds In progress .*From 5 Jan", text)
    for pressed in ("Outline", "Add a task", "Conversation", "Filter"):
        assert pressed not in text
    expect(page.get_by_role("treeitem")).to_have_count(1)


def test_board_and_timeline_are_printed_whole(empty: Past) -> None:
    """Every card below its status, every line of the timeline with its dates in words."""
    _plan(empty)
    page = empty.page
    page.goto(f"/projects/{empty.project}/board")
    expect(page.get_by_role("row").first).to_be_visible()
    text = " ".join(_pages(page))
    assert "To do: 100" in text
    assert all(f"Seed {n} " in text for n in range(100))
    page.goto(f"/projects/{empty.project}/timeline")
    expect(page.get_by_role("row").first).to_be_visible()
    sheets = _pages(page)
    assert all(f"Seed {n} " in " ".join(sheets) for n in range(100))
    # The dates stand on top of every sheet.
    assert all(re.search("February 2026|2026 ", sheet) for sheet in sheets)


def test_a_draft_and_the_past_are_printed(past: Past) -> None:
    """What a draft would do, in words; and the plan as it was, with the version that this is."""
    past.page.goto(f"/projects/{past.project}/history?version=4")
    expect(past.page.get_by_role("tree")).to_be_visible()
    text = " ".join(_pages(past.page))
    assert "Version 4" in text
    assert "Water" in text
    assert "Restore" not in text
    portal(past.page).open()
    expect(past.page.get_by_role("region", name="Decide about the draft")).to_be_visible()
    text = " ".join(_pages(past.page))
    for told in ("Sign in by link", "Press release", "Removed", "Moved", "Changed"):
        assert told in text
    assert "Reject" not in text


def test_printing_is_offered(past: Past) -> None:
    """In the palette, and in the menu of the plan in each of its views."""
    page = past.page
    page.add_init_script("window.print = () => { document.title += ' printed'; }")
    page.goto(f"/projects/{past.project}")
    expect(page.get_by_role("tree")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Print").click()
    expect(page).to_have_title(re.compile("printed$"))
    page.goto(f"/projects/{past.project}/board")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Print").click()
    expect(page).to_have_title(re.compile("printed$"))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("print what")
    page.get_by_role("option", name=re.compile("^Print what is shown")).click()
    expect(page).to_have_title(re.compile("printed printed$"))


def test_a_large_plan_says_that_printing_takes_a_while(empty: Past) -> None:
    """Before the page stands still for it, also where it is asked for by the browser's own keys."""
    empty.change(*(empty.create(f"Seed {n}") for n in range(2_000)))
    page = empty.page
    page.add_init_script(
        "print = () => { told = [...document.querySelectorAll('p')].map((p) => p.innerText) }"
    )
    page.goto(f"/projects/{empty.project}")
    expect(page.get_by_role("treeitem").first).to_be_visible()
    page.keyboard.press("Control+p")
    page.wait_for_function("() => 'told' in window")
    note = "Putting 2,000 tasks on paper … The page stands still for that."
    assert note in page.evaluate("told")
    expect(page.get_by_text(note)).to_have_count(0)
