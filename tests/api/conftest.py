"""The real application over a real file, called without a socket; and a real server process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import open_backend
from api.settings import Settings
from tests import postgres
from tests.servers import Server

Json = Any


class Calls:
    """Short ways to make calls and look at what came."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, **more: Json) -> Json:
        """A call that has to succeed."""
        response = self.client.get(f"/api/v1{path}", **more)
        assert response.status_code == 200, response.text
        return response.json()

    def post(self, path: str, body: Json = None, status: int = 201) -> Json:
        """A call that has to end with this status."""
        response = self.client.post(f"/api/v1{path}", json={} if body is None else body)
        assert response.status_code == status, response.text
        return response.json()

    def refused(self, path: str, body: Json, status: int) -> Json:
        """A problem, checked for what every problem has."""
        response = self.client.post(f"/api/v1{path}", json=body)
        return self.problem(response, status)

    @staticmethod
    def problem(response: Any, status: int) -> Json:
        """The problem that a response is."""
        told = response.json()
        assert (status, "application/problem+json") == (
            response.status_code,
            response.headers["content-type"],
        ), response.text
        assert status == told["status"]
        assert told["code"]
        assert told["detail"].endswith((".", ".)", "?", "!"))
        return told

    def pages(self, path: str, **query: Json) -> Iterator[list[Json]]:
        """The pages of a list, one after the other."""
        while True:
            page = self.get(path, params=query)
            yield page["items"]
            if page["next_cursor"] is None:
                return
            query["cursor"] = page["next_cursor"]

    def new_project(self, title: str = "Plan") -> str:
        """A new project's id."""
        project: str = self.post("/projects", {"title": title})["project"]["id"]
        return project

    def add_task(self, project: str, title: str, **fields: Json) -> str:
        """A new task's id."""
        task = str(uuid4())
        self.change(project, create(task, title=title, **fields))
        return task

    def change(self, project: str, *patches: Json, **more: Json) -> Json:
        """An accepted changeset."""
        return self.post(f"/projects/{project}/changesets", {"patches": list(patches), **more})

    def events(self) -> int:
        """How many events the ledger has."""
        length: int = self.client.get("/readyz").json()["events"]
        return length


def create(task: str, **fields: Json) -> Json:
    """The patch that creates a task."""
    return {"op": "create", "target": "task", "target_id": task, "body": fields}


def update(task: str, **fields: Json) -> Json:
    """The patch that changes a task."""
    return {"op": "update", "target": "task", "target_id": task, "body": fields}


def delete(task: str) -> Json:
    """The patch that deletes a task."""
    return {"op": "delete", "target": "task", "target_id": task}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a module on each of its STORES, in a file unless it says otherwise."""
    kinds = getattr(metafunc.module, "STORES", None)
    if kinds and "client" in metafunc.fixturenames:
        metafunc.parametrize("database_url", kinds, indirect=True, scope="module")


@pytest.fixture(scope="module")
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a ledger of the module's own."""
    if getattr(request, "param", "sqlite") == "postgresql":
        with postgres.database(request.getfixturevalue("postgres_server")) as url:
            yield url.replace("postgresql:", "postgres:")  # as others write it
    else:
        yield f"sqlite:///{tmp_path_factory.mktemp('api') / 'ledger.db'}"


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[TestClient]:
    """The application over that ledger.

    Each test makes projects of its own in it. Faults reach the test as they reach a client.
    """
    settings = Settings(database=database_url)
    app = create_app(lambda: open_backend(settings))
    with TestClient(app, "http://localhost:8400", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def calls(client: TestClient) -> Calls:
    """Short ways to call it."""
    return Calls(client)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server process over a new ledger file."""
    with Server(tmp_path) as running:
        yield running
