"""How the files of the page are sent."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from api.page import Precompressed

CODE = b"let plan = 1;" * 200


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A page with one file in all forms, and one that was not compressed."""
    place = tmp_path_factory.mktemp("page")
    (place / "assets").mkdir()
    for name in ("code.js", "other.js"):
        (place / "assets" / name).write_bytes(CODE)
    (place / "assets" / "code.js.br").write_bytes(b"smallest")
    (place / "assets" / "code.js.gz").write_bytes(gzip.compress(CODE))
    return _served(place)


def _served(place: Path) -> TestClient:
    middleware = [
        Middleware(GZipMiddleware, minimum_size=1024),
        Middleware(Precompressed, place=place),
    ]
    return TestClient(
        Starlette(routes=[Mount("/", StaticFiles(directory=place))], middleware=middleware)
    )


@pytest.mark.parametrize(
    ("accepted", "form", "sent"),
    [
        ("gzip, deflate, br, zstd", "br", b"smallest"),
        ("br;q=0, gzip", "gzip", CODE),
        ("zstd", None, CODE),
        ("", None, CODE),
    ],
)
def test_a_file_is_sent_in_the_smallest_form_that_is_accepted(
    page: TestClient, accepted: str, form: str | None, sent: bytes
) -> None:
    """It keeps its kind, each form has a tag of its own, and caches are told what it depends on."""
    answer = page.get("/assets/code.js", headers={"accept-encoding": accepted})
    assert (200, sent) == (answer.status_code, answer.content)
    assert form == answer.headers.get("content-encoding")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "Accept-Encoding" in answer.headers["vary"]
    known = {"accept-encoding": accepted, "if-none-match": answer.headers["etag"]}
    assert 304 == page.get("/assets/code.js", headers=known).status_code
    plain = {**known, "accept-encoding": "identity" if form else "br"}
    assert 200 == page.get("/assets/code.js", headers=plain).status_code


def test_a_file_that_was_not_compressed_is_when_it_is_asked_for(page: TestClient) -> None:
    """And what is not there is not found, in no form."""
    answer = page.get("/assets/other.js", headers={"accept-encoding": "gzip, br"})
    assert ("gzip", CODE) == (answer.headers["content-encoding"], answer.content)
    assert 404 == page.get("/assets/none.js", headers={"accept-encoding": "br"}).status_code
