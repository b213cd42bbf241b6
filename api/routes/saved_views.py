"""Saved views: ways of looking at a project that have a name, shared by all who see it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from fastapi import APIRouter
from fastapi.responses import Response

from api import queries, shapes
from api.answers import answer
from api.deps import Parts, ProjectInPath, ViewInPath, Who, problems
from api.door import StrictRoute
from api.schemas.saved_views import ViewChangeIn, ViewIn, ViewOut, ViewPage
from ledger.core.saved_views import Look

router = APIRouter(prefix="/projects/{project_id}/views", tags=["views"], route_class=StrictRoute)


@router.get(
    "",
    response_model=ViewPage,
    responses=problems(404, 410),
    summary="The saved views of a project",
)
async def all_views(parts: Parts, project_id: ProjectInPath) -> Response:
    """All of them, by name; a project has at most 200."""
    return answer(await asyncio.to_thread(queries.saved_views, parts, project_id))


@router.post(
    "",
    status_code=201,
    response_model=ViewOut,
    responses={
        200: {"model": ViewOut, "description": "The view was there already, just so."},
        **problems(400, 404, 410, 422, 503),
    },
    summary="Save a view",
)
async def save(parts: Parts, who: Who, project_id: ProjectInPath, sent: ViewIn) -> Response:
    """Give a way of looking at the project a name, for everybody. No two are called the same."""
    look = Look(sent.name, sent.kind, sent.settings)
    run = partial(parts.saved_views.save, project_id, look, who, sent.id)
    view, repeated = await parts.writer.run(run)
    location = {"location": f"/api/v1/projects/{project_id}/views/{view.id}"}
    return answer(shapes.saved_view(view), 200 if repeated else 201, location)


@router.get(
    "/{view_id}", response_model=ViewOut, responses=problems(404, 410), summary="A saved view"
)
async def get(parts: Parts, project_id: ProjectInPath, view_id: ViewInPath) -> Response:
    """As it is now."""
    run = partial(parts.saved_views.get, project_id, view_id)
    return answer(shapes.saved_view(await asyncio.to_thread(run)))


@router.patch(
    "/{view_id}",
    response_model=ViewOut,
    responses=problems(400, 404, 410, 422, 503),
    summary="Change a saved view",
)
async def change(
    parts: Parts, who: Who, project_id: ProjectInPath, view_id: ViewInPath, sent: ViewChangeIn
) -> Response:
    """Rename it, or have it show something else: what is not sent stays. The same again changes nothing."""
    fields = {name: value for name, value in sent if value is not None}
    run = partial(
        parts.saved_views.change, project_id, view_id, who, lambda look: replace(look, **fields)
    )
    return answer(shapes.saved_view(await parts.writer.run(run)))


@router.delete(
    "/{view_id}",
    response_model=ViewOut,
    responses=problems(404, 410, 503),
    summary="Delete a saved view",
)
async def delete(
    parts: Parts, who: Who, project_id: ProjectInPath, view_id: ViewInPath
) -> Response:
    """It is offered no longer. The answer is what it was: saving that under its id brings it back."""
    run = partial(parts.saved_views.delete, project_id, view_id, who)
    return answer(shapes.saved_view(await parts.writer.run(run)))
