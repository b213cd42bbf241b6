"""Opinions and explanations over HTTP: kept with the proposal, streamed, never a silent change."""

from __future__ import annotations

from uuid import uuid4

import pytest

from agents.providers.embedded.terms.dates import shown
from api.remembering import last_changed
from tests.api.conftest import Calls, create, delete, update

STREAM = {"accept": "text/event-stream"}


@pytest.fixture
def project(calls: Calls) -> str:
    """A project without tasks."""
    return calls.new_project("Shop")


@pytest.fixture
def tasks(calls: Calls, project: str) -> list[str]:
    """Three tasks of it, accepted in one changeset."""
    ids = [str(uuid4()) for _ in range(3)]
    patches = (
        create(ids[0], title="Migrate the platform"),
        create(ids[1], title="Form", estimated_minutes=60),
        create(ids[2], title="Old"),
    )
    calls.change(project, *patches, message="Begin")
    return ids


def test_estimates_are_a_draft(calls: Calls, project: str, tasks: list[str]) -> None:
    """Patches of estimated_minutes, a finding for each; the project is as it was until it is accepted."""
    before = calls.get(f"/projects/{project}")
    draft = calls.post("/proposals", {"project_id": project, "kind": "estimate"})
    assert {"estimated_minutes"} == {c["field"] for row in draft["diff"] for c in row["changes"]}
    said = draft["messages"][-1]
    assert "estimate" == said["kind"] == draft["messages"][0]["kind"]
    assert {tasks[0], tasks[2]} == {finding["target_id"] for finding in said["findings"]}
    assert before == calls.get(f"/projects/{project}")
    assert draft == calls.get(f"/proposals/{draft['id']}")


@pytest.mark.parametrize("kind", ["complexity", "risks", "next"])
@pytest.mark.usefixtures("tasks")
def test_an_opinion_is_kept(calls: Calls, project: str, kind: str) -> None:
    """A reload shows its points; another can be asked for in the same conversation."""
    draft = calls.post("/proposals", {"project_id": project, "kind": kind})
    [finding, *_] = draft["messages"][-1]["findings"]
    assert {"kind", "reason", "target_id", "number", "title", "score"} == finding.keys()
    assert draft == calls.get(f"/proposals/{draft['id']}")
    then = calls.post(f"/proposals/{draft['id']}/messages", {"kind": "next"}, 200)
    assert "next" == then["messages"][-1]["kind"]


@pytest.mark.usefixtures("tasks")
def test_findings_are_streamed(calls: Calls, project: str) -> None:
    """Each as an event of its own."""
    asked = {"project_id": project, "kind": "next"}
    response = calls.client.post("/api/v1/proposals", json=asked, headers=STREAM)
    assert "event: finding\n" in response.text
    assert response.text.rstrip().split("event: ")[-1].startswith("done")


def test_an_opinion_is_about_a_project(calls: Calls) -> None:
    refused = calls.refused("/proposals", {"kind": "risks"}, 422)
    assert ("missing_field", "project_id") == (refused["code"], refused["errors"][0]["field"])
    assert "missing_field" == calls.refused("/proposals", {}, 422)["code"]


def test_questions_come_with_a_first_draft(calls: Calls) -> None:
    """Up to three messages of their own; one answer mends the draft."""
    draft = calls.post("/proposals", {"instruction": "app"})
    asked = [m["question"] for m in draft["messages"] if m["question"]]
    assert 3 == len(asked)
    assert draft["tree"]["tasks"]
    then = calls.post(
        f"/proposals/{draft['id']}/messages",
        {"instruction": "For our customers; in two weeks"},
        200,
    )
    assert "Build an app for our customers in two weeks" == then["tree"]["project"]["title"]


def test_a_convention_is_reviewed_and_undone_like_all_else(
    calls: Calls, project: str, tasks: list[str]
) -> None:
    """It is a patch of the project's metadata."""
    draft = calls.post(
        "/proposals", {"project_id": project, "instruction": "We always add a rollout task"}
    )
    [row] = draft["diff"]
    assert ("update", "project") == (row["patch"]["op"], row["patch"]["target"])
    calls.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    agreed = calls.get(f"/projects/{project}")["project"]["metadata"]["conventions"]
    assert ["We always add a rollout task"] == agreed
    calls.post(f"/projects/{project}/undo")
    assert {} == calls.get(f"/projects/{project}")["project"]["metadata"]


def test_since_when_a_task_rests_is_known_from_the_ledger(
    calls: Calls, project: str, tasks: list[str]
) -> None:
    """Of those in progress the day of the last change, for whoever looks for risks."""
    calls.change(project, update(tasks[0], status="in_progress"))
    last = calls.change(project, update(tasks[0], priority="high"))["changeset"]
    draft = calls.post("/proposals", {"project_id": project, "kind": "risks"})
    parts = calls.client.app.state.backend  # type: ignore[attr-defined]
    known = last_changed(parts, parts.proposals.get(draft["id"]))
    assert {tasks[0]: last["time"][:10]} == known


def test_who_asked_for_a_task_is_told_from_the_ledger(
    calls: Calls, project: str, tasks: list[str]
) -> None:
    """The change that it came with, whatever was changed of it since."""
    first = calls.get(f"/projects/{project}/tasks/{tasks[0]}/blame")["fields"][0]
    calls.change(project, update(tasks[0], priority="high"))
    number = calls.get(f"/projects/{project}/tasks/{tasks[0]}/blame")["number"]
    draft = calls.post(
        "/proposals", {"project_id": project, "instruction": f"why is T{number} needed?"}
    )
    assert (
        f"It came with a change of yours on {shown(first['time'][:10])}"
        in draft["messages"][-1]["text"]
    )


