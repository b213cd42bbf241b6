"""JSON at the door: strict, before anything else looks at it.

What the standard library lets through (NaN, Infinity, duplicate keys, lone surrogates, numbers that
overflow, any depth) is refused here with a code, on every store alike.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from ledger.core.model import Json

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 64
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')


class DoorProblem(HTTPException):
    """A body that is not taken in. Carries the problem's code."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(status, detail)
        self.code = code


def loads(body: bytes) -> Json:
    """Decode a body. Raises DoorProblem saying what is wrong with it."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(f"The body is not UTF-8 (byte {error.start}).") from error
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _malformed(f"The body is not JSON: {error.msg} ({place}).") from error
    if "\\u" in text:
        _check_text(value)
    elif "\0" in text:  # pragma: no cover - json refuses raw control characters itself
        raise _malformed("NUL")
    return value


def _malformed(message: str) -> DoorProblem:
    return DoorProblem(400, "malformed_json", message)


def _check_depth(text: str) -> None:
    depth = 0
    for token in _NESTING.finditer(text):
        first = token[0][0]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            raise DoorProblem(
                400, "too_nested", f"The body nests more than {MAX_DEPTH} levels deep."
            )


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise DoorProblem(
            400, "duplicate_key", f"The key {twice[:60]!a} stands twice in an object."
        )
    return value


def _constant(name: str) -> Json:
    raise DoorProblem(400, "invalid_number", f"{name} is not a JSON number.")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise DoorProblem(400, "invalid_number", f"The number {text[:40]} is out of range.")
    return value


def _int(text: str) -> int:
    if len(text) > 20:
        raise DoorProblem(400, "invalid_number", f"The number {text[:20]}… is out of range.")
    return int(text)


def _check_text(value: Json) -> None:
    """Escapes can smuggle in what no text may hold: halves of surrogate pairs, and NUL."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise DoorProblem(
                400, "lone_surrogate", "Text may not contain half of a surrogate pair."
            )
        if "\0" in value:
            raise DoorProblem(400, "nul_in_text", "Text may not contain the character NUL.")
    elif isinstance(value, list):
        for item in value:
            _check_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key)
            _check_text(item)


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
            self._json = loads(await self.body())
        return self._json


def too_large() -> DoorProblem:
    """The refusal of a body over the limit."""
    return DoorProblem(413, "body_too_large", f"A body holds at most {MAX_BYTES} bytes.")


class StrictRoute(APIRoute):
    """A route whose bodies come through the door above."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, given a StrictRequest."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            if request.method in {"POST", "PUT", "PATCH"}:
                _check_headers(request)
            return await handler(StrictRequest(request.scope, request.receive))

        return strict


def _check_headers(request: Request) -> None:
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BYTES:
        raise too_large()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    has_body = length != "0" or "transfer-encoding" in request.headers
    if has_body and kind != "application/json" and not kind.endswith("+json"):
        raise DoorProblem(
            415, "unsupported_media_type", "Send JSON with Content-Type: application/json."
        )
