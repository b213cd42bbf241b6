"""What a model is given: a request in words, the stable part first, so that providers' caches hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.ports import Request


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One turn of the conversation as the model reads it."""

    role: Literal["user", "agent"]
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent.

    `name`: which prompt and version ("project-1"), for the ledger. `rules`: the same for
    every request of that name. `snapshot`: the plan, the same until it is taken anew. `messages`: the
    conversation, append-only; the last one is what is asked now.
    """

    name: str
    rules: str
    snapshot: str
    messages: tuple[PromptMessage, ...]


def prompt_of(request: Request, budget: int) -> Prompt:
    """The request in words. `budget`: at most about so many tokens in all."""
    turns = tuple(PromptMessage(turn.role, turn.text) for turn in request.context.turns)
    asked = "\n".join((request.instruction, *request.feedback))
    tasks = (f"T{task.number} {task.title}" for task in request.context.tree.walk())
    return Prompt(
        name=f"{request.context.mode}-0",
        rules="You plan projects. Answer with edits.",
        snapshot="\n".join(tasks)[: budget * 4],
        messages=(*turns, PromptMessage("user", asked)),
    )
