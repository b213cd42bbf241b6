"""What can be read, as the JSON that is answered: for the routes and the command line alike.

All of these block. They raise the ledger's errors.
"""

from __future__ import annotations

from datetime import UTC, datetime

from api import shapes
from api.encoding import plain
from api.parts import Parts
from api.shapes import Answer, Shape
from ledger.answers import ProjectState
from ledger.core.algebra.diff import diff as net_patches
from ledger.core.errors import NotFound, refused
from ledger.core.patch import Patch
from ledger.states import check_version
from projections.indexes.documents import Scope
from projections.queries import activity as activities
from projections.queries import blame, drafts, filters, past, projects, search, timeline


def time_of(text: str, field: str) -> str:
    """A time of RFC 3339 in the ledger's form. Raises Refused."""
    try:
        # A plus sign that was not escaped in an address arrives as a space.
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        sentence = f"{field} is a time such as 2026-11-23T09:30:00Z."
        raise refused("invalid_value", sentence, field=field) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def list_projects(
    parts: Parts, filters: projects.Filters, sort: str, limit: int, cursor: str | None
) -> Answer:
    """The projects that are there, with progress and last change."""
    as_of = parts.store.length()
    with parts.views() as conn:
        page = projects.list_projects(conn, filters, sort, limit, cursor)
    items = [_item(row) for row in page.items]
    return {"items": items, "next_cursor": page.next_cursor, "as_of": as_of}


def open_drafts(parts: Parts, project_id: str | None, limit: int, cursor: str | None) -> Answer:
    """The drafts that wait for a decision, what was touched last first."""
    as_of = parts.store.length()
    with parts.views() as conn:
        page = drafts.open_drafts(conn, project_id, limit, cursor)
    items = list(map(plain, page.items))
    return {"items": items, "next_cursor": page.next_cursor, "as_of": as_of}


def saved_views(parts: Parts, project_id: str) -> Answer:
    """The saved views of a project, by name."""
    as_of = parts.store.length()
    views = parts.saved_views.all(project_id)
    items = [shapes.saved_view(view) for view in views]
    return {"items": items, "next_cursor": None, "as_of": as_of}


def _item(row: projects.ProjectRow) -> Answer:
    told = {**plain(row), **shapes.project_fields(row.project)}
    for inner in ("project", "tally", "status_counts", "deleted"):
        del told[inner]
    return told


def state(
    parts: Parts, project_id: str, version: int | None = None, at: str | None = None
) -> ProjectState:
    """A project now, at a version or at a time. Raises Gone for one that is deleted now."""
    past = past_state(parts, project_id, version, at)
    return parts.ledger.present(project_id) if past is None else past


def past_state(
    parts: Parts, project_id: str, version: int | None, at: str | None
) -> ProjectState | None:
    """A project at a version or at a time, also a deleted one; None where neither is given."""
    if version is not None and at is not None:
        raise refused("invalid_value", "Give a version or a time, not both.", field="at")
    if version is None and at is not None:
        time = time_of(at, "at")
        with parts.views() as conn:
            version = timeline.version_at(conn, project_id, time)
    return None if version is None else parts.ledger.state(project_id, version)


def project(
    parts: Parts,
    project_id: str,
    version: int | None = None,
    at: str | None = None,
    shape: Shape = "nested",
) -> Answer:
    """The whole plan at one version."""
    found = state(parts, project_id, version, at)
    return shapes.project_answer(found.tree, found.version, shape)


def preview(
    parts: Parts, project_id: str, patches: tuple[Patch, ...], base_version: int | None
) -> Answer:
    """What a changeset would lead to, or every reason why not."""
    tried = parts.ledger.preview(project_id, patches, base_version)
    before = parts.ledger.states.at(project_id, tried.version).tree
    return {
        **shapes.project_answer(tried.tree, tried.version),
        "diff": shapes.change_rows(before, tried.diff),
        "violations": [shapes.violation(v) for v in tried.violations],
        "conflicts": plain(tried.conflicts),
    }


