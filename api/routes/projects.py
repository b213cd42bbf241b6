"""Projects: the list, one project at any version, a new one, a preview."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api import queries, shapes
from api.accepting import accepts
from api.answers import answer
from api.deps import (
    AtTime,
    AtVersion,
    Cursor,
    Limit,
    Parts,
    ProjectInPath,
    Who,
    etag,
    problems,
    unchanged,
)
from api.door import StrictRoute
from api.schemas.history import PreviewAnswer, ProjectAppended, Shape
from api.schemas.plan import ProjectAnswer, ProjectPage
from api.schemas.requests import ChangesetIn, NewProject
from api.sent_plans import LARGE, packed_plan, told_plan
from ledger.answers import Changes
from ledger.core.model import Priority, ProjectStatus
from ledger.core.parsing import to_core
from ledger.core.patch import Patch, freeze
from projections.queries.projects import Filters

router = APIRouter(prefix="/projects", tags=["projects"], route_class=StrictRoute)


@router.get("", response_model=ProjectPage, responses=problems(422), summary="List projects")
async def list_(  # noqa: PLR0913 - the filters of the contract
    parts: Parts,
    *,
    status: Annotated[list[ProjectStatus] | None, Query(description="Any of these.")] = None,
    priority: Annotated[list[Priority] | None, Query(description="Any of these.")] = None,
    tag: Annotated[list[str] | None, Query(description="All of these.")] = None,
    owner: Annotated[str | None, Query(description="Whose.")] = None,
    text: Annotated[str, Query(description="Words in title, summary or tags.")] = "",
    sort: Annotated[
        str,
        Query(description="updated, created, title, priority, due or progress; `-` for backwards."),
    ] = "-updated",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The projects that are there, with progress and last change."""
    filters = Filters(tuple(status or ()), tuple(priority or ()), tuple(tag or ()), owner, text)
    return answer(
        await asyncio.to_thread(queries.list_projects, parts, filters, sort, limit, cursor)
    )


@router.post(
    "",
    status_code=201,
    response_model=ProjectAppended,
    responses={
        200: {"model": ProjectAppended, "description": "The first answer to this id."},
        **problems(400, 409, 422, 503),
    },
    summary="Create a project",
)
async def create(parts: Parts, who: Who, sent: NewProject) -> Response:
    """Sugar for a changeset of one create patch. With `id` it is idempotent: the changeset has it, too."""
    given = sent.model_dump(include=sent.model_fields_set - {"id"})
    project_id = sent.id or parts.ledger.ids.new()
    patch = Patch("create", "project", project_id, freeze(given))
    done = await parts.writer.commit(Changes(project_id, (patch,), who, id=sent.id, base_version=0))
    record = await asyncio.to_thread(parts.ledger.changeset, project_id, done.changeset_id)
    told = shapes.project_answer(done.state.tree, done.version)
    changeset = shapes.changeset(record, project_id)
    body = {"project": told["project"], "version": done.version, "changeset": changeset}
    status = 200 if done.repeated else 201
    return answer(
        body, status, {"location": f"/api/v1/projects/{project_id}", **etag(done.version)}
    )


@router.get(
    "/{project_id}",
    response_model=ProjectAnswer,
    responses={304: {"description": "The version is the one you have."}, **problems(404, 410, 422)},
    summary="A project and its tasks, now or as they were",
)
async def get(  # noqa: PLR0913 - the parameters of the contract
    request: Request,
    parts: Parts,
    project_id: ProjectInPath,
    *,
    version: AtVersion = None,
    at: AtTime = None,
    shape: Annotated[Shape, Query(description="`nested`: with `children`; or `flat`.")] = "nested",
) -> Response:
    """The whole plan at one version. A deleted project is 410, but its past can be read."""
    state = await asyncio.to_thread(queries.state, parts, project_id, version, at)
    cached = unchanged(request, state.version)
    if cached is not None:
        return cached
    if len(state.tree.tasks) < LARGE or not accepts(request.headers, "gzip"):
        body = await asyncio.to_thread(told_plan, state, shape)
        return Response(body, headers=etag(state.version), media_type="application/json")
    packed = await packed_plan(parts.sent_plans, state, shape)
    headers = {**etag(state.version), "content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(packed, headers=headers, media_type="application/json")


@router.post(
    "/{project_id}/preview",
    response_model=PreviewAnswer,
    responses=problems(400, 404, 410, 422),
    summary="Try a changeset",
)
async def preview(parts: Parts, project_id: ProjectInPath, sent: ChangesetIn) -> Response:
    """The resulting tree, the net diff and every violation. Appends nothing."""
    patches = tuple(to_core(patch) for patch in sent.patches)
    return answer(
        await asyncio.to_thread(queries.preview, parts, project_id, patches, sent.base_version)
    )
