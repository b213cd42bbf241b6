"""Documents that plans are made from: kept in the ledger, shown passage by passage."""

from __future__ import annotations

import asyncio
from functools import partial
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from agents.documents.reading import media_type_of, read_document
from api import shapes
from api.answers import answer
from api.deps import DocumentInPath, Parts, Who, problems
from api.door import UploadRoute
from api.schemas.documents import DocumentAnswer, PassageAnswer
from ledger.core import fields
from ledger.core.errors import refused
from ledger.documents import NewDocument

router = APIRouter(prefix="/documents", tags=["documents"], route_class=UploadRoute)

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The document itself: Markdown, plain text (UTF-8) or PDF, up to 8 MiB.",
        "content": {
            kind: {"schema": {"type": "string"}}
            for kind in ("text/markdown", "text/plain", "application/pdf")
        },
    }
}
Name = Annotated[fields.Line, Query(description="What it is called.", examples=["PRD.md"])]
Id = Annotated[
    fields.Id | None,
    Query(description="The document's id, a UUID of yours: makes the call idempotent."),
]
PassageNumber = Annotated[int, Path(ge=1, description="The passage's number.")]


@router.post(
    "",
    status_code=201,
    response_model=DocumentAnswer,
    responses={
        200: {"model": DocumentAnswer, "description": "The first answer to this id."},
        **problems(413, 415, 422, 503),
    },
    openapi_extra=BODY,
    summary="Keep a document",
)
async def add(
    request: Request, parts: Parts, who: Who, name: Name = "Pasted text", id: Id = None
) -> Response:
    """Read a document into passages and keep it, so that a plan can be made from it."""
    content = await request.body()
    media_type = media_type_of(request.headers.get("content-type", ""), name)
    async with parts.reading:
        passages = await asyncio.to_thread(read_document, content, media_type)
    new = NewDocument(
        name=name,
        media_type=media_type,
        digest=sha256(content).hexdigest(),
        passages=passages,
    )
    run = partial(parts.documents.add, new, who, id)
    document, repeated = await parts.writer.run(run)
    location = {"location": f"/api/v1/documents/{document.id}"}
    return answer(shapes.document(document), 200 if repeated else 201, location)


@router.get(
    "/{document_id}", response_model=DocumentAnswer, responses=problems(404), summary="A document"
)
async def get(parts: Parts, document_id: DocumentInPath) -> Response:
    """The document's passages, as they were when it was kept: it never changes."""
    return answer(shapes.document(await asyncio.to_thread(parts.documents.get, document_id)))


@router.get(
    "/{document_id}/passages/{number}",
    response_model=PassageAnswer,
    responses=problems(404, 422),
    summary="One passage",
)
async def passage(parts: Parts, document_id: DocumentInPath, number: PassageNumber) -> Response:
    """What a task came from: one passage, with the headings above it and its neighbours."""
    document = await asyncio.to_thread(parts.documents.get, document_id)
    count = len(document.passages)
    if number > count:
        message = f"The document has {count} passages."
        raise refused("passage_out_of_range", message, field="number")
    return answer(shapes.passage_answer(document, number))
