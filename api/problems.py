"""Errors as RFC 9457 problems: one table from the kind of error to its status.

The domain's errors know no HTTP; this is the one place that gives them a status.
"""

from __future__ import annotations

from http import HTTPStatus

from api.encoding import plain
from api.shapes import violation
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    Gone,
    LedgerError,
    NotFound,
    Refused,
    StoreError,
)
from ledger.core.model import Json
from ledger.integrity.fault import LedgerFault

Members = dict[str, Json]

STATUS: tuple[tuple[type[LedgerError], int], ...] = (
    (Refused, 422),
    (ChangesetIdReused, 422),
    (NotFound, 404),
    (Gone, 410),
    (Conflict, 409),
    (LedgerFault, 409),
    (StoreError, 503),
)


def problem(status: int, code: str, detail: str, **more: Json) -> Members:
    """A problem's members; `more` are further ones such as `errors` or `conflicts`."""
    title = HTTPStatus(status).phrase
    return {"type": f"about:blank#{code}", "title": title, "status": status, "detail": detail,
            "code": code, **more}  # fmt: skip


def of_error(error: LedgerError) -> Members:
    """A domain error as a problem: what is broken, what conflicts, and the version it met."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    more: Members = {}
    if isinstance(error, Refused):
        more["errors"] = [violation(v) for v in error.violations]
    if isinstance(error, Conflict):
        more["conflicts"] = plain(error.conflicts)
    for place in ("offset", "last_offset", "stream", "version"):
        if getattr(error, place, None) is not None:
            more[place] = getattr(error, place)
    return problem(status, error.code, _sentence(error.message), **more)


def _sentence(message: str) -> str:
    text = message[:1].upper() + message[1:]
    return text if text.endswith((".", "?", "!", "…")) else text + "."
