"""A proposal as the fold of its events: the conversation, and the patches of its draft. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ledger.core import events
from ledger.core.comments import Comment, sent
from ledger.core.errors import FieldConflict
from ledger.core.events import PLAN, AnyEvent, Finding, ProposalEvent, Question, Stopped
from ledger.core.model import EMPTY, Json, Tree
from ledger.core.patch import Patch

Status = Literal["open", "accepted", "rejected"]
Mode = Literal["project", "task"]
Role = Literal["user", "agent"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation. `patches`: what it did to the draft.

    `kind` is what was asked for, or what is answered; `document` the id of what a plan is made from.
    """

    role: Role
    text: str
    time: str
    actor: str
    author: str
    patches: tuple[Patch, ...] = ()
    question: Question | None = None
    usage: Mapping[str, Json] | None = None
    kind: str = PLAN
    document: str | None = None
    findings: tuple[Finding, ...] = ()
    stopped: Stopped | None = None


@dataclass(frozen=True, slots=True)
class ProposalState:
    """A proposal as it stands.

    From its own stream, whose head is `version` and `head_hash`: the conversation, `patches` (what
    was put on the draft since `base_version`), `author` (the agent that drafted last), `document`
    (the id of the one that was given last) and how it ended. From the project: `base` is the tree at
    `base_version`, `draft` that tree with the patches on it (numbers tentative), `diff` the net patches
    between the two, `digest` that of base version and diff, `current_version` the project's version
    now, and `conflicts` what stands between the draft and that version. `comments` are those that were
    not withdrawn, `commented` counts all.
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
    comments: tuple[Comment, ...] = ()
    commented: int = 0
    patches: tuple[Patch, ...] = ()
    author: str | None = None
    document: str | None = None
    changeset: str | None = None
    left_out: tuple[Patch, ...] = ()
    reason: str | None = None
    base: Tree = EMPTY
    draft: Tree = EMPTY
    diff: tuple[Patch, ...] = ()
    digest: str = ""
    current_version: int = 0
    conflicts: tuple[FieldConflict, ...] = ()


def folded(stream: Iterable[AnyEvent]) -> ProposalState:
    """The state after a proposal's events; the first one opened it."""
    first, *later = stream
    assert isinstance(first, events.Opened)
    state = _opened(first)
    for event in later:
        state = _STEPS[type(event)](replace(state, version=event.version, time=event.time), event)
    return state


def _opened(event: events.Opened) -> ProposalState:
    return ProposalState(
        id=event.stream.removeprefix(events.proposal_stream("")),
        status="open",
        mode=event.mode,
        project_id=event.project_id,
        task_id=event.task_id,
        provider=event.provider,
        model=event.model,
        actor=event.actor,
        base_version=event.base_version,
        version=event.version,
        head_hash="",
        time=event.time,
    )


def _instructed(state: ProposalState, event: events.Instructed) -> ProposalState:
    said = _said(state, event, "user", event.instruction, kind=event.kind, document=event.document)
    return replace(
        said,
        document=event.document or state.document,
        comments=sent(state.comments, len(state.messages)),
    )


def _drafted(state: ProposalState, event: events.Drafted) -> ProposalState:
    said = _said(
        state,
        event,
        "agent",
        event.text,
        patches=event.patches,
        usage=event.usage,
        kind=_asked_for(state),
        findings=event.findings,
        stopped=event.stopped,
    )
    return replace(said, patches=state.patches + event.patches, author=event.author)


def _asked_for(state: ProposalState) -> str:
    """The kind of what a person asked for last."""
    return next((m.kind for m in reversed(state.messages) if m.role == "user"), PLAN)


def _edited(state: ProposalState, event: events.Edited) -> ProposalState:
    said = _said(state, event, "user", "", patches=event.patches)
    return replace(said, patches=state.patches + event.patches)


def _asked(state: ProposalState, event: events.Asked) -> ProposalState:
    asked = event.question
    return _said(state, event, "agent", asked.question, question=asked, usage=event.usage)


def _accepted(state: ProposalState, event: events.Accepted) -> ProposalState:
    return replace(state, status="accepted", changeset=event.changeset, left_out=event.left_out)


def _rejected(state: ProposalState, event: events.Rejected) -> ProposalState:
    return replace(state, status="rejected", reason=event.reason)


def _rebased(state: ProposalState, event: events.Rebased) -> ProposalState:
    return replace(state, base_version=event.base_version, patches=event.patches)


def _commented(state: ProposalState, event: events.Commented) -> ProposalState:
    comment = Comment(
        state.commented + 1,
        event.target_id,
        event.number,
        event.title,
        event.text,
        event.time,
        event.actor,
    )
    return replace(state, comments=(*state.comments, comment), commented=comment.id)


def _withdrawn(state: ProposalState, event: events.CommentWithdrawn) -> ProposalState:
    return replace(state, comments=tuple(c for c in state.comments if c.id != event.comment))


_STEPS: Mapping[type[AnyEvent], Callable[[ProposalState, Any], ProposalState]] = {
    events.Instructed: _instructed,
    events.Drafted: _drafted,
    events.Edited: _edited,
    events.Asked: _asked,
    events.Accepted: _accepted,
    events.Rejected: _rejected,
    events.Rebased: _rebased,
    events.Commented: _commented,
    events.CommentWithdrawn: _withdrawn,
}


def _said(
    state: ProposalState, event: ProposalEvent, role: Role, text: str, **more: Any
) -> ProposalState:
    author = event.author or event.actor
    message = Message(role, text, event.time, actor=event.actor, author=author, **more)
    changes: dict[str, Any] = {"messages": (*state.messages, message)}
    if role == "user":
        changes["actor"] = event.actor
    return replace(state, **changes)
