"""Commands on a ledger in PostgreSQL: no file, no owner, and as many at once as there are."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Cli, as_process, create, create_project, update
from tests.postgres import named


@pytest.fixture(autouse=True)
def database(cli: Cli, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database instead of a file."""
    monkeypatch.setenv("PATCHLEDGER_DATABASE", postgres_url)
    return postgres_url


def test_a_plan_from_beginning_to_end(cli: Cli, tmp_path: Path) -> None:
    """Planning, changing, looking back and taking back, each command a new look at the database."""
    cli.done("plan", "Launch a website", "--accept")
    [project] = cli.json("projects")["items"]
    tasks = cli.json("tree", "website", "--version", str(project["version"]))["tasks"]
    changed = cli.apply("website", update(tasks[0]["id"], title="Begin"))
    assert project["version"] + 1 == changed["version"]
    assert "Begin" in cli.done("tree", "website")
    assert 2 == len(cli.json("log", "website")["items"])
    cli.done("undo", "website")
    assert "Begin" not in cli.done("tree", "website")
    assert "ledger.db" not in {file.name for file in tmp_path.iterdir()}


def test_several_commands_at_once(cli: Cli, database: str) -> None:
    """Commands that run at the same time wait for nobody's file, and none is lost."""
    project = str(uuid4())
    cli.apply(project, create_project(project, "Shared"))
    at_once = [as_process("apply", project, "-", PATCHLEDGER_DATABASE=database) for _ in range(2)]
    for number, process in enumerate(at_once):
        patch = json.dumps(create(str(uuid4()), title=f"Task {number}"))
        assert process.stdin is not None
        process.stdin.write(patch)
        process.stdin.close()
        process.stdin = None
    assert ["", ""] == [process.communicate()[1] for process in at_once]
    assert 2 == len(cli.json("tree", project)["tasks"])


def test_a_database_out_of_reach(cli: Cli, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is told in a sentence, without the password."""
    nowhere = named(database, "nowhere").replace("postgres@", "postgres:hunter2@")
    monkeypatch.setenv("PATCHLEDGER_DATABASE", nowhere)
    said = cli.refused("projects")
    assert "cannot be reached" in said
    assert "hunter2" not in said
