"""The web application: routes, problems, middleware, and what lives as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from api import failures, page
from api.backend import Backend
from api.described import Described
from api.logs import RequestLine
from api.routes import (
    bundle,
    changesets,
    comments,
    documents,
    explanations,
    history,
    integrity,
    live,
    presence,
    projects,
    proposals,
    saved_views,
    search,
    service,
    views,
)
from api.security import LoopbackOnly

OpenBackend = Callable[[], AbstractAsyncContextManager[Backend]]

DESCRIPTION = """
Plans that are changed only by patches. Every accepted patch is one immutable event in a ledger, so any
past state of a project can be read, compared and restored.

Errors are `application/problem+json` (RFC 9457) with a fixed `code`, and `errors[]` that names the
patch's index and field of each violation. Lists take `limit` and `cursor`. `ETag` is the version.
"""
TAGS = [
    {"name": "projects", "description": "Projects and their tasks, now or at any version."},
    {"name": "history", "description": "Accepting changesets, the timeline, undo and restore."},
    {"name": "proposals", "description": "Conversations with an agent about a draft."},
    {
        "name": "documents",
        "description": "Texts that plans are made from, kept passage by passage.",
    },
    {"name": "explanations", "description": "Words for changes, from the ledger's facts."},
    {"name": "views", "description": "Comparisons, blame, statistics, search, what is next."},
    {"name": "live", "description": "Server-sent events of what is accepted."},
    {
        "name": "integrity",
        "description": "Signed checkpoints of the ledger, and proofs against them.",
    },
    {"name": "service", "description": "Providers and health."},
]

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""Nobody listens, and asking at each request whether somebody does took an eighth of it."""


def _operation_id(route: APIRoute) -> str:
    return "-".join([*map(str, route.tags), route.name.strip("_")])


def create_app(open_backend: OpenBackend) -> FastAPI:
    """The application over what `open_backend` opens when it starts and closes when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_backend() as backend:
            app.state.backend = backend
            yield

    app = Described(
        title="Patch Ledger",
        version=version("patchledger"),
        description=DESCRIPTION,
        openapi_tags=TAGS,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        strict_content_type=False,
        telemetry=NO_TELEMETRY,
        middleware=[
            Middleware(RequestLine),
            Middleware(LoopbackOnly),
            Middleware(page.PageCaching),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
            Middleware(page.Precompressed, place=page.built()),
        ],
        generate_unique_id_function=_operation_id,
    )
    failures.install(app)
    routes = (
        projects, changesets, history, views, search, saved_views, proposals, comments, documents,
        explanations, live, presence, integrity, bundle, service,
    )  # fmt: skip
    for resource in routes:
        app.include_router(resource.router, prefix="/api/v1")  # a router between would cost 0.1 ms
    app.include_router(service.root)
    page.install(app)
    return app
