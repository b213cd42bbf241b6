"""A task that does several things, of which only some were named: it is asked what becomes of the others."""

from __future__ import annotations

import re

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.references.listing import things_of
from agents.providers.embedded.terms.vocabulary import capitalized, listed
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

_AS_A_TASK = re.compile(rf"\b{NOUN}\b|(?<!\w)[tT#]\d|[\"“]", re.IGNORECASE)
"""Who says that a task is meant, or gives its number or its title, does not speak of a part."""
_ALL_OF_IT = re.compile(
    r"\b(?:all|whole|entire|everything|completely|rest|others?|both|stuff)\b", re.IGNORECASE
)
_PART_OF_IT = re.compile(
    r"\b(?:alone|(?:part|side|half|bit)(?= (?:of|is|are|was|takes?|will|needs?|goes)\b)|by (?:it"
    r"|them)sel(?:f|ves))\b",
    re.IGNORECASE,
)
MANY = 3
"""So many things in a title are a list; of two the first one is how people call the task."""


def one_of_several(heard: Heard) -> Doubt | None:
    """What else the task does was not spoken of: "no cake", of “Arrange food, drinks and the cake”."""
    if _AS_A_TASK.search(heard.instruction):
        return None
    for task in removed(heard):
        lead, named, others = things_of(task.title, heard.instruction)
        if named:
            return _what_of_it(heard, task, listed(named), f"{lead}{listed(others)}")
    return None


def _what_of_it(heard: Heard, task: Task, named: str, shorter: str) -> Doubt:
    handle = heard.scene.handle(task)
    takes_away = next(edit for edit in heard.edits if edit.ref == handle)
    verb = "Delete" if takes_away.op == "delete" else "Cancel"
    options = (f"Rename {handle} to “{capitalized(shorter)}”", f"{verb} {handle}", DECLINED)
    return _asked(heard, task, named, options)


def _asked(heard: Heard, task: Task, named: str, options: tuple[str, ...]) -> Doubt:
    question = f"“{named}” is only a part of {heard.scene.label(task)}. What should be done?"
    return Doubt(heard.instruction, question, options=options)


def only_one_thing(heard: Heard) -> Doubt | None:
    """What is said of one thing would be set for all: "flowers are booked", of “Book food and flowers”."""
    if _AS_A_TASK.search(heard.instruction) or _ALL_OF_IT.search(heard.instruction):
        return None
    for edit in heard.edits:
        task = next((t for t in heard.scene.tree.walk() if heard.scene.handle(t) == edit.ref), None)
        whole, part = _said_of(edit)
        if task is None or not whole:
            continue
        _, named, others = things_of(task.title, heard.instruction)
        if named and _is_a_part(heard, edit, task, named, others):
            title = capitalized(listed(named))
            new = f"Add a sub-task “{title}” to {edit.ref}{part}"
            options = (f"{edit.ref} {whole}", new, DECLINED)
            return _asked(heard, task, title, options)
    return None


def _said_of(edit: Edit) -> tuple[str, str]:
    """What is said of a task, and how the same is said of a new one; nothing where it may be of both."""
    if edit.op != "update":
        return "", ""
    if edit.status == "completed":
        return "is done", " and mark it as done"
    if edit.due_date:
        return f"is due on {edit.due_date}", f", due {edit.due_date}"
    if edit.assignee:
        return f"is for {edit.assignee}", f" for {edit.assignee}"
    if edit.estimated_minutes:
        time = duration_text(edit.estimated_minutes)
        return f"takes {time}", f", {time}"
    return "", ""


def _is_a_part(heard: Heard, edit: Edit, task: Task, named: list[str], others: list[str]) -> bool:
    """Whether the words are no name of the whole task: of a list one, or said to be a part."""
    if _PART_OF_IT.search(heard.instruction):
        return True
    is_first = task.title.find(named[0]) < task.title.find(others[0])
    many = len(named) + len(others) >= MANY
    return (many or not is_first) if edit.status == "completed" else (many and not is_first)
