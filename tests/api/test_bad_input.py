"""Bad input is told clearly, by code and field, and leaves the ledger as it was."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import Calls, create, update

STORES = ["sqlite", "postgresql"]

TASK = "00000000-0000-7000-8000-00000000ca5e"
JSON = {"content-type": "application/json"}
DEEP = b'{"patches": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

BODIES: dict[str, tuple[bytes, int, str]] = {
    "malformed": (b'{"patches": [', 400, "malformed_json"),
    "not UTF-8": (b'{"message": "\xff"}', 400, "malformed_json"),
    "empty": (b"", 422, "missing_field"),
    "an array": (b"[]", 422, "wrong_type"),
    "NaN": (b'{"base_version": NaN}', 400, "invalid_number"),
    "Infinity": (b'{"base_version": -Infinity}', 400, "invalid_number"),
    "1e400": (b'{"base_version": 1e400}', 400, "invalid_number"),
    "a huge integer": (b'{"base_version": ' + b"9" * 5000 + b"}", 400, "invalid_number"),
    "a lone surrogate": (b'{"message": "\\ud800"}', 400, "lone_surrogate"),
    "NUL": (b'{"message": "a\\u0000b"}', 400, "nul_in_text"),
    "a key twice": (b'{"message": "a", "message": "b"}', 400, "duplicate_key"),
    "too deep": (DEEP, 400, "too_nested"),
    "10 MB": (b'{"message": "' + b"x" * 10_000_000 + b'"}', 413, "body_too_large"),
    "an unknown field": (b'{"patches": [], "x": 1}', 422, "invalid_value"),
}


@pytest.fixture
def project(calls: Calls) -> str:
    """A project with one task."""
    project = calls.new_project()
    calls.change(project, create(TASK, title="There"))
    return project


@pytest.mark.parametrize(("body", "status", "code"), BODIES.values(), ids=BODIES.keys())
def test_a_bad_body_is_a_problem(
    calls: Calls, project: str, body: bytes, status: int, code: str
) -> None:
    """Whatever the bytes are, the answer is a problem with its code, and nothing is appended."""
    before = calls.events()
    path = f"/api/v1/projects/{project}/changesets"
    response = calls.client.post(path, content=body, headers=JSON)
    assert code == calls.problem(response, status)["code"]
    assert before == calls.events()


PATCHES: dict[str, tuple[Any, str, str | None]] = {
    "no object": (7, "wrong_type", None),
    "an unknown op": ({"op": "zap", "target": "task", "target_id": TASK}, "invalid_value", "op"),
    "no target": ({"op": "delete", "target_id": TASK}, "missing_field", "target"),
    "an id that is none": (update("T1", title="x"), "invalid_value", "target_id"),
    "an empty update": (update(TASK), "empty_body", "body"),
    "an unknown field": (update(TASK, color="red"), "unknown_field", "color"),
    "a number": (update(TASK, number=9), "number_not_allowed", "number"),
    "a title that is a number": (update(TASK, title=7), "wrong_type", "title"),
    "an empty title": (update(TASK, title=""), "blank_title", "title"),
    "a blank title": (update(TASK, title="  "), "blank_title", "title"),
    "a long title": (update(TASK, title="x" * 201), "too_long", "title"),
    "null where there is none": (update(TASK, title=None), "wrong_type", "title"),
    "an unknown status": (update(TASK, status="done"), "invalid_value", "status"),
    "no such day": (update(TASK, due_date="2026-02-30"), "invalid_value", "due_date"),
    "no minutes": (update(TASK, estimated_minutes=0), "invalid_value", "estimated_minutes"),
    "a position": (update(TASK, position="é"), "invalid_value", "position"),
    "a missing task": (update(str(uuid4()), title="x"), "target_missing", None),
    "a task that exists": (create(TASK, title="x"), "target_exists", None),
    "a missing parent": (update(TASK, parent_id=str(uuid4())), "parent_missing", "parent_id"),
    "a cycle": (update(TASK, parent_id=TASK), "parent_cycle", "parent_id"),
    "a missing dependency": (update(TASK, depends_on=[str(uuid4())]), "dependency_missing", "depends_on"),
    "a wait for itself": (update(TASK, depends_on=[TASK]), "dependency_cycle", "depends_on"),
    "dates the wrong way round": (
        update(TASK, start_date="2026-02-02", due_date="2026-02-01"), "dates_reversed", "due_date",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("patch", "code", "field"), PATCHES.values(), ids=PATCHES.keys())
def test_a_bad_patch_is_named(
    calls: Calls, project: str, patch: Any, code: str, field: str | None
) -> None:
    """The problem names code, index and field of the patch; the good patch before it is not kept."""
    before = calls.events()
    good = create(str(uuid4()), title="Good")
    body = {"patches": [good, patch]}
    told = calls.refused(f"/projects/{project}/changesets", body, 422)
    assert (code, 1, field) in [(e["code"], e["index"], e["field"]) for e in told["errors"]]
    assert before == calls.events()


def test_every_violation_is_named_at_once(calls: Calls, project: str) -> None:
    """Several wrong patches are told in one answer."""
    wrong = [update(TASK, title=""), update(TASK, status="x", priority=1), {"op": "delete"}]
    told = calls.refused(f"/projects/{project}/changesets", {"patches": wrong}, 422)
    found = [(e["index"], e["field"]) for e in told["errors"]]
    assert [(0, "title"), (1, "status"), (1, "priority"), (2, "target")] == found


def test_too_many_patches_are_refused(calls: Calls, project: str) -> None:
    """The limit of a changeset is told."""
    many = [update(TASK, title="x")] * 10_001
    told = calls.refused(f"/projects/{project}/changesets", {"patches": many}, 422)
    assert "changeset_too_large" == told["code"]


UNKNOWN = "00000000-0000-7000-8000-00000000beef"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/projects/{UNKNOWN}", "project_missing"),
        ("/projects/nonsense", "project_missing"),
        (f"/projects/{UNKNOWN}/changesets", "project_missing"),
        (f"/projects/{UNKNOWN}/blame", "project_missing"),
        (f"/projects/{UNKNOWN}/stats", "project_missing"),
        (f"/projects/{UNKNOWN}/next", "project_missing"),
        (f"/projects/{UNKNOWN}/diff?from=0", "project_missing"),
        (f"/projects/{UNKNOWN}/events", "project_missing"),
        (f"/proposals/{UNKNOWN}/events", "proposal_missing"),
        (f"/proposals/{UNKNOWN}", "proposal_missing"),
        ("/nothing", "not_found"),
    ],
)
def test_what_is_unknown_is_404(calls: Calls, path: str, code: str) -> None:
    """An id that nobody has is a 404 that says what is missing."""
    assert code == calls.problem(calls.client.get(f"/api/v1{path}"), 404)["code"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?version=-1", "version"),
        ("?version=x", "version"),
        ("?version=99", None),
        ("?at=yesterday", "at"),
        ("?version=1&at=2026-11-25T00:00:00Z", "at"),
        ("?shape=round", "shape"),
    ],
)
def test_a_bad_query_is_422(calls: Calls, project: str, query: str, field: str | None) -> None:
    """The parameter is named."""
    told = calls.problem(calls.client.get(f"/api/v1/projects/{project}{query}"), 422)
    assert [field] == [e["field"] for e in told["errors"]]


@pytest.mark.parametrize("path", ["proposals?", "search?q=x&", "search/history?q=x&"])
def test_a_project_that_none_can_be_is_422(calls: Calls, path: str) -> None:
    """An id that is malformed is refused where a list is asked for, in words and by the parameter's name."""
    told = calls.problem(calls.client.get(f"/api/v1/{path}project_id=foo"), 422)
    assert ("invalid_value", "project_id") == (told["code"], told["errors"][0]["field"])
    assert told["detail"].startswith("What project_id names is a UUID such as ")
    assert 200 == calls.client.get(f"/api/v1/{path}project_id={TASK.upper()}").status_code


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=-1", "limit is a number of at least 1."),
        ("limit=1000", "limit is a number of at most 200."),
        ("limit=x", "limit is a whole number."),
    ],
)
def test_what_would_be_right_in_a_query_is_said(calls: Calls, query: str, detail: str) -> None:
    """By the parameter's name."""
    assert detail == calls.problem(calls.client.get(f"/api/v1/projects?{query}"), 422)["detail"]


