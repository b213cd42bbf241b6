"""Other ways of looking at a project: its dashboard, its tasks by status, its tasks in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.pairs import told
from tests.browser.past import Past

Violations = Callable[[], list[str]]

PHONE = pytest.mark.parametrize("viewport", [(360, 740)], ids=["phone"])


def _day(days: int) -> str:
    """A date, so many days from today."""
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=days)).isoformat()


def _open(past: Past, view: str, search: str = "") -> None:
    past.page.goto(f"/projects/{past.project}/{view}{search}")
    expect(past.page.get_by_role("navigation", name="Views of the project")).to_be_visible()


def _region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def work(past: Past) -> Past:
    """The garden with work going on: Hoe was worked on and done, Weed is late and Rake is stuck."""
    past.change(
        past.create("Hoe"),
        past.create("Weed", due_date=_day(-3)),
        past.create("Rake", status="blocked", depends_on=[past.tasks["Weed"]]),
    )
    past.change(past.update("Hoe", status="in_progress"))
    past.change(past.update("Hoe", status="completed"), message="Hoed at last")
    return past


def test_the_dashboard_tells_how_a_project_stands(work: Past) -> None:
    """What the server counts, what is late and stuck, what is next, and who changed what."""
    _open(work, "dashboard")
    page = work.page
    expect(page.get_by_role("definition").filter(has_text="2 of 5 done")).to_be_visible()
    expect(page.get_by_text("Median of 1;")).to_be_visible()
    attention = _region(page, "Needs attention")
    expect(attention).to_contain_text("Overdue: 1")
    expect(attention.get_by_role("link", name="Weed")).to_be_visible()
    expect(attention.get_by_role("link", name="Rake")).to_be_visible()
    following = work.get("/next?limit=5")["items"]
    expect(_region(page, "What is next").get_by_role("listitem")).to_have_count(len(following))
    week = _region(page, "Who changed what this week")
    expect(week).to_contain_text("You9 changesets")
    expect(week).to_contain_text("Hoed at last")


def test_each_chart_is_a_table_too(work: Past) -> None:
    """For whoever does not see it, with the numbers that the server gives."""
    _open(work, "dashboard", "?per=day")
    [today] = work.get("/stats")["days"][-1:]
    for chart, numbers in {
        "Burndown": [today["total"], today["completed"], today["remaining"]],
        "Throughput": [today["finished"], today["reopened"]],
    }.items():
        region = _region(work.page, chart)
        expect(region.get_by_role("img").first).to_be_visible()
        region.get_by_text("As a table").click()
        cells = region.get_by_role("row").last.get_by_role("cell")
        expect(cells).to_have_text([str(number) for number in numbers])


def test_the_address_keeps_what_a_chart_is_about(work: Past) -> None:
    """A choice is in the address, and the address brings it back."""
    _open(work, "dashboard")
    work.page.get_by_role("button", name=re.compile("Throughput by")).click()
    work.page.get_by_role("option", name="By day").click()
    expect(work.page).to_have_url(re.compile("per=day"))
    work.page.reload()
    expect(work.page.get_by_role("button", name=re.compile("Throughput by"))).to_contain_text(
        "By day"
    )


def test_the_dashboard_follows_what_happens(work: Past) -> None:
    """What somebody else does shows, without loading the page again."""
    _open(work, "dashboard")
    expect(work.page.get_by_role("definition").filter(has_text="2 of 5 done")).to_be_visible()
    work.change(work.update("Weed", status="completed"))
    expect(work.page.get_by_role("definition").filter(has_text="3 of 5 done")).to_be_visible()
    expect(_region(work.page, "Needs attention")).not_to_contain_text("Weed")


def test_an_empty_project_has_an_empty_dashboard(empty: Past) -> None:
    """It says what there is not yet, rather than drawing nothing."""
    _open(empty, "dashboard")
    for text in (
        "There are no tasks yet, so nothing burns down.",
        "No task was finished in this time.",
        "Nothing is overdue, and nothing is blocked.",
    ):
        expect(empty.page.get_by_text(text)).to_be_visible()


def test_views_are_reached_by_keyboard(work: Past) -> None:
    """From the plan to another view and back, without a mouse."""
    work.page.goto(f"/projects/{work.project}")
    views = work.page.get_by_role("navigation", name="Views of the project")
    expect(views.get_by_role("link", name="Outline")).to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="Outline").focus()
    while not views.get_by_role("link", name="Dashboard").evaluate(
        "link => link === document.activeElement"
    ):
        work.page.keyboard.press("Tab")
    work.page.keyboard.press("Enter")
    expect(_region(work.page, "Burndown")).to_be_visible()
    expect(views.get_by_role("link", name="Dashboard")).to_have_attribute("aria-current", "page")
    work.page.keyboard.press("Alt+Shift+Digit2")
    expect(_column(work.page, "To do")).to_be_visible()
    expect(views.get_by_role("link", name="Board", exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def test_views_are_reached_from_the_palette(work: Past) -> None:
    """By their names."""
    _open(work, "dashboard")
    work.page.keyboard.press("Control+k")
    work.page.keyboard.type("board of this")
    work.page.get_by_role("option", name=re.compile("^Board of this project")).click()
    expect(_column(work.page, "To do")).to_be_visible()


@pytest.mark.parametrize(
    ("view", "sign"),
    [
        ("dashboard", "Burndown"),
        ("board", "To do: 2"),
        ("timeline", "Filter"),
        ("graph", "Drawing of the dependencies"),
    ],
)
def test_a_view_is_fit_for_everyone(work: Past, axe: Violations, view: str, sign: str) -> None:
    """In both themes and on a phone, nothing keeps people from using it, and it is never too wide."""
    _open(work, view)
    for width, height in ((1440, 900), (360, 740)):
        work.page.set_viewport_size({"width": width, "height": height})
        expect(_region(work.page, sign)).to_be_visible()
        expect(work.page.get_by_role("status").filter(has_text="loaded")).to_have_count(0)
        assert axe() == []
        assert _fits(work.page)


def _column(page: Page, status: str) -> Locator:
    return page.get_by_role("region", name=re.compile(f"^{status}: "))


def _cards(page: Page, status: str) -> Locator:
    return _column(page, status).get_by_role("row")


def _statuses(past: Past) -> dict[str, str]:
    """What the server says that each task's status is."""
    return {task["title"]: task["status"] for task in past.get("?shape=flat")["tasks"]}


