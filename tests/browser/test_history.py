"""Travelling through a project's history in a real browser: every past state, smoothly."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.past import Past


def _rows(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def test_every_version_is_what_the_server_says(past: Past) -> None:
    """The page computes each state from patches; version by version it shows what the server answers."""
    past.open()
    past.at(8)
    past.slider.focus()
    for version in (7, 6, 5, 4, 3, 2, 1, 0):
        past.page.keyboard.press("ArrowLeft")
        past.at(version)
        for title in past.titles(version):
            expect(_rows(past.page).filter(has_text=title).first).to_be_visible()
        past.page.get_by_label("Mark what changed").uncheck()
        expect(_rows(past.page)).to_have_count(len(past.titles(version)))
        past.page.get_by_label("Mark what changed").check()
        past.slider.focus()
    past.page.keyboard.press("End")
    past.at(8)


PIECES = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/patches?")).length >= 5"""


def test_thousands_of_versions_are_dragged_through(empty: Past) -> None:
    """Patches are enough: between the ends, each version is there as soon as the slider is."""
    empty.count_to(5000)
    empty.open()
    expect(_rows(empty.page).first).to_contain_text("Count 5000")
    assert empty.strip.locator("rect").count() < 300
    # The live stream never ends: the five pieces of the history are waited for, not silence.
    empty.page.wait_for_function(PIECES)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    empty.page.on("request", note)
    for version in (4000, 1500, 2750, 1001, 1000, 3):
        empty.slider.fill(str(version))
        expect(_rows(empty.page).first).to_contain_text(f"Count {version}")
    empty.page.remove_listener("request", note)
    assert [] == [url for url in asked if "/patches" in url or "shape=flat" in url]


def test_a_link_to_an_old_version_shows_it_first(empty: Past) -> None:
    """Far from both ends, the plan at that version is fetched with the patches around it."""
    empty.count_to(5000)
    empty.open("?version=2500")
    expect(_rows(empty.page).first).to_contain_text("Count 2500")
    empty.slider.focus()
    empty.page.keyboard.press("ArrowLeft")
    expect(_rows(empty.page).first).to_contain_text("Count 2499")


def test_the_strip_tells_when_how_much_was_changed(past: Past) -> None:
    """By keyboard and by pointer it names the time, the amount and who; pressing goes there."""
    past.open()
    past.strip.focus()
    expect(past.strip).to_have_attribute("aria-valuetext", re.compile(r"\d.*change.*You"))
    past.page.keyboard.press("Home")
    expect(past.slider).not_to_have_value("8")
    past.page.keyboard.press("End")
    past.at(8)
    box = past.strip.bounding_box()
    assert box is not None
    past.page.mouse.move(box["x"] + 3, box["y"] + 10)
    expect(past.page.get_by_text(re.compile(r"\d changes?: You \d"))).to_be_visible()
    past.page.mouse.click(box["x"] + 3, box["y"] + 10)
    expect(past.slider).not_to_have_value("8")
    past.page.get_by_role("button", name="Colour by kind").click()
    expect(past.page.get_by_role("list", name="Colours")).to_contain_text("Edited")


def test_the_keyboard_travels_wherever_it_is(past: Past) -> None:
    """Arrows by version, with Shift and by comma and full stop by change, Home and End to the ends."""
    past.open()
    past.at(8)
    keys = past.page.keyboard
    for key, version in (
        ("ArrowLeft", 7),
        ("Shift+ArrowLeft", 6),
        ("ArrowRight", 7),
        (",", 6),
        (",", 5),
        (",", 4),
        (",", 1),
        (".", 4),
        ("Home", 0),
        ("End", 8),
    ):
        keys.press(key)
        past.at(version)


def test_the_history_plays_at_a_speed(past: Past) -> None:
    """The space bar plays from the beginning and pauses; it ends with the newest."""
    past.page.emulate_media(reduced_motion="no-preference")
    past.open("?version=8")
    past.page.get_by_role("button", name="Speed").click()
    past.page.get_by_role("option", name="16 a second").click()
    past.page.get_by_role("heading", name="History").click()
    past.page.keyboard.press("Space")
    expect(past.page.get_by_role("button", name="Pause")).to_be_visible()
    expect(past.page.get_by_role("button", name="Play")).to_be_visible()
    past.at(8)


