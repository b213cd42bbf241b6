"""What takes place on a day, where the plan has no open task that is called so.

“The wedding is on 12 June” is said of the plan as a whole, and not of its first task, which is done.
"""

from __future__ import annotations

import re

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.terms.dates import shown
from ledger.core.model import Task

_HAPPENS = re.compile(
    r".+ (?:takes? place|will (?:take place|happen|be(?: held)?)|happens?|is|are|is held|are held)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<!\w)[tT#]\d|[\"“]")
_SETS = re.compile(
    r"\b(?:due|deadline|by|until|till|move[ds]?|set|change|shift|put|was|were|postpone|overdue|late|date)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(r"\b(?:due|deadline|re-?open|again|redo|after all)\b", re.IGNORECASE)


def event_day(heard: Heard) -> Doubt | None:
    """What is due on a day that would be set for what is done, or for a new task “Run will be held”."""
    if _NUMBERED.search(heard.instruction) or _SAYS_SO.search(heard.instruction):
        return None
    for edit in heard.edits:
        day = edit.due_date or edit.start_date
        if day is None:
            continue
        done = _closed(heard, edit) if len(heard.edits) == 1 else None
        if done is not None:
            return _asked(heard, day, f"{heard.scene.label(done)} is done already. ", edit.ref)
        if edit.op == "create" and _HAPPENS.fullmatch(edit.title or ""):
            return _asked(heard, day, "", None)
    return None


def over_day(heard: Heard) -> Doubt | None:
    """Whether it is done, where it would only become due on a day that is over: "we printed it yesterday"."""
    if _SETS.search(heard.instruction) or not heard.edits:
        return None
    today = heard.scene.context.today.isoformat()
    days = [edit.due_date or "" for edit in heard.edits]
    if not all(day and day < today for day in days) or any(e.op != "update" for e in heard.edits):
        return None
    ref = heard.edits[0].ref
    options = (f"{ref} is done", f"{ref} is due on {days[0]}", DECLINED)
    return Doubt(heard.instruction, f"{shown(days[0])} is over. What about {ref}?", options=options)


def _closed(heard: Heard, edit: Edit) -> Task | None:
    tasks = heard.scene.tree.tasks.values()
    task = next((one for one in tasks if heard.scene.handle(one) == edit.ref), None)
    return task if task and task.status == "completed" and edit.status is None else None


def _asked(heard: Heard, day: str, lead: str, ref: str | None) -> Doubt:
    scene = heard.scene
    ahead = [
        task for task in scene.tree.ordered(None) if task.status not in ("completed", "cancelled")
    ]
    refs = [scene.handle(task) for task in ahead[-1:]] + [ref] * (ref is not None)
    options = (
        *(f"{one} is due on {day}" for one in refs),
        f"The project is due on {day}",
        DECLINED,
    )
    return Doubt(heard.instruction, f"{lead}What should be due on {shown(day)}?", options=options)
