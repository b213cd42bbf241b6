"""Proposals: conversations about a draft, streamed or whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from agents.findings import INSTRUCTIONS
from api import queries, shapes, streams
from api.answers import answer
from api.backend import Backend
from api.choosing import Planner, planner_for
from api.deps import Cursor, Limit, Parts, ProposalInPath, Who, WithTree, given_id, problems
from api.door import StrictRoute
from api.failures import respond as respond_problem
from api.routes.changesets import told
from api.schemas.history import Appended
from api.schemas.proposals import DraftPage, ProposalAnswer
from api.schemas.requests import (
    AcceptIn,
    DraftPatches,
    MessageIn,
    ProposalIn,
    RebaseIn,
    RejectIn,
)
from api.talk import (
    Event,
    Instruction,
    TalkFailed,
    outcome_of,
    provider_named,
    talk,
)
from ledger.core.errors import refused
from ledger.core.events import Choice
from ledger.core.model import EMPTY
from ledger.core.parsing import to_core
from ledger.core.proposal import ProposalState

router = APIRouter(prefix="/proposals", tags=["proposals"], route_class=StrictRoute)

STREAM = {
    "description": "With `Accept: text/event-stream`: events `patch`, `text`, `question`, `finding`,"
    " `retry`, and at last `done` (the proposal) or `problem`.",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


def _streamed(status: int) -> dict[str, Any]:
    return {
        "status_code": status,
        "response_model": ProposalAnswer,
        "responses": {status: STREAM, **problems(400, 404, 409, 410, 422, 503)},
    }


@router.get("", response_model=DraftPage, responses=problems(422), summary="List open drafts")
async def list_(
    parts: Parts,
    project_id: Annotated[str | None, Query(description="Only about this project.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The drafts that wait for a decision, what something happened to last first.

    One whose conversation changed nothing yet is none, nor is one of a project that was deleted.
    """
    within = given_id(project_id, "project_id")
    return answer(await asyncio.to_thread(queries.open_drafts, parts, within, limit, cursor))


@router.post("", **_streamed(201), summary="Start a conversation")
async def start(
    request: Request, parts: Parts, who: Who, sent: ProposalIn, tree: WithTree = True
) -> Response:
    """State a goal (a new project), an instruction (a project), or pick a task to break down."""
    if sent.task_id is not None and sent.project_id is None:
        raise refused("missing_field", "A task needs its project_id.", field="project_id")
    if sent.project_id is None and sent.kind != "plan":
        raise refused("missing_field", f"{sent.kind} is about a project.", field="project_id")
    said = await _said(parts, sent)
    if not said.text:
        raise refused("missing_field", "Say what is wanted.", field="instruction")
    planner = await asyncio.to_thread(_planner, parts, sent)
    opened = await parts.writer.run(
        partial(parts.proposals.open, sent.project_id, sent.task_id, who, *planner)
    )
    events = talk(parts, opened.id, said, who, tree)
    return await _answered(request, events, 201, opened.id)


@router.post("/{proposal_id}/messages", **_streamed(200), summary="Refine the draft")
async def say(  # noqa: PLR0913 - the parts of the request
    request: Request,
    *,
    parts: Parts,
    who: Who,
    proposal_id: ProposalInPath,
    sent: MessageIn,
    tree: WithTree = True,
) -> Response:
    """Say what should be different, or answer the agent's question."""
    said = await _said(parts, sent)
    state = await asyncio.to_thread(parts.proposals.get, proposal_id)
    if sent.provider is None and sent.model is None:
        provider_named(parts, state.provider)
    else:
        provider, model = planner_for(parts, sent.provider or state.provider, sent.model)
        said = said._replace(provider=provider, model=model)
    events = talk(parts, proposal_id, said, who, tree)
    return await _answered(request, events, 200, proposal_id)


def _planner(parts: Backend, sent: ProposalIn) -> Planner:
    tree = EMPTY if sent.project_id is None else parts.ledger.present(sent.project_id).tree
    return planner_for(parts, sent.provider, sent.model, tree)


