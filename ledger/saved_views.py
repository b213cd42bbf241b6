"""The saved views of projects, kept in the ledger: one stream a project, read whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ledger import codec
from ledger.core.actors import check_accepts
from ledger.core.errors import Conflict, OutcomeUnknown
from ledger.core.events import (
    GENESIS,
    SCHEMA,
    ViewChanged,
    ViewDeleted,
    ViewEvent,
    ViewSaved,
    views_stream,
)
from ledger.core.saved_views import (
    Look,
    SavedView,
    Views,
    decide_change,
    decide_save,
    evolve,
    existing,
)
from ledger.ports import NewRecord, Unit, VersionConflict
from ledger.service import Ledger
from ledger.writer import ATTEMPTS

Step = tuple[type[ViewEvent], dict[str, Any]]
"""An event to be, without its envelope."""


@dataclass(frozen=True, slots=True)
class _Stream:
    views: Views
    version: int
    head_hash: str
    time: str


class SavedViews:
    """The saved views of a ledger's projects. Thread-safe, as the ledger is.

    Every call raises NotFound (`project_missing`) or Gone when there is no such project now; those
    that change something, Refused (`actor_cannot_accept`) when it is not a person who asks.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self, project_id: str) -> tuple[SavedView, ...]:
        """The views of a project, by name."""
        self._ledger.present(project_id)
        views = self._read(project_id).views
        return tuple(sorted(views.values(), key=lambda view: view.look.name.casefold()))

    def get(self, project_id: str, id: str) -> SavedView:
        """One view. Raises NotFound (`view_missing`)."""
        self._ledger.present(project_id)
        return existing(self._read(project_id).views, id)

    def save(
        self, project_id: str, look: Look, actor: str, id: str | None = None
    ) -> tuple[SavedView, bool]:
        """Save a view; and whether it was there before, under the `id` that the client chose.

        Raises ChangesetIdReused (`view_id_reused`), Refused (`view_name_taken`, `too_many_views`).
        """
        id = id or self._ledger.ids.new()
        said = {"name": look.name, "kind": look.kind, "settings": look.settings}

        def decide(views: Views) -> Step | None:
            return (ViewSaved, said) if decide_save(views, id, look) else None

        views, appended = self._append(project_id, id, actor, decide)
        return views[id], not appended

    def change(
        self, project_id: str, id: str, actor: str, changed: Callable[[Look], Look]
    ) -> SavedView:
        """Make another view of it. Raises NotFound (`view_missing`), Refused (`view_name_taken`)."""

        def decide(views: Views) -> Step | None:
            before = existing(views, id).look
            after = changed(before)
            fields = {
                field: getattr(after, field)
                for field in ("name", "kind", "settings")
                if getattr(after, field) != getattr(before, field)
            }
            return (ViewChanged, fields) if decide_change(views, id, after) else None

        return self._append(project_id, id, actor, decide)[0][id]

    def delete(self, project_id: str, id: str, actor: str) -> SavedView:
        """Offer it no longer; the answer is what it was. Raises NotFound (`view_missing`)."""
        found: list[SavedView] = []

        def decide(views: Views) -> Step | None:
            if found and id not in views:  # stored, but the answer got lost
                return None
            found.append(existing(views, id))
            return ViewDeleted, {}

        self._append(project_id, id, actor, decide)
        return found[-1]

    def _append(
        self, project_id: str, id: str, actor: str, decide: Callable[[Views], Step | None]
    ) -> tuple[Views, bool]:
        """The views once what was decided on them is stored, and whether there was anything to store."""
        check_accepts(actor)
        self._ledger.present(project_id)
        lost: OutcomeUnknown | None = None
        for _ in range(ATTEMPTS):
            now = self._read(project_id)
            step = decide(now.views)
            if step is None:
                return now.views, lost is not None
            if lost is not None:
                raise lost
            event = self._event(project_id, now, id, actor, step)
            topic, data = codec.encode(event)
            with suppress(VersionConflict):
                try:
                    self._ledger.store.append(
                        [Unit((NewRecord(event.stream, event.version, topic, data),))]
                    )
                except OutcomeUnknown as error:
                    lost = error
                    continue
                return evolve(now.views, event), True
        raise Conflict(f"The saved views of {project_id} are changing too fast; try again.")

    def _event(self, project_id: str, now: _Stream, id: str, actor: str, step: Step) -> ViewEvent:
        kind, fields = step
        return kind(
            schema=SCHEMA,
            stream=views_stream(project_id),
            version=now.version + 1,
            time=self._ledger.writer.time(now.time),
            actor=actor,
            previous=now.head_hash,
            view=id,
            **fields,
        )

    def _read(self, project_id: str) -> _Stream:
        now = _Stream({}, 0, GENESIS, "")
        for record in self._ledger.store.read(views_stream(project_id)):
            event = codec.decode(record.topic, record.data)
            assert isinstance(event, ViewEvent)
            views = evolve(now.views, event)
            now = _Stream(views, event.version, codec.hash_of(record.data), event.time)
        return now
