"""Accepting patches over HTTP: idempotency, rebase, conflicts, undo, redo, restore, the history."""

from __future__ import annotations

from uuid import uuid4

from tests.api.conftest import Calls, create, delete, update

STORES = ["sqlite", "postgresql"]


def test_the_same_id_and_request_is_answered_with_the_first_answer(calls: Calls) -> None:
    """A repeated request is 200 with the same changeset, and appends nothing."""
    project, task = calls.new_project(), str(uuid4())
    body = {"id": str(uuid4()), "patches": [create(task, title="Once")], "message": "m"}
    first = calls.post(f"/projects/{project}/changesets", body)
    calls.add_task(project, "In between")
    again = calls.post(f"/projects/{project}/changesets", body, 200)
    assert first == again
    assert 3 == calls.get(f"/projects/{project}")["version"]


def test_an_id_serves_one_request_only(calls: Calls) -> None:
    """The same id with another request, project or call is 422 changeset_id_reused."""
    project, id = calls.new_project(), str(uuid4())
    task = create(str(uuid4()), title="Once")
    calls.change(project, task, id=id)
    other = {"id": id, "patches": [create(str(uuid4()), title="Other")]}
    paths = {
        f"/projects/{project}/changesets": other,
        f"/projects/{calls.new_project()}/changesets": {"id": id, "patches": [task]},
        f"/projects/{project}/undo": {"id": id},
        f"/projects/{project}/restore": {"id": id, "version": 1},
    }
    before = calls.events()
    codes = {calls.refused(path, body, 422)["code"] for path, body in paths.items()}
    assert {"changeset_id_reused"} == codes
    assert before == calls.events()


def test_a_stale_change_goes_through_unless_both_touched_the_same(calls: Calls) -> None:
    """Other fields are rebased; the same field is 409 with base, theirs and ours."""
    project = calls.new_project()
    task = calls.add_task(project, "Base", tags=["a"])
    calls.change(project, update(task, title="Theirs", tags=["a", "b"]))
    stale = {"patches": [update(task, priority="high", tags=["a", "c"])], "base_version": 2}
    calls.post(f"/projects/{project}/changesets", stale)
    [now] = calls.get(f"/projects/{project}")["tasks"]
    assert ("Theirs", "high", ["a", "b", "c"]) == (now["title"], now["priority"], now["tags"])
    body = {"patches": [update(task, title="Ours")], "base_version": 2}
    told = calls.refused(f"/projects/{project}/changesets", body, 409)
    [found] = told["conflicts"]
    assert ("conflict", 4) == (told["code"], told["version"])
    sides = (found["field"], found["base"], found["theirs"], found["ours"])
    assert ("title", "Base", "Theirs", "Ours") == sides


def test_undo_and_redo_are_entries_of_their_own(calls: Calls) -> None:
    """Undo takes back the latest, redo takes that back, and the history only grows."""
    project = calls.new_project()
    task = calls.add_task(project, "Old")
    calls.change(project, update(task, title="New"))
    undone = calls.post(f"/projects/{project}/undo")
    assert "Old" == calls.get(f"/projects/{project}")["tasks"][0]["title"]
    redone = calls.post(f"/projects/{project}/redo")
    assert "New" == calls.get(f"/projects/{project}")["tasks"][0]["title"]
    assert undone["changeset"]["id"] == redone["changeset"]["cause"]["ref"]
    nothing = calls.refused(f"/projects/{project}/redo", {}, 409)
    assert "nothing_to_redo" == nothing["code"]
    kinds = [c["cause"]["kind"] for c in calls.get(f"/projects/{project}/changesets")["items"]]
    assert ["redo", "undo", "edit", "edit", "edit"] == kinds


def test_any_changeset_can_be_undone_unless_later_ones_touched_the_same(calls: Calls) -> None:
    """An older changeset is taken back alone; where a later one changed the field, 409."""
    project = calls.new_project()
    task = calls.add_task(project, "A")
    first = calls.change(project, update(task, priority="low"))["changeset"]["id"]
    second = calls.change(project, update(task, title="B"))["changeset"]["id"]
    calls.change(project, update(task, title="C"))
    calls.post(f"/projects/{project}/changesets/{first}/undo")
    [now] = calls.get(f"/projects/{project}")["tasks"]
    assert ("medium", "C") == (now["priority"], now["title"])
    told = calls.refused(f"/projects/{project}/changesets/{second}/undo", {}, 409)
    assert ["title"] == [c["field"] for c in told["conflicts"]]
    by = {c["id"]: c["undone_by"] for c in calls.get(f"/projects/{project}/changesets")["items"]}
    assert by[first] is not None
    assert by[second] is None