def history(
    parts: Parts,
    project_id: str,
    chosen: filters.Filters = filters.ALL,
    limit: int = 50,
    cursor: str | None = None,
) -> Answer:
    """The changesets, newest first; also of a deleted project."""
    parts.ledger.state(project_id)
    with parts.views() as conn:
        page = timeline.list_changesets(conn, project_id, chosen, limit, cursor)
    items = [shapes.changeset_row(row) for row in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def changeset(parts: Parts, project_id: str, changeset_id: str) -> Answer:
    """One changeset with each field's before and after."""
    record = parts.ledger.changeset(project_id, changeset_id)
    with parts.views() as conn:
        row = timeline.find_changeset(conn, changeset_id)
    assert row is not None, "the views have seen all that the ledger has"
    rows = shapes.change_rows(record.before, record.patches)
    patches = [{**told, "version": record.first + told["index"]} for told in rows]
    return {**shapes.changeset_row(row), "patches": patches}


def versions(parts: Parts, project_id: str, chosen: filters.Filters = filters.ALL) -> Answer:
    """Where a slider over the versions can stand."""
    now = parts.ledger.state(project_id)
    with parts.views() as conn:
        found = timeline.marks(conn, project_id, chosen)
    return {"items": [mark._asdict() for mark in found], "version": now.version}


def patches(parts: Parts, project_id: str, after: int, limit: int) -> Answer:
    """Accepted patches in their order. Raises Refused: `version_out_of_range`."""
    now = parts.ledger.state(project_id)
    check_version(after, now.version)
    events = parts.ledger.accepted(project_id, after, now.version, limit)
    steps = [event for n, event in enumerate(events) if event.index == 0 or n == 0]
    return {
        "after": after,
        "version": now.version,
        "patches": shapes.patch_answers(event.patch for event in events),
        "changesets": [shapes.step(event) for event in steps],
    }


def activity(parts: Parts, project_id: str, count: int, chosen: filters.Filters) -> Answer:
    """How much was changed when and by whom."""
    now = parts.ledger.state(project_id)
    with parts.views() as conn:
        found = activities.activity(conn, project_id, count, chosen)
    assert found is not None, "the views have seen all that the ledger has"
    told: Answer = plain(found)
    return {**told, "version": now.version}


def diff(parts: Parts, project_id: str, first: int, second: int | None) -> Answer:
    """The net patches between two versions; None: the newest."""
    before = parts.ledger.state(project_id, first)
    after = parts.ledger.state(project_id, second)
    patches = net_patches(before.tree, after.tree, parts.ledger.limits.for_own_patches())
    return {
        "from": before.version,
        "to": after.version,
        "patches": shapes.change_rows(before.tree, patches),
        "counts": shapes.counts(patches),
    }


def project_blame(parts: Parts, project_id: str, limit: int, cursor: str | None) -> Answer:
    """The project, then its tasks by number."""
    parts.ledger.state(project_id)
    with parts.views() as conn:
        page = blame.project_blame(conn, project_id, limit, cursor)
    items = [shapes.target_blame(target) for target in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def task_blame(parts: Parts, project_id: str, task_id: str) -> Answer:
    """One task. Raises NotFound where it is not (or no longer) there."""
    parts.ledger.state(project_id)
    with parts.views() as conn:
        found = blame.task_blame(conn, project_id, task_id)
    if found is None:
        raise NotFound(f"project {project_id} has no task {task_id}", code="task_missing")
    return shapes.target_blame(found)


def search_all(
    parts: Parts, text: str, scope: Scope, limit: int = 20, cursor: str | None = None
) -> Answer:
    """What has all the words, best first."""
    with parts.views() as conn:
        page = search.search(conn, text, scope, limit, cursor)
    return {"items": list(map(shapes.hit, page.items)), "next_cursor": page.next_cursor}


def search_past(
    parts: Parts, text: str, scope: Scope, limit: int = 20, cursor: str | None = None
) -> Answer:
    """What had all the words, newest first."""
    with parts.views() as conn:
        page = past.search_past(conn, text, scope, limit, cursor)
    return {"items": list(map(shapes.past_hit, page.items)), "next_cursor": page.next_cursor}
