"""Saved views as they are sent and answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.plan import Actor, AsOf, Time
from api.schemas.requests import Sent
from ledger.core import fields

Name = Annotated[fields.Title, Field(description="What it is called.", examples=["Late, mine"])]
Kind = Annotated[
    Literal["outline", "board", "timeline", "graph", "dashboard"],
    Field(description="The page of the project that it shows."),
]
Setting = Annotated[fields.Text, Field(min_length=1, max_length=500)]
Settings = Annotated[
    dict[Annotated[fields.Text, Field(pattern="^[a-z][a-z_]*$", max_length=40)], Setting],
    Field(
        max_length=40,
        description="What is set on that page, as its address says it: filters, grouping, sorting.",
        examples=[{"status": "open", "assignee": "user:local"}],
    ),
]


class ViewIn(Sent):
    """A way of looking at a project, to be kept under a name."""

    id: Annotated[
        fields.Id | None,
        Field(
            description="The view's id, a UUID of yours: makes the call idempotent. That of a view"
            " that was deleted brings it back."
        ),
    ] = None
    name: Name
    kind: Kind = "outline"
    settings: Settings = Field(default_factory=dict)


class ViewChangeIn(Sent):
    """What is to be different about a view; the rest stays."""

    name: Name | None = None
    kind: Kind | None = None
    settings: Settings | None = None


class ViewOut(BaseModel):
    """A saved view. `time` and `actor` are those of its latest change."""

    id: Annotated[str, Field(examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a18"])]
    name: str
    kind: str
    settings: dict[str, str]
    time: Time
    actor: Actor


class ViewPage(BaseModel):
    """The saved views of a project, by name: all of them."""

    items: list[ViewOut]
    next_cursor: None
    as_of: AsOf
