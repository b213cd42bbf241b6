"""A long walk: whatever is asked of a ledger, drawn from a seed, it agrees with a plain model.

Hypothesis finds short examples and shrinks them (`tests/ledger/test_machine.py`); it does not go on for
ten thousand steps. This does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from uuid import UUID

from msgspec.structs import replace

from ledger.answers import Changes, ChangesetRecord, Committed
from ledger.core.errors import ChangesetIdReused, Conflict, Gone, LedgerError, Refused
from ledger.core.model import Tree
from ledger.core.patch import Patch
from ledger.core.proposal import ProposalState
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from tests.ledger.plans import AGENT, ME, YOU, assert_sound
from tests.ledger.test_machine import asked, unnumbered
from tests.properties.reference import plain
from tests.properties.strategies import PROJECT_ID, SMALL
from tests.torture.model import Model
from tests.torture.random_patches import RandomPatches

RECENT = 30
"""Of what happened earlier, so much is meant most of the time."""

TURNED_DOWN = (Conflict, Refused, Gone, ChangesetIdReused)


class Walk:
    """A ledger, a model, and steps that are taken on both."""

    def __init__(self, store: EventStore, seed: int) -> None:
        self.chance = Random(seed)
        self.model = Model(SMALL)
        self.counts: Counter[str] = Counter()
        self._store = store
        self._patches = RandomPatches(self.chance, SMALL)
        self._requests: list[tuple[Changes, Committed]] = []
        self._open()

    def walk(self, steps: int) -> None:
        """So many steps, and at the end a look at all that is stored."""
        ways = {self._commit: 20, self._commit_stale: 6, self._commit_many: 5, self._repeat: 5}
        ways |= {self._undo: 5, self._redo: 4, self._undo_one: 4, self._restore: 2}
        ways |= {self._propose: 5, self._read: 6, self._begin_anew: 1}
        for _ in range(steps):
            way = self.chance.choices(list(ways), list(ways.values()))[0]
            self.counts[f"{way.__name__[1:]}: {way() or 'done'}"] += 1
            self._check()
        self.ledger.snapshots.close()
        assert_sound(self._store)

    def _open(self) -> None:
        snapshots = Snapshots(self._store, every=50)
        self.ledger = Ledger(self._store, limits=SMALL, snapshots=snapshots)
        self.proposals = Proposals(self.ledger)

    # The steps; each says how it ended

    def _commit(self) -> str:
        changes = self._changes(self._patches.changeset(self.model.now))
        allowed = self.model.allows(changes.patches)
        error = self._attempt(lambda: self.ledger.commit(changes))
        assert allowed == (error is None), error
        if error is None:
            self._check_stored(changes)
        return _name(error)

    def _commit_stale(self) -> str:
        base = self.chance.choice(self.model.boundaries[-RECENT:])
        patches = self._patches.changeset(self.model.states[base])
        changes = replace(self._changes(patches), base_version=base)
        allowed = self.model.allows(patches, self.model.states[base])
        error = self._attempt(lambda: self.ledger.commit(changes))
        assert allowed or error is not None
        return _name(error)

    def _commit_many(self) -> str:
        count = self.chance.randint(2, 5)
        many = [self._changes(self._patches.changeset(self.model.now)) for _ in range(count)]
        answers = self.ledger.commit_many(many)
        assert count == len(answers)
        for changes, answer in zip(many, answers, strict=True):
            assert self.model.allows(changes.patches) == isinstance(answer, Committed)
            if isinstance(answer, Committed):
                self._take_over(answer)
        return f"{sum(isinstance(answer, Committed) for answer in answers)} accepted"

    def _repeat(self) -> str:
        if not self._requests:
            return "nothing to repeat"
        changes, first = self.chance.choice(self._requests)
        again = self.ledger.commit(changes)
        told = (again.repeated, again.first, again.version, again.offset, again.time)
        assert (True, first.first, first.version, first.offset, first.time) == told
        other = replace(changes, message="another")
        assert isinstance(self._attempt(lambda: self.ledger.commit(other)), ChangesetIdReused)
        return ""

    def _undo(self) -> str:
        actor = self._actor()
        wanted = self.model.to_undo(actor)
        undone = self._take_back("undo", wanted, actor)
        return f"{undone}, redone: {self._redo(actor)}" if self.chance.random() < 0.4 else undone

    def _redo(self, actor: str | None = None) -> str:
        actor = actor or self._actor()
        wanted = self.model.to_redo(actor)
        return self._take_back("redo", wanted, actor)

    def _take_back(self, kind: str, wanted: ChangesetRecord | None, actor: str) -> str:
        call: Callable[..., Committed] = getattr(self.ledger, kind)
        if self.model.head == 0:
            return "no project yet"
        holder = self.model.holder(wanted.id) if wanted else None
        error = self._attempt(lambda: call(PROJECT_ID, actor, self._id()))
        assert (wanted is None) == (_name(error) == f"nothing_to_{kind}")
        if error is None:
            cause = self.model.changesets[-1].cause
            assert (kind, holder) == (cause.kind, cause.ref)
        return _name(error)

    def _undo_one(self) -> str:
        if not self.model.changesets:
            return "nothing to undo"
        chosen = self.chance.choice(self.model.changesets[-RECENT:])
        undone = self.model.is_undone(chosen.id)
        is_last = chosen is self.model.changesets[-1]
        error = self._attempt(
            lambda: self.ledger.undo_changeset(PROJECT_ID, chosen.id, self._actor(), self._id())
        )
        assert undone == (_name(error) == "already_undone")
        if is_last:
            assert error is None
            assert self.model.states[chosen.first - 1] == self.model.now
        return _name(error)

    def _restore(self) -> str:
        if self.model.head == 0:
            return "no project yet"
        version = self.chance.randint(max(0, self.model.head - 200), self.model.head)
        expected = "accepted"
        if version not in self.model.boundaries:
            expected = "inside_changeset"
        elif self.model.states[version] == self.model.now:
            expected = "nothing_to_restore"
        error = self._attempt(
            lambda: self.ledger.restore(PROJECT_ID, version, self._actor(), self._id())
        )
        assert expected == _name(error)
        if error is None:
            assert self.model.states[version] == self.model.now
        return _name(error)

    def _propose(self) -> str:
        if self.model.now["project"] is None:
            return "no project"
        drafted = self._draft()
        if self.chance.random() < 0.2:
            assert "rejected" == self.proposals.reject(drafted.id, self._actor()).status
            return "rejected"
        if self.chance.random() < 0.4:
            return f"overtaken, {self._accept_late(drafted.id)}"
        error = self._attempt(lambda: self._accepted(drafted))
        if drafted.diff:
            assert error is None
            assert unnumbered(drafted.draft) == unnumbered(self._present())
        else:
            assert "empty_draft" == _name(error)
        return _name(error)

    def _draft(self) -> ProposalState:
        state = self.proposals.open(PROJECT_ID, None, self._actor(), "embedded")
        state = self.proposals.instruct(state.id, "Plan", ME)
        for _ in range(self.chance.randint(1, 2)):
            now = plain(state.draft)
            patches = self._patches.changeset(now)
            if now["project"] is not None and self.model.allows(patches, now):
                state = self.proposals.draft(state.id, patches, AGENT)
        return self.proposals.get(state.id)

    def _accept_late(self, id: str) -> str:
        """Somebody changes the project first; the draft is carried over, or conflicts."""
        self._commit()
        error = self._attempt_else(lambda: self.proposals.rebase(id, ME))
        if error is None:
            error = self._attempt(lambda: self._accepted(self.proposals.get(id)))
        return _name(error)

    def _accepted(self, state: ProposalState) -> Committed:
        return self.proposals.accept(
            state.id, self._actor(), changeset_id=self._id(), digest=state.digest
        )

    def _read(self) -> str:
        if self.model.head == 0:
            return "no project yet"
        version = self.chance.randint(0, self.model.head)
        assert self.model.states[version] == plain(self.ledger.state(PROJECT_ID, version).tree)
        return ""

    def _begin_anew(self) -> str:
        """What a process that begins now finds."""
        self.ledger.snapshots.close()
        self._open()
        return ""

    # How they are checked

    def _attempt(self, call: Callable[[], Committed]) -> LedgerError | None:
        """Ask; take over what was accepted, or tell why nothing was appended."""
        length = self._store.length()
        try:
            answer = call()
        except TURNED_DOWN as error:
            assert length == self._store.length()
            return error
        self._take_over(answer)
        return None

    @staticmethod
    def _attempt_else(call: Callable[[], object]) -> LedgerError | None:
        try:
            call()
        except TURNED_DOWN as error:
            return error
        return None

    def _take_over(self, answer: Committed) -> None:
        assert not answer.repeated
        assert self.model.head + 1 == answer.first
        self.model.take_over(self.ledger.changeset(PROJECT_ID, answer.changeset_id))
        assert self.model.head == answer.version

    def _check(self) -> None:
        now = self.ledger.states.current(PROJECT_ID)
        assert self.model.head == now.version
        assert self.model.now == plain(now.tree)

    def _check_stored(self, changes: Changes) -> None:
        """What was sent is what is stored, but for what is assigned at acceptance."""
        record = self.model.changesets[-1]
        pairs = list(zip(record.patches, changes.patches, strict=False))
        assert [asked(sent) for _, sent in pairs] == [asked(kept, sent) for kept, sent in pairs]
        [answer] = self.ledger.commit_many([changes])
        assert isinstance(answer, Committed)
        self._requests.append((changes, answer))

    def _present(self) -> Tree:
        return self.ledger.states.current(PROJECT_ID).tree

    # What is drawn

    def _changes(self, patches: tuple[Patch, ...]) -> Changes:
        return Changes(PROJECT_ID, patches, self._actor(), self._id())

    def _actor(self) -> str:
        return self.chance.choice((ME, YOU))

    def _id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))


def _name(error: LedgerError | None) -> str:
    return "accepted" if error is None else error.code
