"""The embedded planner as a provider: the same request always gives the same answer, at no cost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from agents.ports import (
    Context,
    EditSaid,
    Model,
    Request,
    Said,
    SetUp,
    TextSaid,
)
from ledger.core.apply import apply_all
from ledger.core.model import EMPTY
from ledger.core.patch import Patch

if TYPE_CHECKING:
    from agents.providers.embedded.answers import Answer

NAME = "embedded"
MODELS = (Model("outline", "Outlines and rules, built in"),)


class Embedded:
    """Plans from rules and a knowledge base of outlines; nothing leaves the machine."""

    name = NAME

    def models(self) -> tuple[Model, ...]:
        """The one there is."""
        return MODELS

    def setup(self) -> SetUp:
        """Always ready."""
        return SetUp(ready=True)

    def warm(self) -> None:
        """Load the grammar, its words, an outline and the labels, by answering to a goal and a wish."""
        project = str(UUID(int=0))
        begun = Patch("create", "project", project, {"title": "Project"})
        plan = apply_all(
            EMPTY, [begun, Patch("create", "task", str(UUID(int=1)), {"title": "Task"})]
        )
        for tree, said in ((EMPTY, "Plan a project"), (plan, "Remove the task")):
            _answered(Request(Context(project, tree, date(2000, 1, 1)), said, MODELS[0].id))

    def connected(self) -> AbstractAsyncContextManager[None]:
        """It speaks to nobody."""
        return nullcontext()

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        """Say the edits one by one, then what was done, or ask.

        What it says was tried on the draft before, so there is nothing to repair: to feedback it
        only answers that it has nothing else to offer.
        """
        if request.feedback:
            yield TextSaid("I have no other way to do this.")
            return
        answer = await asyncio.to_thread(_answered, request)
        if answer.taken_back is not None:
            yield answer.taken_back
        for edit in answer.edits:
            yield EditSaid(edit)
            await asyncio.sleep(0)
        if answer.text:
            yield TextSaid(answer.text)
        for finding in answer.findings:
            yield finding
        for question in answer.questions:
            yield question


def _answered(request: Request) -> Answer:
    from agents.providers.embedded.answering import answer_to  # noqa: PLC0415 (see `warm`)

    return answer_to(request)
