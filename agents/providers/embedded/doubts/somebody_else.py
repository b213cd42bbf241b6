"""A task that another one should have, who is not named: "the menu can be done by somebody else"."""

from __future__ import annotations

import re

from agents.providers.embedded.asking.question import shown_name
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED

_ELSE = re.compile(
    r"\b(?:somebody|someone|anybody|anyone) else(?! (?:who|that)\b)"
    r"|\b(?:another|some other) (?:person|colleague)\b",
    re.IGNORECASE,
)
MOST = 4
"""So many people are offered."""


def somebody_else(heard: Heard) -> Doubt | None:
    """Who it should be, where something else would be changed: the work, its days or its state."""
    changed = {edit.ref: edit for edit in heard.edits}
    if len(changed) != 1 or not _ELSE.search(heard.instruction) or heard.takes_up("else"):
        return None
    (ref, edit), tree = next(iter(changed.items())), heard.scene.context.tree
    task = next((one for one in tree.walk() if heard.scene.handle(one) == ref), None)
    if task is None or edit.assignee or "assignee" in edit.clear:
        return None
    having = dict.fromkeys(one.assignee for one in tree.walk() if one.assignee != task.assignee)
    others = [f"Assign {ref} to {shown_name(who)}" for who in having if who][:MOST]
    nobody = [f"Unassign {ref}"] if task.assignee else []
    question = f"Who should have {heard.scene.label(task)}?"
    return Doubt(heard.instruction, question, options=(*others, *nobody, DECLINED))