def test_a_draft_is_explained_from_its_diff(calls: Calls, project: str, tasks: list[str]) -> None:
    """Deletions first; the facts stand beside the words."""
    draft = calls.post(
        "/proposals", {"project_id": project, "instruction": "delete Old and rename Form to Page"}
    )
    told = calls.post(f"/proposals/{draft['id']}/explain", {}, 200)
    assert ("diff", "agent:embedded/outline") == (told["subject"], told["author"])
    assert told["text"].index("**Deleted**: T3 “Old”") < told["text"].index("Renamed: T2 “Page”")
    assert {"delete", "update"} == {fact["op"] for fact in told["facts"]}
    assert (
        "provider_unknown"
        == calls.refused(f"/proposals/{draft['id']}/explain", {"provider": "x"}, 422)["code"]
    )


def test_a_draft_that_was_accepted_is_explained_as_what_it_did(
    calls: Calls, project: str, tasks: list[str]
) -> None:
    """What was not taken of it is not told."""
    draft = calls.post(
        "/proposals", {"project_id": project, "instruction": "delete Old and rename Form to Page"}
    )
    ops = [change["patch"]["op"] for change in draft["diff"]]
    calls.post(f"/proposals/{draft['id']}/accept", {"patches": [ops.index("update")]})
    told = calls.post(f"/proposals/{draft['id']}/explain", {}, 200)
    assert ("changeset", ["update"]) == (told["subject"], [fact["op"] for fact in told["facts"]])
    assert "would" not in told["text"]
    assert "Deleted" not in told["text"]


def test_a_changeset_is_explained(calls: Calls, project: str, tasks: list[str]) -> None:
    done = calls.change(project, update(tasks[0], status="completed", parent_id=tasks[1]))
    told = calls.get(f"/projects/{project}/changesets/{done['changeset']['id']}/explanation")
    assert "Finished: T1 “Migrate the platform”." in told["text"]
    assert "changeset" == told["subject"]


def test_values_are_told_as_people_write_them(calls: Calls, project: str, tasks: list[str]) -> None:
    """People by name, days and times of work as on the page."""
    fields = {"assignee": "user:local", "due_date": "2027-03-31", "estimated_minutes": 340}
    done = calls.change(project, update(tasks[0], status="in_progress", **fields))
    told = calls.get(f"/projects/{project}/changesets/{done['changeset']['id']}/explanation")
    [fact] = told["facts"]
    values = {field["field"]: (field["before"], field["after"]) for field in fact["fields"]}
    assert ("to do", "in progress") == values["status"]
    assert ("", "you") == values["assignee"]
    assert ("", "31 Mar 2027") == values["due date"]
    assert ("", "5h 40m") == values["estimate"]
    for value in ("none → you", "none → 31 Mar 2027", "none → 5h 40m"):
        assert value in told["text"]


def test_what_changed_is_summed_up(calls: Calls, project: str, tasks: list[str]) -> None:
    """Since a version or a day: net, with who did it and what was taken back."""
    calls.change(project, update(tasks[1], due_date="2026-12-01", tags=["a"]), delete(tasks[2]))
    calls.post(f"/projects/{project}/undo")
    calls.change(project, update(tasks[0], status="completed"))
    told = calls.get(f"/projects/{project}/summary", params={"since": "4"})
    assert (3, 1, 4) == (told["changesets"], told["taken_back"], told["from"])
    assert ["T1 “Migrate the platform”"] == [fact["name"] for fact in told["facts"]]
    assert [{"actor": "user:local", "changesets": 3}] == told["people"]
    assert [["user:local"]] == [fact["by"] for fact in told["facts"]]
    today = calls.get(f"/projects/{project}/summary", params={"since": "yesterday"})
    assert (0, "yesterday") == (today["from"], today["since"])
    assert "“Begin”" in today["text"]
    moved = calls.change(project, update(tasks[0], position="z"))
    place = calls.get(f"/projects/{project}/summary", params={"since": str(moved["version"] - 1)})
    assert [[{"field": "place", "before": "", "after": "moved among its siblings"}]] == [
        fact["fields"] for fact in place["facts"]
    ]


def test_a_summary_is_streamed(calls: Calls, project: str, tasks: list[str]) -> None:
    path = f"/api/v1/projects/{project}/summary"
    response = calls.client.get(path, params={"since": "0"}, headers=STREAM)
    assert ["text", "done"] == [part.split("\n")[0] for part in response.text.split("event: ")[1:]]


def test_a_version_that_there_is_not_is_refused(calls: Calls, project: str) -> None:
    for since, code in (("99", "version_out_of_range"), ("the flood", "invalid_value")):
        response = calls.client.get(f"/api/v1/projects/{project}/summary", params={"since": since})
        assert code == calls.problem(response, 422)["code"]


def test_a_deletion_on_the_draft_is_taken_back(
    calls: Calls, project: str, tasks: list[str]
) -> None:
    """“Undo that” brings the task back to the draft as it was, and the diff is empty."""
    asked = {"project_id": project, "instruction": "delete T1", "provider": "embedded"}
    draft = calls.post("/proposals", asked)
    patches = [row["patch"] for row in draft["diff"]]
    assert [("delete", tasks[0])] == [(patch["op"], patch["target_id"]) for patch in patches]
    back = calls.post(f"/proposals/{draft['id']}/messages", {"instruction": "undo that"}, 200)
    assert [] == back["diff"]