def test_restore_brings_a_version_back_by_appending(calls: Calls) -> None:
    """The tree is that of the version again; inside a changeset and beyond the end are refused."""
    project = calls.new_project()
    kept = calls.add_task(project, "Kept")
    calls.change(project, delete(kept), create(str(uuid4()), title="Other"))
    calls.post(f"/projects/{project}/restore", {"version": 2})
    old, now = (calls.get(f"/projects/{project}{q}") for q in ("?version=2", ""))
    assert (old["tasks"], 6) == (now["tasks"], now["version"])
    inside = calls.refused(f"/projects/{project}/restore", {"version": 3}, 422)
    assert "inside_changeset" == inside["code"]
    beyond = calls.refused(f"/projects/{project}/restore", {"version": 99}, 422)
    assert "version_out_of_range" == beyond["code"]


def test_a_changeset_of_a_missing_project_has_to_create_it(calls: Calls) -> None:
    """Else it is 404; with the create first, the project is there."""
    project = str(uuid4())
    body = {"patches": [create(str(uuid4()), title="Lost")]}
    missing = calls.refused(f"/projects/{project}/changesets", body, 404)
    assert "project_missing" == missing["code"]
    first = {"op": "create", "target": "project", "target_id": project, "body": {"title": "P"}}
    calls.change(project, first, create(str(uuid4()), title="Found"))
    assert 2 == calls.get(f"/projects/{project}")["version"]


def test_the_history_can_be_narrowed(calls: Calls) -> None:
    """By task, kind of patch, words, actor and time; newest first, in pages."""
    project = calls.new_project()
    one = calls.add_task(project, "One")
    calls.add_task(project, "Two")
    calls.change(project, update(one, status="completed"), message="Shipped it")
    calls.change(project, delete(one))
    path = f"/projects/{project}/changesets"

    def lasts(**query: str) -> list[int]:
        return [c["last"] for c in calls.get(path, params=query)["items"]]

    assert [5, 4, 3, 2, 1] == lasts()
    assert [5, 4, 2] == lasts(task=one)
    assert [5] == lasts(op="delete")
    assert [4] == lasts(text="shipped")
    assert [] == lasts(actor="user:nobody")
    assert [] == lasts(until="2001-01-01T00:00:00Z")
    page = calls.get(path, params={"limit": 2})
    following = calls.get(path, params={"limit": 2, "cursor": page["next_cursor"]})
    assert [3, 2] == [c["last"] for c in following["items"]]


def test_one_changeset_tells_before_and_after(calls: Calls) -> None:
    """Each patch with its version, its target's title and number, and its fields' two sides."""
    project = calls.new_project()
    task = calls.add_task(project, "Old")
    done = calls.change(project, update(task, title="New"), message="Better")
    one = calls.get(f"/projects/{project}/changesets/{done['changeset']['id']}")
    [patch] = one["patches"]
    assert ("Better", 3, "New", 1) == (
        one["message"],
        patch["version"],
        patch["title"],
        patch["number"],
    )
    [change] = patch["changes"]
    assert ("title", "Old", "New") == (change["field"], change["before"], change["after"])


def test_blame_names_who_last_set_each_field(calls: Calls) -> None:
    """Each field points to the changeset that set it; an undo is blamed for what it brought back."""
    project = calls.new_project()
    task = calls.add_task(project, "A")
    done = calls.change(project, update(task, priority="high"), message="Urgent")
    fields = calls.get(f"/projects/{project}/tasks/{task}/blame")["fields"]
    blamed = {f["field"]: (f["version"], f["message"]) for f in fields}
    assert (2, None) == blamed["title"]
    assert (3, "Urgent") == blamed["priority"]
    calls.post(f"/projects/{project}/changesets/{done['changeset']['id']}/undo")
    everything = calls.get(f"/projects/{project}/blame")["items"]
    by_field = {f["field"]: f["cause"]["kind"] for f in everything[1]["fields"]}
    assert "undo" == by_field["priority"]


def test_two_versions_compare_either_way(calls: Calls) -> None:
    """The diff from A to B, and the one back; empty when equal."""
    project = calls.new_project()
    task = calls.add_task(project, "A")
    calls.change(project, update(task, title="B"))

    def changed(first: int, second: int) -> list[tuple[str, str]]:
        found = calls.get(f"/projects/{project}/diff?from={first}&to={second}")["patches"]
        return [(c["before"], c["after"]) for p in found for c in p["changes"]]

    assert [("A", "B")] == changed(2, 3)
    assert [("B", "A")] == changed(3, 2)
    assert [] == changed(3, 3)


