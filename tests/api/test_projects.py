"""Projects over HTTP: creating, reading at any version and time, listing, trying."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from api.sent_plans import LARGE, SentPlans
from tests.api.conftest import Calls, create, delete, update


def test_a_new_project_is_there_at_once(calls: Calls) -> None:
    """Creating answers with the project, its version and changeset, and reading gives the same."""
    made = calls.post("/projects", {"title": "Shop", "tags": ["b", "a", "b"]})
    read = calls.get(f"/projects/{made['project']['id']}")
    assert (1, ["a", "b"], []) == (read["version"], read["project"]["tags"], read["tasks"])
    assert made["project"] == read["project"]
    assert (1, 1) == (made["changeset"]["first"], made["changeset"]["last"])


def test_a_client_may_choose_the_id(calls: Calls) -> None:
    """An id in capitals is taken in lowercase; a second project of that id is refused."""
    chosen, other = str(uuid4()), str(uuid4())
    made = calls.post("/projects", {"title": "Shop", "id": chosen.upper()})
    assert chosen == made["project"]["id"]
    refused = calls.refused("/projects", {"title": "Again", "id": chosen}, 422)
    assert "changeset_id_reused" == refused["code"]
    create_it = {"op": "create", "target": "project", "target_id": other, "body": {"title": "Own"}}
    calls.post(f"/projects/{other}/changesets", {"patches": [create_it]})
    assert "conflict" == calls.refused("/projects", {"title": "Own", "id": other}, 409)["code"]


def test_a_project_whose_answer_was_lost_is_made_once(calls: Calls) -> None:
    """Created once more with the same id and words, it is the first answer, whatever came after."""
    chosen = str(uuid4())
    asked = {"title": "Shop", "id": chosen}
    first = calls.post("/projects", asked)
    calls.add_task(chosen, "Meanwhile")
    again = calls.client.post("/api/v1/projects", json=asked)
    assert (200, first) == (again.status_code, again.json())


def test_nested_and_flat_tell_the_same_tasks(calls: Calls) -> None:
    """Nested has children in order, flat has every task parents first; both have all the fields."""
    project = calls.new_project()
    parent = calls.add_task(project, "Parent")
    second = calls.add_task(project, "Second", parent_id=parent)
    first = calls.add_task(project, "First", parent_id=parent, position="1")
    nested = calls.get(f"/projects/{project}")["tasks"]
    flat = calls.get(f"/projects/{project}?shape=flat")["tasks"]
    assert [first, second] == [child["id"] for child in nested[0]["children"]]
    assert [parent, first, second] == [task["id"] for task in flat]
    assert [1, 3, 2] == [task["number"] for task in flat]
    assert [1, 2, 2] == [task["depth"] for task in flat]
    for task in flat:
        assert {"id", "number", "parent_id", "position"} <= task.keys()
        assert "children" not in task


def test_every_past_version_can_be_read(calls: Calls) -> None:
    """Version N is the plan after N patches, also in the middle of a changeset; 0 is empty."""
    project, task = calls.new_project(), str(uuid4())
    calls.change(project, create(task, title="One"), update(task, title="Two"))
    calls.change(project, update(task, title="Three"))
    titles = [
        [t["title"] for t in calls.get(f"/projects/{project}?version={v}")["tasks"]]
        for v in range(5)
    ]
    assert [[], [], ["One"], ["Two"], ["Three"]] == titles
    assert calls.get(f"/projects/{project}?version=0")["project"] is None


def test_a_time_names_the_version_that_was_then(calls: Calls) -> None:
    """`at` a changeset's time is the plan after it; before the first one it is empty."""
    project = calls.new_project()
    calls.add_task(project, "One")
    calls.add_task(project, "Two")
    history = calls.get(f"/projects/{project}/changesets")["items"]
    for changeset in history:
        at = calls.get(f"/projects/{project}", params={"at": changeset["time"]})
        assert changeset["last"] == at["version"]
    assert 0 == calls.get(f"/projects/{project}?at=2001-01-01T00:00:00+01:00")["version"]
    assert 3 == calls.get(f"/projects/{project}?at=2999-01-01T00:00:00Z")["version"]


def test_the_etag_is_the_version(calls: Calls) -> None:
    """A client that has the version gets 304, until the plan changes."""
    project = calls.new_project()
    path = f"/api/v1/projects/{project}"
    seen = calls.client.get(path)
    assert '"1"' == seen.headers["etag"]
    again = calls.client.get(path, headers={"if-none-match": seen.headers["etag"]})
    assert (304, b"") == (again.status_code, again.content)
    calls.add_task(project, "New")
    assert 200 == calls.client.get(path, headers={"if-none-match": '"1"'}).status_code


