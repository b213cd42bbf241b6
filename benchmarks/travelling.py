"""The page in a browser: how soon a plan is seen and how smoothly it scrolls, and 10,000 versions go by.

    python -m benchmarks.travelling

A real server, the page as it is built for people, and a real Chromium that draws on the processor. What
the page's main thread did is told by that thread's own clock, which other work on the machine does not move.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from uuid import UUID

from playwright.sync_api import CDPSession, Page, sync_playwright

from api.storage import open_store
from ledger.answers import Changes
from ledger.core.patch import Patch
from ledger.service import Ledger
from tests.servers import Server
from tools import webbuild
from tools.browser import launch, use_our_node

PROJECT = str(UUID(int=1))
PEOPLE = ("user:local", "user:ada", "user:grace", "agent:embedded/outline")
STATES = ("todo", "in_progress", "blocked", "in_review", "completed")
MOVES = 240
"""Versions that one drag past all of them shows: a new one in each frame, as fast as frames come."""
DRAG = """async ([begin, end, moves]) => {
  const slider = document.querySelector("input[type=range]");
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const times = [], trees = new Set();
  for (let move = 0; move <= moves; move += 1) {
    times.push(await new Promise(requestAnimationFrame));
    trees.add(document.querySelector("[role=tree]")?.ariaLabel);
    const version = Math.round(slider.max * (begin + (end - begin) * move / moves));
    set.call(slider, String(version));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return [times, trees.size];
}"""

LOADED = """(pieces) => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/patches?")).length >= Math.min(pieces, 16)"""
SCROLL = """async (frames) => {
  const times = [];
  let blank = 0;
  const end = document.documentElement.scrollHeight - innerHeight;
  for (let frame = 0; frame <= frames; frame += 1) {
    times.push(await new Promise(requestAnimationFrame));
    scrollTo(0, Math.round(end * frame / frames));
    const middle = document.elementFromPoint(innerWidth / 4, innerHeight / 2);
    if (!middle?.closest("[role=treeitem]")) blank += 1;
  }
  return [times, blank];
}"""
SCROLLED = 600
"""Frames in which a whole plan goes by: some 600 pixels each, as fast as a wheel that is spun."""


NOTE = """(() => {
  const signs = %s;
  window.seenAt = {};
  const look = () => {
    for (const sign of signs) {
      if (!(sign in window.seenAt) && document.querySelector(sign)) {
        window.seenAt[sign] = performance.now();
      }
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
})()"""
AWAIT = """(title) => {
  const began = performance.now();
  const isThere = () =>
    [...document.querySelectorAll("[role=treeitem]")].some((row) => row.textContent.includes(title));
  window.wait = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => done(performance.now() - began));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}"""
"""The page itself notes when something is there: who waits from outside looks only now and then."""


SEEN = 20
"""Changes of another program that an open page is to show."""
VIEW = "[aria-label=Board] :is(li, [role=row]), [data-row], main [role=status]:not(:empty)"
"""What a view shows once the plan is in it."""
ROW = "[role=treeitem]"
SETTLED = 2500
"""Milliseconds after which an opened page has done what it does once, such as keeping what was seen."""


class MainThread:
    """What the thread that runs the page has done since the start."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.start()

    def start(self) -> None:
        """Count from now on."""
        self._began = self._worked()

    def each(self, times: int) -> str:
        """The work since then, as a part of so many."""
        return f"{1000 * (self._worked() - self._began) / times:.1f} ms of work"

    def _worked(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


class WorkingDays:
    """A clock whose hands are moved: some minutes for each change, and the nights in between."""

    def __init__(self, begin: datetime) -> None:
        self._now = begin

    def now(self) -> datetime:
        """The time that it shows."""
        return self._now

    def move_on(self, rng: random.Random) -> None:
        """A little time passes, now and then a night or a week."""
        pause = rng.choices((5, 14 * 60, 7 * 24 * 60), (500, 10, 1))[0]
        self._now += timedelta(minutes=pause * rng.random())


def write_past(url: str, tasks: int, versions: int) -> None:
    """A project of so many tasks, and so many changesets of one patch after that."""
    rng, clock = random.Random(5), WorkingDays(datetime(2026, 1, 5, 9, tzinfo=UTC))
    with closing(Ledger(open_store(url), clock)) as books:
        first = Patch("create", "project", PROJECT, {"title": "Ten thousand steps"})
        creates = [_create(n) for n in range(1, tasks + 1)]
        books.commit(Changes(PROJECT, (first,), PEOPLE[0]))
        for begin in range(0, tasks, 5_000):
            some = tuple(creates[begin : begin + 5_000])
            books.commit(Changes(PROJECT, some, PEOPLE[0], author=PEOPLE[3], message="The plan"))
        for n in range(versions):
            clock.move_on(rng)
            patch = _change(rng, n, tasks)
            books.commit(Changes(PROJECT, (patch,), rng.choice(PEOPLE[:3]), message=f"Step {n}"))


def _create(number: int) -> Patch:
    under = None if number <= 20 else str(UUID(int=1 + number // 8))
    fields = {"title": f"Task {number} of the plan", "parent_id": under}
    return Patch("create", "task", _id(number), fields)


def _change(rng: random.Random, number: int, tasks: int) -> Patch:
    target = rng.randint(tasks // 2, tasks)
    match number % 10:
        case 0:
            return Patch("create", "task", _id(tasks + 1 + number), {"title": f"Idea {number}"})
        case 1:
            return Patch("update", "task", _id(rng.randint(1, 30)), {"title": f"Renamed {number}"})
        case 2:
            return Patch("update", "task", _id(target), {"parent_id": _id(rng.randint(1, 20))})
        case 3:
            return Patch("update", "task", _id(rng.randint(1, 30)), {"estimated_minutes": number})
        case _:
            return Patch("update", "task", _id(target), {"status": rng.choice(STATES)})


def _id(number: int) -> str:
    return str(UUID(int=1 + number))


@contextmanager
def _opened(folder: Path, tasks: int, versions: int) -> Iterator[Page]:
    write_past(f"sqlite:///{folder / 'ledger.db'}", tasks, versions)
    use_our_node()
    with Server.cold(folder) as server, sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(
            base_url=server.address, viewport={"width": 1280, "height": 900}
        )
        context.add_init_script(NOTE % json.dumps([ROW, VIEW]))
        yield context.new_page()
        browser.close()


def measure(tasks: int, versions: int) -> None:
    """Print the figures of one project."""
    print(f"\n{tasks:,} tasks, {versions:,} versions after that")
    with (
        tempfile.TemporaryDirectory(prefix="patchledger-bench-") as folder,
        _opened(Path(folder), tasks, versions) as page,
    ):
        plan, clock = f"/projects/{PROJECT}", MainThread(page)
        _print_load("plan on the screen, first visit", page, plan)
        _print_load("plan on the screen, again", page, plan)
        page.wait_for_timeout(SETTLED)
        print(f"  {'what another renames is seen':<31} {_followed(page)}")
        print(f"  {'what the planner adds is seen':<31} {_proposed(page)}")
        page.goto(plan)
        page.get_by_role("treeitem").first.wait_for()
        page.wait_for_timeout(SETTLED)
        clock.start()
        times, blank = page.evaluate(SCROLL, SCROLLED)
        print(f"  {'scrolled through':<31} {_paced(times)}, {blank} blank, {clock.each(SCROLLED)}")
        for view in ("board", "timeline", "graph"):
            _print_load(view, page, f"{plan}/{view}", VIEW)
        _print_load("newest version on the screen", page, f"{plan}/history")
        _print_load("version 100 on the screen", page, f"{plan}/history?version=100")
        page.wait_for_function(LOADED, arg=(tasks + versions) // 1000)
        planned = (tasks + 1) / (tasks + 1 + versions)
        for name, where in (("dragged back", (1, planned)), ("dragged on again", (planned, 1))):
            clock.start()
            times, trees = _dragged(page, *where)
            rate = 1000 * trees / (times[-1] - times[0])
            print(f"  {name:<31} {_paced(times)}, {rate:.1f} versions/s, {clock.each(MOVES)}")


def _followed(page: Page) -> str:
    """How long another program's change takes to the open page, from its request on."""
    waits, there = [], f"/api/v1/projects/{PROJECT}/changesets"
    for number in range(SEEN):
        rename = {"op": "update", "target": "task", "target_id": _id(1)}
        title = f"Seen at once {number}"
        page.evaluate(AWAIT, title)
        page.request.post(there, data={"patches": [rename | {"body": {"title": title}}]})
        waits.append(page.evaluate("window.wait") / 1000)
    return _told(waits)


def _proposed(page: Page) -> str:
    """How long it takes from an instruction to the change in the tree, by the planner without a key."""
    waits, field = [], page.get_by_role("textbox", name="Instruction")
    for number in range(SEEN):
        title = f"Water the plants, round {number}"
        field.fill(f"Add a task called “{title}” before T1")
        page.evaluate(AWAIT, title)
        field.press("Enter")
        waits.append(page.evaluate("window.wait") / 1000)
        page.get_by_role("button", name="Stop").wait_for(state="detached")
    return _told(waits)


def _told(waits: list[float]) -> str:
    return f"{median(waits):8.2f} s in the median, {max(waits):.2f} s at most"


def _paced(times: list[float]) -> str:
    """How many frames a second came at these times, and how long they took."""
    gaps = [b - a for a, b in pairwise(times)]
    worst = sorted(gaps)[-(len(gaps) // 50 + 1)]
    return (
        f"{1000 * len(gaps) / (times[-1] - times[0]):8.1f} frames/s; median {median(gaps):.0f} ms,"
        f" 98 % within {worst:.0f} ms, longest {max(gaps):.0f} ms"
    )


def _print_load(name: str, page: Page, address: str, sign: str = ROW) -> None:
    """How long after its address was opened a page shows what it is about."""
    page.goto("about:blank")
    clock = MainThread(page)
    page.goto(address, wait_until="commit")
    page.locator(sign).first.wait_for()
    seen = page.evaluate("(sign) => window.seenAt[sign]", sign) / 1000
    print(f"  {name:<31} {seen:8.2f} s, {clock.each(1)}")


def _dragged(page: Page, begin: float, end: float) -> tuple[list[float], int]:
    """The times of the frames while the slider is dragged, and how many different trees they showed.

    A mouse that is moved from outside the browser does not come near a version a frame.
    """
    times, trees = page.evaluate(DRAG, [begin, end, MOVES])
    return times, trees


def main() -> None:
    """Build the page, and measure a plan of usual size and a large one."""
    webbuild.build(production=False)
    for tasks in (200, 10_000):
        measure(tasks, 10_000)


if __name__ == "__main__":
    main()
