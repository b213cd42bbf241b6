"""The command line, run in this process on a ledger file of the test's own; or as a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
import structlog
from typer.testing import CliRunner

from api.cli.main import app_for
from api.storage import open_ledger
from ledger.answers import Changes
from ledger.core.parsing import parse_patches
from tests.servers import Server

Json = Any
COMMAND = (sys.executable, "-m", "api.cli.main")


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


class Cli:
    """Runs commands."""

    def run(self, *arguments: str, stdin: str | bytes = "") -> Ended:
        """Run one, however it ends. A fault of ours reaches the test."""
        result = CliRunner().invoke(app_for(arguments), arguments, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    def done(self, *arguments: str, stdin: str | bytes = "") -> str:
        """What a command said that has to succeed."""
        ended = self.run(*arguments, stdin=stdin)
        assert (0, "") == (ended.status, ended.err)
        return ended.out

    def json(self, *arguments: str, stdin: str | bytes = "") -> Json:
        """What such a command prints as JSON."""
        return json.loads(self.done(*arguments, "--json", stdin=stdin))

    def refused(self, *arguments: str, stdin: str | bytes = "") -> str:
        """What a command said on stderr that has to be refused."""
        ended = self.run(*arguments, stdin=stdin)
        assert (1, "") == (ended.status, ended.out)
        return ended.err

    def not_understood(self, *arguments: str) -> str:
        """What a command said on stderr that was used wrongly."""
        ended = self.run(*arguments)
        assert (2, "") == (ended.status, ended.out)
        return " ".join(ended.err.replace("│", " ").split())  # it stands in a box

    def apply(self, project: str, *patches: Json, **body: Json) -> Json:
        """Accept patches."""
        changes = json.dumps({"patches": patches, **body})
        return self.json("apply", project, "-", stdin=changes)


class Plan(NamedTuple):
    """A small plan and the ids in it."""

    project: str
    design: str
    build: str
    test: str


def create(task: str, **fields: Json) -> Json:
    """The patch that creates a task."""
    return {"op": "create", "target": "task", "target_id": task, "body": fields}


def update(task: str, **fields: Json) -> Json:
    """The patch that changes a task."""
    return {"op": "update", "target": "task", "target_id": task, "body": fields}


def create_project(project: str, title: str) -> Json:
    """The patch that creates a project."""
    return {"op": "create", "target": "project", "target_id": project, "body": {"title": title}}


def as_process(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def ledger_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands' ledger is; there is none yet."""
    file = tmp_path / "ledger.db"
    monkeypatch.setenv("PATCHLEDGER_DATABASE", f"sqlite:///{file}")
    return file


@pytest.fixture
def cli(ledger_file: Path) -> Iterator[Cli]:
    """Commands on that file."""
    yield Cli()
    structlog.reset_defaults()  # it writes where the last command's stderr was


@pytest.fixture
def plan(cli: Cli, ledger_file: Path) -> Plan:
    """A project with three tasks, in two changesets: versions 1 to 4, and 5."""
    made = Plan(*(str(uuid4()) for _ in range(4)))
    first = (
        create_project(made.project, "Website relaunch"),
        create(made.design, title="Design", estimated_minutes=90, priority="high", tags=["ux"]),
        create(made.build, title="Build", depends_on=[made.design]),
        create(made.test, title="Test", parent_id=made.build, estimated_minutes=60),
    )
    second = (update(made.design, status="completed", title="Design it"),)
    accept(ledger_file, made.project, first, "First plan")
    accept(ledger_file, made.project, second)
    return made


def accept(file: Path, project: str, patches: Sequence[Json], message: str | None = None) -> None:
    """Accept patches without a command: quicker, where the command is not what is tested."""
    with open_ledger(f"sqlite:///{file}") as ledger:
        changes = Changes(project, parse_patches(patches), "user:local", message=message)
        ledger.commit(changes)


@pytest.fixture
def server(ledger_file: Path) -> Iterator[Server]:
    """A real server on the same file."""
    with Server(ledger_file.parent) as running:
        yield running