def test_only_json_is_taken(calls: Calls, project: str) -> None:
    """Another content type is 415, another method 405."""
    path = f"/api/v1/projects/{project}/changesets"
    text = calls.client.post(path, content=b"{}", headers={"content-type": "text/plain"})
    assert "unsupported_media_type" == calls.problem(text, 415)["code"]
    assert "method_not_allowed" == calls.problem(calls.client.put(path), 405)["code"]


def test_foreign_hosts_and_origins_are_refused(calls: Calls, project: str) -> None:
    """A page of somebody else's cannot reach the ledger through the person's browser."""
    path = f"/api/v1/projects/{project}"
    rebound = calls.client.get(path, headers={"host": "evil.example"})
    assert "foreign_host" == calls.problem(rebound, 403)["code"]
    headers = {"origin": "http://evil.example"}
    forged = calls.client.post(f"{path}/undo", headers=headers)
    assert "foreign_origin" == calls.problem(forged, 403)["code"]
    own = calls.client.post(f"{path}/undo", headers={"origin": "http://localhost:8400"})
    assert 201 == own.status_code


def test_a_part_that_is_no_number_is_named_by_its_place(calls: Calls) -> None:
    """`patches` of an acceptance are numbers: of which that is wrong is told by its index."""
    draft = calls.post("/proposals", {"instruction": "Build a shed"})
    refused = calls.refused(f"/proposals/{draft['id']}/accept", {"patches": [0, "a"]}, 422)
    [violation] = refused["errors"]
    assert ("patches", 1) == (violation["field"], violation["index"])
    assert "each of patches is a whole number." == violation["message"]


