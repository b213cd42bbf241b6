"""What the routes share: the backend, who asks, and the parameters that several calls take."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from fastapi.responses import Response

from api.actors import LOCAL
from api.backend import Backend
from api.schemas.views import Problem
from ledger.core.errors import NotFound, refused
from ledger.core.uuids import is_uuid

# All of these are coroutines, because a plain function would be run in a thread, which costs more than it.


async def backend_of(request: Request) -> Backend:
    """The parts behind the routes."""
    backend: Backend = request.app.state.backend
    return backend


async def actor_of() -> str:
    """Who asks. Nobody logs in in this version."""
    return LOCAL


def canonical(kind: str, value: str) -> str:
    """An id in lowercase. What is no UUID is nobody's id: raises NotFound."""
    if not is_uuid(value):
        raise NotFound(f"there is no {kind} {value[:60]!a}", code=f"{kind}_missing")
    return value.lower()


def given_id(value: str | None, field: str) -> str | None:
    """An id that a query may name, in lowercase. Raises Refused for what is no UUID."""
    if value is not None and not is_uuid(value):
        message = f"What {field} names is a UUID such as 019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a11."
        raise refused("invalid_value", message, field=field)
    return value and value.lower()


async def project_id(project_id: Annotated[str, Path(description="The project's id.")]) -> str:
    """The id in the path, in lowercase."""
    return canonical("project", project_id)


async def changeset_id(
    changeset_id: Annotated[str, Path(description="The changeset's id.")],
) -> str:
    """The id in the path, in lowercase."""
    return canonical("changeset", changeset_id)


async def proposal_id(proposal_id: Annotated[str, Path(description="The proposal's id.")]) -> str:
    """The id in the path, in lowercase."""
    return canonical("proposal", proposal_id)


async def document_id(document_id: Annotated[str, Path(description="The document's id.")]) -> str:
    """The id in the path, in lowercase."""
    return canonical("document", document_id)


async def view_id(view_id: Annotated[str, Path(description="The saved view's id.")]) -> str:
    """The id in the path, in lowercase."""
    return canonical("view", view_id)


async def task_id(task_id: Annotated[str, Path(description="The task's id.")]) -> str:
    """The id in the path, in lowercase."""
    return canonical("task", task_id)


Parts = Annotated[Backend, Depends(backend_of)]
Who = Annotated[str, Depends(actor_of)]
ProjectInPath = Annotated[str, Depends(project_id)]
ChangesetInPath = Annotated[str, Depends(changeset_id)]
DocumentInPath = Annotated[str, Depends(document_id)]
ProposalInPath = Annotated[str, Depends(proposal_id)]
ViewInPath = Annotated[str, Depends(view_id)]
TaskInPath = Annotated[str, Depends(task_id)]
AtVersion = Annotated[int | None, Query(ge=0, description="As it was at this version.")]
AtTime = Annotated[
    str | None,
    Query(description="As it was at this time (RFC 3339).", examples=["2026-11-23T09:30:00Z"]),
]
WithTree = Annotated[
    bool,
    Query(
        alias="tree",
        description="`false`: `tree` is null. It is the plan at `base_version` with the patches of `diff`"
        " on it, so who has that plan need not be sent it again.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str | None, Query(description="`next_cursor` of the page before.")]


def etag(version: int) -> dict[str, str]:
    """The headers that let a client keep an answer until the version is another."""
    return {"etag": f'"{version}"', "cache-control": "no-cache"}


def unchanged(request: Request, version: int) -> Response | None:
    """304 when the client has this version already."""
    known = request.headers.get("if-none-match", "")
    if f'"{version}"' in known or known.strip() == "*":
        return Response(status_code=304, headers=etag(version))
    return None


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a call may end in, for the OpenAPI document."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"model": Problem, "description": MEANING[status], "content": content}
        for status in statuses
    }


MEANING = {
    400: "The body is not strict JSON.",
    404: "There is no such thing.",
    409: "It conflicts with what is there by now.",
    413: "The body is larger than 8 MiB.",
    410: "The project was deleted; its history stays.",
    422: "It breaks rules; `errors` names each.",
    415: "It is no kind of document that can be read.",
    502: "The provider failed.",
    503: "The ledger cannot be written or read just now.",
}
