"""Saved views over HTTP: kept under a name, shared, changed, deleted and brought back."""

from __future__ import annotations

from uuid import uuid4

from api.actors import LOCAL
from tests.api.conftest import Calls

LATE = {"name": "Late, mine", "kind": "board", "settings": {"due": "overdue", "shown": "roots"}}


def test_a_view_is_kept_for_everybody(calls: Calls) -> None:
    """It says what it shows and who saved it; where it is stands in the header."""
    views = f"/projects/{calls.new_project()}/views"
    none = calls.get(views)
    assert ([], None) == (none["items"], none["next_cursor"])
    response = calls.client.post(f"/api/v1{views}", json=LATE)
    kept = response.json()
    assert (201, f"/api/v1{views}/{kept['id']}") == (
        response.status_code,
        response.headers["location"],
    )
    assert {**LATE, "id": kept["id"], "time": kept["time"], "actor": LOCAL} == kept
    assert kept == calls.get(f"{views}/{kept['id']}")
    assert [kept] == calls.get(views)["items"]


def test_an_id_makes_it_safe_to_repeat(calls: Calls) -> None:
    """The same view gets the first answer, another one is refused, and so is another of its name."""
    views, id = f"/projects/{calls.new_project()}/views", str(uuid4())
    first = calls.post(views, {**LATE, "id": id})
    assert first == calls.post(views, {**LATE, "id": id}, 200)
    reused = calls.refused(views, {"name": "Other", "id": id}, 422)
    assert "view_id_reused" == reused["code"]
    taken = calls.refused(views, {"name": "late, MINE"}, 422)
    assert ("view_name_taken", "name") == (taken["code"], taken["errors"][0]["field"])
    for body, field in (
        ({"name": " "}, "name"),
        ({"name": "x", "kind": "foo"}, "kind"),
        ({"name": "x", "settings": {"due": 1}}, "settings.due"),
    ):
        [violation] = calls.refused(views, body, 422)["errors"]
        assert field == violation["field"]
    refused = calls.refused(views, {"name": "x", "kind": "foo"}, 422)
    assert "kind is one of outline, board, timeline, graph, dashboard." == refused["detail"]


def test_a_view_changes_and_goes_and_comes_back(calls: Calls) -> None:
    """What is not sent stays; what was deleted can be saved again under its id."""
    views = f"/projects/{calls.new_project()}/views"
    kept = calls.post(views, LATE)
    address = f"/api/v1{views}/{kept['id']}"
    renamed = calls.client.patch(address, json={"name": "Late"}).json()
    assert {**kept, "name": "Late", "time": renamed["time"]} == renamed
    cleared = calls.client.patch(address, json={"settings": {}, "kind": "outline"}).json()
    assert ("Late", "outline", {}) == (cleared["name"], cleared["kind"], cleared["settings"])
    assert cleared == calls.client.delete(address).json()
    assert "view_missing" == calls.problem(calls.client.get(address), 404)["code"]
    again = {name: cleared[name] for name in ("id", "name", "kind", "settings")}
    back = calls.post(views, again)
    assert again.items() <= back.items()
    assert [back] == calls.get(views)["items"]
