"""Explanations and summaries as they are answered: the words, and the facts that they are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.plan import Actor, Version
from api.schemas.requests import Sent


class ExplainIn(Sent):
    """Who explains."""

    provider: Annotated[
        str | None, Field(description="Who writes; the default provider if absent.")
    ] = None
    model: Annotated[str | None, Field(description="Which of its models.")] = None


class FieldFactOut(BaseModel):
    """A field before and after, as people read it; "" where there is none."""

    field: str
    before: str
    after: str


class FactOut(BaseModel):
    """What happened to one task, or (`number` null) to the project."""

    name: Annotated[str, Field(description="As it is named in a sentence.")]
    op: Literal["create", "update", "delete"]
    number: int | None
    title: str
    parent: str
    fields: list[FieldFactOut]
    removed: Annotated[int, Field(description="How many tasks went with a deleted one.")]
    by: list[Actor]


class PersonOut(BaseModel):
    """Who accepted how many changesets."""

    actor: Actor
    changesets: int


class ExplanationAnswer(BaseModel):
    """Words for what changed, or would, and the facts behind them."""

    text: str
    author: Actor
    subject: Literal["diff", "changeset", "history"]
    title: str
    since: str
    from_: Annotated[Version, Field(alias="from")]
    to: Version
    changesets: int
    taken_back: int
    people: list[PersonOut]
    progress: Annotated[list[float], Field(description="The part done before and after, 0 … 1.")]
    minutes: Annotated[list[int], Field(description="The estimates' sum before and after.")]
    facts: list[FactOut]
