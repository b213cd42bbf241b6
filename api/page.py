"""The built page: served from beside the code, or a plain word on how to build it."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
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
        self._place = StaticFiles(directory=place, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed form, or pass the request on."""
        form = self._form(scope) if scope["type"] == "http" else None
        answer = self._app if form is None else await self._found(form, scope)
        await answer(scope, receive, send)

    async def _found(self, form: str, scope: Scope) -> ASGIApp:
        # Found here and not by the routes: a page has twenty files, and each would try all routes first.
        try:
            found = await self._place.get_response(scope["path"].lstrip("/") + FORMS[form], scope)
        except HTTPException:
            return self._app  # built anew meanwhile, or not asked for with GET
        found.headers["content-encoding"] = form
        found.headers.add_vary_header("Accept-Encoding")
        return found

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
