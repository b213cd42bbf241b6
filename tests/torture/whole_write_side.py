"""Everything that the write side does, one step after the other, by a client that tries again.

A step that fails is tried again as a client does it: with the same ids, or, where a call has none, after
looking whether it had its effect. Where every step is done once, the same changesets are in the ledger
as without any fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from ledger.answers import Changes
from ledger.core.errors import LedgerError, StoreError
from ledger.core.events import Choice, PatchAccepted
from ledger.core.model import EMPTY
from ledger.core.proposal import ProposalState
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    CountingIds,
    TickingClock,
    assert_sound,
    by_me,
    change,
    drop,
    everything,
    new_project,
    new_task,
    retitle,
)
from tests.properties.reference import Plain, applied, plain
from tests.torture.faulty import AtOnce, FaultyStore

ATTEMPTS = 5
Answer = TypeVar("Answer")


def changeset(number: int) -> str:
    """The id that a client gives a changeset."""
    return f"c0000000-0000-4000-8000-{number:012d}"


class Accepted(NamedTuple):
    """A changeset as it is in the ledger, without what differs from run to run."""

    id: str
    actor: str
    cause: str
    size: int


class Left(NamedTuple):
    """What a life leaves: its changesets by id, and its projects."""

    changesets: list[Accepted]
    projects: list[Plain]


@dataclass
class Client:
    """Goes through everything, and tries again."""

    store: FaultyStore = field(default_factory=FaultyStore)
    faults: int = 0
    _heard: dict[str, int] = field(default_factory=dict)
    """How far each proposal is, as far as this client knows."""

    def __post_init__(self) -> None:
        snapshots = Snapshots(self.store, every=4)
        snapshots._writer = AtOnce()  # type: ignore[assignment]
        self.ledger = Ledger(self.store, TickingClock(), CountingIds(), snapshots=snapshots)
        self.proposals = Proposals(self.ledger)

    def live(self) -> None:
        """All of it."""
        self.plan()
        self.take_back()
        self.propose()
        self.propose_a_project()
        self.end()

    def plan(self) -> None:
        """Changesets alone, stale and many at once."""
        tasks = [new_task(n) for n in range(1, 5)]
        self.commit(by_me(new_project(), *tasks, id=changeset(1)))
        self.commit(by_me(change(1, title="a"), change(2, title="b"), id=changeset(2)))
        stale = by_me(change(3, title="c"), drop(4), base_version=5, id=changeset(3), actor=YOU)
        self.commit(stale)
        self.commit_many(
            by_me(change(1, status="completed"), id=changeset(4)),
            by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT, id=changeset(5)),
            by_me(new_task(5), change(5, title="d"), id=changeset(6), actor=YOU),
        )

    def take_back(self) -> None:
        """Undo, redo, undo of one that others made, restore."""
        ledger = self.ledger
        self.until_done(lambda: ledger.undo(PROJECT, ME, changeset(7)))
        self.until_done(lambda: ledger.redo(PROJECT, ME, changeset(8)))
        self.until_done(lambda: ledger.undo_changeset(PROJECT, changeset(6), ME, changeset(9)))
        self.until_done(lambda: ledger.restore(PROJECT, 7, ME, changeset(10), "back"))

    def propose(self) -> None:
        """A draft that is edited, overtaken, rebased and accepted in part; one that is rejected."""
        id = self.open(PROJECT)
        self.say(id, lambda: self.proposals.instruct(id, "Plan the rest", ME))
        self.say(id, lambda: self.proposals.ask(id, "Which rest?"))
        drafted = [new_task(6), new_task(7), change(1, title="drafted")]
        self.say(id, lambda: self.proposals.draft(id, drafted, AGENT))
        self.say(id, lambda: self.proposals.edit(id, [change(2, title="edited")], ME))
        self.commit(by_me(change(1, title="meanwhile"), id=changeset(11), actor=YOU))
        ours = Choice(drafted[2].target_id, "ours", "title")
        self.say(id, lambda: self.proposals.rebase(id, ME, [ours]))
        self.until_done(
            lambda: self.proposals.accept(id, ME, changeset_id=changeset(12), patches=[0, 1])
        )
        other = self.open(PROJECT)
        self.say(other, lambda: self.proposals.draft(other, [drop(1)], AGENT))
        self.say(other, lambda: self.proposals.reject(other, ME, "No"))

    def propose_a_project(self) -> None:
        """A draft of a project that is not there yet."""
        id = self.open(None)
        made = new_project(id=self.until_done(lambda: self.proposals.get(id)).project_id)
        self.say(id, lambda: self.proposals.draft(id, [made, new_task(8)], AGENT))
        self.until_done(lambda: self.proposals.accept(id, ME, changeset_id=changeset(13)))

    def end(self) -> None:
        """A project is deleted, and brought back."""
        self.commit(by_me(DROP_PROJECT, id=changeset(14)))
        self.until_done(lambda: self.ledger.undo(PROJECT, ME, changeset(15)))
        self.commit(by_me(retitle("The end"), id=changeset(16)))

    def left(self) -> Left:
        """What is in the ledger, which is sound; and it says the same of each project."""
        with self.store.calm():
            assert_sound(self.store)
            events = [one for one in everything(self.store) if isinstance(one, PatchAccepted)]
            ids = dict.fromkeys(event.stream.partition(":")[2] for event in events)
            projects = [plain(self.ledger.state(id).tree) for id in ids]
        heads = [event for event in events if event.index == 0]
        found = [Accepted(e.changeset, e.actor, e.cause.kind, e.size) for e in heads]
        return Left(sorted(found), [_without_id(state) for state in projects])

    def folded(self) -> list[Plain]:
        """The projects as the plain reference folds them."""
        projects: dict[str, Plain] = {}
        for event in everything(self.store):
            if isinstance(event, PatchAccepted):
                before = projects.get(event.stream, plain(EMPTY))
                projects[event.stream] = applied(before, event.patch)
        return [_without_id(state) for state in projects.values()]

    # How a client tries again

    def commit(self, changes: Changes) -> None:
        """The id makes it safe to repeat."""
        self.until_done(lambda: self.ledger.commit(changes))

    def commit_many(self, *many: Changes) -> None:
        """Whoever of them was not answered asks again."""

        def call() -> None:
            answers = self.ledger.commit_many(many)
            for error in (one for one in answers if isinstance(one, LedgerError)):
                raise error

        self.until_done(call)

    def open(self, project_id: str | None) -> str:
        """A proposal whose opening got no answer is left alone: it has nobody."""
        return self.until_done(
            lambda: self.proposals.open(project_id, None, ME, "embedded", "outline")
        ).id

    def say(self, id: str, call: Callable[[], ProposalState]) -> None:
        """Look whether it was heard before saying it again."""
        heard = self._heard.get(id, 1)

        def once_more() -> ProposalState:
            state = self.proposals.get(id)
            return state if state.version > heard else call()

        try:
            state = call()
        except StoreError:
            self._check()
            state = self.until_done(once_more)
        self._heard[id] = state.version

    def _check(self) -> None:
        """Nothing half is in the ledger after a failure."""
        self.faults += 1
        with self.store.calm():
            assert_sound(self.store)

    def until_done(self, call: Callable[[], Answer]) -> Answer:
        """Try until it is answered; after each failure nothing half is in the ledger."""
        for _ in range(ATTEMPTS):
            try:
                return call()
            except StoreError:
                self._check()
        raise AssertionError("it was never answered")


def _without_id(state: Plain) -> Plain:
    """The id of a project that a proposal makes is drawn, and a try that failed draws one more."""
    return {**state, "project": state["project"] and {**state["project"], "id": ""}}
