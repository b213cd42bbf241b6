"""Proposals: conversations about a draft, which end in one changeset or in nothing.

A proposal's events are a stream of its own. Its draft is the project's tree at `base_version` with
the draft's patches on it; nothing of it touches the project until it is accepted, and then the
project's patches and the proposal's end are appended in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from ledger import codec
from ledger.answers import Committed, ProjectState
from ledger.core import events
from ledger.core.actors import check_accepts
from ledger.core.comments import waiting, with_comments
from ledger.core.decide import decide_accept
from ledger.core.errors import Conflict, NotFound, OutcomeUnknown, StoreError, refused
from ledger.core.events import (
    GENESIS,
    SCHEMA,
    Candidate,
    Cause,
    Choice,
    Finding,
    ProposalEvent,
    Stopped,
)
from ledger.core.model import Json
from ledger.core.patch import Patch
from ledger.core.proposal import ProposalState
from ledger.core.reasons import reason_for
from ledger.core.selection import select
from ledger.drafts import Drafts
from ledger.intents import Intent, Moment, Ruling, Span
from ledger.ports import NewRecord, Unit, VersionConflict
from ledger.service import Ledger
from ledger.states import unborn
from ledger.writer import ATTEMPTS

Fields = dict[str, Any]

NOTHING: tuple[Patch, ...] = ()


class Proposals:
    """The proposals of a ledger. Thread-safe, as the ledger is.

    Every call on a closed proposal but `get` raises Conflict `proposal_closed`; on an unknown one,
    NotFound `proposal_missing`; with an `actor` that is neither a person nor a rule that a person
    made, Refused `actor_cannot_accept`: agents are authors.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._store = ledger.store
        self._writer = ledger.writer
        self._drafts = Drafts(ledger.store, ledger.states, ledger.limits)

    def get(self, id: str) -> ProposalState:
        """A proposal as it stands, against the project as it is now."""
        return self._drafts.full(id)

    def open(
        self,
        project_id: str | None,
        task_id: str | None,
        actor: str,
        provider: str,
        model: str | None = None,
    ) -> ProposalState:
        """Begin about a project, about one of its tasks, or about a project yet to be (None).

        Raises NotFound (`project_missing`, `task_missing`) or Gone.
        """
        check_accepts(actor)
        base = self._opened_on(project_id, task_id)
        id = self._ledger.ids.new()
        event = events.Opened(
            schema=SCHEMA,
            stream=events.proposal_stream(id),
            version=1,
            time=self._writer.time(""),
            actor=actor,
            previous=GENESIS,
            mode="project" if task_id is None else "task",
            project_id=base.project_id,
            task_id=task_id,
            base_version=base.version,
            provider=provider,
            model=model,
        )
        self._store_event(event)
        return self.get(id)

    def instruct(
        self,
        id: str,
        instruction: str,
        actor: str,
        kind: str = events.PLAN,
        document: str | None = None,
    ) -> ProposalState:
        """A person says what they want; the comments that wait go along (`with_comments`).

        `document`: the id of one that it is to be made from. Raises Refused when nothing is said.
        """

        def fields(state: ProposalState) -> Fields:
            said = with_comments(instruction, state.comments)
            if not said:
                raise refused("missing_field", "Say what is wanted.", field="instruction")
            return {"instruction": said, "kind": kind, "document": document}

        return self._append(id, events.Instructed, fields, actor)

    def draft(  # noqa: PLR0913 - what an agent says, as it says it
        self,
        id: str,
        patches: Sequence[Patch],
        author: str,
        text: str = "",
        usage: Mapping[str, Json] | None = None,
        *,
        findings: Sequence[Finding] = (),
        stopped: Stopped | None = None,
    ) -> ProposalState:
        """An agent answers, with patches on the draft. Raises Refused when they do not apply."""

        def fields(state: ProposalState) -> Fields:
            return {
                "author": author,
                "patches": self._drafts.on_draft(state, patches) if patches else (),
                "text": text,
                "findings": tuple(findings),
                "usage": usage or {},
                "stopped": stopped,
            }

        return self._append(id, events.Drafted, fields)

    def ask(  # noqa: PLR0913 - what an agent says, as it says it
        self,
        id: str,
        question: str,
        *,
        candidates: Iterable[Candidate] = (),
        options: Iterable[str] = (),
        author: str | None = None,
        usage: Mapping[str, Json] | None = None,
    ) -> ProposalState:
        """An agent (the proposal's own unless `author` is given) asks back instead of guessing."""
        asked = events.Question(question, tuple(candidates), tuple(options))

        def fields(state: ProposalState) -> Fields:
            by = author or f"agent:{state.provider}/{state.model or 'default'}"
            return {"author": by, "question": asked, "usage": usage or {}}

        return self._append(id, events.Asked, fields)

    def edit(self, id: str, patches: Sequence[Patch], actor: str) -> ProposalState:
        """A person changes the draft by hand. Raises Refused when the patches do not apply."""

        def fields(state: ProposalState) -> Fields:
            if not patches:
                raise refused("empty_changeset", "An edit holds at least one patch.")
            return {"patches": self._drafts.on_draft(state, patches)}

        return self._append(id, events.Edited, fields, actor)

    def comment(self, id: str, target_id: str, text: str, actor: str) -> ProposalState:
        """A person says something about a target of the draft, to be sent with what is said next.

        Raises Refused (`target_missing`) for a target that the draft neither has nor takes away.
        """

        def fields(_: ProposalState) -> Fields:
            state = self.get(id)
            number, title = _named(state, target_id)
            return {"target_id": target_id, "number": number, "title": title, "text": text}

        return self._append(id, events.Commented, fields, actor)

    def withdraw(self, id: str, comment: int, actor: str) -> ProposalState:
        """Take back a comment that waits. Raises NotFound (`comment_missing`)."""

        def fields(state: ProposalState) -> Fields:
            if comment not in {c.id for c in waiting(state.comments)}:
                message = f"Proposal {id} has no comment {comment} that was not sent."
                raise NotFound(message, code="comment_missing")
            return {"comment": comment}

        return self._append(id, events.CommentWithdrawn, fields, actor)

    def reject(self, id: str, actor: str, reason: str | None = None) -> ProposalState:
        """Turn the draft down."""
        return self._append(id, events.Rejected, lambda _: {"reason": reason}, actor)

    def rebase(self, id: str, actor: str, choices: Sequence[Choice] = ()) -> ProposalState:
        """Carry the draft onto the project's current version, conflicts resolved as chosen.

        Raises Conflict with those that no choice resolves, Gone when the project was deleted.
        """

        def fields(_: ProposalState) -> Fields:
            version, patches = self._drafts.on_current(id, choices)
            return {"base_version": version, "patches": patches, "choices": tuple(choices)}

        return self._append(id, events.Rebased, fields, actor)

    def accept(  # noqa: PLR0913 - the call of the contract
        self,
        id: str,
        actor: str,
        *,
        changeset_id: str | None = None,
        digest: str | None = None,
        patches: Sequence[int] | None = None,
        message: str | None = None,
    ) -> Committed:
        """Make the draft a changeset, or the part with these indexes into its net diff.

        `digest`: that of the diff that was shown. `message`: the instructions that led to it unless given.
        Raises Conflict (`proposal_closed`, `draft_changed`, or `conflict` with the project's later
        changes), Refused (`empty_draft`, `incomplete_selection`), Gone.
        """

        def decide(moment: Moment) -> Ruling:
            state = self.get(id)
            _check_open(state)
            _check_shown(state, digest)
            return self._acceptance(state, moment, actor, patches, message)

        asked = {"accept": id, "digest": digest, "patches": patches, "message": message}
        return self._writer.append(
            Intent(
                project_id=self._drafts.conversation(id).project_id,
                changeset=changeset_id or self._ledger.ids.new(),
                request=codec.digest(asked),
                actor=actor,
                decide=decide,
            )
        )

    def _opened_on(self, project_id: str | None, task_id: str | None) -> ProjectState:
        if project_id is None:
            return unborn(self._ledger.ids.new())
        base = self._ledger.present(project_id)
        if task_id is not None and task_id not in base.tree.tasks:
            raise NotFound(f"Project {project_id} has no task {task_id}.", code="task_missing")
        return base

    def _append(
        self,
        id: str,
        kind: type[ProposalEvent],
        fields: Callable[[ProposalState], Fields],
        actor: str | None = None,
    ) -> ProposalState:
        """Append one event; `actor` is whoever spoke last unless given."""
        if actor is not None:
            check_accepts(actor)
        for _ in range(ATTEMPTS):
            state = self._drafts.conversation(id)
            _check_open(state)
            event = self._next(state, kind, actor or state.actor, **fields(state))
            with suppress(VersionConflict):
                self._store_event(event)
                return self.get(id)
        raise Conflict(f"Proposal {id} is changing too fast; try again.")

    def _store_event(self, event: ProposalEvent) -> None:
        """Append one; when the store's answer got lost, look whether it is there."""
        record = _record(event)
        try:
            self._store.append([Unit((record,))])
        except OutcomeUnknown:
            with suppress(StoreError):
                found = self._store.read(record.stream, record.version - 1, record.version)
                if [record.data] == [stored.data for stored in found]:
                    return
            raise

    def _next(
        self, state: ProposalState, kind: type[ProposalEvent], actor: str, /, **fields: Any
    ) -> ProposalEvent:
        return kind(
            schema=SCHEMA,
            stream=events.proposal_stream(state.id),
            version=state.version + 1,
            actor=actor,
            previous=state.head_hash,
            **{"time": self._writer.time(state.time), **fields},
        )

    def _acceptance(
        self,
        state: ProposalState,
        moment: Moment,
        actor: str,
        indexes: Sequence[int] | None,
        message: str | None,
    ) -> Ruling:
        limits = self._ledger.limits.for_own_patches()
        chosen, left_out = state.diff, NOTHING
        if indexes is not None:
            chosen = select(state.base, state.draft, state.diff, indexes, limits)
            left_out = tuple(p for i, p in enumerate(state.diff) if i not in set(indexes))

        def closing(span: Span) -> tuple[NewRecord, ...]:
            event = self._next(
                state,
                events.Accepted,
                actor,
                time=span.time,
                changeset=span.changeset,
                first=span.first,
                last=span.last,
                digest=state.digest,
                selected=None if indexes is None else tuple(sorted(set(indexes))),
                left_out=left_out,
            )
            return (_record(event),)

        return Ruling(
            decision=decide_accept(
                moment.standing, chosen, moment.since(state.base_version), limits
            ),
            cause=Cause("accept", state.id),
            author=state.author or actor,
            base_version=state.base_version,
            message=reason_for(state.messages, chosen) if message is None else message,
            proposal=state.id,
            beside=closing,
            not_before=state.time,
        )


def _record(event: ProposalEvent) -> NewRecord:
    topic, data = codec.encode(event)
    return NewRecord(event.stream, event.version, topic, data)


def _named(state: ProposalState, target_id: str) -> tuple[int, str]:
    """The number and title of a target in the draft, or before the draft took it away."""
    for tree in (state.draft, state.base):
        if target_id in tree.tasks:
            task = tree.tasks[target_id]
            return task.number, task.title
        if tree.project is not None and tree.project.id == target_id:
            return 0, tree.project.title
    message = f"The draft says nothing of {target_id}."
    raise refused("target_missing", message, field="target_id")


def _check_open(state: ProposalState) -> None:
    if state.status != "open":
        message = f"Proposal {state.id} was {state.status} and takes nothing more."
        raise Conflict(message, code="proposal_closed")


def _check_shown(state: ProposalState, digest: str | None) -> None:
    if digest is not None and digest != state.digest:
        message = "The draft has changed since it was shown; look at it again."
        raise Conflict(message, code="draft_changed", version=state.current_version)
    if not state.diff:
        raise refused("empty_draft", "The draft changes nothing, so there is nothing to accept.")
