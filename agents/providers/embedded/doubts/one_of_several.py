"""A task that does several things, of which only some were named: it is asked what becomes of the others."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, capitalized, gist, listed
from ledger.core.model import Task

_JOINT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_LEAD = re.compile(rf"(?:.*:|(?:{'|'.join(TITLE_VERBS)})\b)\s+", re.IGNORECASE)
"""What is said of all that a title lists: "Prepare the day: …", "Arrange …"."""
_AS_A_TASK = re.compile(rf"\b{NOUN}\b|(?<!\w)[tT#]\d|[\"“]", re.IGNORECASE)
"""Who says that a task is meant, or gives its number or its title, does not speak of a part."""


def one_of_several(heard: Heard) -> Doubt | None:
    """What else the task does was not spoken of: "no cake", of “Arrange food, drinks and the cake”."""
    if _AS_A_TASK.search(heard.instruction):
        return None
    said = set(gist(heard.instruction))
    for task in removed(heard):
        lead, parts = _parts(task.title)
        named = [part for part in parts if said & set(gist(part))]
        others = [part for part in parts if part not in named]
        if named and others:
            return _asked(heard, task, listed(named), f"{lead}{listed(others)}")
    return None


def _parts(title: str) -> tuple[str, list[str]]:
    """What a title begins with, and the things that it lists."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    return title[:start], [part for part in _JOINT.split(title[start:]) if part.strip()]


def _asked(heard: Heard, task: Task, named: str, shorter: str) -> Doubt:
    handle = heard.scene.handle(task)
    takes_away = next(edit for edit in heard.edits if edit.ref == handle)
    verb = "Delete" if takes_away.op == "delete" else "Cancel"
    question = f"“{named}” is only a part of {heard.scene.label(task)}. What should be done?"
    options = (f"Rename {handle} to “{capitalized(shorter)}”", f"{verb} {handle}", DECLINED)
    return Doubt(heard.instruction, question, options=options)
