"""Reading lists, history and comparisons from the views, without the web application."""

from __future__ import annotations

from typing import Any

from api import queries
from api.cli.link import PAGE, Answer
from api.parts import Parts
from ledger.core.errors import NotFound
from projections.indexes.documents import Scope
from projections.queries.filters import Filters
from projections.queries.projects import Filters as ProjectFilters


def read(parts: Parts, steps: list[str], query: Answer) -> Answer:
    """What a GET of the path `/` + steps answers. Raises the ledger's errors."""
    match steps:
        case ["projects"]:
            return _projects(parts, **query)
        case ["projects", id]:
            return queries.project(parts, id, **query)
        case ["projects", id, "changesets"]:
            return _history(parts, id, **query)
        case ["projects", id, "changesets", changeset_id]:
            return queries.changeset(parts, id, changeset_id)
        case ["projects", id, "diff"]:
            return queries.diff(parts, id, query["from"], query.get("to"))
        case ["projects", id, "blame"]:
            return queries.project_blame(parts, id, query.get("limit", 50), query.get("cursor"))
        case ["projects", id, "tasks", task_id, "blame"]:
            return queries.task_blame(parts, id, task_id)
        case ["search"]:
            return queries.search_all(parts, **_scoped(**query))
        case ["search", "history"]:
            return queries.search_past(parts, **_scoped(**query))
    raise NotFound(f"there is no call /{'/'.join(steps)}")


def titles(parts: Parts) -> dict[str, str]:
    """The title of each project by its id."""
    found: dict[str, str] = {}
    cursor = None
    while True:
        page = _projects(parts, limit=PAGE, cursor=cursor)
        found |= {item["id"]: item["title"] for item in page["items"]}
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def _projects(
    parts: Parts,
    *,
    sort: str = "-updated",
    limit: int = 50,
    cursor: str | None = None,
    **given: Any,
) -> Answer:
    filters = ProjectFilters(
        tuple(given.get("status", ())),
        tuple(given.get("priority", ())),
        tuple(given.get("tag", ())),
        given.get("owner"),
        given.get("text", ""),
    )
    return queries.list_projects(parts, filters, sort, limit, cursor)


def drafts(
    parts: Parts, *, project_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Answer:
    """The drafts that wait for a decision, a page of them."""
    return queries.open_drafts(parts, project_id, limit, cursor)


def _scoped(*, q: str, project_id: str | None = None, **given: Any) -> Answer:
    return {"text": q, "scope": Scope(project_id), **given}


def _history(
    parts: Parts, project_id: str, *, limit: int = 50, cursor: str | None = None, **given: Any
) -> Answer:
    times = {
        name: queries.time_of(given[name], name) for name in ("since", "until") if name in given
    }
    filters = Filters(
        actor=given.get("actor"),
        task_id=given.get("task"),
        op=given.get("op"),
        since=times.get("since"),
        until=times.get("until"),
        text=given.get("text", ""),
    )
    return queries.history(parts, project_id, filters, limit, cursor)
