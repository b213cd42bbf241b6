"""Proposals as they are answered, and the events of their streams."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.schemas.history import ChangeOut, ConflictOut, PatchOut
from api.schemas.plan import Actor, AsOf, ProjectAnswer, ProjectId, Time, Version
from api.schemas.requests import AskedFor


class DraftItem(BaseModel):
    """A draft that waits for a decision; `project_title` null: it is to become a project.

    `draft_title`: what the draft calls its project, where it says so.

    `task_id`: the task that it breaks down, with its `number` and `title` while that is there.
    """

    id: str
    project_id: ProjectId
    project_title: str | None
    draft_title: str | None
    task_id: str | None
    number: int | None
    title: str | None
    instruction: Annotated[str, Field(description="What was asked for at first.")]
    updated_at: Time
    updated_by: Actor


class DraftPage(BaseModel):
    """Some drafts; `next_cursor` asks for the following ones."""

    items: list[DraftItem]
    next_cursor: str | None
    as_of: AsOf


class CandidateOut(BaseModel):
    """A task that an unclear word may have meant."""

    id: str
    number: int
    title: str


class QuestionOut(BaseModel):
    """What an agent asks back instead of guessing; the options are answers to choose from."""

    question: str
    candidates: list[CandidateOut]
    options: list[str]


class FindingOut(BaseModel):
    """One point of an opinion, about a task or (`target_id` null) the plan as a whole.

    `kind`: `estimate`, `break_down`, `next`, or a risk: `missing_dependency`, `no_owner`,
    `due_before_dependencies`, `overdue`, `overloaded`, `stale`, `blocked`, `critical_path`,
    `no_estimate`, `other`. `score`: how much it matters, 1 to 10.
    """

    kind: str
    reason: str
    target_id: str | None
    number: int | None
    title: str | None
    score: int | None


class StoppedOut(BaseModel):
    """Why an answer ended before its end. What there is of it counts; a further message continues it."""

    code: str
    message: str


class MessageOut(BaseModel):
    """One turn of the conversation, and what it did to the draft.

    `kind` is what was asked for or is answered, `document_id` what a plan is made from.
    """

    role: Literal["user", "agent"]
    text: str
    time: Time
    author: Actor
    patches: list[PatchOut]
    question: QuestionOut | None
    usage: Annotated[
        dict[str, Any] | None,
        Field(
            description="What an answer took, as far as it is known: `provider`, `model`, `prompt`,"
            " `input_tokens`, `output_tokens`, `cached_tokens`, `cost` (US dollars), `rounds`,"
            " `edits` taken and `corrected` of them, `ms`, `first_ms` until the first patch, and why"
            " another provider than the one that was asked answered: `fell_back`."
        ),
    ]
    stopped: StoppedOut | None
    kind: AskedFor
    document_id: str | None
    findings: list[FindingOut]


class CommentOut(BaseModel):
    """What a person said about one target of the draft.

    `number` and `title` are those it had then (`number` null: the project). `message` is the place
    of the message that took the comment to the agent; null while it waits for the next one.
    """

    id: int
    target_id: str
    number: int | None
    title: str
    text: str
    time: Time
    actor: Actor
    message: int | None


class ProposalAnswer(BaseModel):
    """A conversation and its draft."""

    id: Annotated[str, Field(examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a15"])]
    status: Literal["open", "accepted", "rejected"]
    mode: Literal["project", "task"]
    provider: str
    model: str | None
    project_id: ProjectId
    task_id: str | None
    version: Annotated[int, Field(description="Of the proposal itself: the length of its stream.")]
    base_version: Version
    current_version: Version
    digest: Annotated[str, Field(description="Of base version and diff; send it on accepting.")]
    tree: Annotated[
        ProjectAnswer | None, Field(description="The draft; null where it was not asked for.")
    ]
    diff: Annotated[list[ChangeOut], Field(description="The net patches against the base.")]
    messages: list[MessageOut]
    comments: list[CommentOut]
    conflicts: Annotated[
        list[ConflictOut], Field(description="What stands between the draft and the project now.")
    ]
    usage: Annotated[dict[str, Any], Field(description="Tokens and time of all turns.")]
    changeset: str | None
    left_out: list[PatchOut]
    reason: str | None
