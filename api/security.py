"""Nobody logs in here, so the server answers only who is on this machine, and only to its own page.

A page on the web can make a visitor's browser send requests to loopback addresses, under a name of
its own (DNS rebinding) or from its own origin. The first is told by the Host header, the second by
the Origin header.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.failures import respond
from api.listening import is_loopback
from api.problems import problem

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class LoopbackOnly:
    """Refuses foreign hosts and origins, and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope["method"], Headers(scope=scope))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        if refusal is None:
            await self._app(scope, receive, guarded)
        else:
            await respond(problem(403, *refusal))(scope, receive, guarded)


def _refusal(method: str, headers: Headers) -> tuple[str, str] | None:
    host = headers.get("host", "")
    if not is_loopback(urlsplit(f"//{host}").hostname or ""):
        return "foreign_host", "This server answers only under the names of this machine."
    origin = headers.get("origin")
    if method not in SAFE and origin is not None and urlsplit(origin).netloc != host:
        return "foreign_origin", "A page of another origin may not change anything here."
    return None


def _add_headers(message: Message) -> None:
    present = {name for name, _ in message["headers"]}
    added = dict(HEADERS)
    kind = next((v for n, v in message["headers"] if n == b"content-type"), b"")
    if kind.startswith(b"text/html"):
        added["content-security-policy"] = PAGE_POLICY
    message["headers"] = [
        *message["headers"],
        *((n.encode(), v.encode()) for n, v in added.items() if n.encode() not in present),
    ]
