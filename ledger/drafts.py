"""Reading proposals: the conversation from its own stream, the draft on the project's tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.answers import ProjectState
from ledger.codec import decode, digest, hash_of
from ledger.core.algebra.diff import diff
from ledger.core.algebra.merge import Choices
from ledger.core.algebra.rebase import Conflicts, Rebased, rebase
from ledger.core.apply import replay
from ledger.core.decide import Standing, decide_draft
from ledger.core.errors import Conflict, Gone, NotFound
from ledger.core.events import Choice, proposal_stream
from ledger.core.limits import Limits
from ledger.core.patch import Patch
from ledger.core.proposal import ProposalState, folded
from ledger.ports import EventStore
from ledger.states import States, unborn


class Drafts:
    """What proposals look like."""

    def __init__(self, store: EventStore, states: States, limits: Limits) -> None:
        self._store = store
        self._states = states
        self._limits = limits

    def conversation(self, id: str) -> ProposalState:
        """A proposal from its own stream alone, without trees. Raises NotFound."""
        records = self._store.read(proposal_stream(id))
        if not records:
            raise NotFound(f"There is no proposal {id}.", code="proposal_missing")
        state = folded(decode(record.topic, record.data) for record in records)
        return replace(state, head_hash=hash_of(records[-1].data))

    def full(self, id: str) -> ProposalState:
        """A proposal with its trees, against the project as it is now. Raises NotFound."""
        state = self.conversation(id)
        base = self._base(state).tree
        draft = replay(base, state.patches)
        net = diff(base, draft, self._limits.for_own_patches())
        state = replace(
            state,
            base=base,
            draft=draft,
            diff=net,
            digest=digest([state.base_version, net]),
            current_version=self._states.current(state.project_id).version,
        )
        if state.status == "open" and isinstance(carried := self._carry(state), Conflicts):
            return replace(state, conflicts=carried.conflicts)
        return state

    def on_draft(self, state: ProposalState, patches: Sequence[Patch]) -> tuple[Patch, ...]:
        """Patches as the draft will hold them. Raises Refused when they do not apply to it."""
        base = self._base(state)
        standing = Standing(
            state.project_id,
            state.base_version,
            replay(base.tree, state.patches),
            base.numbers.after(state.patches),
        )
        return decide_draft(standing, patches, self._limits).patches

    def on_current(self, id: str, choices: Sequence[Choice]) -> tuple[int, tuple[Patch, ...]]:
        """The project's version now, and the draft's patches carried onto it.

        Raises Conflict with what no choice resolves, Gone when the project was deleted.
        """
        state = self.full(id)
        now = self._states.current(state.project_id)
        if now.version and now.tree.project is None:
            raise Gone(f"Project {state.project_id} was deleted.", now.version)
        chosen = {(choice.target_id, choice.field): choice.choose for choice in choices}
        carried = self._carry(state, chosen)
        if isinstance(carried, Conflicts):
            message = "The draft and the project's later changes touch the same."
            raise Conflict(message, carried.conflicts, version=now.version)
        standing = Standing(state.project_id, now.version, now.tree, now.numbers)
        own = self._limits.for_own_patches()
        return now.version, decide_draft(standing, carried.patches, own).patches

    def _carry(self, state: ProposalState, choices: Choices | None = None) -> Rebased | Conflicts:
        theirs = self._states.patches(state.project_id, state.base_version)
        if not theirs:
            return Rebased(state.diff)
        own = self._limits.for_own_patches()
        return rebase(state.base, theirs, state.diff, own, choices or {})

    def _base(self, state: ProposalState) -> ProjectState:
        if state.base_version == 0:
            return unborn(state.project_id)
        return self._states.at(state.project_id, state.base_version)