def test_a_deleted_project_is_gone_and_can_be_brought_back(calls: Calls) -> None:
    """410 with the version; its past, history and undo go on working."""
    project = calls.new_project()
    calls.add_task(project, "Kept")
    patch = {"op": "delete", "target": "project", "target_id": project}
    calls.change(project, patch)
    gone = calls.problem(calls.client.get(f"/api/v1/projects/{project}"), 410)
    assert ("project_deleted", 3) == (gone["code"], gone["version"])
    assert project not in [p["id"] for p in calls.get("/projects?limit=200")["items"]]
    assert ["Kept"] == [t["title"] for t in calls.get(f"/projects/{project}?version=2")["tasks"]]
    assert 3 == len(calls.get(f"/projects/{project}/changesets")["items"])
    calls.post(f"/projects/{project}/undo")
    assert ["Kept"] == [t["title"] for t in calls.get(f"/projects/{project}")["tasks"]]


def test_the_list_filters_sorts_and_pages(calls: Calls) -> None:
    """Filters narrow, sort orders, and pages together are the whole list without repetition."""
    owner = {"owner": str(uuid4())}
    for title, tag in (("Berry", "x"), ("Apple", "x"), ("Cherry", "y")):
        calls.post("/projects", {"title": title, "tags": [tag], "priority": "high", **owner})

    def titles(**query: Any) -> list[str]:
        found = calls.get("/projects", params={"sort": "title", **owner, **query})
        return [project["title"] for project in found["items"]]

    assert ["Apple", "Berry", "Cherry"] == titles()
    assert ["Cherry"] == titles(tag="y")
    assert ["Berry"] == titles(text="berry")
    assert [] == titles(priority="low")
    pages = calls.pages("/projects", limit=1, sort="-title", **owner)
    assert [["Cherry"], ["Berry"], ["Apple"]] == [[p["title"] for p in page] for page in pages]


def test_the_list_tells_progress_and_the_last_change(calls: Calls) -> None:
    """An item counts its tasks and says who changed it last, and why."""
    project = calls.new_project()
    done = calls.add_task(project, "Done")
    calls.add_task(project, "Open")
    calls.change(project, update(done, status="completed"), message="Finished early")
    items = calls.get("/projects?limit=200")["items"]
    [item] = [item for item in items if item["id"] == project]
    counted = (item["task_count"], item["completed_count"], item["progress"], item["version"])
    assert (2, 1, 0.5, 4) == counted
    assert ("user:local", "Finished early") == (item["updated_by"], item["last_message"])


def test_a_preview_shows_the_result_and_appends_nothing(calls: Calls) -> None:
    """The resulting tree and net diff, or every violation; the ledger stays as it was."""
    project = calls.new_project()
    parent = calls.add_task(project, "Parent")
    calls.add_task(project, "Child", parent_id=parent)
    before = calls.events()
    tried = calls.post(f"/projects/{project}/preview", {"patches": [delete(parent)]}, 200)
    assert ([], 2) == (tried["tasks"], tried["diff"][0]["removed"])
    wrong = [update(parent, parent_id=parent), delete(str(uuid4()))]
    told = calls.post(f"/projects/{project}/preview", {"patches": wrong}, 200)
    assert ["parent_cycle", "target_missing"] == [v["code"] for v in told["violations"]]
    assert before == calls.events()


def test_a_large_plan_is_sent_as_it_was_until_it_changes(calls: Calls) -> None:
    """The same bytes for the same version and shape, whether or not the client takes them compressed."""
    creates = [create(str(uuid4()), title=f"Seed {number}") for number in range(LARGE)]
    project = calls.post("/projects", {"title": "Beds"})["project"]["id"]
    path = f"/api/v1/projects/{project}"
    calls.post(f"/projects/{project}/changesets", {"patches": creates})
    plain = calls.client.get(path, headers={"accept-encoding": "identity"})
    for shape in ("nested", "flat", "nested"):
        seen = calls.client.get(path, params={"shape": shape})
        assert ("gzip", f'"{LARGE + 1}"') == (
            seen.headers["content-encoding"],
            seen.headers["etag"],
        )
        assert (seen.content == plain.content) is (shape == "nested")
    assert plain.content == calls.client.get(path, params={"version": LARGE + 1}).content
    calls.post(
        f"/projects/{project}/changesets", {"patches": [create(str(uuid4()), title="Seed more")]}
    )
    assert LARGE + 1 == len(calls.get(f"/projects/{project}?shape=flat")["tasks"])


def test_of_the_plans_that_were_sent_the_last_are_kept() -> None:
    """As many as there is room for; one that is asked for again counts as new."""
    sent = SentPlans(room=10)
    sent.keep(("a", 1, "flat"), b"1234")
    sent.keep(("b", 1, "flat"), b"1234")
    assert b"1234" == sent.find(("a", 1, "flat"))
    sent.keep(("a", 2, "flat"), b"12")
    sent.keep(("c", 1, "flat"), b"1234")
    assert None is sent.find(("b", 1, "flat"))
    assert [b"1234", b"12", b"1234"] == [
        sent.find((p, v, "flat")) for p, v in (("a", 1), ("a", 2), ("c", 1))
    ]
    sent.keep(("d", 1, "flat"), b"more than there is room for")
    assert None is sent.find(("d", 1, "flat"))
