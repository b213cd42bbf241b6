"""Who waits for whom: the graph of remaining work, its critical path, and who waits for a task.

In the graph every open task has a start and an end: a leaf's work lies between the two, a task with
sub-tasks starts before and ends after all of them, and a dependency leads from the end of one to the
start of the other. Tasks that wait for each other in a circle through their parents, which no rule
forbids, are on no path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ledger.core.derived.derive import Derivation
from ledger.core.model import Task, Tree

DEFAULT_MINUTES = 60
"""What a task without an estimate counts as."""


class Point(NamedTuple):
    """The start or the end of a task."""

    task_id: str
    end: bool


class Edge(NamedTuple):
    """What comes after a point, and after how many minutes of work."""

    later: Point
    minutes: int


Graph = Mapping[Point, list[Edge]]


def remaining_work(tree: Tree, derivation: Derivation) -> Graph:
    """The graph of what is open. Costs O(tasks + dependencies)."""
    opened = [task for i, task in tree.tasks.items() if not derivation.tasks[i].settled]
    graph: dict[Point, list[Edge]] = {
        Point(task.id, end): [] for task in opened for end in (False, True)
    }
    for task in opened:
        for earlier, edge in _edges_of(tree, derivation, task):
            graph[earlier].append(edge)
    return graph


def critical_path(tree: Tree, derivation: Derivation, graph: Graph) -> frozenset[str]:
    """The ids of the open leaves that cannot slip without the whole plan slipping.

    The method of J. E. Kelley and M. R. Walker, "Critical-path planning and scheduling", 1959. Empty
    where nothing waits for anything: the longest single task is no path.
    """
    order = _in_order(graph)
    earliest = dict.fromkeys(order, 0)
    for point in order:
        for later, minutes in graph[point]:
            if later in earliest:
                earliest[later] = max(earliest[later], earliest[point] + minutes)
    remaining = dict.fromkeys(order, 0)
    for point in reversed(order):
        tails = [m + remaining[later] for later, m in graph[point] if later in remaining]
        remaining[point] = max(tails, default=0)
    total = max(remaining.values(), default=0)
    critical = [p for p in order if earliest[p] + remaining[p] == total and not p.end]
    leaves = frozenset(p.task_id for p in critical if not tree.child_ids(p.task_id))
    chained = any(derivation.tasks[i].blocked_by for i in leaves)
    return leaves if chained else frozenset()


def count_waiting(tree: Tree, graph: Graph, task_id: str, most: int) -> int:
    """How many open leaves wait for this task, directly or behind others; counts up to `most`."""
    frontier = [Point(task_id, end=True)]
    seen = set(frontier)
    count = 0
    for point in frontier:  # grows while it is walked
        new = [edge.later for edge in graph[point] if edge.later not in seen]
        seen.update(new)
        frontier.extend(new)
        count += sum(not p.end and not tree.child_ids(p.task_id) for p in new)
        if count >= most:
            return most
    return count


def _edges_of(tree: Tree, derivation: Derivation, task: Task) -> Iterator[tuple[Point, Edge]]:
    start, end = Point(task.id, end=False), Point(task.id, end=True)
    if not tree.child_ids(task.id):
        yield start, Edge(end, task.estimated_minutes or DEFAULT_MINUTES)
    if task.parent_id is not None:
        yield Point(task.parent_id, end=False), Edge(start, 0)
        yield end, Edge(Point(task.parent_id, end=True), 0)
    for wanted in task.depends_on:
        if not derivation.tasks[wanted].settled:
            yield Point(wanted, end=True), Edge(start, 0)


def _in_order(graph: Graph) -> list[Point]:
    """Every point after those before it (A. B. Kahn, 1962), without what lies on or after a circle."""
    waiting = dict.fromkeys(graph, 0)
    for following in graph.values():
        for later, _ in following:
            waiting[later] += 1
    order = [point for point, count in waiting.items() if count == 0]
    for point in order:  # grows while it is walked
        for later, _ in graph[point]:
            waiting[later] -= 1
            if waiting[later] == 0:
                order.append(later)
    return order
