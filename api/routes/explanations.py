"""Words for changes: of a draft, of a changeset, since a version or a day. Nothing is stored."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from agents.facts import Facts
from api import streams
from api.answers import answer
from api.backend import Backend
from api.deps import ChangesetInPath, Parts, ProjectInPath, ProposalInPath, problems
from api.door import StrictRoute
from api.explaining import explained
from api.facts import facts_of_changeset, facts_of_proposal, facts_since
from api.failures import respond as respond_problem
from api.schemas.explanations import ExplainIn, ExplanationAnswer
from api.talk import TalkFailed, outcome_of

router = APIRouter(tags=["explanations"], route_class=StrictRoute)

Provider = Annotated[str | None, Query(description="Who writes; the default provider if absent.")]
Model = Annotated[str | None, Query(description="Which of its models.")]
Since = Annotated[
    str,
    Query(
        min_length=1,
        max_length=100,
        description="A version (12), a day (2026-11-23, monday, 3 days ago, last week) or a time.",
        examples=["monday"],
    ),
]
STREAM = {
    "description": "With `Accept: text/event-stream`: events `text`, and at last `done` (the"
    " explanation) or `problem`.",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}
ANSWERED: dict[str, Any] = {
    "response_model": ExplanationAnswer,
    "responses": {200: STREAM, **problems(404, 422, 502, 503)},
}


@router.post("/proposals/{proposal_id}/explain", **ANSWERED, summary="Explain a draft")
async def draft(
    request: Request, parts: Parts, proposal_id: ProposalInPath, sent: ExplainIn | None = None
) -> Response:
    """What the draft would do (or did, once accepted), in words, from its net diff: deletions first."""
    asked = sent or ExplainIn()
    state = await asyncio.to_thread(parts.proposals.get, proposal_id)
    facts = await asyncio.to_thread(facts_of_proposal, parts, state)
    return await _answered(request, parts, facts, asked.provider, asked.model)


@router.get(
    "/projects/{project_id}/changesets/{changeset_id}/explanation",
    **ANSWERED,
    summary="Explain a changeset",
)
async def changeset(  # noqa: PLR0913 - the query of the contract
    request: Request,
    parts: Parts,
    project_id: ProjectInPath,
    changeset_id: ChangesetInPath,
    *,
    provider: Provider = None,
    model: Model = None,
) -> Response:
    """What an accepted changeset did, in words."""
    facts = await asyncio.to_thread(facts_of_changeset, parts, project_id, changeset_id)
    return await _answered(request, parts, facts, provider, model)


@router.get("/projects/{project_id}/summary", **ANSWERED, summary="What changed since")
async def summary(  # noqa: PLR0913 - the query of the contract
    request: Request,
    parts: Parts,
    project_id: ProjectInPath,
    since: Since,
    *,
    provider: Provider = None,
    model: Model = None,
) -> Response:
    """What changed since a version or a day, in words: what matters most first, and who did it."""
    now = datetime.now().astimezone()
    facts = await asyncio.to_thread(facts_since, parts, project_id, since, now)
    return await _answered(request, parts, facts, provider, model)


async def _answered(
    request: Request, parts: Backend, facts: Facts, provider: str | None, model: str | None
) -> Response:
    today = datetime.now().astimezone().date()
    events = await explained(parts, facts, provider, model, today)
    if streams.are_wanted(request):
        return streams.respond(streams.written(events))
    try:
        return answer(await outcome_of(events))
    except TalkFailed as failed:
        return respond_problem(failed.members)
