"""Documents as they are answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.plan import Actor, Time

Number = Annotated[int, Field(description="Its place in the document, from 1.", examples=[12])]


class PassageOut(BaseModel):
    """A piece of a document that a task may link to: `external_id` "<document id>#<number>"."""

    number: Number
    kind: Literal["text", "heading", "item"]
    level: Annotated[int, Field(description="How deep a heading or an item stands, from 1.")]
    page: Annotated[int | None, Field(description="That of a PDF.")]
    text: str


class DocumentAnswer(BaseModel):
    """A document, in passages."""

    id: Annotated[str, Field(examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a16"])]
    name: Annotated[str, Field(examples=["Requirements.pdf"])]
    media_type: Literal["text/markdown", "text/plain", "application/pdf"]
    digest: Annotated[str, Field(description="SHA-256 (hex) of the bytes that were sent.")]
    time: Time
    actor: Actor
    passage_count: int
    passages: list[PassageOut]


class PassageAnswer(BaseModel):
    """One passage, with the headings above it and its neighbours."""

    document_id: str
    name: str
    passage: PassageOut
    headings: Annotated[
        list[str], Field(description="Those that it stands under, outermost first.")
    ]
    before: PassageOut | None
    after: PassageOut | None
