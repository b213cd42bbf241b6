"""The whole ledger as one file: what `patchledger backup` saves where a server owns the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.backend import Backend
from api.deps import Parts, canonical, problems
from api.door import StrictRoute
from ledger.bundle.writing import audit_lines, bundle_lines, in_chunks
from ledger.clock import present
from ledger.core.errors import refused

router = APIRouter(tags=["service"], route_class=StrictRoute)

MEDIA_TYPE = "application/jsonl"
BUNDLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Lines as docs/operations.md describes them; whole only with its last one.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}


Audit = Annotated[bool, Query(description="With a signed checkpoint, for `verify_bundle.py`.")]
Only = Annotated[
    str | None,
    Query(
        description="Show this project only, and what proves where it stands. Only with `audit`."
    ),
]


@router.get(
    "/ledger/bundle",
    response_class=StreamingResponse,
    responses={**BUNDLE, **problems(404, 422, 503)},
    summary="The whole ledger",
)
async def bundle(parts: Parts, audit: Audit = False, project: Only = None) -> StreamingResponse:
    """All events that there are at this moment, as they are stored, while writing goes on.

    Each line is an event, between a first line that says how many and a last one with the SHA-256 over
    all before it. What fails on the way is told in a last line instead.
    """
    lines = await asyncio.to_thread(_lines, parts, audit, project and canonical("project", project))
    return StreamingResponse(in_chunks(lines), media_type=MEDIA_TYPE)


def _lines(parts: Backend, audit: bool, project: str | None) -> Iterator[bytes]:
    if not audit:
        if project is not None:
            message = "A project is shown alone with `audit=true` only: a backup is of everything."
            raise refused("bundle_partial", message, field="project")
        return bundle_lines(parts.store, present())
    if project is not None:
        parts.ledger.state(project)  # raises NotFound
    return audit_lines(parts.store, present(), parts.notary.checkpoint(), project)
