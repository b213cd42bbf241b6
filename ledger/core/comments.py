"""Comments on a draft: what a person says about one of its targets, on its way to the agent. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person said about one target of a draft.

    `id` counts the comments of a proposal from 1. `number` and `title` are those that the target had
    in the draft then; the project has number 0. `message` is the place among the proposal's messages
    of the one that took the comment to the agent; None while it waits for the next one.
    """

    id: int
    target_id: str
    number: int
    title: str
    text: str
    time: str
    actor: str
    message: int | None = None


def waiting(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Those that no message has taken to the agent yet."""
    return tuple(comment for comment in comments if comment.message is None)


def sent(comments: Iterable[Comment], message: int) -> tuple[Comment, ...]:
    """The comments once the message at this place has taken along those that waited."""
    return tuple(c if c.message is not None else replace(c, message=message) for c in comments)


def with_comments(instruction: str, comments: Iterable[Comment]) -> str:
    """An instruction together with what it takes along: a line each, naming the task by its handle."""
    lines = [f"{_name(comment)}: {comment.text}" for comment in waiting(comments)]
    return "\n".join([*lines, instruction] if instruction else lines)


def _name(comment: Comment) -> str:
    return f"T{comment.number}" if comment.number else "The project"
