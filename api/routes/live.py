"""Live events: what is appended, as it is appended. Resumes after `Last-Event-ID`, misses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import Response

from api import streams
from api.backend import Backend
from api.deps import Parts, ProjectInPath, ProposalInPath, canonical, problems
from api.door import StrictRoute
from api.encoding import plain
from api.shapes import Answer
from api.streams import HEARTBEAT_SECONDS, Live
from ledger.codec import decode_accepted
from ledger.core.errors import LedgerError, refused
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
Viewer = Annotated[
    str | None,
    Query(
        description="Whose stream it is: once it ends, they are not there for long (`presence`)."
    ),
]
WithLists = Annotated[
    bool,
    Query(
        description="Also tell when its lists of open drafts and saved views are not as they were:"
        " `lists`."
    ),
]
After = Annotated[int | None, Query(ge=-1, description="Begin after this one; absent: at the end.")]


class Between(NamedTuple):
    """What is told beside the patches, and who listens."""

    names: frozenset[str]
    viewer: str | None


async def between(
    presence: WithPresence = False, lists: WithLists = False, viewer: Viewer = None
) -> Between:
    """What a stream was asked for."""
    asked = {"presence": presence, "lists": lists}
    names = frozenset(name for name, wanted in asked.items() if wanted)
    return Between(names, viewer and canonical("viewer", viewer))


@router.get(
    "/projects/{project_id}/events",
    responses={**STREAM, **problems(404, 422)},
    summary="A project's accepted patches, live",
)
async def of_project(
    parts: Parts,
    project_id: ProjectInPath,
    asked: Annotated[Between, Depends(between)],
    last_event_id: Resume = None,
    after: After = None,
) -> Response:
    """One event a patch, with the version as id; `presence` and `lists` between them, without one."""
    state = await asyncio.to_thread(parts.ledger.state, project_id)
    stream = project_stream(project_id)

    def read(version: int, limit: int) -> Sequence[Live]:
        records = parts.store.read(stream, version, None, limit)
        return [Live(r.version, "patch", _patch(r)) for r in records]

    async def viewers() -> Answer:
        return {"viewers": list(await asyncio.to_thread(parts.presence.of, project_id))}

    async def lists() -> Answer:
        return parts.news.of(project_id)._asdict()

    begin = _begin(last_event_id, after, state.version)
    tellers = {"presence": viewers, "lists": lists}
    beside = [streams.changes_of(name, ask) for name, ask in tellers.items() if name in asked.names]
    told = streams.follow(parts.tail, read, begin, HEARTBEAT_SECONDS, beside)
    if asked.viewer is not None:
        told = streams.with_end(told, partial(_fade, parts, project_id, asked.viewer))
    return streams.respond(told)


def _fade(parts: Backend, project_id: str, viewer: str) -> None:
    """Whoever cannot be faded is gone a little later; where the server stops, its pages come back."""
    if not parts.tail.closed:
        with suppress(LedgerError):
            parts.presence.fade(project_id, viewer)


@router.get(
    "/proposals/{proposal_id}/events",
    responses={**STREAM, **problems(404, 422)},
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


@router.get(
    "/lists/events",
    responses={
        200: {
            "description": "Server-sent events `lists`, without an id.",
            "content": STREAM[200]["content"],
        }
    },
    summary="When a list is not as it was, live",
)
async def of_lists(parts: Parts) -> Response:
    """How long the ledger was when `projects`, or `drafts`, last changed: at first, and at each change.

    A list whose `as_of` is as much has missed nothing, so there is nothing to resume.
    """

    async def changed() -> Answer:
        return parts.news.lists()._asdict()

    news = streams.changes_of("lists", changed)
    return streams.respond(streams.tell(parts.tail, news, HEARTBEAT_SECONDS))


@router.get("/events", responses={**STREAM, **problems(422)}, summary="The whole ledger, live")
async def of_ledger(parts: Parts, last_event_id: Resume = None, after: After = None) -> Response:
    """One event for each of the ledger's, with the offset as id. What proposals say is not in it."""

    def read(offset: int, limit: int) -> Sequence[Live]:
        return [_of_any(record) for record in parts.store.read_all(offset + 1, limit)]

    begin = _begin(last_event_id, after, await asyncio.to_thread(_last_offset, parts))
    return streams.respond(streams.follow(parts.tail, read, begin, HEARTBEAT_SECONDS))


def _begin(last_event_id: int | None, after: int | None, end: int) -> int:
    """Where to begin. Raises Refused beyond the end, where nothing would ever be told."""
    begin = after if last_event_id is None else last_event_id
    if begin is not None and begin > end:
        field = "after" if last_event_id is None else "last-event-id"
        message = f"There is no event {begin}: the last one is {end}. Ask anew for what is there."
        raise refused("event_out_of_range", message, field=field)
    return end if begin is None else begin


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
