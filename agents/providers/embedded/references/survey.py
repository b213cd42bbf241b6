"""A plan looked over once, for every reading of an instruction: to walk through a large one takes long."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

from agents.handles import Handles
from agents.providers.embedded.labels.words import Known
from agents.providers.embedded.references.matching import Titles
from ledger.core.model import Task, Tree


class Survey:
    """What is in a tree, each worked out when it is first asked for."""

    def __init__(self, project_id: str, tree: Tree) -> None:
        self._project_id = project_id
        self._tree = tree

    @cached_property
    def tasks(self) -> list[Task]:
        """All of its tasks, in the order of the plan."""
        return list(self._tree.walk())

    @cached_property
    def titles(self) -> Titles:
        """All of its titles."""
        return Titles(self.tasks)

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """The ids of the tasks by their titles in small letters, where these are of several words."""
        found = defaultdict[str, list[str]](list)
        for task in self.tasks:
            if phrase := _phrase(task.title):
                found[phrase].append(task.id)
        return dict(found)

    @cached_property
    def handles(self) -> Handles:
        """How edits name its tasks."""
        return Handles.of(self._project_id, self._tree)

    @cached_property
    def people(self) -> frozenset[str]:
        """The names of those who have tasks, in small letters."""
        tasks = self._tree.tasks.values()
        return frozenset(task.assignee.lower() for task in tasks if task.assignee)

    @cached_property
    def known(self) -> Known:
        """What it says of words."""
        return Known.in_plan(self._tree)

    @cached_property
    def by_number(self) -> dict[int, str]:
        """The ids of the numbered tasks."""
        return {task.number: task.id for task in self._tree.tasks.values() if task.number}


@lru_cache(maxsize=16_384)  # all of a large plan, of which an instruction changes a few
def _phrase(title: str) -> str:
    """A title in small letters, where it is of several words."""
    words = title.lower().split()
    return " ".join(words) if len(words) > 1 else ""


@lru_cache(maxsize=2)
def survey(project_id: str, tree: Tree) -> Survey:
    """The survey of a plan as an instruction finds it, which is read in several ways."""
    return Survey(project_id, tree)
