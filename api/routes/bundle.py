"""The whole ledger as one file: what `patchledger backup` saves where a server owns the ledger."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.deps import Parts, problems
from api.door import StrictRoute
from ledger.bundle.writing import bundle_lines, in_chunks
from ledger.clock import present

router = APIRouter(tags=["service"], route_class=StrictRoute)

MEDIA_TYPE = "application/jsonl"
BUNDLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Lines as docs/operations.md describes them; whole only with its last one.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}


@router.get(
    "/ledger/bundle",
    response_class=StreamingResponse,
    responses={**BUNDLE, **problems(503)},
    summary="The whole ledger",
)
async def bundle(parts: Parts) -> StreamingResponse:
    """All events that there are at this moment, as they are stored, while writing goes on.

    Each line is an event, between a first line that says how many and a last one with the SHA-256 over
    all before it. What fails on the way is told in a last line instead.
    """
    lines = await asyncio.to_thread(bundle_lines, parts.store, present())
    return StreamingResponse(in_chunks(lines), media_type=MEDIA_TYPE)