def test_search_next_and_stats_follow_at_once(calls: Calls) -> None:
    """What was just accepted is found, counted and suggested by the very next request."""
    project = calls.new_project("Garden")
    first = calls.add_task(project, "Dig the bed", priority="high")
    calls.add_task(project, "Plant the roses", depends_on=[first])
    hits = calls.get(f"/search?q=rose&project_id={project}")["items"]
    assert ["Plant the roses"] == [hit["title"] for hit in hits]
    [suggestion] = calls.get(f"/projects/{project}/next")["items"]
    assert ("Dig the bed", 1) == (suggestion["title"], suggestion["unblocks"])
    calls.change(project, update(first, status="completed"))
    stats = calls.get(f"/projects/{project}/stats")
    assert (0.5, 1, 1) == (
        stats["progress"],
        stats["status_counts"]["completed"],
        stats["days"][-1]["finished"],
    )


def test_the_figures_of_the_past_are_asked_for(calls: Calls) -> None:
    """By version, or by time, also once the project is deleted; what was next then, too."""
    project = calls.new_project("Garden")
    first, second = (calls.add_task(project, title) for title in ("Dig the bed", "Plant roses"))
    calls.change(project, update(first, status="completed"))
    path = f"/projects/{project}/stats"
    before, after = (calls.get(f"{path}?version={version}") for version in (3, 4))
    assert (0.0, 0, 0.5, 1) == (
        *(before["progress"], before["days"][-1]["finished"]),
        *(after["progress"], after["days"][-1]["finished"]),
    )
    assert before == calls.get(f"{path}?at={before['at']}")
    then = calls.get(f"/projects/{project}/next?version=3")
    assert [first, second] == [suggestion["task_id"] for suggestion in then["items"]]
    calls.change(project, {"op": "delete", "target": "project", "target_id": project})
    assert after == calls.get(f"{path}?version=4")
    nothing = calls.get(f"{path}?version=0")
    assert (0, None, []) == (nothing["task_count"], nothing["at"], nothing["days"])
    assert [] == calls.get(f"/projects/{project}/next?at=2020-01-01")["items"]
    both = calls.client.get(f"/api/v1{path}?version=3&at=2026-11-23")
    assert "invalid_value" == calls.problem(both, 422)["code"]


def test_patches_give_every_state_in_between(calls: Calls) -> None:
    """In pages, with the changesets that each is of; past the newest version there is nothing to ask for."""
    project = calls.new_project()
    calls.change(project, *(create(str(uuid4()), title=f"Task {n}") for n in range(4)))
    calls.add_task(project, "Last")
    path = f"/projects/{project}/patches"
    everything = calls.get(path)
    assert (0, 6, 6) == (everything["after"], everything["version"], len(everything["patches"]))
    first, second = calls.get(f"{path}?limit=3"), calls.get(f"{path}?after=3")
    assert everything["patches"] == first["patches"] + second["patches"]
    assert [(1, 1), (2, 5)] == [(c["first"], c["last"]) for c in first["changesets"]]
    assert [(2, 5), (6, 6)] == [(c["first"], c["last"]) for c in second["changesets"]]
    assert everything["changesets"][1] == second["changesets"][0] == first["changesets"][1]
    listed = calls.get(f"/projects/{project}/changesets")["items"]
    assert [c["id"] for c in listed] == [c["id"] for c in reversed(everything["changesets"])]
    assert [] == calls.get(f"{path}?after=6")["patches"]
    beyond = calls.client.get(f"/api/v1{path}?after=7")
    assert "version_out_of_range" == calls.problem(beyond, 422)["errors"][0]["code"]


def test_activity_and_steps_follow_the_filters(calls: Calls) -> None:
    """What one task has seen: its versions for the slider, its share of the activity."""
    project = calls.new_project()
    task = calls.add_task(project, "A")
    calls.add_task(project, "B")
    done = calls.change(project, update(task, title="C"))
    calls.post(f"/projects/{project}/changesets/{done['changeset']['id']}/undo")
    steps = calls.get(f"/projects/{project}/versions?task={task}")["items"]
    assert [2, 4, 5] == [step["last"] for step in steps]
    found = calls.get(f"/projects/{project}/activity?slots=1&cause=undo&since=2026-01-01")
    [slot] = found["slots"]
    assert (5, 5, 5) == (slot["first"], slot["last"], found["version"])
    assert [("undo", 1)] == [(share["kind"], share["patches"]) for share in slot["shares"]]
