"""Who is looking at what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.requests import Sent
from ledger.core import fields


class ViewingIn(Sent):
    """What somebody looks at: the project as a whole, or one thing in it."""

    kind: Literal["project", "task", "proposal", "version"] = "project"
    id: Annotated[
        Annotated[fields.Text, Field(max_length=64)] | None,
        Field(description="The task's or proposal's id, or the version. null: the project."),
    ] = None


class PresenceIn(Sent):
    """What one page says."""

    name: Annotated[
        Annotated[fields.Text, Field(max_length=80)] | None,
        Field(description="What the person wants to be called; nobody checks it."),
    ] = None
    viewing: ViewingIn = ViewingIn()


class ViewingOut(BaseModel):
    """What somebody looks at."""

    kind: Literal["project", "task", "proposal", "version"]
    id: str | None


class ViewerOut(BaseModel):
    """Somebody who is there, as one page said it."""

    viewer: Annotated[str, Field(description="The page's own id, for as long as it is open.")]
    actor: str
    name: str | None
    viewing: ViewingOut


class PresenceAnswer(BaseModel):
    """Everybody who is looking at a project."""

    viewers: list[ViewerOut]
    seconds: Annotated[float, Field(description="For how long one is there who says nothing more.")]
