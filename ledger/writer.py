"""The one place that appends changesets: decide on a fresh state, stamp, append, or answer again.

Appending is optimistic. Where the store says that a stream has moved or that the changeset's id is
taken, everything is read afresh and decided again, this time while nobody else can append: whoever has
more to read afresh would lose every race. The first try decides on the state as it was last
seen, so that nothing need be read; what it would refuse is decided again on a fresh one. An id that was
answered before is looked up before any refusal is told, because a client whose answer got lost asks
again and must hear the first answer. So it is when the store's own answer got lost: what it did store
is answered as stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from datetime import UTC
from threading import Lock
from typing import TypeVar

from msgspec.structs import replace

from ledger.answers import Committed, ProjectState
from ledger.codec import CommonEnvelope, encode, hash_of
from ledger.core.actors import check_accepts
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    LedgerError,
    OutcomeUnknown,
    StoreError,
)
from ledger.core.events import SCHEMA, PatchAccepted, project_stream
from ledger.entries import entry_of, read_entry
from ledger.intents import Intent, Moment, Prepared, Ruling, Span
from ledger.ports import (
    Clock,
    EventStore,
    NewRecord,
    Receipt,
    ReceiptTaken,
    Unit,
    VersionConflict,
)
from ledger.states import States

Outcome = TypeVar("Outcome")

ATTEMPTS = 20
"""How often to decide again when a stream keeps moving."""


class _OldState(Exception):
    """A refusal that may be due to a state that is not the latest."""


class Writer:
    """Appends intents, one process-wide decision at a time."""

    def __init__(self, store: EventStore, states: States, clock: Clock) -> None:
        self._store = store
        self._states = states
        self._clock = clock
        self._lock = Lock()

    def time(self, not_before: str) -> str:
        """The present as it is stored, never before what was stored already."""
        now = self._clock.now().astimezone(UTC).isoformat(timespec="microseconds")
        return max(now.removesuffix("+00:00") + "Z", not_before)

    def append(self, intent: Intent) -> Committed:
        """Append one intent. Raises the LedgerError that keeps it from being appended."""
        with self._lock:
            return self._alone(intent)

    def append_many(self, intents: Sequence[Intent]) -> list[Committed | LedgerError]:
        """Append several in one transaction; when that fails, each in one of its own."""
        with self._lock:
            doubt = None
            if _are_distinct(intents):
                try:
                    return self._together(intents)
                except (VersionConflict, ReceiptTaken):
                    pass
                except StoreError as error:
                    doubt = error
            return [self._told(self._singly, intent, doubt) for intent in intents]

    def _singly(self, intent: Intent, doubt: StoreError | None) -> Committed:
        """Alone, after its batch failed; what was unknown of the batch stays so if this fails, too."""
        try:
            return self._alone(intent, fresh=True)
        except StoreError as error:
            raise (doubt if isinstance(doubt, OutcomeUnknown) else error) from error

    def _alone(self, intent: Intent, *, fresh: bool = False) -> Committed:
        for attempt in range(ATTEMPTS):
            turn = self._store.alone() if attempt else nullcontext()
            with suppress(VersionConflict, ReceiptTaken), turn:
                return self._attempt(intent, fresh=fresh)
            fresh = True
        raise Conflict(f"Project {intent.project_id} is changing too fast; try again.")

    def _attempt(self, intent: Intent, *, fresh: bool) -> Committed:
        try:
            moment = Moment.of(self._states, intent.project_id, fresh=fresh)
            prepared = self._prepared(intent, moment)
            [offset] = self._store.append([prepared.unit])
        except (LedgerError, VersionConflict, ReceiptTaken) as error:
            if (first_answer := self._answered_despite(error, intent)) is not None:
                return first_answer
            if not fresh and isinstance(error, LedgerError) and not isinstance(error, StoreError):
                return self._attempt(intent, fresh=True)  # no refusal because of an old state
            raise
        self._states.remember(prepared.state)
        return prepared.committed(offset)

    def _together(self, intents: Sequence[Intent]) -> list[Committed | LedgerError]:
        with suppress(VersionConflict, _OldState):
            return self._attempt_together(intents, fresh=False)
        with self._store.alone():
            return self._attempt_together(intents, fresh=True)

    def _attempt_together(
        self, intents: Sequence[Intent], *, fresh: bool
    ) -> list[Committed | LedgerError]:
        moments: dict[str, Moment] = {}
        outcomes = [self._told(self._on_top, intent, moments, fresh) for intent in intents]
        units = [outcome.unit for outcome in outcomes if isinstance(outcome, Prepared)]
        offsets = iter(self._store.append(units))
        for moment in moments.values():
            self._states.remember(moment.now)
        return [
            outcome.committed(next(offsets)) if isinstance(outcome, Prepared) else outcome
            for outcome in outcomes
        ]

    def _on_top(
        self, intent: Intent, moments: dict[str, Moment], fresh: bool
    ) -> Prepared | Committed:
        """Decide on what is stored and what the batch has decided so far."""
        moment = moments.get(intent.project_id)
        if moment is None:
            moment = Moment.of(self._states, intent.project_id, fresh=fresh)
        try:
            prepared = self._prepared(intent, moment)
        except LedgerError as error:
            if (first_answer := self._first_answer(intent)) is not None:
                return first_answer
            if not fresh and self._has_moved(moment):
                raise _OldState from error
            raise
        pending = moment.pending + prepared.entry.patches
        moments[intent.project_id] = replace(moment, now=prepared.state, pending=pending)
        return prepared

    def _has_moved(self, moment: Moment) -> bool:
        return self._states.current(moment.stored.project_id).version != moment.stored.version

    def _prepared(self, intent: Intent, moment: Moment) -> Prepared:
        check_accepts(intent.actor)
        ruling = intent.decide(moment)
        now, patches = moment.now, ruling.decision.patches
        time = self.time(max(now.time, ruling.not_before))
        span = Span(intent.changeset, now.version + 1, now.version + len(patches), time)
        first = _first_event(intent, ruling, span, now.head_hash)
        records, head_hash = _stamped(first, intent.written.each(patches))
        stream = project_stream(intent.project_id)
        return Prepared(
            unit=Unit(
                (*records, *ruling.beside(span)),
                Receipt(intent.changeset, stream, span.first, span.last, intent.request),
            ),
            entry=entry_of(first, patches),
            state=ProjectState(
                project_id=intent.project_id,
                version=span.last,
                tree=ruling.decision.tree,
                numbers=ruling.decision.numbers,
                head_hash=head_hash,
                time=time,
            ),
        )

    def _answered_despite(self, error: Exception, intent: Intent) -> Committed | None:
        """The first answer; where it cannot be asked for, too, the error that says more."""
        try:
            return self._first_answer(intent)
        except StoreError as out_of_reach:
            raise (error if isinstance(error, OutcomeUnknown) else out_of_reach) from error

    def _first_answer(self, intent: Intent) -> Committed | None:
        """What was answered when this changeset was accepted; None if it never was."""
        receipt = self._store.receipt(intent.changeset)
        if receipt is None:
            return None
        if (receipt.stream, receipt.request) != (project_stream(intent.project_id), intent.request):
            raise ChangesetIdReused(
                f"Changeset id {intent.changeset} was used for another request; take a new one."
            )
        entry = read_entry(self._store, receipt)
        [last] = self._store.read(receipt.stream, receipt.last - 1, receipt.last)
        return Committed(
            changeset_id=intent.changeset,
            project_id=intent.project_id,
            first=receipt.first,
            last=receipt.last,
            version=receipt.last,
            offset=last.offset,
            time=entry.time,
            repeated=True,
            state=self._states.at(intent.project_id, receipt.last),
            entry=entry,
        )

    @staticmethod
    def _told(attempt: Callable[..., Outcome], *arguments: object) -> Outcome | LedgerError:
        try:
            return attempt(*arguments)
        except LedgerError as error:
            return error


def _are_distinct(intents: Sequence[Intent]) -> bool:
    return len(intents) == len({intent.changeset for intent in intents}) > 1


def _stamped(first: PatchAccepted, patches: Sequence[bytes]) -> tuple[list[NewRecord], str]:
    """The records of a changeset, each with the hash of the one before, and the hash of the last.

    `patches`: their canonical bytes, that of the first event too.
    """
    topic, data = encode(first)
    stored = [data]
    if len(patches) > 1:
        stored += CommonEnvelope(first).following(data, patches[1:])
    records = [NewRecord(first.stream, v, topic, d) for v, d in enumerate(stored, first.version)]
    return records, hash_of(stored[-1])


def _first_event(intent: Intent, ruling: Ruling, span: Span, previous: str) -> PatchAccepted:
    return PatchAccepted(
        schema=SCHEMA,
        stream=project_stream(intent.project_id),
        version=span.first,
        changeset=span.changeset,
        index=0,
        size=len(ruling.decision.patches),
        time=span.time,
        occurred_at=ruling.occurred_at,
        actor=intent.actor,
        author=ruling.author,
        cause=ruling.cause,
        base_version=ruling.base_version,
        proposal=ruling.proposal,
        request=intent.request,
        previous=previous,
        message=ruling.message,
        patch=ruling.decision.patches[0],
    )
