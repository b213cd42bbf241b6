"""Search: in what there is, and in what was."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api import queries
from api.answers import answer
from api.deps import Cursor, Limit, Parts, given_id, problems
from api.door import StrictRoute
from api.schemas.search import PastAnswer, PastKind, SearchAnswer
from ledger.core.patch import Target
from projections.indexes.documents import Scope

router = APIRouter(tags=["views"], route_class=StrictRoute)

Asked = Annotated[
    str,
    Query(
        max_length=1000,
        description='Words, of which the last may be a beginning; "words in quotes" stand together.',
    ),
]
Within = Annotated[str | None, Query(description="Only in this project.")]


async def _now(
    project_id: Within = None,
    target: Annotated[Target | None, Query(description="Only projects, or only tasks.")] = None,
) -> Scope:
    """Where to look among what is there."""
    return Scope(given_id(project_id, "project_id"), target)


async def _then(
    project_id: Within = None,
    kind: Annotated[PastKind | None, Query(description="Only these.")] = None,
) -> Scope:
    """Where to look among what was."""
    return Scope(given_id(project_id, "project_id"), kind)


@router.get("/search", response_model=SearchAnswer, responses=problems(422), summary="Search")
async def search(
    parts: Parts,
    scope: Annotated[Scope, Depends(_now)],
    q: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Full text over what there is now, best first: projects and tasks."""
    return answer(await asyncio.to_thread(queries.search_all, parts, q, scope, limit, cursor))


@router.get(
    "/search/history",
    response_model=PastAnswer,
    responses=problems(422),
    summary="Search the history",
)
async def search_history(
    parts: Parts,
    scope: Annotated[Scope, Depends(_then)],
    q: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Full text over what was, newest first; in deleted projects, too.

    `value`: what a field said before it said something else, and what was deleted, with the last
    version that had it. `message`: why a change was made. `conversation`: what people and agents
    said about drafts.
    """
    return answer(await asyncio.to_thread(queries.search_past, parts, q, scope, limit, cursor))
