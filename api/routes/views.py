"""Views: differences, blame, statistics, what is next, search."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import shapes
from api.backend import Backend
from api.deps import Cursor, Limit, Parts, ProjectInPath, TaskInPath, problems
from api.encoding import answer, plain
from api.schemas.history import BlamePage, DiffAnswer, TargetBlameOut
from api.schemas.views import NextAnswer, SearchAnswer, StatsAnswer
from api.strict_json import StrictRoute
from ledger.core.algebra.diff import diff as net_patches
from ledger.core.errors import Gone, NotFound
from projections.next import next_tasks
from projections.queries.blame import TargetBlame, project_blame, task_blame
from projections.queries.search import search as find
from projections.queries.stats import project_stats

router = APIRouter(tags=["views"], route_class=StrictRoute)


@router.get(
    "/projects/{project_id}/diff",
    response_model=DiffAnswer,
    responses=problems(404, 422),
    summary="Compare two versions",
)
async def diff(
    parts: Parts,
    project_id: ProjectInPath,
    from_: Annotated[int, Query(alias="from", ge=0, description="The version on the left.")],
    to: Annotated[
        int | None, Query(ge=0, description="On the right; the newest if absent.")
    ] = None,
) -> Response:
    """The net patches between two versions, with before and after. Either may be the later one."""
    return answer(await asyncio.to_thread(_diff, parts, project_id, from_, to))


def _diff(parts: Backend, project_id: str, first: int, second: int | None) -> shapes.Answer:
    before = parts.ledger.state(project_id, first)
    after = parts.ledger.state(project_id, second)
    patches = net_patches(before.tree, after.tree, parts.ledger.limits.for_own_patches())
    return {
        "from": before.version,
        "to": after.version,
        "patches": shapes.change_rows(before.tree, patches),
        "counts": shapes.counts(patches),
    }


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
    await asyncio.to_thread(parts.ledger.state, project_id)
    page = await parts.view(project_blame, project_id, limit, cursor)
    items = [_blame(target) for target in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/projects/{project_id}/tasks/{task_id}/blame",
    response_model=TargetBlameOut,
    responses=problems(404),
    summary="Who last set each field of a task",
)
async def blame_of_task(parts: Parts, project_id: ProjectInPath, task_id: TaskInPath) -> Response:
    """One task: who last set each field, when and why."""
    await asyncio.to_thread(parts.ledger.state, project_id)
    found = await parts.view(task_blame, project_id, task_id)
    if found is None:
        raise NotFound(f"project {project_id} has no task {task_id}", code="task_missing")
    return answer(_blame(found))


def _blame(target: TargetBlame) -> shapes.Answer:
    told: shapes.Answer = plain(target)
    for field in told["fields"]:
        field["cause"].setdefault("ref", None)
    return told


@router.get(
    "/projects/{project_id}/stats",
    response_model=StatsAnswer,
    responses=problems(404),
    summary="Progress, burndown, throughput",
)
async def stats(
    parts: Parts,
    project_id: ProjectInPath,
    since: Annotated[
        date | None, Query(description="The first day; its creation if absent.")
    ] = None,
) -> Response:
    """Status counts, progress, burndown and throughput by day (UTC): from the ledger."""
    await asyncio.to_thread(parts.ledger.state, project_id)
    found = await parts.view(project_stats, project_id, datetime.now(UTC).date(), since)
    if found is None:
        raise NotFound(f"there is no project {project_id}", code="project_missing")
    return answer(plain(found) | {"tally": found.tally._asdict()})


@router.get(
    "/projects/{project_id}/next",
    response_model=NextAnswer,
    responses=problems(404, 410),
    summary="What to do next",
)
async def following(parts: Parts, project_id: ProjectInPath, limit: Limit = 10) -> Response:
    """The tasks that are ready, best first, and why."""
    return answer(await asyncio.to_thread(_next, parts, project_id, limit))


def _next(parts: Backend, project_id: str, limit: int) -> shapes.Answer:
    state = parts.ledger.state(project_id)
    if state.tree.project is None:
        raise Gone("the project was deleted; its past versions can be read", state.version)
    found = next_tasks(state.tree, datetime.now(UTC).date())
    return {"items": [s._asdict() for s in found[:limit]], "version": state.version}


@router.get("/search", response_model=SearchAnswer, responses=problems(422), summary="Search")
async def search(
    parts: Parts,
    q: Annotated[str, Query(max_length=1000, description="Words; the last may be a beginning.")],
    project_id: Annotated[str | None, Query(description="Only in this project.")] = None,
    limit: Limit = 20,
) -> Response:
    """Full text over projects and tasks, best first."""
    hits = await parts.view(find, q, limit, project_id and project_id.lower())
    return answer({"items": [_hit(hit) for hit in hits]})


def _hit(hit: object) -> shapes.Answer:
    told: shapes.Answer = plain(hit)
    told["snippet"] = [{"text": text, "hit": found} for text, found in told["snippet"]]
    return told
