"""Which words of a project or task can be found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from ledger.core.model import Link, Project, Task

OF_PROJECT = ("summary", "owner", "tags", "links")
OF_TASK = ("description", "acceptance_criteria", "assignee", "tags", "links")
WORDED = frozenset({"title", *OF_PROJECT, *OF_TASK})
"""The fields that can be found."""


def body_of(target: Project | Task) -> str:
    """All that can be found beside the title: a task by its handle, too."""
    text = text_of(target, WORDED)
    return f"{text}\nT{target.number}" if isinstance(target, Task) else text


def text_of(target: Project | Task, fields: Container[str]) -> str:
    """What some of its fields say, without the title."""
    names = OF_TASK if isinstance(target, Task) else OF_PROJECT
    said = [value for name in names if name in fields and (value := getattr(target, name))]
    return "\n".join([text if isinstance(text, str) else _lines(text) for text in said])


def words_of(target: Project | Task, fields: Sequence[str]) -> tuple[str, str]:
    """The title and the text by which some of its fields are found, of no fields all of it."""
    if not fields:
        return target.title, body_of(target)
    return target.title if "title" in fields else "", text_of(target, fields)


def _lines(items: Iterable[str | Link]) -> str:
    return "\n".join(i if isinstance(i, str) else f"{i.system} {i.external_id}" for i in items)
