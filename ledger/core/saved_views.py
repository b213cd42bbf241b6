"""Saved views: ways of looking at a project that have a name, shared by all who see it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.core.errors import ChangesetIdReused, NotFound, refused
from ledger.core.events import ViewChanged, ViewDeleted, ViewEvent, ViewSaved

MOST = 200
"""Views that a project has at most: they are offered in one list."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a view is called and shows: a page of the project (`kind`), and what is set there."""

    name: str
    kind: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that is there, and who changed it last."""

    id: str
    look: Look
    time: str
    actor: str


Views = Mapping[str, SavedView]


def evolve(views: Views, event: ViewEvent) -> Views:
    """The views after one more event."""
    others = {id: view for id, view in views.items() if id != event.view}
    if isinstance(event, ViewDeleted):
        return others
    look = _look(views, event)
    return {**others, event.view: SavedView(event.view, look, event.time, event.actor)}


def _look(views: Views, event: ViewEvent) -> Look:
    if isinstance(event, ViewSaved):
        return Look(event.name, event.kind, event.settings)
    assert isinstance(event, ViewChanged)
    given = {"name": event.name, "kind": event.kind, "settings": event.settings}
    changed = {field: value for field, value in given.items() if value is not None}
    return replace(views[event.view].look, **changed)  # type: ignore[arg-type]


def decide_save(views: Views, id: str, look: Look) -> bool:
    """Whether a view still has to be saved under this id; not when it is there just so.

    Raises ChangesetIdReused (`view_id_reused`), Refused (`view_name_taken`, `too_many_views`).
    """
    known = views.get(id)
    if known is not None:
        if known.look != look:
            message = f"The id {id} is that of another view, {known.look.name!a}."
            raise ChangesetIdReused(message, code="view_id_reused")
        return False
    if len(views) >= MOST:
        raise refused("too_many_views", f"A project has at most {MOST} saved views.")
    _check_name(views, id, look.name)
    return True


def decide_change(views: Views, id: str, look: Look) -> bool:
    """Whether this makes another view of it. Raises as `existing`, and Refused (`view_name_taken`)."""
    known = existing(views, id)
    _check_name(views, id, look.name)
    return known.look != look


def existing(views: Views, id: str) -> SavedView:
    """The view with this id. Raises NotFound (`view_missing`)."""
    if id not in views:
        raise NotFound(f"There is no saved view {id}.", code="view_missing")
    return views[id]


def _check_name(views: Views, id: str, name: str) -> None:
    """Two views that are called the same could not be told apart."""
    wanted = name.casefold()
    if any(view.look.name.casefold() == wanted for view in views.values() if view.id != id):
        raise refused(
            "view_name_taken", f"Another view of this project is called {name!a}.", field="name"
        )
