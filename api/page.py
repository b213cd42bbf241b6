"""The built page: served from beside the code, or a plain word on how to build it."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import reference
from api.accepting import accepts

ROOT = Path(__file__).resolve().parent
PLACES = (ROOT / "_web", ROOT.parent / "web" / "dist")
FOR_EVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Patch Ledger</title>
<body style="font:16px/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem">
<h1>The page is not built</h1>
<p>Start with <code>python3 dev.py serve</code>, which builds it. The API answers all the same, see
<a href="/api/docs">its description</a>.</p></body></html>"""


def built() -> Path | None:
    """Where the built page is."""
    return next((place for place in PLACES if (place / "index.html").is_file()), None)


def install(app: FastAPI) -> None:
    """Serve the API's description, and the page on every address that is not the API's."""

    @app.get("/api/docs", include_in_schema=False)
    def described() -> Response:
        return HTMLResponse(reference.page(app.openapi()))

    @app.api_route("/api/{rest:path}", methods=["GET", "POST"], include_in_schema=False)
    async def nothing(rest: str) -> Response:
        raise HTTPException(404, f"There is no call /api/{rest[:100]}; see /api/docs.")

    place = built()
    if place is not None:
        app.frontend("/", directory=place, fallback="index.html")
        return

    @app.get("/{rest:path}", include_in_schema=False)
    async def not_built(rest: str) -> Response:  # noqa: ARG001 - any address
        return HTMLResponse(NOT_BUILT, 503)


FORMS = {"br": ".br", "gzip": ".gz"}
"""What stands beside a file of the page (`web/vite.compress.ts`) for those who accept it, best first."""


class Precompressed:
    """Sends a file in the form that the build compressed, where there is one that the client accepts."""

    def __init__(self, app: ASGIApp, place: Path | None) -> None:
        self._app = app
        files = place.glob("assets/*") if place else ()
        self._files = {f"/assets/{file.name}" for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as one for the compressed form."""
        form = self._form(scope) if scope["type"] == "http" else None
        if form is None:
            await self._app(scope, receive, send)
            return

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                headers = MutableHeaders(scope=message)
                headers["content-encoding"] = form
                headers.add_vary_header("Accept-Encoding")
            await send(message)

        await self._app({**scope, "path": scope["path"] + FORMS[form]}, receive, named)

    def _form(self, scope: Scope) -> str | None:
        path = scope["path"]
        if path not in self._files:
            return None
        headers = Headers(scope=scope)
        forms = (form for form, end in FORMS.items() if path + end in self._files)
        return next((form for form in forms if accepts(headers, form)), None)


class PageCaching:
    """Files with a hash in their name are kept for ever, everything else is asked for again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and say how long its answer may be kept."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                html = headers.get("content-type", "").startswith("text/html")
                hashed = scope["path"].startswith("/assets/") and message["status"] < 300
                headers.setdefault("cache-control", FOR_EVER if hashed and not html else ALWAYS_ASK)
            await send(message)

        await self._app(scope, receive, dated if scope["type"] == "http" else send)
