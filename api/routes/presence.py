"""Who is looking at what in a project: said again and again by each page, kept for half a minute."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.answers import answer
from api.backend import Backend
from api.deps import Parts, ProjectInPath, Who, canonical, problems
from api.door import StrictRoute
from api.presence import SECONDS
from api.schemas.presence import PresenceAnswer, PresenceIn

router = APIRouter(prefix="/projects/{project_id}/presence", tags=["live"], route_class=StrictRoute)
Viewer = Annotated[str, Path(description="A UUID that the page made for itself.")]


@router.get(
    "",
    response_model=PresenceAnswer,
    responses=problems(404, 503),
    summary="Who is looking at what",
)
async def present(parts: Parts, project_id: ProjectInPath) -> Response:
    """Everybody who said so in the last half minute and did not leave."""
    await asyncio.to_thread(parts.ledger.state, project_id)
    return await _told(parts, project_id)


@router.put(
    "/{viewer}",
    response_model=PresenceAnswer,
    responses=problems(400, 404, 422, 503),
    summary="Say what one is looking at",
)
async def look(
    parts: Parts, who: Who, project_id: ProjectInPath, viewer: Viewer, sent: PresenceIn
) -> Response:
    """Holds for `seconds` and has to be said again before; answers with everybody."""
    viewer = canonical("viewer", viewer)
    await asyncio.to_thread(parts.ledger.state, project_id)
    told = {"viewer": viewer, "actor": who, **sent.model_dump()}
    await asyncio.to_thread(parts.presence.enter, project_id, viewer, told)
    return await _told(parts, project_id)


@router.delete("/{viewer}", status_code=204, responses=problems(404, 503), summary="Look no more")
async def leave(parts: Parts, project_id: ProjectInPath, viewer: Viewer) -> Response:
    """At once, rather than half a minute later; whoever is not there may leave as well."""
    viewer = canonical("viewer", viewer)
    await asyncio.to_thread(parts.presence.leave, project_id, viewer)
    return Response(status_code=204)


async def _told(parts: Backend, project_id: str) -> Response:
    viewers = await asyncio.to_thread(parts.presence.of, project_id)
    return answer({"viewers": list(viewers), "seconds": SECONDS})
