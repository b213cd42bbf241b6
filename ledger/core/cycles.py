"""Cycles among dependencies, after R. Tarjan, "Depth-first search and linear graph algorithms", 1972."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.core.model import Tree


def cycles_through(tree: Tree, starts: Iterable[str]) -> list[list[str]]:
    """One cycle of each knot of tasks that wait for each other and can be reached from `starts`.

    A cycle is a list of ids, each depending on the next and the last on the first. Costs what can be
    reached from those starts that something depends on: no cycle passes through the others.
    """
    search = _Search(tree)
    for start in starts:
        if tree.dependents_of(start) and start not in search.order:
            search.run(start)
    return [cycle for knot in search.knots if (cycle := _cycle_within(tree, set(knot)))]


class _Search:
    """Tarjan's search with a stack of its own, since a chain of dependencies may be very long."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.order: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: dict[str, None] = {}
        self.knots: list[list[str]] = []

    def run(self, start: str) -> None:
        path = [(start, self._enter(start))]
        while path:
            task_id, wanted = path[-1]
            for other in wanted:
                if other not in self.order:
                    path.append((other, self._enter(other)))
                    break
                if other in self.open:
                    self._lower(task_id, self.order[other])
            else:
                path.pop()
                if path:
                    self._lower(path[-1][0], self.lowest[task_id])
                self._leave(task_id)

    def _enter(self, task_id: str) -> Iterator[str]:
        self.order[task_id] = self.lowest[task_id] = len(self.order)
        self.open[task_id] = None
        return (i for i in self.tree.tasks[task_id].depends_on if i in self.tree.tasks)

    def _lower(self, task_id: str, order: int) -> None:
        self.lowest[task_id] = min(self.lowest[task_id], order)

    def _leave(self, task_id: str) -> None:
        if self.lowest[task_id] != self.order[task_id]:
            return
        knot: list[str] = []
        while not knot or knot[-1] != task_id:
            knot.append(self.open.popitem()[0])
        self.knots.append(knot)


def _cycle_within(tree: Tree, knot: set[str]) -> list[str]:
    """Follow dependencies inside the knot until a task comes again; [] for a single task without one."""
    path: dict[str, None] = {}
    task_id = min(knot)
    while task_id not in path:
        path[task_id] = None
        inside = [i for i in tree.tasks[task_id].depends_on if i in knot]
        if not inside:
            return []
        task_id = inside[0]
    return list(path)[list(path).index(task_id) :]
