"""Conversations over HTTP: a draft comes, is edited, accepted in part, carried on, or turned down."""

from __future__ import annotations

import json
import time
from typing import Any
from uuid import uuid4

from tests.api.conftest import Calls, create, delete, update
from tests.servers import Server

GOAL = "Build a new user authentication flow"


def _propose(calls: Calls, **asked: Any) -> Any:
    return calls.post("/proposals", {"instruction": GOAL, **asked})


def _accepted(calls: Calls) -> str:
    """A project whose plan was proposed and accepted."""
    draft = _propose(calls)
    calls.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    project: str = draft["project_id"]
    return project


def test_a_goal_becomes_a_draft_and_nothing_else(calls: Calls) -> None:
    """The draft creates the project first, then tasks; the project is not there until accepted."""
    draft = _propose(calls)
    kinds = [(row["patch"]["op"], row["patch"]["target"]) for row in draft["diff"]]
    assert ("create", "project") == kinds[0]
    assert len(kinds) >= 4
    assert {("create", "task")} == set(kinds[1:])
    assert [GOAL, "agent"] == [draft["messages"][0]["text"], draft["messages"][1]["role"]]
    assert ("open", 0) == (draft["status"], draft["base_version"])
    missing = calls.client.get(f"/api/v1/projects/{draft['project_id']}")
    assert "project_missing" == calls.problem(missing, 404)["code"]
    assert draft == calls.get(f"/proposals/{draft['id']}")


def test_who_has_the_plan_need_not_be_sent_it_again(calls: Calls) -> None:
    """Without the tree a draft is the same otherwise, and its diff has the numbers that the tree has."""
    project = _accepted(calls)
    draft = _propose(calls, project_id=project, instruction="Add a task called Short-lived")
    there = f"/proposals/{draft['id']}"
    calls.post(there + "/messages", {"instruction": "Delete Short-lived"}, 200)
    said = {"instruction": "Add a task called Long-lived"}
    told = calls.post(there + "/messages?tree=false", said, 200)
    whole = calls.get(there)
    assert whole | {"tree": None} == told == calls.get(there + "?tree=false")
    [added] = told["diff"]
    last = whole["tree"]["tasks"][-1]
    assert (last["id"], last["number"]) == (added["patch"]["target_id"], added["number"])
    assert last["number"] == added["patch"]["body"]["number"]


def test_drafts_that_wait_are_listed(calls: Calls) -> None:
    """With what was asked and of which project, in pages, until they are decided."""
    project = _accepted(calls)
    mine = [
        _propose(calls, project_id=project, instruction=f"Add a task for test {n}")
        for n in range(2)
    ]
    pages = list(calls.pages("/proposals", project_id=project.upper(), limit=1))
    assert [[mine[1]["id"]], [mine[0]["id"]]] == [[item["id"] for item in page] for page in pages]
    title = calls.get(f"/projects/{project}")["project"]["title"]
    assert (title, "Add a task for test 1") == tuple(
        pages[0][0][name] for name in ("project_title", "instruction")
    )
    calls.post(f"/proposals/{mine[0]['id']}/reject", {}, 200)
    listed = calls.get(f"/proposals?project_id={project}")["items"]
    assert [mine[1]["id"]] == [item["id"] for item in listed]


def test_accepting_makes_one_changeset_and_closes_the_proposal(calls: Calls) -> None:
    """The agent is the author, the person the actor; a second accept is refused, a repeat answered."""
    draft = _propose(calls)
    body = {"id": str(uuid4()), "digest": draft["digest"]}
    path = f"/proposals/{draft['id']}/accept"
    done = calls.post(path, body)
    changeset = done["changeset"]
    assert ("user:local", "agent:embedded/outline") == (changeset["actor"], changeset["author"])
    assert {"kind": "accept", "ref": draft["id"]} == changeset["cause"]
    assert len(draft["diff"]) == done["version"]
    assert done == calls.post(path, body, 200)
    closed = calls.refused(path, {**body, "id": str(uuid4())}, 409)
    assert "proposal_closed" == closed["code"]
    assert "accepted" == calls.get(f"/proposals/{draft['id']}")["status"]


def test_a_part_is_accepted_if_it_stands_on_its_own(calls: Calls) -> None:
    """Without the patch that creates the project it does not, and the answer names what is missing."""
    draft = _propose(calls)
    path = f"/proposals/{draft['id']}/accept"
    lone = calls.refused(path, {"patches": [1]}, 422)
    assert "incomplete_selection" == lone["code"]
    assert 0 in [error["index"] for error in lone["errors"]]
    done = calls.post(path, {"patches": [0, 1]})
    tasks = calls.get(f"/projects/{done['project_id']}")["tasks"]
    assert [draft["diff"][1]["title"]] == [task["title"] for task in tasks]
    left = calls.get(f"/proposals/{draft['id']}")["left_out"]
    assert len(draft["diff"]) - 2 == len(left)


