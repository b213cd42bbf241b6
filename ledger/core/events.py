"""The events: what is stored for ever, one frozen value each.

A project's stream holds `PatchAccepted` and nothing else, so its version is the number of its
patches. A proposal has a stream of its own, and so have a document and the saved views of a
project. `type` is the fixed name under which an event is stored; it never follows the class. Absent
means None: the envelope has no null.

    schema    the version of the event's shape; older ones are upcast on read (`ledger.codec`)
    stream    `project:<uuid>`, `proposal:<uuid>`, `document:<uuid>` or `views:<uuid of the project>`
    version   the place in the stream: 1, 2, 3 … without a gap
    time      UTC, `2026-11-23T05:42:21.123456Z`; one per changeset, never before the previous one's
    actor     who accepted it; `author`, who wrote it
    previous  SHA-256 (hex) over the stored bytes of the stream's previous event; first: `GENESIS`
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from ledger.core.model import Json
from ledger.core.patch import Patch

SCHEMA = 1
GENESIS = "0" * 64
PATCH = "patch"
"""The name under which an accepted patch is stored."""
PLAN = "plan"
"""The kind of an instruction that asks for no opinion but for a plan, or a change of it."""

CauseKind = Literal["edit", "accept", "undo", "redo", "restore", "import", "rule", "sync"]


class Cause(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a changeset exists, and what that refers to.

    `ref` is, for an `undo`, the changeset that was undone (or what had brought that back last); for
    a `redo`, the undo that it takes back; for a `restore`, the version; for an `accept`, the
    proposal.
    """

    kind: CauseKind
    ref: str | int | None = None


EDIT = Cause("edit")


class PatchAccepted(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=PATCH
):
    """One accepted patch. A changeset is `size` of them, `index` 0 … size-1, under one id.

    `base_version` is the version that its author saw; the stored patch is the rebased one.
    `request` is the digest of what was asked (see `ledger.codec.digest`). Only index 0 has the
    `message`.
    """

    schema: int
    stream: str
    version: int
    changeset: str
    index: int
    size: int
    time: str
    occurred_at: str | None = None
    actor: str
    author: str
    cause: Cause
    base_version: int
    proposal: str | None = None
    request: str
    previous: str
    message: str | None = None
    patch: Patch


class Candidate(msgspec.Struct, frozen=True):
    """A task that an unclear word may have meant, as it was shown in the question."""

    id: str
    number: int
    title: str


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an agent asks back instead of guessing."""

    question: str
    candidates: tuple[Candidate, ...] = ()
    options: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One point of an agent's opinion, about a task or (no `target_id`) about the plan as a whole.

    `kind` says what it is: `estimate`, `break_down`, `next`, or the name of a risk (`no_owner`);
    `reason` why, in a sentence. `score`: how much it matters, from 1 to 10. `number` and `title` are
    those that the task had then.
    """

    kind: str
    reason: str
    target_id: str | None = None
    number: int = 0
    title: str = ""
    score: int | None = None


