"""A day that is said by that for which all is planned: "on the day before the fair".

It is no task, but the last of them is to hold it. The first, that is over, only has its name in the title.
"""

from __future__ import annotations

import re
from datetime import date

from agents.providers.embedded.hearing.events import HOLDS
from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.dates import SHIFT, later
from agents.providers.embedded.terms.numbers import number

_BESIDE = re.compile(
    rf"(?P<lead>,? (?:on |by |due )?)(?:(?:the |one )?(?P<one>day|week|month)|{SHIFT})"
    r" (?P<side>before|ahead of|prior to|after) (?:the|our) (?P<what>[\w-]+(?: [\w-]+)?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_OF = r"\bof (?:the |our |my )?(?:[\w'’-]+ ){{0,3}}{what}\b"


def dated_by_event(scene: Scene, text: str) -> str:
    """The message with that day as it is written; as it is where a task is meant, or there is no day."""
    said = _BESIDE.search(text.strip())
    day = _day_of(scene, said["what"]) if said else None
    if said is None or day is None:
        return text
    count = 1 if said["one"] else number(said["n"])
    sign = 1 if said["side"].lower() == "after" else -1
    due = later(day, sign * count, (said["one"] or said["unit"]).lower())
    return f"{text.strip()[: said.start()]} by {due.isoformat()}"


def _day_of(scene: Scene, what: str) -> date | None:
    """When it is held; None where it names an open task, or nothing that is held."""
    top = scene.tree.ordered(None)
    if not top or not top[-1].due_date or not HOLDS.search(top[-1].title):
        return None
    meant = [scene.tree.tasks[id] for id in may_mean(scene, what)]
    if not meant or any(task.status not in ENDED for task in meant):
        return None
    of_it = re.compile(_OF.format(what=re.escape(what)), re.IGNORECASE)
    is_held = all(of_it.search(task.title) for task in meant)
    return date.fromisoformat(top[-1].due_date) if is_held else None
