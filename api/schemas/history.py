"""Changesets, differences and blame as they are answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.schemas.plan import (
    Actor,
    ChangesetId,
    ProjectAnswer,
    ProjectId,
    ProjectOut,
    Time,
    Version,
)
from ledger.core.events import CauseKind
from ledger.core.patch import Op, Target


class PatchOut(BaseModel):
    """One accepted or proposed patch."""

    op: Op
    target: Target
    target_id: str
    body: dict[str, Any] | None = None


class CauseOut(BaseModel):
    """Why a changeset exists; `ref` is what that refers to: a changeset, proposal or version."""

    kind: CauseKind
    ref: str | int | None


class Counts(BaseModel):
    """How many patches of each kind."""

    create: int
    update: int
    delete: int
    total: int


class TouchedOut(BaseModel):
    """A target that a changeset touched. `number` is null for the project."""

    target_id: str
    number: int | None
    title: str
    ops: list[Op]


class FieldChangeOut(BaseModel):
    """One field's before and after; the labels name tasks where the field does."""

    field: str
    before: Any
    after: Any
    before_label: str | None
    after_label: str | None


class UnlinkedOut(BaseModel):
    """A task that loses a dependency because what it waited for is deleted."""

    id: str
    number: int
    title: str


class ChangeOut(BaseModel):
    """One patch told in fields. `removed`: how many tasks a delete takes away, itself included."""

    index: int
    patch: PatchOut
    title: str
    number: int | None
    changes: list[FieldChangeOut]
    removed: int
    unlinked: list[UnlinkedOut]


class VersionedChangeOut(ChangeOut):
    """One accepted patch and the version that it made."""

    version: Version


class AcceptedChangeset(BaseModel):
    """One accepted changeset."""

    id: ChangesetId
    project_id: ProjectId
    first: Version
    last: Version
    time: Time
    occurred_at: str | None
    actor: Actor
    author: Actor
    cause: CauseOut
    message: str | None
    base_version: Version
    proposal: str | None
    counts: Counts


class ChangesetOut(AcceptedChangeset):
    """One changeset in a history."""

    undone_by: Annotated[str | None, Field(description="The changeset that took it back.")]
    touched_count: int
    touched: Annotated[list[TouchedOut], Field(description="The first twenty targets.")]


class ChangesetPage(BaseModel):
    """A part of a history, newest first."""

    items: list[ChangesetOut]
    next_cursor: str | None


class ChangesetDetail(ChangesetOut):
    """One changeset with each field's before and after."""

    patches: list[VersionedChangeOut]


class Appended(BaseModel):
    """What was accepted: the changeset, and the project's version after it."""

    project_id: ProjectId
    changeset: AcceptedChangeset
    version: Version


class ProjectAppended(BaseModel):
    """A new project, and the changeset that made it."""

    project: ProjectOut
    version: Version
    changeset: AcceptedChangeset


class DiffAnswer(BaseModel):
    """The net patches between two versions."""

    from_version: Annotated[int, Field(alias="from")]
    to_version: Annotated[int, Field(alias="to")]
    patches: list[ChangeOut]
    counts: Counts


class ViolationOut(BaseModel):
    """One broken rule; `index` is the patch's place, `field` the body's field."""

    code: str
    message: str
    index: int | None
    field: str | None
    target_id: str | None


class ConflictOut(BaseModel):
    """One thing that both sides changed; a label names the tasks that a value is about."""

    code: str
    message: str
    index: int
    target: Target
    target_id: str
    field: str | None
    base: Any
    theirs: Any
    ours: Any
    number: int | None
    title: str | None
    base_label: str | None
    theirs_label: str | None
    ours_label: str | None


class PreviewAnswer(ProjectAnswer):
    """What a changeset would lead to, or why it would not be accepted. Nothing was appended."""

    diff: list[ChangeOut]
    violations: list[ViolationOut]
    conflicts: list[ConflictOut]


class FieldBlameOut(BaseModel):
    """Who last set one field."""

    field: str
    version: Version
    changeset: ChangesetId
    time: Time
    actor: Actor
    author: Actor
    cause: CauseOut
    message: str | None
    reason: Annotated[
        str | None,
        Field(description="The message; of what was redone, why it was done at first."),
    ]
    proposal: str | None


class TargetBlameOut(BaseModel):
    """The fields of one target that were ever set."""

    target: Target
    target_id: str
    number: int | None
    fields: list[FieldBlameOut]


class BlamePage(BaseModel):
    """The project and its tasks, by number."""

    items: list[TargetBlameOut]
    next_cursor: str | None


class MarkOut(BaseModel):
    """A place on the slider: the versions that one changeset made, and its time."""

    first: Version
    last: Version
    time: Time


class StepOut(BaseModel):
    """One changeset as far as a slider needs it."""

    id: ChangesetId
    first: Version
    last: Version
    time: Time
    actor: Actor
    author: Actor
    cause: CauseOut
    proposal: str | None


class PatchesAnswer(BaseModel):
    """Accepted patches in their order: the first one made the version after `after`."""

    after: Version
    version: Annotated[int, Field(description="The project's newest version.")]
    patches: list[PatchOut]
    changesets: Annotated[
        list[StepOut], Field(description="Those that the patches are of, whole or in part.")
    ]


class ShareOut(BaseModel):
    """What one actor and author changed in one way."""

    actor: Actor
    author: Actor
    kind: CauseKind
    changesets: int
    patches: int


class SlotOut(BaseModel):
    """A stretch of time in which something changed, `since` ≤ time < `until`."""

    place: Annotated[int, Field(description="Which stretch of the project's time: 0, 1, 2 …")]
    since: Time
    until: Time
    first: Version
    last: Version
    shares: list[ShareOut]


class ActivityAnswer(BaseModel):
    """A project's time in equal stretches, and those of them in which something changed."""

    since: Time
    until: Time
    count: Annotated[int, Field(description="How many stretches there are from first to last.")]
    slots: list[SlotOut]
    version: Version


class MarksAnswer(BaseModel):
    """Where a slider over the versions can stand, oldest first."""

    items: list[MarkOut]
    version: Version


Shape = Literal["nested", "flat"]