class Stopped(msgspec.Struct, frozen=True):
    """Why an answer ended before its end, by a fixed code and in a sentence."""

    code: str
    message: str


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one conflict is resolved. `field` None: the target as a whole."""

    target_id: str
    choose: Literal["theirs", "ours"]
    field: str | None = None


class ProposalEvent(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"
):
    """The envelope that the events of a proposal share."""

    schema: int
    stream: str
    version: int
    time: str
    actor: str
    author: str | None = None
    previous: str


class Opened(ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.opened"):
    """A conversation began about a project as it is at `base_version` (0: a project yet to be)."""

    mode: Literal["project", "task"]
    project_id: str
    task_id: str | None = None
    base_version: int
    provider: str
    model: str | None = None


class Instructed(
    ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.instructed"
):
    """A person said what they want: a plan or an opinion (`kind`), perhaps from a document (its id)."""

    instruction: str
    kind: str = PLAN
    document: str | None = None


class Drafted(ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.drafted"):
    """An agent (the `author`) answered with patches on the draft. `usage` is what that took.

    `findings` are the points of an opinion, where one was asked for. `stopped`: why the answer is not
    whole, where it is not; what there is of it counts.
    """

    patches: tuple[Patch, ...] = ()
    text: str = ""
    findings: tuple[Finding, ...] = ()
    usage: Mapping[str, Json] = {}
    stopped: Stopped | None = None


class Edited(ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.edited"):
    """A person changed the draft by hand."""

    patches: tuple[Patch, ...]


class Asked(ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.asked"):
    """An agent (the `author`) asked back."""

    question: Question
    usage: Mapping[str, Json] = {}


class Accepted(
    ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.accepted"
):
    """The draft, or the part with these indexes into its net diff, became a changeset.

    `left_out`: the patches of the diff that were not selected; `digest`: that of the whole diff.
    """

    changeset: str
    first: int
    last: int
    digest: str
    selected: tuple[int, ...] | None = None
    left_out: tuple[Patch, ...] = ()


class Rejected(
    ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.rejected"
):
    """The draft was turned down."""

    reason: str | None = None


class Rebased(ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.rebased"):
    """The draft was carried onto `base_version`: its patches are these now, conflicts as chosen."""

    base_version: int
    patches: tuple[Patch, ...]
    choices: tuple[Choice, ...] = ()


class Commented(
    ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.commented"
):
    """A person said something about one target of the draft: the next instruction takes it along.

    `number` and `title` are those that the target has in the draft; the project has number 0.
    """

    target_id: str
    number: int = 0
    title: str
    text: str


class CommentWithdrawn(
    ProposalEvent, frozen=True, kw_only=True, omit_defaults=True, tag="proposal.comment_withdrawn"
):
    """The comment that was the `comment`th of the proposal is not to be sent after all."""

    comment: int


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of a document that can be referred to: a heading, an item of a list, a paragraph.

    `level` is how deep a heading or an item stands, from 1; `page` that of a PDF.
    """

    text: str
    kind: Literal["text", "heading", "item"] = "text"
    level: int = 0
    page: int | None = None


class DocumentAdded(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="type",
    tag="document.added",
):
    """A text that plans are made from, in passages numbered from 1: all there is in its stream.

    `media_type` and `digest` (SHA-256, hex) are those of the bytes that came; the bytes are not kept.
    """

    schema: int
    stream: str
    version: int
    time: str
    actor: str
    previous: str
    name: str
    media_type: str
    digest: str
    passages: tuple[Passage, ...]


class ViewEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """The envelope that the events of a project's saved views share. `view`: the id of the view."""

    schema: int
    stream: str
    version: int
    time: str
    actor: str
    previous: str
    view: str


class ViewSaved(ViewEvent, frozen=True, kw_only=True, omit_defaults=True, tag="view.saved"):
    """A way of looking at the project got a name: which page of it (`kind`), and what is set there.

    `settings` are what the page's address says: filters and the like, by name.
    """

    name: str
    kind: str
    settings: Mapping[str, str] = {}


class ViewChanged(ViewEvent, frozen=True, kw_only=True, omit_defaults=True, tag="view.changed"):
    """It got another name, or shows something else. Absent: as it was."""

    name: str | None = None
    kind: str | None = None
    settings: Mapping[str, str] | None = None


class ViewDeleted(ViewEvent, frozen=True, kw_only=True, omit_defaults=True, tag="view.deleted"):
    """It is no longer offered. Saving one under its id again brings it back."""


AnyEvent = PatchAccepted | ProposalEvent | DocumentAdded | ViewEvent


def project_stream(project_id: str) -> str:
    """The name of a project's stream."""
    return f"project:{project_id}"


def proposal_stream(proposal_id: str) -> str:
    """The name of a proposal's stream."""
    return f"proposal:{proposal_id}"


def document_stream(document_id: str) -> str:
    """The name of a document's stream."""
    return f"document:{document_id}"


def views_stream(project_id: str) -> str:
    """The name of the stream of a project's saved views."""
    return f"views:{project_id}"