def test_who_wants_little_motion_gets_a_calm_pace(past: Past) -> None:
    """There is one speed, a step a second, and playing stops with the same key."""
    past.open("?version=1")
    past.at(1)
    expect(past.page.get_by_role("button", name="Speed")).to_have_count(0)
    past.page.keyboard.press("Space")
    past.at(4)
    past.page.keyboard.press("Space")
    expect(past.page.get_by_role("button", name="Play")).to_be_visible()


def test_a_task_has_a_history_of_its_own(past: Past) -> None:
    """Choosing one in the tree lists its changes only, and the steps go from one of them to the next."""
    past.open()
    _rows(past.page).filter(has_text="Dig deepest").click()
    changes = past.page.get_by_role("list", name="Changes").get_by_role("listitem")
    expect(changes).to_have_count(3)
    expect(past.page).to_have_url(re.compile(f"task={past.tasks['Dig']}"))
    for version in (5, 4):
        past.page.keyboard.press(",")
        past.at(version)
    past.page.get_by_role("button", name="Version: next change of this task").click()
    past.at(5)
    aside = past.page.get_by_role("complementary", name="Timeline")
    expect(aside).to_contain_text("Dig deeper")
    expect(aside).to_contain_text("at version 5")
    past.page.get_by_role("button", name=re.compile("Do not look for: T1")).click()
    expect(changes).to_have_count(6)


def test_the_task_whose_history_is_shown_is_in_view(empty: Past) -> None:
    """However far down the plan it stands; the focus stays where it was."""
    empty.change(*(empty.create(f"Bed number {number}") for number in range(1, 61)))
    empty.open(f"?task={empty.tasks['Bed number 55']}")
    expect(_rows(empty.page).filter(has_text="Bed number 55")).to_be_in_viewport()
    expect(empty.page.locator("body")).to_be_focused()


def test_comparing_begins_and_ends_where_one_was(past: Past) -> None:
    """What was pressed is gone then: the slider that takes its place has the focus."""
    past.open()
    past.page.get_by_role("button", name="Compare").press("Enter")
    expect(past.page.get_by_role("slider", name="From version")).to_be_focused()
    past.page.get_by_role("button", name="End comparing").press("Enter")
    expect(past.slider).to_be_focused()


def test_any_two_versions_compare_in_three_ways(past: Past) -> None:
    """In one tree, side by side and as a list; the address says which, and swapping turns it round."""
    past.page.goto(f"/projects/{past.project}/history?from=4&to=8")
    rows = _rows(past.page)
    expect(rows.filter(has_text="Water")).to_contain_text("Removed")
    expect(rows.filter(has_text="Dig")).to_contain_text("Dig deepest")
    past.page.get_by_role("button", name="Layout").click()
    past.page.get_by_role("option", name="Side by side").click()
    expect(past.page).to_have_url(re.compile("layout=side"))
    before = past.page.get_by_role("tree", name="Tasks at version 4")
    after = past.page.get_by_role("tree", name="Tasks at version 8")
    expect(before.get_by_role("treeitem")).to_have_count(3)
    expect(after.get_by_role("treeitem")).to_have_count(2)
    expect(before.get_by_role("treeitem").first).to_contain_text("DigChanged")
    past.page.get_by_role("button", name="Layout").click()
    past.page.get_by_role("option", name="As a list").click()
    listed = past.page.get_by_role("list", name="What lies between the two versions")
    expect(listed.get_by_role("listitem")).to_have_count(3)
    past.page.get_by_role("button", name="Swap the two versions").click()
    expect(listed).to_contain_text("Added")
    past.page.reload()
    expect(listed).to_contain_text("Added")
    expect(past.page).to_have_url(re.compile("from=8.*to=4|to=4.*from=8"))


def test_the_keys_are_listed(past: Past) -> None:
    """A question mark opens the list of keys, and Escape closes it."""
    past.open()
    past.at(8)
    past.page.keyboard.press("?")
    expect(past.page.get_by_role("dialog", name="Keyboard")).to_contain_text("Play, or pause")
    past.page.keyboard.press("Escape")
    expect(past.page.get_by_role("dialog")).to_have_count(0)


