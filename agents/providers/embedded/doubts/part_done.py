"""A task that does one thing after the other, of which one was reported: the others may still be open."""

from __future__ import annotations

import re

from agents.edits import Edit
from agents.providers.embedded.doubts.deeds import deeds_of
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.terms.vocabulary import capitalized, gist, listed
from ledger.core.model import Task

_AS_A_WHOLE = re.compile(
    rf"\b{NOUN}\b|(?<!\w)[tT#]\d|[\"“]|\b(?:all|everything|whole|completely|both)\b", re.IGNORECASE
)
"""Who gives a task's number or its title, or says that it is all of it, does not speak of a part."""


def part_done(heard: Heard) -> Doubt | None:
    """What else the task does: "lease signed", of “Find the premises, sign the lease and fit it out”."""
    if _AS_A_WHOLE.search(heard.instruction):
        return None
    said = set(gist(heard.instruction))
    for edit in heard.edits:
        task = _done_or_dated(heard, edit)
        deeds = [str(deed) for deed in deeds_of(task.title)] if task else []
        named = [deed for deed in deeds if said & set(gist(deed))]
        if task and len(deeds) > 1 and len(named) == 1:
            is_of_it = edit.status or len(said & set(gist(named[0]))) > 1
            return _asked(heard, task, edit, named[0], deeds) if is_of_it else None
    return None


def _done_or_dated(heard: Heard, edit: Edit) -> Task | None:
    """The task that is done by this edit, or gets a day."""
    changed = edit.op == "update" and (edit.status == "completed" or edit.due_date)
    tree = heard.scene.context.tree
    found = (task for task in tree.walk() if heard.scene.handle(task) == edit.ref)
    return next(found, None) if changed else None


def _asked(heard: Heard, task: Task, edit: Edit, named: str, deeds: list[str]) -> Doubt:
    handle, today = heard.scene.handle(task), heard.scene.context.today.isoformat()
    is_over = edit.status or (edit.due_date or "") <= today  # "lease signed today"
    question = (
        f"“{capitalized(named)}” is only a part of {heard.scene.label(task)}. What should be done?"
    )
    split = f"Split {handle} into {listed([f'“{capitalized(deed)}”' for deed in deeds])}"
    begun = [f"{handle} is in progress"] if is_over and task.status != "in_progress" else []
    whole = [f"{handle} is done" if is_over else f"{handle} is due on {edit.due_date}"]
    ways = [*whole, *begun] if named == deeds[-1] else [*begun, *whole]
    return Doubt(heard.instruction, question, options=(*ways, split, DECLINED))
