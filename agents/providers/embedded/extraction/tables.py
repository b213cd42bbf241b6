"""Rows of a table as tasks, where its first row tells which column is the task, who does it, and so on."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from agents.providers.embedded.extraction.phrases import PRIORITIES, Phrase, phrase, plain
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import STATUSES

_COLUMNS: Final = {
    "title": r"(?:task|action|activity|what|to-?do|item|action item|step|deliverable|title|name|work)s?",
    "assignee": r"(?:task )?(?:owner|assignee|who|responsible|person|assigned to|lead|dri)",
    "due_date": r"(?:due(?: date)?|deadline|by|by when|when|date|until|target(?: date)?)",
    "estimated_minutes": r"(?:estimated? ?(?:time)?|effort|duration|time|how long)",
    "priority": r"prio(?:rity)?",
    "status": r"status|state",
}
_NONE = re.compile(r"[-–—?]*|n/?a|tbd|none|nobody|open", re.IGNORECASE)


def is_row(text: str) -> bool:
    """Whether a passage is a row of a table."""
    return bool(re.search(r"(?:^|\s)\|(?:\s|$)", text))


def columns(text: str) -> tuple[str, ...]:
    """The field that each column holds, "" where it is none; no columns where none names a task."""
    found = tuple(map(_column, _cells(text)))
    return found if "title" in found and len(set(found) - {""}) > 1 else ()


def row(text: str, fields: tuple[str, ...], today: date, people: frozenset[str]) -> Phrase | None:
    """What a row says; None where its task is empty. What is no value stays in the description."""
    cells = dict(zip(fields, _cells(text), strict=False))
    if not cells.get("title"):
        return None
    said = phrase(cells.pop("title"), today, people)
    for name, cell in cells.items():
        value = None if _NONE.fullmatch(cell) else _value(name, cell, today)
        if value is not None:
            setattr(said, name, value)
        elif not _NONE.fullmatch(cell) and name:
            said.description = "\n".join(filter(None, (said.description, cell)))
    return said


def _value(name: str, cell: str, today: date) -> str | int | None:
    if name == "assignee":
        return cell.removeprefix("@")
    if name == "due_date":
        found = days(cell, today)
        return found[0].isoformat() if len(found) == 1 else None
    if name == "estimated_minutes":
        return minutes(cell)
    known = PRIORITIES if name == "priority" else STATUSES
    return known.get(cell.lower()) if name in ("priority", "status") else None


def _column(heading: str) -> str:
    said = heading.lower().strip(" :*")
    return next((name for name, words in _COLUMNS.items() if re.fullmatch(words, said)), "")


def _cells(text: str) -> list[str]:
    """The cells of a row, as passages have it: without the lines at its ends."""
    return [plain(cell).strip() for cell in text.split("|")]
