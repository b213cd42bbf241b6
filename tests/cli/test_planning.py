"""Planning with the embedded agent: drafts, questions, accepting all or a part."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Cli, Json, Plan, update
from tests.servers import Server

GOAL = "Build a new user authentication flow"


def _id(shown: str) -> str:
    """The proposal that the text names."""
    found = re.search(r"patchledger refine (\S+)", shown)
    assert found is not None, shown
    return found[1]


def _new_plan(cli: Cli) -> Json:
    proposal: Json = cli.json("plan", GOAL)
    return proposal


def test_a_goal_becomes_a_draft_and_a_project(cli: Cli) -> None:
    """The draft is shown with numbers and is nothing yet; accepting it makes the project."""
    shown = cli.done("plan", GOAL)
    assert "   1 + project " in shown
    assert "   2 + T1 " in shown
    assert f"patchledger accept {_id(shown)}" in shown
    assert "There are no projects yet." in cli.done("projects")
    accepted = cli.done("accept", _id(shown), "-m", "Let us do it")
    assert accepted.startswith("Version ")
    assert "    Let us do it\n" in accepted
    assert "├─ T1 [ ] " in accepted
    assert "authentication" in cli.done("projects")


def test_a_plan_can_be_accepted_at_once(cli: Cli) -> None:
    """The project is there; as JSON it is what accepting answers."""
    shown = cli.done("plan", GOAL, "--accept")
    assert "patchledger accept" not in shown
    assert "├─ T1 [ ] " in shown
    again = cli.json("plan", "Organise a conference", "--accept")
    assert {"project_id", "changeset", "version"} == again.keys()
    assert 2 == len(cli.json("projects")["items"])


def test_a_part_of_a_draft_can_be_accepted(cli: Cli) -> None:
    """By the numbers that were shown; what does not stand on its own is refused."""
    proposal = _new_plan(cli)
    said = cli.refused("accept", proposal["id"], "--only", "2-3")
    assert "patch 2: What is selected needs this too: create project “" in said
    as_json = cli.refused("accept", proposal["id"], "--only", "2-3", "--json")
    assert [0] == [error["index"] for error in json.loads(as_json)["errors"]]
    count = len(proposal["diff"])
    beyond = cli.refused("accept", proposal["id"], "--only", str(count + 1))
    assert f"The draft has {count} changes; the last has the number {count}, and" in beyond
    accepted = cli.done("accept", proposal["id"], "--only", "1,2")
    assert ": 2 created." in accepted
    assert f"Left out: {count - 2} changes of the draft, which is closed with that.\n" in accepted
    assert "proposal_closed" in cli.refused("accept", proposal["id"])


@pytest.mark.parametrize("choice", ["", "0", "a", "1-", "1,,2", "-3", "3-1"])
def test_a_choice_that_makes_no_sense_is_wrong_use(cli: Cli, choice: str) -> None:
    """Numbers count from 1."""
    assert "choice" in cli.not_understood("accept", "x", f"--only={choice}").replace(
        "chooses nothing", "choice"
    )


def test_a_draft_can_be_refined(cli: Cli) -> None:
    """Instruction after instruction: what each changed of the draft is shown, and the way to all of it."""
    proposal = _new_plan(cli)
    id, count = proposal["id"], len(proposal["diff"])
    shown = cli.done("refine", id, "Rename T1 to Kick-off")
    assert "+ T1 Kick-off" in shown
    assert f"and {count - 1} other changes: patchledger draft {id}\n" in shown
    assert not re.search(r"^ +\d+ \+ T2 ", shown, re.MULTILINE)
    whole = cli.done("draft", id[:8])
    assert f"\n{count:>4} + " in whole
    assert re.search(r"^ +\d+ \+ T2 ", whole, re.MULTILINE)
    gone = cli.done("refine", id, "Delete T3")
    assert re.search(r"^     T3 .+ is no longer added$", gone, re.MULTILINE)
    assert "The draft is as it was." in cli.done("refine", id, "What is next?")
    proposal = cli.json("draft", id)
    accepted = cli.json("refine", proposal["id"], "Delete T2", "--accept")
    titles = [task["title"] for task in cli.json("tree", accepted["project_id"])["tasks"]]
    assert "Kick-off" == titles[0]
    assert len(proposal["tree"]["tasks"]) - 1 == len(titles)


def test_a_draft_is_refined_by_whom_the_command_names(cli: Cli) -> None:
    """By this provider and model, this once; one that there is not is refused."""
    id = _new_plan(cli)["id"]
    assert "provider_unknown" in cli.refused("refine", id, "Shorter", "--provider", "oracle")
    assert "model_unknown" in cli.refused("refine", id, "Shorter", "--model", "oracle")
    asked = ("--provider", "embedded", "--model", "outline")
    [*_, said] = cli.json("refine", id, "Rename T1 to Kick-off", *asked)["messages"]
    assert "agent:embedded/outline" == said["author"]


def test_a_digest_guards_what_was_shown(cli: Cli) -> None:
    """A draft that has changed since is refused."""
    proposal = _new_plan(cli)
    cli.done("refine", proposal["id"], "Rename T1 to Kick-off")
    refused = cli.refused("accept", proposal["id"], "--digest", proposal["digest"])
    assert "draft_changed" in refused


def test_a_draft_can_be_rejected(cli: Cli) -> None:
    """It is closed then, and nothing has come of it."""
    proposal = _new_plan(cli)
    assert "as it was" in cli.done("reject", proposal["id"], "--reason", "Too long")
    assert "proposal_closed" in cli.refused("refine", proposal["id"], "Shorter")
    assert [] == cli.json("projects")["items"]


def test_a_plan_can_be_changed_in_words(cli: Cli, plan: Plan) -> None:
    """The draft shows before and after."""
    shown = cli.done("plan", "Rename T3 to Try it and delete T1", "-p", "website")
    assert "~ T3 Try it" in shown
    assert "title: Test → Try it" in shown
    assert "- T1 Design it" in shown


def test_a_deletion_cannot_be_missed(cli: Cli, plan: Plan) -> None:
    """The line says what goes with it, and the end how many in all; nothing is gone before accepting."""
    shown = cli.done("plan", "delete T2 and T1", "-p", "website")
    assert "- T2 Build  with 1 task below it" in shown
    assert "Removes 3 tasks in all." in shown
    assert 2 == len(cli.json("tree", "website")["tasks"])
    cli.done("accept", _id(shown))
    assert [] == cli.json("tree", "website")["tasks"]


def test_a_task_is_broken_down(cli: Cli, plan: Plan) -> None:
    """By title in any project, or by number in a named one; at any depth."""
    shown = cli.done("break-down", "Test")
    assert "+ T4 " in shown
    assert "under: Test" in shown
    cli.done("break-down", "T3", "-p", "website", "--accept")
    below = cli.json("tree", "website")["tasks"][1]["children"][0]["children"]
    assert len(below) > 1
    deeper = cli.json("break-down", f"T{below[0]['number']}", "-p", "website")
    assert below[0]["id"] == deeper["task_id"]
    assert deeper["diff"]


def test_a_question_is_shown_with_its_candidates(cli: Cli, plan: Plan) -> None:
    """And the answer goes on; nothing can be accepted before."""
    shown = cli.done("plan", "Mark the blorb done", "-p", "website")
    assert "T2 Build" in shown
    assert "The draft changes nothing." not in shown
    assert "empty_draft" in cli.refused("accept", _id(shown))
    assert "status: todo → completed" in cli.done("refine", _id(shown), "T2")


def test_a_project_that_moved_on_is_told(cli: Cli, plan: Plan) -> None:
    """A draft that clashes with what was accepted meanwhile shows where."""
    proposal = cli.json("plan", "Rename T3 to Try it", "-p", "website")
    cli.apply(plan.project, update(plan.test, title="Test it"))
    shown = cli.done("refine", proposal["id"], "Set the priority of T2 to high")
    assert "conflict at " in shown
    refused = cli.refused("accept", proposal["id"])
    assert "title: base Test, theirs Test it, ours Try it" in refused


def test_drafts_that_wait_are_listed(cli: Cli, plan: Plan) -> None:
    """With project, task and instruction; the beginning of an id there is enough to decide."""
    assert "No draft waits for a decision.\n" == cli.done("drafts")
    new, part = _new_plan(cli), cli.json("break-down", "Test")
    shown = cli.done("drafts")
    assert {"(new)", new["id"], "T3", part["id"]} <= set(shown.split())
    assert GOAL in shown
    assert [part["id"]] == [draft["id"] for draft in cli.json("drafts", "website")["items"]]
    cli.done("reject", part["id"][:-2])
    cli.done("accept", new["id"][:-2].upper())
    assert [] == cli.json("drafts")["items"]


def test_what_cannot_be_planned_is_refused(cli: Cli, plan: Plan) -> None:
    """An unknown provider, model, project, task or proposal, and an empty goal."""
    assert "provider_unknown" in cli.refused("plan", GOAL, "--provider", "oracle")
    assert "model_unknown" in cli.refused("plan", GOAL, "--model", "oracle")
    assert "project_missing" in cli.refused("plan", GOAL, "-p", "nothing")
    assert "task_missing" in cli.refused("break-down", "T99")
    assert "proposal_missing" in cli.refused("refine", "x", "y")
    assert 1 == cli.run("plan", "").status


def test_the_same_through_a_server(cli: Cli, plan: Plan, server: Server) -> None:
    """What an agent says is streamed over HTTP."""
    shown = cli.done("plan", "Rename T3 to Try it", "-p", "website")
    assert "title: Test → Try it" in shown
    accepted = cli.done("accept", _id(shown))
    assert "T3 [ ] Try it" in accepted
    refused = cli.run("plan", GOAL, "--provider", "oracle", "--json").err
    assert "provider_unknown" == json.loads(refused)["code"]


def test_providers_are_listed(cli: Cli) -> None:
    """With what they need."""
    assert "embedded (default)" in cli.done("providers")


def test_the_instructions_of_a_draft_stay_apart(cli: Cli, plan: Plan) -> None:
    """In the history each has a line of its own; in a table they stand between semicolons."""
    wishes = ["Rename T3 to Try it", "Set the priority of T2 to high", "T2 is due 2027-01-08"]
    proposal = cli.json("plan", wishes[0], "-p", "website")["id"]
    for wish in wishes[1:]:
        cli.done("refine", proposal, wish)
    cli.done("accept", proposal)
    for shown in (cli.done("log", plan.project, "-n", "1"), cli.done("show", _latest(cli, plan))):
        assert wishes == [line.strip() for line in shown.splitlines()[1:4]]
    assert "; ".join(wishes) in " ".join(cli.done("blame", plan.project, "T2").split())


def _latest(cli: Cli, plan: Plan) -> str:
    changeset: str = cli.json("log", plan.project, "-n", "1")["items"][0]["id"]
    return changeset
