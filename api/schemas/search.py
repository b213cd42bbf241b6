"""What was found, as it is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.plan import Actor, Time
from ledger.core.model import TaskStatus
from ledger.core.patch import Target
from projections.views.past import Said


class SnippetPart(BaseModel):
    """A piece of text; `hit`: it is what was looked for."""

    text: str
    hit: bool


class HitOut(BaseModel):
    """A project or task that was found; `status` null: it is a project."""

    target: Target
    target_id: str
    number: int | None
    title: str
    status: TaskStatus | None
    project_id: str
    project_title: str
    snippet: list[SnippetPart]


class SearchAnswer(BaseModel):
    """What has all the words, best first."""

    items: list[HitOut]
    next_cursor: str | None


class PastHit(BaseModel):
    """Something that was: `time` and `actor` tell when and by whom it came to be past, or was said.

    `project_title` is null for a plan that was never accepted. `deleted`: the target, or where there
    is none the project, is no more.
    """

    project_id: str
    project_title: str | None
    project_deleted: bool
    deleted: bool
    time: Time
    actor: Actor
    snippet: list[SnippetPart]


class FormerValueHit(PastHit):
    """What a project or task said until `version`, the last that had it.

    `fields` became others after that; without any, the target was deleted. `title` is that of then.
    `earlier`: how many more texts these fields had before that have the words, too.
    """

    kind: Literal["value"]
    target: Target
    target_id: str
    number: int | None
    title: str
    version: int
    fields: list[str]
    earlier: int


class MessageHit(PastHit):
    """Why a changeset was made; `version` is that after it."""

    kind: Literal["message"]
    changeset: str
    version: int


class ConversationHit(PastHit):
    """Something that was said about a draft, by a person or an agent.

    `message`: its place among the proposal's messages; null for a comment, or why it was rejected.
    """

    kind: Literal["conversation"]
    proposal: str
    said: Said
    message: int | None


PastKind = Literal["value", "message", "conversation"]


class PastAnswer(BaseModel):
    """What had all the words, newest first."""

    items: list[
        Annotated[FormerValueHit | MessageHit | ConversationHit, Field(discriminator="kind")]
    ]
    next_cursor: str | None