@pytest.mark.parametrize(
    ("accept", "streamed"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream; q=0.5, text/html", True),
        ("text/event-stream;q=x", True),
        ("text/event-stream;q=0", False),
        ("application/json, text/event-stream;q=0.5", False),
        ("*/*", False),
    ],
)
def test_a_stream_is_for_who_takes_one(calls: Calls, accept: str, streamed: bool) -> None:
    """And does not like JSON better."""
    headers = {"accept": accept}
    sent = {"instruction": "Build a shed"}
    response = calls.client.post("/api/v1/proposals", json=sent, headers=headers)
    assert (201, streamed) == (
        response.status_code,
        response.headers["content-type"].startswith("text/event-stream"),
    )


@pytest.mark.parametrize(
    ("query", "headers", "field"),
    [
        ("", {"last-event-id": "99999999"}, "last-event-id"),
        ("?after=99999999", {}, "after"),
    ],
)
def test_what_is_beyond_the_end_is_not_waited_for(
    calls: Calls, project: str, query: str, headers: dict[str, str], field: str
) -> None:
    """Nothing would ever be told after it: who asks so has seen another ledger."""
    draft = calls.post("/proposals", {"instruction": "Build a shed"})
    for path in ("/events", f"/projects/{project}/events", f"/proposals/{draft['id']}/events"):
        refused = calls.problem(calls.client.get(f"/api/v1{path}{query}", headers=headers), 422)
        [violation] = refused["errors"]
        assert ("event_out_of_range", field) == (violation["code"], violation["field"])
