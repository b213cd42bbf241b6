"""Errors on their way out: one table from the kind of error to its status, and RFC 9457 problems.

The domain's errors know no HTTP; this is the one place that gives them a status.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.encoding import encode, plain
from api.shapes import violation
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    Gone,
    LedgerError,
    NotFound,
    Refused,
    StoreError,
    Violation,
)
from ledger.core.model import Json
from ledger.core.parsing import violations_among

log = structlog.get_logger(__name__)

Members = dict[str, Json]

MEDIA_TYPE = "application/problem+json"
STATUS: tuple[tuple[type[LedgerError], int], ...] = (
    (Refused, 422),
    (ChangesetIdReused, 422),
    (NotFound, 404),
    (Gone, 410),
    (Conflict, 409),
    (StoreError, 503),
)
CODES = {
    400: "malformed_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
}
DETAILS = {
    404: "There is nothing here. The API is described at /api/docs.",
    405: "This address does not take that method.",
}


def problem(status: int, code: str, detail: str, **more: Json) -> Members:
    """A problem's members; `more` are further ones such as `errors` or `conflicts`."""
    title = HTTPStatus(status).phrase
    return {"type": f"about:blank#{code}", "title": title, "status": status, "detail": detail,
            "code": code, **more}  # fmt: skip


def respond(members: Members, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    return Response(encode(members), members["status"], headers, MEDIA_TYPE)


def of_error(error: LedgerError) -> Members:
    """A domain error as a problem: what is broken, what conflicts, and the version it met."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    more: Members = {}
    if isinstance(error, Refused):
        more["errors"] = [violation(v) for v in error.violations]
    if isinstance(error, Conflict):
        more["conflicts"] = plain(error.conflicts)
    version = getattr(error, "version", None)
    if version is not None:
        more["version"] = version
    return problem(status, error.code, _sentence(error.message), **more)


def install(app: FastAPI) -> None:
    """Let every error leave the application as a problem."""
    app.add_exception_handler(LedgerError, _on_ledger_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_fault)


def _sentence(message: str) -> str:
    text = message[:1].upper() + message[1:]
    return text if text.endswith((".", "?", "!", "…")) else text + "."


async def _on_ledger_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, LedgerError)
    return respond(of_error(error))


async def _on_invalid_request(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = list(_violations(error))
    first = found[0]
    detail = first.message if len(found) == 1 else f"{first.message} ({len(found)} errors in all.)"
    return respond(problem(422, first.code, detail, errors=[violation(v) for v in found]))


def _violations(error: RequestValidationError) -> Iterator[Violation]:
    """Every violation; those of a patch are told as `ledger.core.parsing` tells them."""
    for detail in error.errors():
        where, *rest = detail["loc"] or ("body",)
        if where == "body" and rest[:1] == ["patches"] and len(rest) > 1:
            index = rest[1]
            detail["loc"] = tuple(rest[2:])
            yield from violations_among([detail], error.body["patches"][index], index)
        else:
            yield from violations_among([detail], error.body, None)


async def _on_http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    code = getattr(error, "code", None) or CODES.get(status, "request_refused")
    detail = DETAILS.get(status) if error.detail == HTTPStatus(status).phrase else error.detail
    return respond(problem(status, code, detail or error.detail), dict(error.headers or {}))


async def _on_fault(request: Request, error: Exception) -> Response:
    request_id: Any = request.scope.get("request_id")
    log.error("request_failed", request_id=request_id, exc_info=error)
    detail = "Something went wrong on our side; nothing was changed by a request that failed so."
    return respond(problem(500, "internal_error", detail, request_id=request_id))
