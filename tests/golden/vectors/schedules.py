"""Plans with what waits for what in them and their critical path, by the plain meaning of the words.

A leaf is critical where one more minute of work in it makes the whole plan longer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from ledger.core.apply import apply_all
from ledger.core.derived.schedule import DEFAULT_MINUTES
from ledger.core.errors import Refused
from ledger.core.model import EMPTY, Tree
from tests.plans import create, create_project

COUNT = 40
CLOSED = ("completed", "cancelled")


class InACircle(Exception):
    """Tasks wait for each other through their parents: there is no longest chain."""


def schedules() -> Iterator[tuple[str, Tree, dict[str, list[str]], list[str]]]:
    """Each with a name, what each waiting task waits for, and the critical leaves."""
    rng, found = random.Random(1959), 0
    while found < COUNT:
        try:
            tree = _random_tree(rng)
            critical = _critical(tree)
        except (Refused, InACircle):
            continue
        found += 1
        waits = {i: sorted(_waits(tree, i)) for i in sorted(tree.tasks) if _waits(tree, i)}
        yield f"plan {found}", tree, waits, sorted(critical)


def _random_tree(rng: random.Random) -> Tree:
    """Raises `Refused` where what it made cannot be."""
    made: list[Any] = []
    for number in range(1, rng.randint(4, 11)):
        before = [patch.target_id for patch in made]
        fields = {
            "title": f"T{number}",
            "number": number,
            "position": str(number),
            "parent_id": rng.choice([None, None, *before]),
            "status": rng.choice(["todo", "todo", "in_progress", "blocked", *CLOSED]),
            "estimated_minutes": rng.choice([None, 30, 60, 90, 240]),
            "depends_on": tuple(i for i in before if rng.random() < 0.3),
        }
        made.append(create(f"00000000-0000-7000-8000-{number:012x}", **fields))
    return apply_all(EMPTY, [create_project(), *made])


def _settled(tree: Tree, task_id: str) -> bool:
    lineage = [task_id, *tree.ancestors(task_id)]
    below = tree.child_ids(task_id)
    return any(tree.tasks[i].status in CLOSED for i in lineage) or (
        bool(below) and all(_settled(tree, i) for i in below)
    )


def _waits(tree: Tree, task_id: str) -> set[str]:
    if _settled(tree, task_id):
        return set()
    lineage = [task_id, *tree.ancestors(task_id)]
    return {w for i in lineage for w in tree.tasks[i].depends_on if not _settled(tree, w)}


def _critical(tree: Tree) -> set[str]:
    leaves = [i for i in tree.tasks if not tree.child_ids(i) and not _settled(tree, i)]
    shortest = _length(tree, None)
    critical = {i for i in leaves if _length(tree, i) > shortest}
    return critical if any(_waits(tree, i) for i in critical) else set()


def _length(tree: Tree, longer: str | None) -> int:
    """How much work follows upon another at most, with one more minute in the leaf `longer`."""
    begun: set[str] = set()

    def once(task_id: str) -> None:
        if task_id in begun:
            raise InACircle
        begun.add(task_id)

    def start(task_id: str) -> int:
        once(f"start of {task_id}")
        parent = tree.tasks[task_id].parent_id
        after = [end(i) for i in tree.tasks[task_id].depends_on if not _settled(tree, i)]
        begun.discard(f"start of {task_id}")
        return max([start(parent) if parent else 0, *after])

    def end(task_id: str) -> int:
        once(f"end of {task_id}")
        below = [i for i in tree.child_ids(task_id) if not _settled(tree, i)]
        minutes = (tree.tasks[task_id].estimated_minutes or DEFAULT_MINUTES) + (task_id == longer)
        reached = max(map(end, below)) if below else start(task_id) + minutes
        begun.discard(f"end of {task_id}")
        return reached

    return max((end(i) for i in tree.tasks if not _settled(tree, i)), default=0)
