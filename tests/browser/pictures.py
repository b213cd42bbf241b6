"""The pictures of the README, taken from a real server with a plan that people have worked on.

    python3 dev.py screenshots

Written to docs/images: a draft under review, a past version, the plan, the dashboard.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from api.storage import open_store
from ledger.answers import Changes
from ledger.core.patch import Patch
from ledger.service import Ledger
from tests.servers import Server
from tools import webbuild
from tools.browser import launch, use_our_node
from tools.paths import ROOT
from tools.steps import say

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
SIZE: ViewportSize = {"width": 1280, "height": 800}
PROJECT = str(UUID(int=1))
ADA, GRACE, ME = "user:ada", "user:grace", "user:local"
PLANNER = "agent:embedded/outline"

PLAN: dict[str, dict[str, int]] = {
    "Discovery": {
        "Interview five customers": 480,
        "Agree on what the first version leaves out": 120,
        "Sketch the main screens": 360,
    },
    "Sign in": {
        "Design the sign-in form": 240,
        "Sign in by a link in an e-mail": 600,
        "End a session after a day": 180,
        "Protect the form against guessing": 300,
    },
    "Invoices": {
        "List a customer's invoices": 480,
        "Download an invoice as PDF": 240,
        "Search by number and date": 300,
        "Pay an open invoice": 960,
    },
    "Operations": {
        "Set up a staging environment": 240,
        "Back up the database each night": 180,
        "Measure how long pages take": 240,
    },
    "Launch": {
        "Write the announcement": 120,
        "Train the support team": 240,
        "Invite the first hundred customers": 60,
    },
}
WAITS = {
    "Sketch the main screens": "Interview five customers",
    "Sign in by a link in an e-mail": "Design the sign-in form",
    "Protect the form against guessing": "Sign in by a link in an e-mail",
    "Download an invoice as PDF": "List a customer's invoices",
    "Pay an open invoice": "Download an invoice as PDF",
    "Train the support team": "Pay an open invoice",
    "Invite the first hundred customers": "Train the support team",
}
DONE = 8
"""Tasks that are finished by now; the next few are under way."""


class Days:
    """A clock whose hands are moved."""

    def __init__(self, begin: datetime) -> None:
        self._now = begin

    def now(self) -> datetime:
        """The time that it shows."""
        return self._now

    def move_on(self, hours: float) -> None:
        """Time passes."""
        self._now += timedelta(hours=hours)


class Work:
    """Five weeks of work on a customer portal."""

    def __init__(self, books: Ledger, clock: Days) -> None:
        self._books = books
        self._clock = clock
        self._rng = random.Random(11)
        self.ids: dict[str, str] = {}

    def do(
        self, actor: str, message: str | None, *patches: Patch, author: str | None = None
    ) -> None:
        """One changeset, some hours after the one before."""
        self._clock.move_on(self._rng.uniform(2, 20))
        changes = Changes(PROJECT, patches, actor, author=author, message=message)
        self._books.commit(changes)

    def change(self, task: str, /, **fields: Any) -> Patch:
        """A patch of the task that was called this at first."""
        return Patch("update", "task", self.ids[task], fields)

    def plan(self) -> None:
        """The project and its tasks, as the planner drafted them."""
        portal = {
            "title": "Customer portal",
            "summary": "Customers help themselves.",
            "status": "active",
        }
        self.do(ME, None, Patch("create", "project", PROJECT, portal))
        patches: list[Patch] = []
        for number, title in enumerate([*PLAN, *(t for part in PLAN.values() for t in part)], 2):
            self.ids[title] = str(UUID(int=number))
        for part, tasks in PLAN.items():
            patches.append(self._task(part))
            for title, minutes in tasks.items():
                waits = {"depends_on": (self.ids[WAITS[title]],)} if title in WAITS else {}
                place = {"parent_id": self.ids[part], "estimated_minutes": minutes}
                patches.append(self._task(title, **place, **waits))
        self.do(
            ME, "Plan a portal in which customers see and pay invoices", *patches, author=PLANNER
        )

    def _task(self, title: str, **fields: Any) -> Patch:
        return Patch("create", "task", self.ids[title], {"title": title, **fields})

    def go_on(self) -> None:
        """People take tasks, finish them, rename and add some."""
        tasks = [title for part in PLAN.values() for title in part]
        for place, title in enumerate(tasks[: DONE + 3]):
            who = (ADA, GRACE, ME)[place % 3]
            self.do(who, None, self.change(title, status="in_progress", assignee=who))
            if place == 4:
                self.do(GRACE, "Agreed with Ada", self.change(title, title="Sign in by a link"))
            if place < DONE:
                self.do(
                    who,
                    None,
                    self.change(title, status="completed", actual_minutes=place * 40 + 60),
                )
        self.do(
            ADA,
            "The bank needs longer",
            self.change("Pay an open invoice", status="blocked", priority="high"),
        )
        self.do(ME, None, self.change("Invite the first hundred customers", due_date="2026-12-18"))
        self.do(GRACE, None, self.change("Write the announcement", assignee=GRACE, tags=("words",)))


@contextmanager
def portal(folder: Path) -> Iterator[tuple[Page, Work]]:
    """A tab in front of a server with the project in it."""
    clock = Days(datetime.now(UTC) - timedelta(days=16))
    with closing(Ledger(open_store(f"sqlite:///{folder / 'ledger.db'}"), clock)) as books:
        work = Work(books, clock)
        work.plan()
        work.go_on()
    use_our_node()
    with Server.cold(folder) as server, sync_playwright() as playwright:
        browser = launch(playwright)
        session = browser.new_context(
            base_url=server.address,
            viewport=SIZE,
            reduced_motion="reduce",
        )
        yield session.new_page(), work
        browser.close()


def review(page: Page, work: Work) -> None:
    """A draft with one change of each kind, the conversation beside it."""
    asked = {"project_id": PROJECT, "instruction": "Add a task for documentation"}
    draft = page.request.post("/api/v1/proposals", data=asked).json()
    patches = [
        {"op": "update", "target": "task", "target_id": work.ids[title], "body": body}
        for title, body in (
            ("Search by number and date", {"title": "Search by number, date and amount"}),
            ("Measure how long pages take", {"parent_id": work.ids["Launch"]}),
        )
    ]
    patches.append(
        {"op": "delete", "target": "task", "target_id": work.ids["Train the support team"]}
    )
    made = page.request.post(f"/api/v1/proposals/{draft['id']}/patches", data={"patches": patches})
    assert made.ok, made.text()
    page.goto(f"/projects/{PROJECT}?proposal={draft['id']}")
    expect(page.get_by_role("region", name="Decide about the draft")).to_be_visible()
    page.get_by_text("Search by number, date and amount").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, 240)


def history(page: Page, _: Work) -> None:
    """The plan as it was half way, with the strip and the timeline."""
    page.goto(f"/projects/{PROJECT}/history?version=38")
    expect(page.get_by_role("treeitem").first).to_be_visible()


def plan(page: Page, work: Work) -> None:
    """The plan with the details of a task."""
    page.goto(f"/projects/{PROJECT}?task={work.ids['Pay an open invoice']}")
    expect(page.get_by_role("treeitem").first).to_be_visible()
    expect(page.get_by_label("Status").last).to_be_visible()


def dashboard(page: Page, _: Work) -> None:
    """How the project stands."""
    page.goto(f"/projects/{PROJECT}/dashboard")
    expect(page.get_by_role("img").first).to_be_visible()


def main() -> None:
    """Take them all; each has to stay small."""
    webbuild.build(production=False)
    with (
        tempfile.TemporaryDirectory(prefix="patchledger-pictures-") as folder,
        portal(Path(folder)) as (page, work),
    ):
        for shown in (review, history, plan, dashboard):
            shown(page, work)
            page.wait_for_timeout(400)  # what is on its way arrives
            path = IMAGES / f"{shown.__name__}.png"
            page.screenshot(path=path)
            size = path.stat().st_size
            say(f"{path.relative_to(ROOT)}: {size:,} bytes")
            assert size < MOST_BYTES, f"{path.name} is larger than {MOST_BYTES:,} bytes"


if __name__ == "__main__":
    main()
