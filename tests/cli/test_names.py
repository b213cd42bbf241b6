"""What people may call projects, tasks and changesets."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Cli, Plan, accept, create, create_project


@pytest.mark.parametrize(
    "name", ["Website relaunch", "website RELAUNCH", "web", " website ", "relaunch"]
)
def test_a_project_is_found_by_its_title(cli: Cli, plan: Plan, name: str) -> None:
    """In any case, by its beginning, or by any part of it."""
    assert plan.project == cli.json("tree", name)["project"]["id"]


def test_a_project_is_found_by_its_id(cli: Cli, plan: Plan) -> None:
    """Whole, in capitals, or its beginning."""
    for name in (plan.project, plan.project.upper(), plan.project[:8]):
        assert plan.project == cli.json("tree", name)["project"]["id"]


def test_an_exact_title_beats_a_beginning(cli: Cli, plan: Plan) -> None:
    """A title that is the beginning of another names its own project, and a beginning beats a part."""
    other, third = str(uuid4()), str(uuid4())
    cli.apply(other, create_project(other, "Website"))
    cli.apply(third, create_project(third, "Our website"))
    assert other == cli.json("tree", "website")["project"]["id"]
    assert plan.project == cli.json("tree", "website r")["project"]["id"]


def test_a_name_of_several_is_refused_with_a_choice(cli: Cli, plan: Plan) -> None:
    """The candidates are named with their ids."""
    other = str(uuid4())
    cli.apply(other, create_project(other, "Web shop"))
    said = cli.refused("tree", "web")
    assert "ambiguous_name" in said
    assert f"Web shop ({other})" in said
    assert f"Website relaunch ({plan.project})" in said


def test_a_name_of_nobody_is_refused_with_what_there_is(
    cli: Cli, plan: Plan, ledger_file: Path
) -> None:
    """What there is is named, not all of it."""
    for number in range(10):
        other = str(uuid4())
        accept(ledger_file, other, [create_project(other, f"Number {number}")])
    said = cli.refused("tree", "shop")
    assert "No project is called 'shop'; there are: " in said
    assert "; 6 more." in said
    assert "project_missing" in said


@pytest.mark.parametrize("name", ["T2", "t2", "2", "Build", "build"])
def test_a_task_is_found_by_number_and_title(cli: Cli, plan: Plan, name: str) -> None:
    """T2, 2 or its title."""
    assert plan.build == cli.json("blame", plan.project, name)["target_id"]


def test_a_task_whose_title_is_a_number(cli: Cli, plan: Plan) -> None:
    """A number means the number, where there is such a task; else a title."""
    task = str(uuid4())
    cli.apply(plan.project, create(task, title="2027"))
    assert task == cli.json("blame", plan.project, "2027")["target_id"]
    assert plan.build == cli.json("blame", plan.project, "2")["target_id"]


def test_an_unknown_task_or_changeset_is_refused(cli: Cli, plan: Plan) -> None:
    """Each with the code that HTTP would have."""
    assert "task_missing" in cli.refused("blame", plan.project, "T99")
    assert "task_missing" in cli.refused("blame", plan.project, str(uuid4()))
    assert "changeset_missing" in cli.refused("show", str(uuid4()))
    assert "changeset_missing" in cli.refused("show", "ffffffff-ffff")
    assert "project_missing" in cli.refused("tree", str(uuid4()))


def test_an_unknown_task_is_refused_with_those_that_there_are(cli: Cli, plan: Plan) -> None:
    """By number and title, as people call them."""
    said = cli.refused("blame", plan.project, "T99")
    assert "No task is called 'T99'; there are: T1 Design it; T2 Build; T3 Test." in said


def test_an_unknown_changeset_is_refused_with_the_newest(cli: Cli, plan: Plan) -> None:
    """Each by its version, why it was made and where; it is called by its id."""
    newest, first = (it["id"] for it in cli.json("log", plan.project)["items"])
    assert (
        "No changeset is called 'zzz'; there are:"
        f" v5 edit in Website relaunch ({newest}); v4 First plan in Website relaunch ({first})."
    ) in cli.refused("show", "zzz")


def test_an_unknown_proposal_is_refused_with_the_newest_drafts(cli: Cli, plan: Plan) -> None:
    """What was asked for, and in which project; those that were accepted are known as such."""
    assert "; there are none." in cli.refused("accept", "zzzz")
    ids = [cli.json("plan", "-p", plan.project, f"Add a task 'Number {n}'")["id"] for n in range(7)]
    said = cli.refused("accept", "zzzz")
    assert f"there are: Add a task 'Number 6' in Website relaunch ({ids[6]}); Add" in said
    assert said.endswith("; 2 more. (proposal_missing)\n")
    cli.done("accept", ids[0])
    assert "was accepted and takes nothing more" in cli.refused("accept", ids[0][:-1])
    assert "was accepted" in cli.done("draft", ids[0][:-1])


def test_many_events_are_named_from_the_views(
    cli: Cli, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a long ledger titles come from the views, and are the same."""
    other = str(uuid4())
    cli.apply(other, create_project(other, "Gone"))
    cli.apply(other, {"op": "delete", "target": "project", "target_id": other})
    for short in (20_000, 0):
        monkeypatch.setattr("api.cli.local.SHORT", short)
        assert plan.project == cli.json("tree", "website")["project"]["id"]
        assert "project_missing" in cli.refused("tree", "Gone")