def test_a_version_is_seen_in_other_ways(past: Past, axe: Callable[[], list[str]]) -> None:
    """As a board, timeline, graph or dashboard it is what it was, and links stay in time.

    Nothing can be changed there.
    """
    page = past.page
    past.open("?version=6")
    past.at(6)
    page.get_by_role("button", name="See this version as").click()
    page.get_by_role("menuitem", name="Board at this version", exact=True).click()
    expect(page).to_have_url(re.compile("/board\\?version=6"))
    expect(page.get_by_role("button", name="Open T3 “Water”")).to_be_visible()
    expect(page.get_by_role("region", name="Completed: 1")).to_contain_text("Plant")
    expect(page.get_by_role("button", name=re.compile("^(Move|Status of)"))).to_have_count(0)
    expect(page.get_by_text("As it was at version 6")).to_be_visible()
    assert axe() == []
    page.keyboard.press("Alt+Shift+3")
    expect(page).to_have_url(re.compile("/timeline\\?.*version=6"))
    grid = page.get_by_role("grid", name="Tasks in time")
    grid.get_by_role("row").filter(has_text="Dig deeper").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/history\\?version=6&task={past.tasks['Dig']}"))
    past.at(6)
    page.goto(f"/projects/{past.project}/graph?version=6")
    expect(page.get_by_text("As it was at version 6")).to_be_visible()
    page.keyboard.press("Alt+Shift+5")
    expect(page).to_have_url(re.compile("/dashboard\\?version=6"))
    expect(page.get_by_text("As it was at version 6")).to_be_visible()
    then = past.get("/stats?version=6")["tally"]
    told = f"{then['completed']} of {then['open'] + then['completed']} done"
    expect(page.get_by_text(told)).to_be_visible()
    week = page.get_by_role("region", name="Who changed what in the week before")
    expect(week.get_by_text("changesets")).to_be_visible()
    assert axe() == []
    page.keyboard.press("Alt+Shift+4")
    expect(page).to_have_url(re.compile("/graph\\?version=6"))
    page.get_by_role("link", name="As it is now").click()
    expect(page.get_by_text("As it was at version 6")).to_have_count(0)
    expect(page).to_have_url(re.compile("/graph$"))


def test_what_is_told_beside_and_in_the_tree_is_of_the_version_that_is_shown(past: Past) -> None:
    """What a task said goes along at each step, and what was removed is shown without being counted."""
    page = past.page
    past.change(past.create("Fence", parent_id=past.tasks["Dig"]))
    past.change(past.create("Gate", parent_id=past.tasks["Dig"]))
    past.change(past.delete("Gate"))
    past.open(f"?version=4&task={past.tasks['Dig']}")
    told = page.get_by_role("complementary", name="Timeline").locator("summary")
    expect(told).to_have_text("T1 Digat version 4")
    told.evaluate("""summary => {
      window.told = [];
      const note = () => window.told.push(summary.textContent);
      new MutationObserver(note).observe(summary, {subtree: true, characterData: true, childList: true});
    }""")
    for _ in range(4):
        past.slider.press("ArrowRight")
    expect(told).to_have_text("T1 Dig deepestat version 8")
    seen = page.evaluate("window.told")
    assert {f"T1 Dig deeperat version {version}" for version in (5, 6, 7)} <= set(seen)
    past.slider.press("End")
    past.at(11)
    dug = page.get_by_role("treeitem").filter(has_text="Dig deepest").first
    expect(dug).to_contain_text("0 of 1 done")
    expect(page.get_by_role("treeitem").filter(has_text="Gate")).to_contain_text("Removed")


def test_a_version_that_there_is_not_is_told(past: Past) -> None:
    """The newest stands in its place, and says so until one goes to another."""
    past.page.goto(f"/projects/{past.project}/history?version=9999")
    told = past.page.get_by_text("There is no version 9999: the newest, 8, stands in its place.")
    expect(told).to_be_visible()
    past.at(8)
    past.slider.focus()
    past.page.keyboard.press("ArrowLeft")
    past.at(7)
    expect(told).to_be_hidden()
