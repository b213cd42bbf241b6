"""A project's life, drawn by Hypothesis: changes by two people, undo, redo, restore.

It begins with a whole plan, and what interacts across changesets (statuses, deletes, undo) happens
more often than by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from hypothesis import strategies as st

from ledger.core.errors import LedgerError
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch, create_project, create_task
from tests.ledger.plans import ME, YOU
from tests.projections.world import World
from tests.properties.strategies import PROJECT_ID, TASK_VALUES, changesets, trees

KINDS = st.sampled_from(["change", "change", "status", "drop", "undo", "undo", "redo", "restore"])


def live_on(world: World, data: st.DataObject) -> None:
    """One more thing happens, or is refused (nothing to undo, a conflict …) and does not."""
    actor = data.draw(st.sampled_from([ME, YOU]), "actor")
    kind = data.draw(KINDS, "kind")
    with suppress(LedgerError):
        if not world.store.length():
            _commit(world, data, _begin(data), actor)
        elif kind in ("undo", "redo"):
            getattr(world.ledger, kind)(PROJECT_ID, actor)
        elif kind == "restore":
            now = world.ledger.state(PROJECT_ID).version
            world.ledger.restore(PROJECT_ID, data.draw(st.integers(0, now), "version"), actor)
        else:
            _commit(world, data, _patches(data, kind, world.ledger.state(PROJECT_ID).tree), actor)


def _begin(data: st.DataObject) -> Sequence[Patch]:
    tree = data.draw(trees().filter(lambda tree: tree != EMPTY), "plan")
    assert tree.project is not None
    return [create_project(tree.project), *map(create_task, tree.walk())]


def _patches(data: st.DataObject, kind: str, tree: Tree) -> Sequence[Patch]:
    if kind == "change" or not tree.tasks:
        return data.draw(changesets(tree, max_size=5), "patches")
    task_id = data.draw(st.sampled_from(sorted(tree.tasks)), "task")
    if kind == "drop":
        return [Patch("delete", "task", task_id)]
    return [
        Patch("update", "task", task_id, {"status": data.draw(TASK_VALUES["status"], "status")})
    ]


def _commit(world: World, data: st.DataObject, patches: Sequence[Patch], actor: str) -> None:
    message = data.draw(st.sampled_from([None, "why not"]), "message")
    world.commit(*patches, project_id=PROJECT_ID, actor=actor, message=message)
