"""What waits for what: drawn, in words, around one task, and of a plan that is too large to draw."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.past import Past

Violations = Callable[[], list[str]]


@pytest.fixture
def plan(empty: Past) -> Past:
    """Dig, then Plant, then Water; Weed after Dig; Rest waits for nothing."""
    empty.change(empty.create("Bed"))
    below = {"parent_id": empty.tasks["Bed"]}
    empty.change(empty.create("Dig", **below))
    empty.change(empty.create("Plant", **below, depends_on=[empty.tasks["Dig"]]))
    empty.change(
        empty.create("Water", depends_on=[empty.tasks["Plant"]]),
        empty.create("Weed", depends_on=[empty.tasks["Dig"]]),
        empty.create("Rest"),
    )
    return empty


def _open(past: Past, search: str = "") -> None:
    past.page.goto(f"/projects/{past.project}/graph{search}")
    expect(past.page.get_by_role("navigation", name="Views of the project")).to_be_visible()


def _node(page: Page, title: str) -> Locator:
    return page.locator(".react-flow__node").filter(has_text=title)


def _left(node: Locator) -> float:
    box = node.bounding_box()
    assert box
    return box["x"]


def test_what_has_to_be_done_first_is_on_the_left(plan: Past) -> None:
    """Each dependency is a line; what has none is not drawn; what others change is."""
    _open(plan)
    page = plan.page
    expect(page.get_by_text("4 tasks with dependencies.")).to_be_visible()
    expect(page.locator(".react-flow__edge")).to_have_count(3)
    lefts = [_left(_node(page, title)) for title in ("Dig", "Plant", "Water")]
    assert sorted(lefts) == lefts
    expect(_node(page, "Rest")).to_have_count(0)
    plan.change(plan.update("Rest", depends_on=[plan.tasks["Water"]]))
    expect(_node(page, "Rest")).to_be_visible()
    assert _left(_node(page, "Rest")) > _left(_node(page, "Water"))


def test_a_drawing_is_magnified_and_its_tasks_are_opened(plan: Past) -> None:
    """By buttons, by mouse and by keyboard."""
    _open(plan)
    page = plan.page
    dig = _node(page, "Dig")
    expect(dig).to_be_in_viewport()
    before = dig.bounding_box()
    assert before
    page.get_by_role("button", name="Zoom Out").click()
    page.wait_for_function(
        "([node, width]) => node.getBoundingClientRect().width < width - 1",
        arg=[dig.element_handle(), before["width"]],
    )
    page.mouse.move(before["x"] - 60, before["y"] + 150)
    page.mouse.down()
    page.mouse.move(before["x"] + 40, before["y"] + 150, steps=3)
    page.mouse.up()
    assert _left(dig) > before["x"] + 50
    dig.get_by_role("link", name=re.compile("T2 Dig")).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"task={plan.tasks['Dig']}"))


# Of what can be pressed in the drawing, the least of all heights and widths, and how many there are.
LEAST = """() => {
  const drawing = document.querySelector("[aria-label='Drawing of the dependencies']");
  const boxes = [...drawing.querySelectorAll("button, a")].map((one) => one.getBoundingClientRect());
  return [Math.min(...boxes.flatMap(({ width, height }) => [width, height])), boxes.length];
}"""


@pytest.mark.parametrize(("target", "touch"), [(24, False), (44, True)], ids=["mouse", "thumb"])
def test_what_is_pressed_is_large_enough_however_small_it_is_drawn(
    plan: Past, browser: Browser, target: int, touch: bool
) -> None:
    """What would be too small is not there: from far away it is a drawing to look at."""
    with browser.new_context(
        base_url=plan.server, has_touch=touch, is_mobile=touch, reduced_motion="reduce"
    ) as session:
        page = session.new_page()
        page.goto(f"/projects/{plan.project}/graph")
        page.get_by_role("button", name="Show the top level only").click()
        expect(_node(page, "Bed")).to_be_visible()
        counts = []
        for _ in range(8):
            least, count = page.evaluate(LEAST)
            assert target <= least
            counts.append(count)
            page.get_by_role("button", name="Zoom Out").press("Enter")
        assert counts[0] > counts[-1]


def test_the_tasks_around_one_are_shown(plan: Past) -> None:
    """What it waits for and what waits for it, through others, too; back leads to the whole."""
    _open(plan)
    page = plan.page
    page.get_by_role("button", name="Show the tasks around T4").click()
    expect(page.get_by_text("T4 “Water” and the 2 tasks that it waits for")).to_be_visible()
    expect(_node(page, "Dig")).to_be_visible()
    expect(_node(page, "Weed")).to_have_count(0)
    page.go_back()
    expect(_node(page, "Weed")).to_be_visible()
    page.get_by_role("button", name="Show the tasks around one").press("Enter")
    finder = page.get_by_role("combobox", name="Show what a task waits for")
    finder.fill("Rest")
    page.get_by_role("option", name=re.compile("Rest")).click()
    expect(page.get_by_text("“Rest” waits for nothing, and nothing waits for it.")).to_be_visible()
    page.get_by_role("button", name="Show the whole plan").click()
    expect(_node(page, "Weed")).to_be_visible()
    page.get_by_role("button", name="Show the top level only").click()
    expect(_node(page, "Bed")).to_be_visible()
    expect(_node(page, "Dig")).to_have_count(0)


@pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])
def test_the_list_says_the_same(plan: Past, axe: Violations) -> None:
    """For each task what it waits for and leads to; the filter applies; empty says so."""
    _open(plan)
    page = plan.page
    page.get_by_role("radio", name="List").click()
    items = page.get_by_role("list", name="Tasks with dependencies").get_by_role("listitem")
    expect(items).to_have_count(4)
    expect(items.filter(has_text="T3 Plant").first).to_contain_text("Leads to")
    expect(items.nth(1)).to_contain_text(re.compile("Waits for: T2 Dig.*Leads to: T4 Water"))
    assert axe() == []
    items.nth(1).get_by_role("button", name="Around T3").click()
    expect(items).to_have_count(3)
    _open(plan, "?text=Rest&as=list")
    expect(page.get_by_text("No task shown here waits for another one.")).to_be_visible()


def test_of_a_large_plan_the_top_level_is_drawn(empty: Past) -> None:
    """It says so; a parent is opened; around one task the nearest are shown."""
    empty.change(empty.create("First"), empty.create("Second"))
    first, second = ({"parent_id": empty.tasks[title]} for title in ("First", "Second"))
    patches = [empty.create("Seed 0", **first)]
    for n in range(1, 2000):
        below = first if n < 100 else second
        patches.append(
            empty.create(f"Seed {n}", **below, depends_on=[empty.tasks[f"Seed {n - 1}"]])
        )
    empty.change(*patches)
    _open(empty)
    page = empty.page
    expect(page.get_by_text("Closed ones stand for 2000 more below them.")).to_be_visible()
    expect(page.locator(".react-flow__node")).to_have_count(2)
    page.get_by_role("button", name="Show the 100 below T1").click()
    expect(page.locator(".react-flow__node")).to_have_count(101)
    page.get_by_role("button", name=re.compile("^Show the tasks around T1002?$")).first.press(
        "Enter"
    )
    expect(page.get_by_text("The 250 nearest are shown.")).to_be_visible()
    expect(page.locator(".react-flow__node")).to_have_count(250)


def test_an_empty_graph_says_so(empty: Past) -> None:
    """Rather than an empty drawing."""
    _open(empty)
    expect(empty.page.get_by_text("There are no tasks yet")).to_be_visible()
