"""Short ways to write patches and small plans in tests."""

from __future__ import annotations

from typing import Any

from ledger.core.apply import apply_all
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch

PROJECT = "00000000-0000-7000-8000-0000000000aa"


def create(task_id: str, **fields: Any) -> Patch:
    """The patch that creates a task, titled "New" if nothing else is said."""
    return Patch("create", "task", task_id, {"title": "New", **fields})


def update(task_id: str, **fields: Any) -> Patch:
    """The patch that changes these fields of a task."""
    return Patch("update", "task", task_id, fields)


def delete(task_id: str) -> Patch:
    """The patch that deletes a task."""
    return Patch("delete", "task", task_id)


def create_project(**fields: Any) -> Patch:
    """The patch that creates the project."""
    return Patch("create", "project", PROJECT, {"title": "Plan", **fields})


def update_project(**fields: Any) -> Patch:
    """The patch that changes these fields of the project."""
    return Patch("update", "project", PROJECT, fields)


DELETE_PROJECT = Patch("delete", "project", PROJECT)


def plan(*patches: Patch) -> Tree:
    """A project with what these patches make of it."""
    return apply_all(EMPTY, (create_project(), *patches))
