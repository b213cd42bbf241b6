"""What an auditor asks for: a signed checkpoint of the ledger, and proofs against it."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.answers import answer
from api.deps import Parts, problems
from api.door import StrictRoute
from api.schemas.integrity import NOTE, CheckpointOut, ConsistencyOut, InclusionOut
from api.shapes import Answer
from ledger.integrity.notary import Notary

router = APIRouter(prefix="/ledger", tags=["integrity"], route_class=StrictRoute)

TEXT = "text/plain; charset=utf-8"
CHECKPOINT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The signed note; with `Accept: application/json` also taken apart.",
        "content": {"text/plain": {"schema": {"type": "string"}, "example": NOTE}},
    }
}
FRESH = {"cache-control": "no-cache"}

Offset = Annotated[int, Query(ge=0, description="The event's offset.")]
Size = Annotated[
    int | None, Query(ge=1, description="The size of the tree; that of a new checkpoint if absent.")
]
From = Annotated[int, Query(alias="from", ge=0, description="The size of the earlier checkpoint.")]
To = Annotated[
    int | None, Query(ge=0, description="That of the later one; of a new checkpoint if absent.")
]


@router.get(
    "/checkpoint",
    response_model=CheckpointOut,
    responses={**CHECKPOINT, **problems(503)},
    summary="A signed checkpoint",
)
async def checkpoint(parts: Parts, request: Request) -> Response:
    """How many events the ledger has and the root of the Merkle tree over them, signed (C2SP note).

    No two checkpoints of one origin ever contradict each other: where that cannot be kept, none is
    signed, and the answer is 503 `writes_stopped`.
    """
    signed = await asyncio.to_thread(parts.notary.checkpoint)
    if "application/json" not in request.headers.get("accept", ""):
        return Response(signed.note, headers=FRESH, media_type=TEXT)
    origin, size, root = signed.checkpoint
    told = {"origin": origin, "size": size, "root": _text(root), "note": signed.note}
    return answer({**told, "key": signed.key}, headers=FRESH)


@router.get(
    "/proof",
    response_model=InclusionOut,
    responses=problems(422, 503),
    summary="That an event is in the ledger",
)
async def proof(parts: Parts, offset: Offset, size: Size = None) -> Response:
    """The inclusion proof of one event, against a new checkpoint or the tree of a size that you hold."""
    return answer(await asyncio.to_thread(_inclusion, parts.notary, offset, size))


@router.get(
    "/consistency",
    response_model=ConsistencyOut,
    responses=problems(422, 503),
    summary="That the ledger only grew",
)
async def consistency(parts: Parts, from_: From, to: To = None) -> Response:
    """The proof that the ledger of one size begins with that of an earlier one."""
    return answer(await asyncio.to_thread(_consistency, parts.notary, from_, to))


def _inclusion(notary: Notary, offset: int, size: int | None) -> Answer:
    size, note = _against(notary, size)
    found = notary.inclusion(offset, size)
    stream, version, topic, data, _ = found.record
    leaf = {"stream": stream, "version": version, "topic": topic}
    return {
        "offset": offset,
        "size": size,
        "leaf": {**leaf, "sha256": sha256(data).hexdigest()},
        "leaf_hash": _text(found.leaf),
        "root": _text(found.root),
        "proof": list(map(_text, found.proof)),
        "checkpoint": note,
    }


def _consistency(notary: Notary, old: int, new: int | None) -> Answer:
    new, note = _against(notary, new)
    found = notary.consistency(old, new)
    return {
        "from": old,
        "to": new,
        "from_root": _text(found.old_root),
        "to_root": _text(found.new_root),
        "proof": list(map(_text, found.proof)),
        "checkpoint": note,
    }


def _against(notary: Notary, size: int | None) -> tuple[int, str | None]:
    """The size of the tree that is meant, and the note where it was signed just now."""
    if size is not None:
        return size, None
    signed = notary.checkpoint()
    return signed.checkpoint.size, signed.note


def _text(content: bytes) -> str:
    return b64encode(content).decode()
