"""A proposal as the fold of its events: the conversation, and the patches of its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ledger.core.errors import FieldConflict
from ledger.core.events import Question
from ledger.core.model import EMPTY, Json, Tree
from ledger.core.patch import Patch

Status = Literal["open", "accepted", "rejected"]
Mode = Literal["project", "task"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation. `patches`: what it did to the draft."""

    role: Literal["user", "agent"]
    text: str
    time: str
    actor: str
    author: str
    patches: tuple[Patch, ...] = ()
    question: Question | None = None
    usage: Mapping[str, Json] | None = None


@dataclass(frozen=True, slots=True)
class ProposalState:
    """A proposal as it stands.

    `base` is the project's tree at `base_version`, `draft` that tree with the draft's patches on it
    (numbers tentative), `diff` the net patches between the two, `digest` that of base version and
    diff. `current_version` is the project's version now; `conflicts` are what stands between the
    draft and that version. `version` and `head_hash` are those of the proposal's own stream.
    """

    id: str
    status: Status
    mode: Mode
    project_id: str
    task_id: str | None
    provider: str
    model: str | None
    actor: str
    base_version: int
    version: int
    head_hash: str
    time: str
    messages: tuple[Message, ...] = ()
    patches: tuple[Patch, ...] = ()
    author: str | None = None
    changeset: str | None = None
    left_out: tuple[Patch, ...] = ()
    reason: str | None = None
    base: Tree = EMPTY
    draft: Tree = EMPTY
    diff: tuple[Patch, ...] = ()
    digest: str = ""
    current_version: int = 0
    conflicts: tuple[FieldConflict, ...] = ()
