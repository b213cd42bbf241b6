"""What may be sent: strict, with nothing unknown in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledger.answers import Changes
from ledger.core import fields
from ledger.core.parsing import NewProjectBody, PatchIn, to_core

Id = Annotated[
    fields.Id | None,
    Field(
        description="The changeset's id, a UUID of yours: makes the call idempotent.",
        examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a14"],
    ),
]
Message = Annotated[
    Annotated[fields.Text, Field(max_length=10_000)] | None,
    Field(description="Why, for the history.", examples=["Agreed with Ada"]),
]
MaybeInstruction = Annotated[
    Annotated[fields.Text, Field(min_length=1, max_length=20_000)] | None,
    Field(
        description="What is wanted, in plain words. May be left out where `kind` or `document_id`"
        " says it.",
        examples=["Build a new user authentication flow"],
    ),
]
AskedFor = Literal["plan", "estimate", "complexity", "risks", "next"]
Kind = Annotated[
    AskedFor,
    Field(
        description="A plan or a change of it; estimates as a diff; which tasks are worth breaking"
        " down; what puts the plan at risk; what to do next."
    ),
]
DocumentId = Annotated[
    fields.Id | None, Field(description="Plan from this document (`POST /documents`).")
]
Patches = Annotated[list[PatchIn], Field(min_length=1, description="In the order they apply.")]
EXAMPLE_PATCHES: list[Any] = [
    {
        "op": "create",
        "target": "task",
        "target_id": "019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a12",
        "body": {"title": "Design login form", "parent_id": None},
    }
]


class Sent(BaseModel):
    """Base of all requests."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewProject(NewProjectBody, Sent):
    """A new project: the fields of its create patch, and optionally its id."""

    id: Annotated[
        fields.Id | None,
        Field(
            description="The project's id, if you choose it, and that of its first changeset: the same"
            " request again gets the first answer."
        ),
    ] = None


class ChangesetIn(Sent):
    """Patches to accept together."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"patches": EXAMPLE_PATCHES}]})

    id: Id = None
    patches: Patches
    message: Message = None
    base_version: Annotated[
        int | None, Field(ge=0, description="The version they were made on; the newest if absent.")
    ] = None

    def changes(self, project_id: str, actor: str) -> Changes:
        """What the ledger is asked."""
        return Changes(
            project_id=project_id,
            patches=tuple(to_core(patch) for patch in self.patches),
            actor=actor,
            id=self.id,
            message=self.message,
            base_version=self.base_version,
        )


class UndoIn(Sent):
    """Take back, or take back what was taken back."""

    id: Id = None
    message: Message = None


class RestoreIn(UndoIn):
    """Bring a version back."""

    version: Annotated[int, Field(ge=0, description="The version to bring back.", examples=[3])]


class ProposalIn(Sent):
    """Start a conversation: about a new project, a project, or one of its tasks."""

    project_id: Annotated[
        fields.Id | None, Field(description="Absent: scaffolds a new project.")
    ] = None
    task_id: Annotated[fields.Id | None, Field(description="The task to break down.")] = None
    instruction: MaybeInstruction = None
    kind: Kind = "plan"
    document_id: DocumentId = None
    provider: Annotated[
        str | None,
        Field(description="Who plans; if absent, whom the project names, else the default."),
    ] = None
    model: Annotated[str | None, Field(description="Which of its models.")] = None


class MessageIn(Sent):
    """Refine the draft."""

    instruction: Annotated[
        MaybeInstruction,
        Field(
            description="What is wanted, in plain words; comments that wait go along, and may be all.",
            examples=["Combine the first two tasks"],
        ),
    ] = None
    kind: Kind = "plan"
    document_id: DocumentId = None
    provider: Annotated[
        str | None, Field(description="Who answers this time; the proposal's provider if absent.")
    ] = None
    model: Annotated[str | None, Field(description="Which of its models.")] = None


class CommentIn(Sent):
    """Say something about one target of the draft."""

    target_id: Annotated[fields.Id, Field(description="A task of the draft, or the project.")]
    text: Annotated[
        fields.Text,
        Field(
            min_length=1,
            max_length=10_000,
            description="What should be different about it, or a question.",
            examples=["smaller", "why?"],
        ),
    ]


class DraftPatches(Sent):
    """Patches on the draft, by hand."""

    patches: Patches


class AcceptIn(Sent):
    """Accept the draft, or a part of it."""

    id: Id = None
    digest: Annotated[
        str | None, Field(description="That of the diff that was shown: 409 if it changed.")
    ] = None
    patches: Annotated[
        list[Annotated[int, Field(ge=0)]] | None,
        Field(min_length=1, description="Indexes into the diff; all if absent.", examples=[[0, 1]]),
    ] = None
    message: Message = None


class ChoiceIn(Sent):
    """How one conflict is resolved."""

    target_id: fields.Id
    field: str | None = None
    choose: Literal["theirs", "ours"]


class RebaseIn(Sent):
    """Carry the draft onto the project's current version."""

    choices: list[ChoiceIn] = []


class RejectIn(Sent):
    """Turn the draft down."""

    reason: Annotated[
        Annotated[fields.Text, Field(max_length=10_000)] | None,
        Field(description="Why; the agents are told."),
    ] = None