async def _said(parts: Backend, sent: ProposalIn | MessageIn) -> Instruction:
    """What was said, in the words that stand for the kind where there are none. Raises Refused."""
    if sent.document_id is not None:
        await asyncio.to_thread(parts.documents.get, sent.document_id)
    words = sent.instruction or ""
    if not words.strip():
        words = ""
    elif not any(sign.isalnum() for sign in words):
        sentence = "An instruction has at least one letter or digit: say what is wanted in words."
        raise refused("invalid_value", sentence, field="instruction")
    if not words and (sent.kind != "plan" or sent.document_id is not None):
        words = INSTRUCTIONS[sent.kind]
    return Instruction(words, sent.kind, sent.document_id)


async def _answered(
    request: Request, events: AsyncIterator[Event], status: int, proposal_id: str
) -> Response:
    location = {"location": f"/api/v1/proposals/{proposal_id}"}
    if streams.are_wanted(request):
        return streams.respond(streams.written(events), status, location)
    try:
        return answer(await outcome_of(events), status, location)
    except TalkFailed as failed:
        return respond_problem({**failed.members, "proposal": proposal_id}, location)


@router.get(
    "/{proposal_id}",
    response_model=ProposalAnswer,
    responses=problems(404),
    summary="A conversation and its draft",
)
async def get(parts: Parts, proposal_id: ProposalInPath, tree: WithTree = True) -> Response:
    """The draft, the net diff against its base, what was said, and conflicts if the project moved on."""
    return await shown(await asyncio.to_thread(parts.proposals.get, proposal_id), tree)


async def shown(state: ProposalState, tree: bool, status: int = 200) -> Response:
    """The answer with a proposal as it is now."""
    return answer(await asyncio.to_thread(shapes.proposal, state, tree), status)


@router.post(
    "/{proposal_id}/patches",
    response_model=ProposalAnswer,
    responses=problems(400, 404, 409, 422, 503),
    summary="Edit the draft by hand",
)
async def edit(
    parts: Parts,
    who: Who,
    proposal_id: ProposalInPath,
    sent: DraftPatches,
    tree: WithTree = True,
) -> Response:
    """Apply patches to the draft. Nothing of it touches the project until it is accepted."""
    patches = tuple(to_core(patch) for patch in sent.patches)
    run = partial(parts.proposals.edit, proposal_id, patches, who)
    return await shown(await parts.writer.run(run), tree)


@router.post(
    "/{proposal_id}/accept",
    status_code=201,
    response_model=Appended,
    responses={
        200: {"model": Appended, "description": "The first answer to this id."},
        **problems(400, 404, 409, 410, 422, 503),
    },
    summary="Accept the draft, or a part of it",
)
async def accept(
    parts: Parts, who: Who, proposal_id: ProposalInPath, sent: AcceptIn | None = None
) -> Response:
    """The diff becomes a changeset, and the proposal is closed: in one transaction."""
    asked = sent or AcceptIn()
    run = partial(
        parts.proposals.accept,
        proposal_id,
        who,
        changeset_id=asked.id,
        digest=asked.digest,
        patches=asked.patches,
        message=asked.message,
    )
    return told(await parts.writer.run(run))


@router.post(
    "/{proposal_id}/rebase",
    response_model=ProposalAnswer,
    responses=problems(400, 404, 409, 410, 422, 503),
    summary="Carry the draft onto the current version",
)
async def rebase(
    parts: Parts,
    who: Who,
    proposal_id: ProposalInPath,
    sent: RebaseIn | None = None,
    tree: WithTree = True,
) -> Response:
    """Conflicts are resolved as chosen; those that are not are named in a 409."""
    choices = [Choice(c.target_id, c.choose, c.field) for c in (sent or RebaseIn()).choices]
    run = partial(parts.proposals.rebase, proposal_id, who, choices)
    return await shown(await parts.writer.run(run), tree)


@router.post(
    "/{proposal_id}/reject",
    response_model=ProposalAnswer,
    responses=problems(400, 404, 409, 503),
    summary="Turn the draft down",
)
async def reject(
    parts: Parts,
    who: Who,
    proposal_id: ProposalInPath,
    sent: RejectIn | None = None,
    tree: WithTree = True,
) -> Response:
    """Closes the conversation; the project stays as it is."""
    run = partial(parts.proposals.reject, proposal_id, who, sent.reason if sent else None)
    return await shown(await parts.writer.run(run), tree)
