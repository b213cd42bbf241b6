"""Documents over HTTP: kept passage by passage, planned from, shown again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any
from uuid import uuid4

import pytest

from agents.documents.reading import read_document
from api.door import MAX_BYTES
from api.routes import documents
from tests.agents.test_passages import pdf
from tests.api.conftest import Calls

TEXT = "# Portal\n\n## Sign in\n- Design the form\n- Build it\n\nIt must be quick.\n"


def send(calls: Calls, content: str | bytes, kind: str = "text/markdown", **query: Any) -> Any:
    headers = {"content-type": kind}
    return calls.client.post("/api/v1/documents", params=query, content=content, headers=headers)


def kept(calls: Calls, content: str | bytes = TEXT, **query: Any) -> Any:
    response = send(calls, content, **query)
    assert 201 == response.status_code, response.text
    return response.json()


def test_a_document_is_kept_and_shown(calls: Calls) -> None:
    """With its passages numbered from 1; where it is stands in the header."""
    response = send(calls, TEXT, name="PRD.md")
    told = response.json()
    assert f"/api/v1/documents/{told['id']}" == response.headers["location"]
    assert told == calls.get(f"/documents/{told['id']}")
    assert ("PRD.md", "text/markdown", 5) == (
        told["name"],
        told["media_type"],
        told["passage_count"],
    )
    assert [1, 2, 3, 4, 5] == [passage["number"] for passage in told["passages"]]
    assert ["heading", "heading", "item", "item", "text"] == [p["kind"] for p in told["passages"]]


def test_a_pdf_is_a_document(calls: Calls) -> None:
    told = kept(calls, pdf("Scope of it all."), kind="application/pdf")
    assert [("Scope of it all.", 1)] == [(p["text"], p["page"]) for p in told["passages"]]


def test_documents_wait_their_turn_to_be_read(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two are read at once; the others are read when one of them is."""
    reading, may_end = Semaphore(0), Event()

    def held(content: bytes, media_type: str) -> Any:
        reading.release()
        assert may_end.wait(30)
        return read_document(content, media_type)

    monkeypatch.setattr(documents, "read_document", held)
    with ThreadPoolExecutor(4) as people:
        sent = [people.submit(kept, calls, f"Text {n}") for n in range(4)]
        assert [True, True, False] == [reading.acquire(timeout=t) for t in (30, 30, 0.2)]
        may_end.set()
    assert 4 == len({one.result()["id"] for one in sent})


def test_a_passage_is_shown_in_its_place(calls: Calls) -> None:
    """With the headings above it and its neighbours."""
    id = kept(calls)["id"]
    told = calls.get(f"/documents/{id}/passages/3")
    assert (["Portal", "Sign in"], "Sign in", "Design the form", "Build it") == (
        told["headings"],
        told["before"]["text"],
        told["passage"]["text"],
        told["after"]["text"],
    )
    first = calls.get(f"/documents/{id}/passages/1")
    assert ([], None) == (first["headings"], first["before"])
    assert ["Portal"] == calls.get(f"/documents/{id}/passages/2")["headings"]
    assert calls.get(f"/documents/{id}/passages/5")["after"] is None
    beyond = calls.client.get(f"/api/v1/documents/{id}/passages/6")
    assert "passage_out_of_range" == calls.problem(beyond, 422)["code"]
    missing = calls.client.get(f"/api/v1/documents/{uuid4()}")
    assert "document_missing" == calls.problem(missing, 404)["code"]


def test_an_id_makes_it_safe_to_repeat(calls: Calls) -> None:
    """The same document gets the first answer, another one is refused."""
    id = str(uuid4())
    first = kept(calls, id=id)
    again = send(calls, TEXT, id=id)
    assert (200, first) == (again.status_code, again.json())
    other = send(calls, "- else\n", id=id)
    assert "document_id_reused" == calls.problem(other, 422)["code"]


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"\x89PNG", "image/png", "unsupported_document"),
        (b"\xff\x00", "text/plain", "document_unreadable"),
        (b"\xff\xfe\x00ba", "text/plain", "document_unreadable"),
        (b"\xff\xfea\x00\x00\x00", "text/markdown", "document_unreadable"),
        (b"MZ\x00\x01", "text/plain", "document_unreadable"),
        (b"  ", "text/plain", "document_empty"),
        (pdf(""), "application/pdf", "document_empty"),
    ],
)
def test_what_cannot_be_read_is_told(calls: Calls, content: bytes, kind: str, code: str) -> None:
    """And nothing is kept of it."""
    before = calls.events()
    assert code == calls.problem(send(calls, content, kind), 422)["code"]
    assert before == calls.events()


def test_a_body_may_be_as_large_as_any_other(calls: Calls) -> None:
    response = send(calls, b"x" * (MAX_BYTES + 1), "text/plain")
    assert "body_too_large" == calls.problem(response, 413)["code"]


def test_a_plan_is_made_from_it(calls: Calls) -> None:
    """Each task links to its passage, also once it is accepted; the message says what it was made from."""
    document = kept(calls, name="PRD.md")
    draft = calls.post("/proposals", {"document_id": document["id"]})
    assert document["id"] == draft["messages"][0]["document_id"]
    [milestone] = draft["tree"]["tasks"]
    assert ["Design the form", "Build it", "It must be quick"] == [
        t["title"] for t in milestone["children"]
    ]
    calls.post(f"/proposals/{draft['id']}/accept", {"digest": draft["digest"]})
    tree = calls.get(f"/projects/{draft['project_id']}", params={"shape": "flat"})
    for task in tree["tasks"]:
        [link] = task["links"]
        id, _, number = link["external_id"].partition("#")
        shown = calls.get(f"/documents/{id}/passages/{number}")
        assert task["title"].lower() in shown["passage"]["text"].lower()


def test_a_document_may_come_later(calls: Calls) -> None:
    """To a conversation that is under way; what follows is a conversation again."""
    draft = calls.post("/proposals", {"instruction": "Build an online shop for books"})
    document = kept(calls)
    path = f"/proposals/{draft['id']}/messages"
    then = calls.post(path, {"document_id": document["id"]}, 200)
    assert "Sign in" in [task["title"] for task in then["tree"]["tasks"]]
    after = calls.post(path, {"instruction": "rename Sign in to Log in"}, 200)
    assert "Log in" in [task["title"] for task in after["tree"]["tasks"]]


def test_a_document_that_is_not_there_begins_nothing(calls: Calls) -> None:
    missing = calls.refused("/proposals", {"document_id": str(uuid4())}, 404)
    assert "document_missing" == missing["code"]
