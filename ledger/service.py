"""The ledger: what can be asked of it, whoever asks. Thread-safe and synchronous.

Each call that appends is one transaction, and idempotent by the changeset's id: the same id, project
and request is answered with the first answer (`repeated`), anything else under that id raises
ChangesetIdReused. Each raises NotFound, Gone, Refused, Conflict or a StoreError, with nothing
appended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from ledger.answers import Changes, ChangesetRecord, Committed, Preview, ProjectState
from ledger.clock import SystemClock, TimeOrderedIds
from ledger.codec import Written, digest
from ledger.core.algebra.diff import diff
from ledger.core.decide import decide_restore, decide_reversal
from ledger.core.errors import Conflict, Gone, LedgerError, Refused
from ledger.core.events import Cause, PatchAccepted
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import Json
from ledger.core.patch import Patch
from ledger.core.telling import call
from ledger.core.undo import Changeset, in_force, to_redo, to_undo
from ledger.history import History
from ledger.intents import Intent, Moment, Ruling
from ledger.ports import Clock, EventStore, Ids
from ledger.snapshots import Snapshots
from ledger.states import States
from ledger.writer import Writer


class Ledger:
    """Projects, changed only by accepted patches, with every past state."""

    def __init__(
        self,
        store: EventStore,
        clock: Clock | None = None,
        ids: Ids | None = None,
        limits: Limits = LIMITS,
        snapshots: Snapshots | None = None,
    ) -> None:
        self.store = store
        self.ids = ids or TimeOrderedIds()
        self.limits = limits
        self.snapshots = snapshots or Snapshots(store)
        self.states = States(store, self.snapshots)
        self.history = History(store, self.states)
        self.writer = Writer(store, self.states, clock or SystemClock())

    # Reading

    def state(self, project_id: str, version: int | None = None) -> ProjectState:
        """A project now, or at a version from 0 to now. A deleted one has a tree without project.

        Raises NotFound (`project_missing`), Refused (`version_out_of_range`).
        """
        now = self.states.existing(project_id)
        return now if version is None else self.states.at(project_id, version)

    def present(self, project_id: str) -> ProjectState:
        """A project now. Raises NotFound, or Gone when it was deleted."""
        now = self.states.existing(project_id)
        if now.tree.project is None:
            message = f"Project {project_id} was deleted; its past versions can be read."
            raise Gone(message, now.version)
        return now

    def changeset(self, project_id: str, changeset_id: str) -> ChangesetRecord:
        """One accepted changeset. Raises NotFound (`changeset_missing`)."""
        return self.history.changeset(project_id, changeset_id)

    def patches(
        self, project_id: str, after: int = 0, upto: int | None = None
    ) -> tuple[Patch, ...]:
        """The accepted patches with after < version <= upto."""
        return self.states.patches(project_id, after, upto)

    def accepted(
        self, project_id: str, after: int, upto: int, limit: int
    ) -> tuple[PatchAccepted, ...]:
        """The events with after < version <= upto, at most `limit` of them."""
        return self.history.accepted(project_id, after, upto, limit)

    def preview(
        self, project_id: str, patches: Sequence[Patch], base_version: int | None = None
    ) -> Preview:
        """What a changeset would do, or every reason why it would not. Appends nothing."""
        moment = Moment.of(self.states, project_id)
        now = moment.now
        try:
            tree = moment.decide_changes(patches, base_version, self.limits).tree
        except Refused as error:
            return Preview(now.tree, now.version, violations=error.violations)
        except Conflict as error:
            return Preview(now.tree, now.version, conflicts=error.conflicts)
        return Preview(tree, now.version, diff(now.tree, tree, self.limits))

    # Writing

    def commit(self, changes: Changes) -> Committed:
        """Accept patches as one changeset, rebased where `base_version` is behind."""
        return self.writer.append(self._intent_of(changes))

    def commit_many(self, many: Sequence[Changes]) -> list[Committed | LedgerError]:
        """Accept several changesets in one transaction; each gets an answer of its own, in order.

        Where the transaction fails, each is tried alone, so that one does not fail its neighbours.
        """
        return self.writer.append_many([self._intent_of(changes) for changes in many])

    def undo(
        self, project_id: str, actor: str, id: str | None = None, message: str | None = None
    ) -> Committed:
        """Take back this actor's latest changeset.

        Raises Conflict: `nothing_to_undo`, or `conflict` where later changes touched the same.
        """
        request = Request(project_id, actor, id, message, {"undo": None})
        return self._take_back(request, "undo", to_undo)

    def redo(
        self, project_id: str, actor: str, id: str | None = None, message: str | None = None
    ) -> Committed:
        """Take back this actor's latest undo. Raises Conflict: `nothing_to_redo` or `conflict`."""
        request = Request(project_id, actor, id, message, {"redo": None})
        return self._take_back(request, "redo", to_redo)

    def undo_changeset(
        self,
        project_id: str,
        changeset_id: str,
        actor: str,
        id: str | None = None,
        message: str | None = None,
    ) -> Committed:
        """Take back a changeset, whoever's it is. `id` is that of the new changeset.

        Raises NotFound (`changeset_missing`), Conflict (`already_undone` or `conflict`).
        """

        def decide(moment: Moment) -> Ruling:
            self.history.receipt(project_id, changeset_id)
            return self._reversal(moment, changeset_id, "undo", actor)

        request = Request(project_id, actor, id, message, {"undo": changeset_id})
        return self._append(request, decide)

    def restore(
        self,
        project_id: str,
        version: int,
        actor: str,
        id: str | None = None,
        message: str | None = None,
    ) -> Committed:
        """Append what brings the tree of `version` back.

        Raises Refused (`version_out_of_range`, `inside_changeset`), Conflict (`nothing_to_restore`).
        """

        def decide(moment: Moment) -> Ruling:
            then = self.states.at(project_id, version).tree
            self.history.check_boundary(project_id, version)
            decision = decide_restore(moment.standing, then, self.limits)
            cause, message = Cause("restore", version), f"Restore version {version}"
            return Ruling(decision, cause, actor, moment.now.version, message)

        request = Request(project_id, actor, id, message, {"restore": version})
        return self._append(request, decide)

    def close(self) -> None:
        """Finish what is under way, and let go of the store."""
        self.snapshots.close()
        self.store.close()

    def _intent_of(self, changes: Changes) -> Intent:
        author, base = changes.author or changes.actor, changes.base_version

        def decide(moment: Moment) -> Ruling:
            return Ruling(
                decision=moment.decide_changes(changes.patches, base, self.limits),
                cause=changes.cause,
                author=author,
                base_version=moment.now.version if base is None else base,
                message=changes.message,
                occurred_at=changes.occurred_at,
            )

        written, asked = Written(changes.patches), changes.request
        if asked is None:
            request = written.digest(message=changes.message, base_version=base)
        else:
            request = digest(asked)
        return Intent(
            project_id=changes.project_id,
            changeset=changes.id or self.ids.new(),
            request=request,
            actor=changes.actor,
            decide=decide,
            written=written,
        )

    def _take_back(
        self,
        request: Request,
        kind: Literal["undo", "redo"],
        choose: Callable[[Iterable[Changeset], str], Changeset | None],
    ) -> Committed:
        def decide(moment: Moment) -> Ruling:
            chosen = choose(self._newest_first(moment), request.actor)
            if chosen is None:
                raise Conflict(f"There is nothing of yours to {kind}.", code=f"nothing_to_{kind}")
            return self._reversal(moment, chosen.id, kind, request.actor)

        return self._append(request, decide)

    def _append(self, request: Request, decide: Callable[[Moment], Ruling]) -> Committed:
        self.states.existing(request.project_id)
        return self.writer.append(
            Intent(
                project_id=request.project_id,
                changeset=request.id or self.ids.new(),
                request=digest({**request.asked, "message": request.message}),
                actor=request.actor,
                decide=lambda moment: _saying(decide(moment), request.message),
            )
        )

    def _reversal(
        self, moment: Moment, changeset_id: str, kind: Literal["undo", "redo"], actor: str
    ) -> Ruling:
        """Take a changeset back as things stand now."""
        changeset_id = self._in_force(moment, changeset_id)
        record = self.history.changeset(moment.now.project_id, changeset_id)
        theirs = moment.since(record.last).theirs
        decision = decide_reversal(
            moment.standing, record.patches, record.before, theirs, self.limits
        )
        what = call(record.message, record.patches, (record.after, record.before))
        message = f"{kind.capitalize()}: {what}"
        return Ruling(decision, Cause(kind, changeset_id), actor, moment.now.version, message)

    def _in_force(self, moment: Moment, changeset_id: str) -> str:
        found = in_force(self._newest_first(moment), changeset_id)
        if found is None:
            raise Conflict(f"Changeset {changeset_id} is undone already.", code="already_undone")
        return found

    def _newest_first(self, moment: Moment) -> Iterator[Changeset]:
        return self.history.newest_first(moment.now.project_id, moment.now.version)


def _saying(ruling: Ruling, message: str | None) -> Ruling:
    """With the reason that was given; where there is none, it says what it takes back."""
    return ruling if message is None else replace(ruling, message=message)


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for what of which project. `id`: that of the changeset to be made."""

    project_id: str
    actor: str
    id: str | None
    message: str | None
    asked: dict[str, Json]
