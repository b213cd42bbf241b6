"""How every error leaves the application: as a problem, never as a stack trace."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.encoding import encode
from api.problems import Members, of_error, problem
from api.shapes import violation
from ledger.core.errors import LedgerError, Violation
from ledger.core.parsing import violations_among

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
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


def respond(members: Members, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    return Response(encode(members), members["status"], headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error leave the application as a problem."""
    app.add_exception_handler(LedgerError, _on_ledger_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_fault)


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
        if where != "body" or rest[:1] != ["patches"] or len(rest) < 2:
            yield from violations_among([detail], error.body, None)
            continue
        index = rest[1]
        if len(rest) == 2 and not detail["type"].startswith("union_tag"):  # no patch, but a number
            detail["loc"] = ("body", "each of patches")
            for found in violations_among([detail], error.body, index):
                yield Violation(found.code, found.message, index, "patches")
        else:
            detail["loc"] = tuple(rest[2:])
            yield from violations_among([detail], error.body["patches"][index], index)


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
