"""Statistics, what is next, providers and health as they are answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ledger.core.model import TaskStatus


class SuggestionOut(BaseModel):
    """A task that could be worked on now, with the reasons, weightiest first."""

    task_id: str
    number: int
    title: str
    score: int
    why: list[str]
    unblocks: int
    critical: bool
    due_date: str | None


class NextAnswer(BaseModel):
    """What to do next, best first."""

    items: list[SuggestionOut]
    version: int


class TallyOut(BaseModel):
    """Leaf tasks counted; `minutes`: what the open ones are estimated at."""

    open: int
    completed: int
    cancelled: int
    minutes: int


class DayOut(BaseModel):
    """One day of a burndown, as it ended; `finished` and `reopened` are its throughput."""

    day: str
    total: int
    completed: int
    remaining: int
    remaining_minutes: int
    finished: int
    reopened: int


class CycleTimesOut(BaseModel):
    """Minutes from a task's start to its completion."""

    count: int
    median_minutes: int
    p85_minutes: int


class StatsAnswer(BaseModel):
    """The numbers of one project, from the ledger."""

    task_count: int
    status_counts: dict[TaskStatus, int]
    progress: float
    tally: TallyOut
    unestimated_count: Annotated[
        int,
        Field(
            description="Open leaf tasks without an estimate: `tally.minutes` says nothing of them."
        ),
    ]
    days: list[DayOut]
    cycle_times: CycleTimesOut | None
    version: int
    at: Annotated[
        str | None, Field(description="When this is how it stood; null at version 0, before all.")
    ]


class ProviderOut(BaseModel):
    """Who can plan. `missing`: the variable that would set it up."""

    name: str
    ready: bool
    default: bool
    models: list[str]
    missing: str | None


class ProvidersAnswer(BaseModel):
    """All providers, and the default one."""

    items: list[ProviderOut]
    default: str


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """Whether requests can be served, and how far the views are behind."""

    status: Literal["ready", "not_ready"]
    events: Annotated[int, Field(description="How many events the ledger has.")]
    projection_lag: Annotated[int, Field(description="How many of them the views lack.")]
    failure: Annotated[str | None, Field(description="Why the views stand still.")]
    writes_stopped: Annotated[
        str | None, Field(description="What is wrong with the ledger, so that nothing is appended.")
    ]


class Problem(BaseModel):
    """RFC 9457. `code` is fixed, `errors` names each violation."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, Any]] = []
