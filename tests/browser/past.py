"""A project with a history, for the tests of the history page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.browser.drafts import RETRIES


@dataclass
class Past:
    """A project with a history, and short ways to ask the server about it."""

    page: Page
    server: str
    project: str
    tasks: dict[str, str]

    def post(self, path: str, body: Any) -> Any:
        """An answer of the API, which has to be a success."""
        answer = self.page.request.post(
            f"{self.server}/api/v1{path}", data=body, max_retries=RETRIES
        )
        assert answer.ok, answer.text()
        return answer.json()

    def get(self, path: str = "") -> Any:
        """What the API says about the project."""
        answer = self.page.request.get(
            f"{self.server}/api/v1/projects/{self.project}{path}", max_retries=RETRIES
        )
        assert answer.ok, answer.text()
        return answer.json()

    def change(self, *patches: Any, message: str | None = None) -> Any:
        """An accepted changeset."""
        body = {"patches": list(patches), "message": message}
        return self.post(f"/projects/{self.project}/changesets", body)

    def create(self, title: str, /, **fields: Any) -> Any:
        """The patch that creates a task, which is known by its title from then on."""
        self.tasks[title] = str(uuid4())
        return _patch("create", self.tasks[title], title=title, **fields)

    def update(self, title: str, /, **fields: Any) -> Any:
        """The patch that changes a task, called as it was at first."""
        return _patch("update", self.tasks[title], **fields)

    def delete(self, title: str) -> Any:
        """The patch that deletes a task."""
        return {"op": "delete", "target": "task", "target_id": self.tasks[title]}

    def count_to(self, version: int) -> None:
        """A task whose title says which version it is."""
        updates = [{"title": f"Count {n}"} for n in range(3, version + 1)]
        self.change(self.create("Count"), *(self.update("Count", **fields) for fields in updates))

    def titles(self, version: int) -> list[str]:
        """The titles of the tasks at a version, as the server says."""
        return [task["title"] for task in self.get(f"?version={version}&shape=flat")["tasks"]]

    def open(self, search: str = "") -> None:
        """The history page, with its tree."""
        self.page.goto(f"/projects/{self.project}/history{search}")
        expect(self.slider).to_be_visible()

    @property
    def slider(self) -> Locator:
        return self.page.get_by_role("slider", name="Version", exact=True)

    @property
    def strip(self) -> Locator:
        return self.page.get_by_role("slider", name="Date")

    def at(self, version: int) -> None:
        """Wait until the page shows this version."""
        expect(self.page.get_by_role("tree").or_(_no_tasks(self.page))).to_be_visible()
        expect(self.slider).to_have_value(str(version))


def _patch(op: str, task: str, **body: Any) -> Any:
    return {"op": op, "target": "task", "target_id": task, "body": body}


def _no_tasks(page: Page) -> Locator:
    return page.get_by_text("There were no tasks.").or_(page.get_by_text("There is no project"))
