"""Views: differences, blame, statistics, what is next."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import figures, queries
from api.answers import answer
from api.deps import (
    AtTime,
    AtVersion,
    Cursor,
    Limit,
    Parts,
    ProjectInPath,
    TaskInPath,
    problems,
)
from api.door import StrictRoute
from api.schemas.history import BlamePage, DiffAnswer, TargetBlameOut
from api.schemas.views import NextAnswer, StatsAnswer

router = APIRouter(tags=["views"], route_class=StrictRoute)

FromVersion = Annotated[int, Query(alias="from", ge=0, description="The version on the left.")]
ToVersion = Annotated[
    int | None, Query(ge=0, description="The version on the right; the newest if absent.")
]
Since = Annotated[date | None, Query(description="The first day; its creation if absent.")]


@router.get(
    "/projects/{project_id}/diff",
    response_model=DiffAnswer,
    responses=problems(404, 422),
    summary="Compare two versions",
)
async def diff(
    parts: Parts, project_id: ProjectInPath, from_: FromVersion, to: ToVersion = None
) -> Response:
    """The net patches between two versions, with before and after. Either may be the later one."""
    return answer(await asyncio.to_thread(queries.diff, parts, project_id, from_, to))


@router.get(
    "/projects/{project_id}/blame",
    response_model=BlamePage,
    responses=problems(404, 422),
    summary="Who last set each field",
)
async def blame(
    parts: Parts, project_id: ProjectInPath, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """The project, then its tasks by number: who last set each field, when and why."""
    return answer(await asyncio.to_thread(queries.project_blame, parts, project_id, limit, cursor))


@router.get(
    "/projects/{project_id}/tasks/{task_id}/blame",
    response_model=TargetBlameOut,
    responses=problems(404),
    summary="Who last set each field of a task",
)
async def blame_of_task(parts: Parts, project_id: ProjectInPath, task_id: TaskInPath) -> Response:
    """One task: who last set each field, when and why."""
    return answer(await asyncio.to_thread(queries.task_blame, parts, project_id, task_id))


@router.get(
    "/projects/{project_id}/stats",
    response_model=StatsAnswer,
    responses=problems(404, 422),
    summary="Progress, burndown, throughput",
)
async def stats(
    parts: Parts,
    project_id: ProjectInPath,
    since: Since = None,
    version: AtVersion = None,
    at: AtTime = None,
) -> Response:
    """Status counts, progress, burndown and throughput by day (UTC): from the ledger.

    At a version or a time they are what they were then, also of a project that is deleted by now.
    """
    moment = figures.At(version, at)
    return answer(await asyncio.to_thread(figures.project_stats, parts, project_id, since, moment))


@router.get(
    "/projects/{project_id}/next",
    response_model=NextAnswer,
    responses=problems(404, 410, 422),
    summary="What to do next",
)
async def following(
    parts: Parts,
    project_id: ProjectInPath,
    limit: Limit = 10,
    version: AtVersion = None,
    at: AtTime = None,
) -> Response:
    """The tasks that are ready, best first, and why; or those that were, at a version or a time."""
    moment = figures.At(version, at)
    return answer(await asyncio.to_thread(figures.following, parts, project_id, limit, moment))
