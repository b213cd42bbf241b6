"""Search over HTTP: what there is and what was, in pages."""

from __future__ import annotations

from tests.api.conftest import Calls, delete, update


def test_what_was_is_found_with_what_is_known_of_it_now(calls: Calls) -> None:
    """A former title, a deleted task, a message and what was said, each with where it leads."""
    project = calls.new_project("Observatory")
    lens = calls.add_task(project, "Grind the speculum")
    calls.change(project, update(lens, title="Grind the mirror"), message="Bronze speculum is dear")
    calls.change(project, delete(lens))
    proposal = calls.post("/proposals", {"project_id": project, "instruction": "Add a speculum"})
    hits = calls.get(f"/search/history?q=speculum&project_id={project.upper()}")["items"]
    said = [hit["said"] for hit in hits if hit.get("proposal") == proposal["id"]]
    assert "instruction" in said
    assert {"conversation"} == {hit["kind"] for hit in hits[: len(said)]}
    value, message = hits[-2], hits[-1]
    assert ("message", 3, False) == (message["kind"], message["version"], message["deleted"])
    assert {"text": "speculum", "hit": True} in message["snippet"]
    assert ("value", "task", lens, 1, "Grind the speculum", 2, ["title"], True) == tuple(
        value[name]
        for name in (
            "kind",
            "target",
            "target_id",
            "number",
            "title",
            "version",
            "fields",
            "deleted",
        )
    )
    [gone] = calls.get("/search/history?q=mirror&kind=value")["items"]
    assert (3, [], "Observatory", False) == (
        gone["version"],
        gone["fields"],
        gone["project_title"],
        gone["project_deleted"],
    )


def test_a_search_goes_on_page_by_page(calls: Calls) -> None:
    """Of one kind where that is asked for, and a cursor of something else is refused."""
    project = calls.new_project("Ornithology")
    tasks = {calls.add_task(project, f"Ornithology {number}") for number in range(3)}
    found = [
        [hit["target_id"] for hit in page]
        for page in calls.pages("/search", q="ornithology", target="task", limit=2)
    ]
    assert [2, 1] == list(map(len, found))
    assert tasks == {id for page in found for id in page}
    for path in ("/search", "/search/history"):
        response = calls.client.get(f"/api/v1{path}?q=a&cursor=x")
        assert "invalid_cursor" == calls.problem(response, 422)["code"]