def test_what_was_accepted_leads_back_to_the_conversation(calls: Calls) -> None:
    """The history by proposal, and blame, both name the one that was accepted."""
    draft = _propose(calls)
    project = draft["project_id"]
    done = calls.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    task = calls.get(f"/projects/{project}?shape=flat")["tasks"][0]["id"]
    calls.change(project, update(task, title="By hand"))
    [found] = calls.get(f"/projects/{project}/changesets?proposal={draft['id']}")["items"]
    assert done["changeset"]["id"] == found["id"]
    blamed = calls.get(f"/projects/{project}/tasks/{task}/blame")["fields"]
    by_field = {field["field"]: field["proposal"] for field in blamed}
    assert (None, draft["id"]) == (by_field["title"], by_field["number"])


def test_what_was_shown_is_what_is_accepted(calls: Calls) -> None:
    """When the draft changed after it was shown, its old digest is refused."""
    draft = _propose(calls)
    task = draft["diff"][1]["patch"]["target_id"]
    patches = {"patches": [update(task, title="By hand")]}
    edited = calls.post(f"/proposals/{draft['id']}/patches", patches, 200)
    assert "By hand" in [row["title"] for row in edited["diff"]]
    body = {"digest": draft["digest"]}
    changed = calls.refused(f"/proposals/{draft['id']}/accept", body, 409)
    assert "draft_changed" == changed["code"]
    calls.post(f"/proposals/{draft['id']}/accept", {"digest": edited["digest"]})


def test_a_task_is_broken_down_at_any_depth(calls: Calls) -> None:
    """Task mode proposes sub-tasks of that task only, again and again."""
    project = _accepted(calls)
    task = calls.get(f"/projects/{project}")["tasks"][0]["id"]
    for _ in range(4):
        asked = {"project_id": project, "task_id": task, "instruction": "Break it down"}
        draft = calls.post("/proposals", asked)
        parents = {row["patch"]["body"]["parent_id"] for row in draft["diff"]}
        assert {task} == parents
        assert 3 <= len(draft["diff"]) <= 9
        calls.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
        task = draft["diff"][0]["patch"]["target_id"]


def test_a_draft_meets_a_project_that_moved_on(calls: Calls) -> None:
    """Conflicts are shown with three sides, and the draft is carried on as chosen."""
    project = calls.new_project()
    task = calls.add_task(project, "Base")
    asked = {"project_id": project, "task_id": task, "instruction": "Break it down"}
    draft = calls.post("/proposals", asked)
    path = f"/proposals/{draft['id']}"
    edit = {"patches": [update(task, title="Ours")]}
    calls.post(f"{path}/patches", edit, 200)
    calls.change(project, update(task, title="Theirs"))
    [found] = calls.get(path)["conflicts"]
    sides = (found["base"], found["theirs"], found["ours"])
    assert ("Base", "Theirs", "Ours") == sides
    assert "conflict" == calls.refused(f"{path}/accept", {}, 409)["code"]
    assert "conflict" == calls.refused(f"{path}/rebase", {"choices": []}, 409)["code"]
    choice = {"target_id": task, "field": "title", "choose": "ours"}
    carried = calls.post(f"{path}/rebase", {"choices": [choice]}, 200)
    assert (3, []) == (carried["base_version"], carried["conflicts"])
    calls.post(f"{path}/accept", {"digest": carried["digest"]})
    assert "Ours" == calls.get(f"/projects/{project}")["tasks"][0]["title"]


def test_a_rejected_draft_leaves_no_trace_in_the_project(calls: Calls) -> None:
    """The reason is kept with the conversation, which is closed."""
    draft = _propose(calls)
    path = f"/proposals/{draft['id']}"
    told = calls.post(f"{path}/reject", {"reason": "Too large"}, 200)
    assert ("rejected", "Too large") == (told["status"], told["reason"])
    for call, body in (("messages", {"instruction": "x"}), ("accept", {}), ("reject", {})):
        assert "proposal_closed" == calls.refused(f"{path}/{call}", body, 409)["code"]


