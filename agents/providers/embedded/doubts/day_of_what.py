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
    done = {heard.scene.handle(t) for t in tree.walk() if t.status == "completed"}
    dated = [
        edit
        for edit in heard.edits
        if edit.ref in done and edit == Edit("update", edit.ref, due_date=edit.due_date)
    ]
    last = [task for task in tree.ordered(None) if task.status not in ("completed", "cancelled")][
        -1:
    ]
    if not dated or not last:
        return None
    ref, day = dated[0].ref, dated[0].due_date or ""
    task = next(task for task in tree.walk() if heard.scene.handle(task) == ref)
    question = f"{heard.scene.label(task)} is completed already. What is on {shown(day)}?"
    options = (
        f"{heard.scene.handle(last[0])} is due on {day}",
        f"The project is due on {day}",
        f"{ref} is due on {day}",
    )
    return Doubt(heard.instruction, question, options=(*options, DECLINED))
