"""Before a project goes with an undo, a redo or a restore it is asked."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.cli.conftest import COMMAND, Cli, Plan, update
from tests.servers import Server


@pytest.fixture
def bees(cli: Cli) -> str:
    """A project that was just planned and accepted, by its id."""
    project: str = cli.json("plan", "Write a book about bees", "--accept")["project_id"]
    return project


def test_without_a_terminal_it_has_to_be_said_beforehand(cli: Cli, bees: str) -> None:
    """What would go is told, and nothing goes; with --yes it does."""
    tasks = len(cli.json("tree", bees)["tasks"])
    said = cli.refused("undo", "bees")
    assert (
        f"would delete the project “Write a book about bees” and its {tasks} tasks. Say --yes"
        in said
    )
    assert [bees] == [one["id"] for one in cli.json("projects")["items"]]
    assert "deleted" in cli.done("undo", "bees", "--yes")
    assert [] == cli.json("projects")["items"]


@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("", 1), ("y", 0)])
def test_on_a_terminal_it_is_asked(cli: Cli, bees: str, answer: str, left: int) -> None:
    """With what goes; only a yes deletes it."""
    said, status = _answered(answer, "undo", bees)
    assert "Delete the project “Write a book about bees” and its" in said
    assert ("Nothing was changed." in said, 1 if left else 0) == (bool(left), status)
    assert left == len(cli.json("projects")["items"])


def test_what_made_the_project_may_be_named_or_done_again(cli: Cli, bees: str) -> None:
    """It is the changeset that the undo is about, whoever named it, that decides."""
    [made] = cli.json("log", bees)["items"]
    assert "not_confirmed" in cli.refused("undo", bees, made["id"])
    cli.done("undo", bees, "-y")
    cli.done("redo", bees)
    assert "not_confirmed" in cli.refused("undo", bees)
    assert "not_confirmed" in cli.refused("undo", bees, made["id"])


def test_a_redo_that_deletes_it_asks(cli: Cli, bees: str) -> None:
    """What deleted it may be brought back, and done again; the latter deletes as much as at first."""
    [made] = cli.json("log", bees)["items"]
    cli.done("restore", bees, "0", "--yes")
    cli.done("undo", bees)
    said = cli.refused("redo", bees)
    assert "not_confirmed" in said
    assert "would delete the project “Write a book about bees”" in said
    assert [bees] == [one["id"] for one in cli.json("projects")["items"]]
    assert "deleted" in cli.done("redo", bees, "--yes")
    assert [] == cli.json("projects")["items"]
    cli.done("undo", bees)
    cli.done("undo", bees, made["id"], "--yes")
    cli.done("redo", bees)


@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("y", 0)])
def test_a_restore_of_nothing_asks(cli: Cli, bees: str, answer: str, left: int) -> None:
    """Where a terminal is; elsewhere it has to be said beforehand."""
    assert "not_confirmed" in cli.refused("restore", bees, "0")
    said, _ = _answered(answer, "restore", bees, "0")
    assert "At version 0 there was no project." in said
    assert left == len(cli.json("projects")["items"])


def test_what_deletes_no_project_is_not_asked(cli: Cli, plan: Plan) -> None:
    """Nor what brings one back."""
    cli.apply(plan.project, update(plan.test, title="Try"))
    cli.done("undo", plan.project)
    cli.done("restore", plan.project, "0", "--yes")
    cli.done("undo", plan.project)


def test_through_a_server_it_is_asked_as_well(cli: Cli, bees: str, server: Server) -> None:
    """The command asks, wherever the ledger is."""
    assert "not_confirmed" in cli.refused("undo", bees, "--server", server.address)
    assert "not_confirmed" in cli.refused("undo", bees, "--json")


def _answered(answer: str, *arguments: str) -> tuple[str, int]:
    """What a command said at a terminal whose owner gave this answer, and how it ended."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    said, _ = process.communicate(timeout=60)
    os.close(ours)
    return said, process.returncode