BLANK = """() => {
  window.blank = 0;
  const look = () => {
    if (!document.querySelector("[aria-label^='To do: '] :is(li, [role=row])")) window.blank += 1;
    requestAnimationFrame(look);
  };
  look();
}"""
"""Counts the frames in which a column has no card."""


def test_a_board_is_there_before_what_drags_its_cards(work: Past) -> None:
    """That takes its place once no menu is open: nothing moves or is blank, and the focus stays."""
    page = work.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/DraggedCards-*.js", hold)
    _open(work, "board")
    status = page.get_by_role("button", name=re.compile("^Status of T.* “Weed”"))
    status.focus()
    page.evaluate("document.fonts.ready")  # a line of another font may be higher
    before = status.bounding_box()
    page.keyboard.press("Enter")
    menu = page.get_by_role("menuitemradio", name="Completed")
    expect(menu).to_be_visible()
    page.evaluate(BLANK)
    with page.expect_response("**/DraggedCards-*.js"):
        for route in held:
            route.continue_()
    expect(menu).to_be_visible()
    expect(_cards(page, "To do")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(_cards(page, "To do").filter(has_text="Weed")).to_be_visible()
    expect(status).to_be_focused()
    assert before == status.bounding_box()
    assert 0 == page.evaluate("window.blank")


def test_a_card_is_dragged_to_another_column(work: Past) -> None:
    """It is there at once, the counts follow, it was one changeset, and just that is taken back."""
    _open(work, "board")
    before = work.get()["version"]
    card = _cards(work.page, "To do").filter(has_text="Weed")
    card.drag_to(_column(work.page, "In progress").get_by_role("grid"))
    expect(_cards(work.page, "In progress")).to_have_count(1)
    expect(_column(work.page, "In progress")).to_have_accessible_name("In progress: 1")
    expect(card).to_have_count(0)
    expect(work.page.get_by_text("Saving…")).to_have_count(0)
    assert _statuses(work)["Weed"] == "in_progress"
    assert work.get()["version"] == before + 1
    work.change(work.update("Rake", status="todo"))
    expect(_cards(work.page, "To do").filter(has_text="Rake")).to_have_count(1)
    told(work.page).get_by_role("button", name="Undo").click()
    expect(card).to_have_count(1)
    assert (_statuses(work)["Weed"], _statuses(work)["Rake"]) == ("todo", "todo")


def test_a_card_is_moved_by_keyboard(work: Past) -> None:
    """Found with arrows, picked up with Enter, carried with Tab, put down, it keeps the focus."""
    _open(work, "board")
    page = work.page
    _cards(page, "To do").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=re.compile("^Move T.* “Weed”"))).to_be_focused()
    page.keyboard.press("Enter")
    for status in ("In progress", "Blocked", "In review"):
        target = _column(page, status).get_by_role("button", name="Drop on")
        expect(target).to_be_focused()
        page.keyboard.press("Enter" if status == "In review" else "Tab")
    expect(_cards(page, "In review").filter(has_text="Weed")).to_be_focused()
    expect(page.get_by_text("Saving…")).to_have_count(0)
    assert _statuses(work)["Weed"] == "in_review"


