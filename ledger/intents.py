"""What is handed to the writer, and what it makes of that on the way into the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from ledger.answers import Committed, Entry, ProjectState
from ledger.codec import Written
from ledger.core.apply import replay
from ledger.core.decide import Decision, Since, Standing, decide_changes
from ledger.core.events import Cause
from ledger.core.limits import Limits
from ledger.core.patch import Patch
from ledger.ports import NewRecord, Unit
from ledger.states import States, check_version

NOTHING_WRITTEN = Written()


class Span(msgspec.Struct, frozen=True):
    """Where and when a changeset lands."""

    changeset: str
    first: int
    last: int
    time: str


class Ruling(msgspec.Struct, frozen=True):
    """A decision with what is stored beside its patches.

    `beside` gives records of other streams that go into the same transaction; `not_before` is the
    earliest time that these allow.
    """

    decision: Decision
    cause: Cause
    author: str
    base_version: int
    message: str | None = None
    occurred_at: str | None = None
    proposal: str | None = None
    beside: Callable[[Span], tuple[NewRecord, ...]] = lambda _: ()
    not_before: str = ""


class Moment(msgspec.Struct, frozen=True):
    """A project as a decision finds it: stored, and perhaps with the rest of a batch on top."""

    stored: ProjectState
    now: ProjectState
    pending: tuple[Patch, ...]
    states: States

    @classmethod
    def of(cls, states: States, project_id: str, *, fresh: bool = True) -> Moment:
        """The project as it is stored; not `fresh`: as it was last seen."""
        stored = states.current(project_id) if fresh else states.likely(project_id)
        return cls(stored, stored, (), states)

    @property
    def standing(self) -> Standing:
        """What the pure decisions need of it."""
        now = self.now
        return Standing(now.project_id, now.version, now.tree, now.numbers)

    def decide_changes(
        self, patches: Sequence[Patch], base_version: int | None, limits: Limits
    ) -> Decision:
        """Accept a client's patches, made on `base_version` (None: on what is there)."""
        if base_version is None or base_version == self.now.version:
            return decide_changes(self.standing, patches, None, limits)
        check_version(base_version, self.now.version)
        return decide_changes(self.standing, patches, self.since(base_version), limits)

    def since(self, version: int) -> Since:
        """The tree at an earlier version, and the patches accepted after it."""
        ahead = version - self.stored.version
        if ahead >= 0:
            tree = replay(self.stored.tree, self.pending[:ahead])
            return Since(tree, self.pending[ahead:])
        project_id = self.now.project_id
        stored = self.states.patches(project_id, version, self.stored.version)
        return Since(self.states.at(project_id, version).tree, stored + self.pending)


class Intent(msgspec.Struct, frozen=True):
    """What somebody wants appended to a project, to be decided on whatever state it meets.

    `request` is the digest of what was asked, `written` the patches in it with their bytes.
    """

    project_id: str
    changeset: str
    request: str
    actor: str
    decide: Callable[[Moment], Ruling]
    written: Written = NOTHING_WRITTEN


class Prepared(msgspec.Struct, frozen=True):
    """A unit ready to be appended, and the project's state once it is."""

    unit: Unit
    entry: Entry
    state: ProjectState

    def committed(self, offset: int) -> Committed:
        """The answer, when the unit's first record got this offset."""
        entry = self.entry
        return Committed(
            changeset_id=entry.id,
            project_id=self.state.project_id,
            first=entry.first,
            last=entry.last,
            version=entry.last,
            offset=offset + entry.last - entry.first,
            time=entry.time,
            repeated=False,
            state=self.state,
            entry=entry,
        )
