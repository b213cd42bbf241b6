"""A project and a draft about it, made over HTTP by the browser's own session, for tests of the page."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page

RETRIES = 1
"""Of a call whose connection had been idle: the server may close it just when it is used again."""
TEXT = (
    "The portal lets customers see their invoices and download each as PDF. It is reached by a link"
    " in each mail. Customers sign in with their customer number and a password that they choose."
    " We never show the data of another customer. The page has to work on a phone, too."
)


class Drafted:
    """A project with a few tasks, numbered T1, T2 … as they are added."""

    def __init__(self, page: Page, title: str = "Launch the portal") -> None:
        self._page = page
        self._numbers = count(1)
        self.ids: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.proposal = ""
        self.project = self.post("/projects", {"title": title})["project"]["id"]

    def post(self, path: str, body: Any = None) -> Any:
        """What the API answers to a call that succeeds."""
        answer = self._page.request.post(f"/api/v1{path}", data=body or {}, max_retries=RETRIES)
        assert answer.ok, answer.text()
        return answer.json()

    def get(self, path: str) -> Any:
        """What the API says."""
        answer = self._page.request.get(f"/api/v1{path}", max_retries=RETRIES)
        assert answer.ok, answer.text()
        return answer.json()

    def create(self, title: str, under: str | None = None, **fields: Any) -> dict[str, Any]:
        """The patch that creates a task with this title."""
        self.ids[title] = str(uuid4())
        self.numbers[title] = next(self._numbers)
        body = {"title": title, "parent_id": under and self.ids[under], **fields}
        return {"op": "create", "target": "task", "target_id": self.ids[title], "body": body}

    def update(self, task: str, **fields: Any) -> dict[str, Any]:
        """The patch that changes the task that was created with this title."""
        return {"op": "update", "target": "task", "target_id": self.ids[task], "body": fields}

    def delete(self, task: str) -> dict[str, Any]:
        """The patch that deletes the task that was created with this title."""
        return {"op": "delete", "target": "task", "target_id": self.ids[task]}

    def change(self, *patches: dict[str, Any]) -> None:
        """Change the project, as somebody else would meanwhile."""
        self.post(f"/projects/{self.project}/changesets", {"patches": list(patches)})

    def propose(self, instruction: str = "Add a task for documentation") -> str:
        """Begin a draft."""
        asked = {"project_id": self.project, "instruction": instruction}
        self.proposal = self.post("/proposals", asked)["id"]
        return self.proposal

    def edit(self, *patches: dict[str, Any]) -> None:
        """Put patches on the draft."""
        self.post(f"/proposals/{self.proposal}/patches", {"patches": list(patches)})

    def open(self) -> None:
        """Look at the draft."""
        self._page.goto(f"/projects/{self.project}?proposal={self.proposal}")

    def titles(self) -> list[str]:
        """The titles of the project's tasks, by number."""
        tasks = self.get(f"/projects/{self.project}?shape=flat")["tasks"]
        return [task["title"] for task in sorted(tasks, key=lambda task: task["number"])]


def portal(page: Page) -> Drafted:
    """A draft that adds, changes, moves and removes: one of each, and a removal with sub-tasks."""
    made = Drafted(page)
    made.change(
        made.create("Design", description=TEXT, estimated_minutes=480),
        made.create("Wireframes", "Design"),
        made.create("Usability test", "Design", estimated_minutes=240),
        made.create("Build"),
        made.create("Sign in", "Build"),
        made.create("Invoices", "Build"),
        made.create("Launch"),
        made.create("Mail to customers", "Launch"),
        made.create("Press release", "Launch"),
    )
    made.propose()
    made.edit(
        made.update("Design", description=TEXT.replace("a password that they choose", "a code")),
        made.update("Usability test", parent_id=made.ids["Build"]),
        made.update("Sign in", title="Sign in by link", priority="high"),
        made.delete("Launch"),
    )
    return made
