"""Live events: what is appended, as it is appended. Resumes after `Last-Event-ID`, misses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from api import streams
from api.backend import Backend
from api.deps import Parts, ProjectInPath, ProposalInPath, problems
from api.door import StrictRoute
from api.encoding import plain
from api.shapes import Answer
from api.streams import HEARTBEAT_SECONDS, Live
from ledger.codec import decode_accepted
from ledger.core.events import project_stream, proposal_stream
from ledger.ports import Record

router = APIRouter(tags=["live"], route_class=StrictRoute)

STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events `patch` (and `proposal`), each with its place as id.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
Resume = Annotated[int | None, Header(alias="last-event-id", ge=-1)]
WithPresence = Annotated[
    bool, Query(description="Also tell who is looking at what, whenever that changes: `presence`.")
]
After = Annotated[int | None, Query(ge=-1, description="Begin after this one; absent: at the end.")]


@router.get(
    "/projects/{project_id}/events",
    responses={**STREAM, **problems(404)},
    summary="A project's accepted patches, live",
)
async def of_project(
    parts: Parts,
    project_id: ProjectInPath,
    last_event_id: Resume = None,
    after: After = None,
    presence: WithPresence = False,
) -> Response:
    """One event a patch, with the version as id; `presence` between them, without one."""
    state = await asyncio.to_thread(parts.ledger.state, project_id)
    stream = project_stream(project_id)

    def read(version: int, limit: int) -> Sequence[Live]:
        records = parts.store.read(stream, version, None, limit)
        return [Live(r.version, "patch", _patch(r)) for r in records]

    def viewers() -> Answer:
        return {"viewers": list(parts.presence.of(project_id))}

    begin = _begin(last_event_id, after, state.version)
    beside = streams.changes_of("presence", viewers) if presence else None
    return streams.respond(streams.follow(parts.tail, read, begin, HEARTBEAT_SECONDS, beside))


@router.get(
    "/proposals/{proposal_id}/events",
    responses={**STREAM, **problems(404)},
    summary="What happens to a proposal, live",
)
async def of_proposal(
    parts: Parts, proposal_id: ProposalInPath, last_event_id: Resume = None, after: After = None
) -> Response:
    """One event for each of the proposal's, with its version as id. What was said is not in it."""
    stream = proposal_stream(proposal_id)
    version = await asyncio.to_thread(_version, parts, proposal_id)

    def read(version: int, limit: int) -> Sequence[Live]:
        records = parts.store.read(stream, version, None, limit)
        return [Live(r.version, "proposal", _told(r)) for r in records]

    begin = _begin(last_event_id, after, version)
    return streams.respond(streams.follow(parts.tail, read, begin, HEARTBEAT_SECONDS))


@router.get("/events", responses=STREAM, summary="The whole ledger, live")
async def of_ledger(parts: Parts, last_event_id: Resume = None, after: After = None) -> Response:
    """One event for each of the ledger's, with the offset as id. What proposals say is not in it."""

    def read(offset: int, limit: int) -> Sequence[Live]:
        return [_of_any(record) for record in parts.store.read_all(offset + 1, limit)]

    begin = _begin(last_event_id, after, await asyncio.to_thread(_last_offset, parts))
    return streams.respond(streams.follow(parts.tail, read, begin, HEARTBEAT_SECONDS))


def _begin(last_event_id: int | None, after: int | None, end: int) -> int:
    if last_event_id is not None:
        return last_event_id
    return end if after is None else after


def _version(parts: Backend, proposal_id: str) -> int:
    return parts.proposals.get(proposal_id).version


def _last_offset(parts: Backend) -> int:
    return parts.store.length() - 1


def _of_any(record: Record) -> Live:
    if record.topic == "patch":
        return Live(record.offset, "patch", _patch(record))
    kind = record.stream.partition(":")[0]
    return Live(record.offset, kind, _told(record))


def _told(record: Record) -> Answer:
    kind, _, id = record.stream.partition(":")
    return {kind: id, "type": record.topic, "version": record.version}


def _patch(record: Record) -> Answer:
    event = decode_accepted(record.data)
    return {
        "project_id": record.stream.removeprefix(project_stream("")),
        "version": event.version,
        "offset": record.offset,
        "changeset": event.changeset,
        "index": event.index,
        "size": event.size,
        "time": event.time,
        "actor": event.actor,
        "author": event.author,
        "cause": plain(event.cause),
        "patch": plain(event.patch),
    }
