"""Whether a first plan is of a size that a person can take in; they are told, and nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.ports import Request
from ledger.core.patch import Patch

MOST_MILESTONES = 8
_ASKED_FOR_MORE = re.compile(
    r"\b(?:detail\w*|all|every\w*|full|complete|sub-?tasks?|break\w*|split|steps?|\d{2,}|9)\b",
    re.IGNORECASE,
)


def notes_on(request: Request, patches: Sequence[Patch]) -> tuple[str, ...]:
    """What the person should know of a new plan that is larger than they asked for."""
    context = request.context
    new = context.mode == "project" and request.kind == "plan" and not context.tree.tasks
    if not new or _ASKED_FOR_MORE.search(request.instruction):
        return ()
    return tuple(_notes(patches, is_from_document=context.document is not None))


def _notes(patches: Sequence[Patch], *, is_from_document: bool) -> Iterator[str]:
    tasks = [p.fields() for p in patches if (p.op, p.target) == ("create", "task")]
    top = sum(fields.get("parent_id") is None for fields in tasks)
    if top > MOST_MILESTONES:
        yield (
            f"This plan has {top} milestones; up to {MOST_MILESTONES} are easier to judge."
            " Say “shorter” for fewer."
        )
    # The sections of a document bring their sub-tasks along: these were asked for.
    if len(tasks) > top and not is_from_document:
        yield f"{len(tasks) - top} of its tasks are sub-tasks already; you did not ask for them."
