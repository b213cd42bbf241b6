"""Comments on a draft: kept with the proposal, and sent to the agent with the next message."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.deps import Parts, ProposalInPath, Who, WithTree, problems
from api.door import StrictRoute
from api.routes.proposals import shown
from api.schemas.proposals import ProposalAnswer
from api.schemas.requests import CommentIn

router = APIRouter(
    prefix="/proposals/{proposal_id}/comments", tags=["proposals"], route_class=StrictRoute
)


@router.post(
    "",
    status_code=201,
    response_model=ProposalAnswer,
    responses=problems(400, 404, 409, 422, 503),
    summary="Comment on a change",
)
async def comment(
    parts: Parts, who: Who, proposal_id: ProposalInPath, sent: CommentIn, tree: WithTree = True
) -> Response:
    """It waits until the next message takes it to the agent, naming the task by its number."""
    run = partial(parts.proposals.comment, proposal_id, sent.target_id, sent.text, who)
    return await shown(await parts.writer.run(run), tree, 201)


@router.delete(
    "/{comment_id}",
    response_model=ProposalAnswer,
    responses=problems(404, 409, 503),
    summary="Withdraw a comment",
)
async def withdraw(
    parts: Parts,
    who: Who,
    proposal_id: ProposalInPath,
    comment_id: Annotated[int, Path(ge=1, description="The comment's number in the proposal.")],
    tree: WithTree = True,
) -> Response:
    """Only while it waits: what an agent was told stays in the conversation."""
    run = partial(parts.proposals.withdraw, proposal_id, comment_id, who)
    return await shown(await parts.writer.run(run), tree)
