"""The rules that hold after every changeset, so that its patches may come in any order before that.

`dependency_missing`, `dependency_cycle`, `dependency_on_relative`, `dates_reversed`. They cost what
the changeset touched: a valid tree stays valid wherever nothing was set.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ledger.core.cycles import cycles_through
from ledger.core.errors import Violation
from ledger.core.model import Project, Task, Tree, quoted
from ledger.core.patch import Patch

DATES = ("start_date", "due_date")
JUDGED = frozenset({"depends_on", "parent_id", *DATES})


class Touched:
    """What a changeset sets, by the index of the last patch that did, to judge its result by.

    Targets of refused patches are not judged: their state is not what was asked for, so that would
    only name consequences.
    """

    def __init__(self) -> None:
        self._dependencies: dict[str, int] = {}
        self._moves: dict[str, int] = {}
        self._dates: dict[tuple[str, str], tuple[int, str]] = {}
        self._refused: set[str] = set()
        self._never_created: set[str] = set()

    def note(self, patch: Patch, index: int) -> None:
        """Remember what an applied patch sets."""
        fields = patch.fields()
        if JUDGED.isdisjoint(fields):
            return
        if "depends_on" in fields:
            self._dependencies[patch.target_id] = index
        if patch.op == "update" and "parent_id" in fields:
            self._moves[patch.target_id] = index
        for field in DATES:
            if field in fields:
                self._dates[patch.target, patch.target_id] = (index, field)

    def note_refused(self, patch: Patch, broken: list[Violation]) -> list[Violation]:
        """Remember a refused patch; returns its violations without those that follow from an earlier one."""
        unexplained = [v for v in broken if not self._follows(patch, v)]
        self._refused.add(patch.target_id)
        if patch.op == "create" and all(v.code != "target_exists" for v in broken):
            self._never_created.add(patch.target_id)
        return unexplained

    def _follows(self, patch: Patch, violation: Violation) -> bool:
        if violation.code == "target_missing":
            return patch.target_id in self._never_created
        return (
            violation.code == "parent_missing"
            and patch.fields()["parent_id"] in self._never_created
        )

    def violations(self, tree: Tree) -> list[Violation]:
        """Every rule that `tree`, the changeset's result, breaks because of what was set."""
        if not (self._dependencies or self._moves or self._dates):
            return []
        return [
            *self._missing(tree),
            *self._cycles(tree),
            *self._relatives(tree),
            *self._reversed_dates(tree),
        ]

    def _judged(self, tree: Tree, touched: dict[str, int]) -> Iterator[tuple[int, Task]]:
        for task_id, index in touched.items():
            if task_id in tree.tasks and task_id not in self._refused:
                yield index, tree.tasks[task_id]

    def _missing(self, tree: Tree) -> Iterator[Violation]:
        for index, task in self._judged(tree, self._dependencies):
            for wanted in task.depends_on:
                if wanted not in tree.tasks and wanted not in self._never_created:
                    yield Violation(
                        "dependency_missing",
                        f"{quoted(task)} depends on {wanted}, which does not exist.",
                        index,
                        "depends_on",
                        task.id,
                    )

    def _cycles(self, tree: Tree) -> Iterator[Violation]:
        starts = {task.id: index for index, task in self._judged(tree, self._dependencies)}
        for cycle in cycles_through(tree, starts):
            index, task_id = max((self._dependencies.get(i, -1), i) for i in cycle)
            names = " → ".join(quoted(tree.tasks[i]) for i in [*cycle, cycle[0]])
            message = f"These would wait for each other for ever: {names}."
            yield Violation("dependency_cycle", message, index, "depends_on", task_id)

    def _relatives(self, tree: Tree) -> Iterator[Violation]:
        found: dict[tuple[str, str], tuple[int, str, str]] = {}
        for index, task in self._judged(tree, self._dependencies):
            for wanted in task.depends_on:
                if _below(tree, wanted, task.id) or _below(tree, task.id, wanted):
                    found[task.id, wanted] = (index, "depends_on", task.id)
        moves = {task.id: index for index, task in self._judged(tree, self._moves)}
        for pair, moved in _pairs_across(tree, moves):
            by_move = (moves[moved], "parent_id", moved)
            found[pair] = max(found.get(pair, by_move), by_move)
        for (dependent, wanted), (index, field, target_id) in sorted(found.items()):
            names = f"{quoted(tree.tasks[dependent])} cannot depend on {quoted(tree.tasks[wanted])}"
            message = f"{names}: one is part of the other."
            yield Violation("dependency_on_relative", message, index, field, target_id)

    def _reversed_dates(self, tree: Tree) -> Iterator[Violation]:
        for (kind, target_id), (index, field) in self._dates.items():
            target = tree.project if kind == "project" else tree.tasks.get(target_id)
            if target is not None and target_id not in self._refused and _reversed(target):
                message = f"{quoted(target)} would be due on {target.due_date}, before it starts."
                yield Violation("dates_reversed", message, index, field, target_id)


def _reversed(target: Project | Task) -> bool:
    start, due = target.start_date, target.due_date
    return start is not None and due is not None and due < start


def _below(tree: Tree, task_id: str, other: str) -> bool:
    return task_id in tree.tasks and other in tree.ancestors(task_id)


def _pairs_across(tree: Tree, moves: dict[str, int]) -> Iterator[tuple[tuple[str, str], str]]:
    """The dependencies between a moved subtree and what is above it, with the task moved last.

    Looks from above, at each task above any move once: thousands may be moved under one.
    """
    for above in {i for moved in moves for i in tree.ancestors(moved)}:
        for wanted in tree.tasks[above].depends_on:
            if moved := _moved_last(tree, moves, wanted, above):
                yield (above, wanted), moved
        for dependent in tree.dependents_of(above):
            if moved := _moved_last(tree, moves, dependent, above):
                yield (dependent, above), moved


def _moved_last(tree: Tree, moves: dict[str, int], below: str, above: str) -> str | None:
    """The task moved last among `below` and those up to `above`; None when it isn't below or unmoved."""
    if not _below(tree, below, above):
        return None
    path = [below, *takewhile(lambda i: i != above, tree.ancestors(below))]
    return max((i for i in path if i in moves), key=lambda i: moves[i], default=None)
