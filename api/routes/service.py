"""The service itself: its providers, whether it is alive, whether it is ready."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import Response

from api.answers import answer
from api.backend import Backend
from api.deps import Parts
from api.schemas.views import Health, ProvidersAnswer, Readiness
from api.shapes import Answer

router = APIRouter(tags=["service"])
root = APIRouter(tags=["service"])


@router.get("/providers", response_model=ProvidersAnswer, summary="Who can plan")
async def providers(parts: Parts) -> Response:
    """Which providers are set up, their models, and which is the default."""
    default = next(iter(parts.providers))
    items = []
    for name, provider in parts.providers.items():
        setup = provider.setup()
        items.append(
            {
                "name": name,
                "ready": setup.ready,
                "default": name == default,
                "models": [model.id for model in provider.models() if model.id],
                "missing": setup.missing_variable,
            }
        )
    return answer({"items": items, "default": default})


@root.get("/healthz", response_model=Health, summary="Alive")
async def alive() -> Response:
    """The process answers."""
    return answer({"status": "ok"})


@root.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Not ready."}},
    summary="Ready",
)
async def ready(parts: Parts) -> Response:
    """The ledger answers, and how far the views are behind it."""
    told = await asyncio.to_thread(_readiness, parts)
    return answer(told, 200 if told["status"] == "ready" else 503)


def _readiness(parts: Backend) -> Answer:
    failure = parts.projector.failure
    stopped = parts.watch.reason
    return {
        "status": "ready" if failure is None and stopped is None else "not_ready",
        "events": parts.store.length(),
        "projection_lag": parts.projector.lag(),
        "failure": failure and failure.error,
        "writes_stopped": stopped,
    }
