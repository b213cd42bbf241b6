"""Changesets: appending, undo, redo, restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api import shapes
from api.answers import answer
from api.backend import Backend
from api.deps import ChangesetInPath, Parts, ProjectInPath, Who, backend_of, etag, problems
from api.door import StrictRoute
from api.schemas.history import Appended
from api.schemas.requests import ChangesetIn, RestoreIn, UndoIn
from ledger.answers import Committed

router = APIRouter(prefix="/projects/{project_id}", tags=["history"], route_class=StrictRoute)

APPENDS: dict[str, Any] = {
    "status_code": 201,
    "response_model": Appended,
    "responses": {
        200: {"model": Appended, "description": "The first answer to this id."},
        **problems(400, 404, 409, 410, 422, 503),
    },
}


@router.post("/changesets", **APPENDS, summary="Accept patches")
async def append(
    request: Request, who: Who, project_id: ProjectInPath, sent: ChangesetIn
) -> Response:
    """Append patches as one changeset, whole or not at all.

    With `id` it is idempotent. With a `base_version` that is behind, it is rebased if nothing
    conflicts, else refused with base, theirs and ours of each field.
    """
    changes = sent.changes(project_id, who)
    parts = await backend_of(request)  # as a dependency it would take a twentieth of the call
    return told(await parts.writer.commit(changes))


def told(done: Committed) -> Response:
    """The answer to whoever appended: 201, or 200 with the first answer."""
    status = 200 if done.repeated else 201
    return answer(shapes.appended(done), status, etag(done.version))


async def _run(parts: Backend, append: Callable[[], Committed]) -> Response:
    return told(await parts.writer.run(append))


@router.post("/changesets/{changeset_id}/undo", **APPENDS, summary="Undo one changeset")
async def undo_one(
    parts: Parts,
    who: Who,
    project_id: ProjectInPath,
    changeset_id: ChangesetInPath,
    sent: UndoIn | None = None,
) -> Response:
    """Append its inverse. 409 `conflict` where later changes touched the same fields."""
    asked = sent or UndoIn()
    undo = parts.ledger.undo_changeset
    return await _run(parts, partial(undo, project_id, changeset_id, who, asked.id, asked.message))


@router.post("/undo", **APPENDS, summary="Undo your latest changeset")
async def undo(
    parts: Parts, who: Who, project_id: ProjectInPath, sent: UndoIn | None = None
) -> Response:
    """Take back your latest changeset that is neither undone nor itself an undo."""
    asked = sent or UndoIn()
    return await _run(parts, partial(parts.ledger.undo, project_id, who, asked.id, asked.message))


@router.post("/redo", **APPENDS, summary="Redo what you undid last")
async def redo(
    parts: Parts, who: Who, project_id: ProjectInPath, sent: UndoIn | None = None
) -> Response:
    """Take back your latest undo, if no ordinary changeset of yours came after it."""
    asked = sent or UndoIn()
    return await _run(parts, partial(parts.ledger.redo, project_id, who, asked.id, asked.message))


@router.post("/restore", **APPENDS, summary="Bring a version back")
async def restore(parts: Parts, who: Who, project_id: ProjectInPath, sent: RestoreIn) -> Response:
    """Append the difference that leads back to a version. Nothing is rewritten."""
    again = partial(parts.ledger.restore, project_id, sent.version, who, sent.id, sent.message)
    return await _run(parts, again)
