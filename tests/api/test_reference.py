"""The API's description for people, at /api/docs."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient


def test_every_call_and_shape_is_on_the_page(client: TestClient) -> None:
    """Each call with its path and summary, each shape once, and every link leads to one of them."""
    response = client.get("/api/docs")
    assert (200, "text/html; charset=utf-8") == (
        response.status_code,
        response.headers["content-type"],
    )
    text = unescape(response.text)
    document = client.get("/api/openapi.json").json()
    for path, ways in document["paths"].items():
        assert f"<code>{path}</code>" in text
        for call in ways.values():
            assert f"<h3>{call['summary']}</h3>" in text
    places = re.findall(r'id="([^"]+)"', text)
    assert len(places) == len(set(places))
    assert set(document["components"]["schemas"]) <= set(places)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(places)


def test_the_description_needs_nothing_from_afar(client: TestClient) -> None:
    """No script, nothing to load, so that it is there without a network and within the policy."""
    text = client.get("/api/docs").text
    assert not re.search(r"<script|<link|src=|@import|url\(|=.https?:", text)
    assert "`" not in text


def test_whatever_is_refused_is_described_as_a_problem(client: TestClient) -> None:
    """Every status from 400 on is told as `application/problem+json`, but for a server not ready."""
    document = client.get("/api/openapi.json").json()
    refusals = [
        (path, tuple(answer["content"]))
        for path, ways in document["paths"].items()
        for call in ways.values()
        for status, answer in call["responses"].items()
        if int(status) >= 400
    ]
    assert len(refusals) > 50
    assert {"/readyz"} == {
        path for path, kinds in refusals if kinds != ("application/problem+json",)
    }
    assert "HTTPValidationError" not in document["components"]["schemas"]
