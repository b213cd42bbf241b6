"""The history, for reading: what was accepted when, by whom and why, and the patches themselves."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api import queries
from api.answers import answer
from api.deps import ChangesetInPath, Cursor, Limit, Parts, ProjectInPath, problems
from api.door import StrictRoute
from api.schemas.history import (
    ActivityAnswer,
    ChangesetDetail,
    ChangesetPage,
    MarksAnswer,
    PatchesAnswer,
)
from ledger.core.events import CauseKind
from ledger.core.patch import Op
from projections.queries.filters import Filters

router = APIRouter(prefix="/projects/{project_id}", tags=["history"], route_class=StrictRoute)


async def chosen(  # noqa: PLR0913 - the filters of the contract
    *,
    actor: Annotated[str | None, Query(description="Who accepted or wrote it.")] = None,
    task: Annotated[str | None, Query(description="The id of a task that it touched.")] = None,
    op: Annotated[Op | None, Query(description="Holds a patch of this kind.")] = None,
    cause: Annotated[CauseKind | None, Query(description="How it came about.")] = None,
    proposal: Annotated[str | None, Query(description="The id of what was accepted.")] = None,
    since: Annotated[str | None, Query(description="At this time or later (RFC 3339).")] = None,
    until: Annotated[str | None, Query(description="Before this time (RFC 3339).")] = None,
    text: Annotated[str, Query(description="Words in the message or a touched title.")] = "",
) -> Filters:
    """Which changesets are meant; all of them if nothing is said."""
    return Filters(
        actor=actor,
        task_id=task,
        op=op,
        cause=cause,
        proposal=proposal,
        since=since and queries.time_of(since, "since"),
        until=until and queries.time_of(until, "until"),
        text=text,
    )


Chosen = Annotated[Filters, Depends(chosen)]


@router.get(
    "/changesets",
    response_model=ChangesetPage,
    responses=problems(404, 422),
    summary="The history, newest first",
)
async def changesets(
    parts: Parts,
    project_id: ProjectInPath,
    filters: Chosen,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Who changed what, when and why. Goes on working when the project was deleted."""
    found = await asyncio.to_thread(queries.history, parts, project_id, filters, limit, cursor)
    return answer(found)


@router.get(
    "/changesets/{changeset_id}",
    response_model=ChangesetDetail,
    responses=problems(404),
    summary="One changeset",
)
async def changeset(
    parts: Parts, project_id: ProjectInPath, changeset_id: ChangesetInPath
) -> Response:
    """One changeset with each field's before and after."""
    return answer(await asyncio.to_thread(queries.changeset, parts, project_id, changeset_id))


@router.get(
    "/versions",
    response_model=MarksAnswer,
    responses=problems(404, 422),
    summary="Steps of a slider",
)
async def versions(parts: Parts, project_id: ProjectInPath, filters: Chosen) -> Response:
    """The versions that each changeset made, oldest first; thinned out beyond a thousand."""
    return answer(await asyncio.to_thread(queries.versions, parts, project_id, filters))


@router.get(
    "/patches",
    response_model=PatchesAnswer,
    responses=problems(404, 422),
    summary="Accepted patches, oldest first",
)
async def patches(
    parts: Parts,
    project_id: ProjectInPath,
    after: Annotated[int, Query(ge=0, description="The version before the first of them.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at most.")] = 1000,
) -> Response:
    """What leads from one version to the next: applied in order, they give every state in between."""
    return answer(await asyncio.to_thread(queries.patches, parts, project_id, after, limit))


@router.get(
    "/activity",
    response_model=ActivityAnswer,
    responses=problems(404, 422),
    summary="How much was changed when",
)
async def activity(
    parts: Parts,
    project_id: ProjectInPath,
    filters: Chosen,
    slots: Annotated[int, Query(ge=1, le=1000, description="Into how many parts.")] = 100,
) -> Response:
    """The project's time in equal stretches, and for each who changed how much in which way."""
    return answer(await asyncio.to_thread(queries.activity, parts, project_id, slots, filters))
