"""The door: a request's body is limited in size, and strict JSON, before anything looks at it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.strict_json import NotStrict, loads
from ledger.core.model import Json

MAX_BYTES = 8 * 1024 * 1024


class DoorProblem(HTTPException):
    """A body that is not taken in. Carries the problem's code."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(status, detail)
        self.code = code


class StrictRequest(Request):
    """A request whose body is limited in size and parsed strictly."""

    async def body(self) -> bytes:
        """The body, read once. Raises DoorProblem 413 when it is too large."""
        if not hasattr(self, "_body"):
            chunks: list[bytes] = []
            size = 0
            async for chunk in self.stream():
                size += len(chunk)
                if size > MAX_BYTES:
                    raise too_large()
                chunks.append(chunk)
            self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Json:
        """The body as JSON."""
        if not hasattr(self, "_json"):
            try:
                self._json = loads(await self.body())
            except NotStrict as error:
                raise DoorProblem(400, error.code, error.detail) from error
        return self._json


def too_large() -> DoorProblem:
    """The refusal of a body over the limit."""
    return DoorProblem(413, "body_too_large", f"A body holds at most {MAX_BYTES} bytes.")


class StrictRoute(APIRoute):
    """A route whose bodies come through the door above."""

    takes_json = True

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, given a StrictRequest."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            if request.method in {"POST", "PUT", "PATCH"}:
                _check_headers(request, self.takes_json)
            return await handler(StrictRequest(request.scope, request.receive))

        return strict


class UploadRoute(StrictRoute):
    """A route that takes what is no JSON: as it came, and as large as any other body may be."""

    takes_json = False


def _check_headers(request: Request, takes_json: bool) -> None:
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BYTES:
        raise too_large()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    has_body = length != "0" or "transfer-encoding" in request.headers
    if takes_json and has_body and kind != "application/json" and not kind.endswith("+json"):
        raise DoorProblem(
            415, "unsupported_media_type", "Send JSON with Content-Type: application/json."
        )
