"""A day that would become the due date of what is done: another thing is on that day."""

from __future__ import annotations

import re

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.terms.dates import shown

_AS_A_TASK = re.compile(rf"\b{NOUN}\b|(?<!\w)[tT#]\d|[\"“]|\bit\b", re.IGNORECASE)


def day_of_what(heard: Heard) -> Doubt | None:
    """Nothing is due once it is done: "the wedding is on 12 June", of “Agree on the style of the wedding”."""
    if _AS_A_TASK.search(heard.instruction):
        return None
    tree = heard.scene.context.tree
    days = [
        one.due_date for one in heard.edits if one == Edit("update", one.ref, due_date=one.due_date)
    ]
    refs = {edit.ref for edit in heard.edits}
    task = next((task for task in tree.walk() if refs == {heard.scene.handle(task)}), None)
    ends = [one for one in tree.ordered(None) if one.status not in ("completed", "cancelled")]
    if task is None or task.status != "completed" or not ends or len(days) < len(heard.edits):
        return None
    day = days[0] or ""
    question = f"{heard.scene.label(task)} is completed already. What is on {shown(day)}?"
    things = (heard.scene.handle(ends[-1]), "The project", heard.scene.handle(task))
    return Doubt(
        heard.instruction,
        question,
        options=(*(f"{one} is due on {day}" for one in things), DECLINED),
    )