@PHONE
def test_a_card_is_moved_from_its_menu(work: Past) -> None:
    """With a thumb, too."""
    _open(work, "board")
    work.page.get_by_role("button", name=re.compile("^Status of T.* “Weed”")).click()
    work.page.get_by_role("menuitemradio", name="Completed").click()
    expect(_cards(work.page, "Completed").filter(has_text="Weed")).to_have_count(1)


def test_a_move_that_is_refused_is_taken_back(work: Past) -> None:
    """With the reason: here the task was deleted while the answer was on its way."""
    page = work.page
    # What others do does not arrive, so that the page still shows the card.
    page.route("**/events?*", lambda route: route.abort())
    _open(work, "board")
    expect(_cards(page, "To do").filter(has_text="Weed")).to_have_count(1)
    work.change(work.delete("Weed"))
    page.get_by_role("button", name=re.compile("^Status of T.* “Weed”")).click()
    page.get_by_role("menuitemradio", name="Completed").click()
    expect(page.get_by_role("dialog").or_(page.get_by_text("is taken back"))).to_be_visible()
    # Another change than this one would be undone.
    expect(told(page).get_by_role("button", name="Undo")).to_have_count(0)
    expect(_cards(page, "Completed").filter(has_text="Weed")).to_have_count(0)


def test_a_card_tells_what_matters_and_leads_to_its_task(work: Past) -> None:
    """Number, priority, estimate, assignee, due date and what it waits for; its title opens it."""
    work.change(
        work.create(
            "Mulch",
            priority="high",
            estimated_minutes=90,
            assignee="user:ada",
            due_date=_day(3),
            depends_on=[work.tasks["Weed"]],
        )
    )
    _open(work, "board")
    card = _cards(work.page, "To do").filter(has_text="Mulch")
    for text in ("T7", "Priority: High", "1h 30m", "ada", "Due ", "Waits for T5"):
        expect(card).to_contain_text(text)
    card.get_by_role("button", name="Open T7 “Mulch”").click()
    expect(work.page).to_have_url(re.compile(f"task={work.tasks['Mulch']}"))
    expect(work.page.get_by_role("tree")).to_be_visible()


def test_a_board_follows_what_happens_and_the_filter(work: Past) -> None:
    """What somebody else does shows; the filter of the plan applies; an empty column says so."""
    _open(work, "board", "?text=Weed")
    page = work.page
    expect(page.get_by_text("1 of 5 tasks match.")).to_be_visible()
    expect(_column(page, "Blocked")).to_contain_text("No task here matches.")
    work.change(work.update("Weed", status="in_review"))
    expect(_cards(page, "In review")).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(_cards(page, "Blocked")).to_have_count(1)
    expect(_column(page, "To do")).not_to_contain_text("Weed")
    expect(_column(page, "Cancelled")).to_contain_text("Nothing is cancelled.")
    views = page.get_by_role("navigation", name="Views of the project")
    page.get_by_role("searchbox", name="Filter the tasks").fill("Rake")
    views.get_by_role("link", name="Outline").click()
    expect(page.get_by_role("treeitem")).to_have_count(1)


def test_an_empty_board_says_so(empty: Past) -> None:
    """Rather than six empty columns."""
    _open(empty, "board")
    expect(empty.page.get_by_text("There are no tasks yet")).to_be_visible()


def test_the_large_tasks_stand_on_the_board_when_asked_for(work: Past) -> None:
    """The address keeps that; the smallest stand there otherwise."""
    work.change(work.create("Beds", parent_id=work.tasks["Weed"]))
    _open(work, "board")
    expect(_cards(work.page, "To do").filter(has_text="Beds")).to_have_count(1)
    work.page.get_by_role("radio", name="Top-level tasks").click()
    expect(work.page).to_have_url(re.compile("show=roots"))
    expect(_cards(work.page, "To do").filter(has_text="Beds")).to_have_count(0)
    expect(_cards(work.page, "To do").filter(has_text="Weed")).to_have_count(1)


def test_a_long_column_draws_only_what_is_seen(empty: Past) -> None:
    """Of a thousand cards the first ones, and more when asked for; the count says them all."""
    empty.change(*(empty.create(f"Seed {number}") for number in range(1000)))
    _open(empty, "board")
    expect(_column(empty.page, "To do")).to_have_accessible_name("To do: 1000")
    expect(_cards(empty.page, "To do").first).to_be_visible()
    assert _cards(empty.page, "To do").count() < 60
    more = empty.page.get_by_role("button", name=re.compile("^Show "))
    for said in (
        "200 more of the other 800",
        "200 more of the other 600",
        "200 more of the other 400",
        "the other 200",
    ):
        expect(more).to_have_text(f"Show {said}")
        more.click()
    expect(more).to_have_count(0)
    grid = _column(empty.page, "To do").get_by_role("grid")
    grid.evaluate("grid => grid.scrollTo(0, grid.scrollHeight)")
    expect(_cards(empty.page, "To do").filter(has_text="Seed 999")).to_be_visible()