def test_what_cannot_be_asked_is_told(calls: Calls) -> None:
    """Unknown providers, models, tasks and projects, and empty or endless instructions."""
    project = calls.new_project()
    wrong: list[tuple[dict[str, Any], int, str]] = [
        ({"provider": "oracle"}, 422, "provider_unknown"),
        ({"model": "gpt-0"}, 422, "model_unknown"),
        ({"task_id": str(uuid4())}, 422, "missing_field"),
        ({"instruction": " \n "}, 422, "missing_field"),
        ({"instruction": "🌻 …"}, 422, "invalid_value"),
        ({"project_id": str(uuid4())}, 404, "project_missing"),
        ({"project_id": project, "task_id": str(uuid4())}, 404, "task_missing"),
        ({"instruction": ""}, 422, "invalid_value"),
        ({"instruction": "x" * 20_001}, 422, "too_long"),
    ]
    before = calls.events()
    for asked, status, code in wrong:
        body = {"instruction": "Plan", **asked}
        assert code == calls.refused("/proposals", body, status)["code"], asked
    assert before == calls.events()


def test_a_bad_hand_edit_leaves_the_draft_as_it_was(calls: Calls) -> None:
    """The violation is named, and the digest stays the same."""
    draft = _propose(calls)
    patches = {"patches": [create(str(uuid4()), title="x", parent_id=str(uuid4()))]}
    told = calls.refused(f"/proposals/{draft['id']}/patches", patches, 422)
    assert "parent_missing" == told["code"]
    missing = {"patches": [delete(str(uuid4()))]}
    assert (
        "target_missing" == calls.refused(f"/proposals/{draft['id']}/patches", missing, 422)["code"]
    )
    assert draft["digest"] == calls.get(f"/proposals/{draft['id']}")["digest"]


def test_a_conversation_streams_patch_by_patch(server: Server) -> None:
    """Each patch comes as an event of its own, and `done` has the whole proposal."""
    with server.client() as client:
        headers = {"accept": "text/event-stream"}
        body = {"instruction": GOAL}
        with client.stream("POST", "/proposals", json=body, headers=headers) as response:
            assert "text/event-stream" in response.headers["content-type"]
            events = list(_events(response.iter_lines()))
        location = response.headers["location"]
    names = [name for name, _ in events]
    assert ("patch", "done") == (names[0], names[-1])
    done = events[-1][1]
    assert f"/api/v1/proposals/{done['id']}" == location
    assert len(done["diff"]) == names.count("patch")
    assert list(range(names.count("patch"))) == [e["index"] for n, e in events if n == "patch"]


def test_a_listener_who_leaves_finds_what_came_so_far(server: Server) -> None:
    """The conversation ends with the connection, and its patches are kept on the draft."""
    with server.client() as client:
        headers = {"accept": "text/event-stream"}
        body = {"instruction": GOAL}
        with client.stream("POST", "/proposals", json=body, headers=headers) as response:
            next(_events(response.iter_lines()))
            path = response.headers["location"].removeprefix("/api/v1")
        end = time.monotonic() + 10
        kept: Any = None
        while time.monotonic() < end:
            kept = client.get(path).json()
            if kept["diff"]:
                break
            time.sleep(0.05)
        assert ("open", "project") == (kept["status"], kept["diff"][0]["patch"]["target"])


def _events(lines: Any) -> Any:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_a_comment_goes_to_the_agent_with_the_next_message(calls: Calls) -> None:
    """It is kept with the proposal, names its task by number, and may be all that is said."""
    draft = _propose(calls)
    path = f"/proposals/{draft['id']}"
    row = draft["diff"][1]
    target = {"target_id": row["patch"]["target_id"]}
    calls.post(f"{path}/comments", {**target, "text": "never mind"})
    withdrawn = calls.client.delete(f"/api/v1{path}/comments/1")
    assert (200, []) == (withdrawn.status_code, withdrawn.json()["comments"])
    assert (
        "comment_missing"
        == calls.problem(calls.client.delete(f"/api/v1{path}/comments/1"), 404)["code"]
    )
    [kept] = calls.post(f"{path}/comments", {**target, "text": "urgent"})["comments"]
    assert (2, row["title"], None) == (kept["id"], kept["title"], kept["message"])
    answered = calls.post(f"{path}/messages", {}, 200)
    assert f"T{kept['number']}: urgent" == answered["messages"][2]["text"]
    assert [2] == [comment["message"] for comment in answered["comments"]]
    changed = {r["patch"]["target_id"]: r["patch"]["body"] for r in answered["diff"]}
    assert "critical" == changed[target["target_id"]]["priority"]
    assert "missing_field" == calls.refused(f"{path}/messages", {}, 422)["code"]
    unknown = {"target_id": str(uuid4()), "text": "?"}
    assert "target_missing" == calls.refused(f"{path}/comments", unknown, 422)["code"]
