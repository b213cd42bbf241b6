"""Each view against a plain account of the same life, told another way."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.apply import evolve
from ledger.core.derived.tally import tally
from ledger.core.model import EMPTY, Project, Task, Tree
from ledger.core.undo import Changeset, in_force
from projections.effects import removed_by, unlinked_by
from projections.indexes.documents import PAST, SEARCH
from projections.live import load_tree
from projections.queries.blame import project_blame
from projections.queries.projects import find_project, list_projects
from projections.queries.timeline import list_changesets
from projections.views.past import FormerValue, read_about
from projections.wording import WORDED
from tests.laws import examples
from tests.projections.lives import live_on
from tests.projections.world import World
from tests.properties.strategies import PROJECT_ID


@examples(40)
@given(data=st.data())
def test_views_agree_with_the_ledger(data: st.DataObject) -> None:
    """Tree, counts, undone marks, blame, documents and the past are what the ledger's history says."""
    world = World()
    for _ in range(data.draw(st.integers(1, 10), "changes")):
        live_on(world, data)
    state = world.ledger.state(PROJECT_ID)
    assert state.tree == world.ask(load_tree, PROJECT_ID)
    _assert_row(world)
    _assert_undone(world)
    assert _naive_blame(world) == {
        (told.target_id, by.field): by.version
        for told in world.ask(project_blame, PROJECT_ID, 200).items
        for by in told.fields
    }
    assert _naive_past(world) == sorted(world.ask(_former_values))
    alive = {} if state.tree.project is None else {PROJECT_ID: state.tree.project.title}
    alive |= {task.id: task.title for task in state.tree.tasks.values()}
    assert alive == dict(world.ask(_documents))
    world.close()


def _documents(conn: sa.Connection) -> list[tuple[str, str]]:
    return [(i, title) for i, title in conn.execute(sa.select(SEARCH.c.about, SEARCH.c.title))]


def _former_values(conn: sa.Connection) -> list[tuple[int, str, str]]:
    """Until which version what was called how."""
    about = map(read_about, conn.execute(sa.select(PAST.c.about)).scalars())
    return [(a.version, a.target_id, a.title) for a in about if isinstance(a, FormerValue)]


def _naive_past(world: World) -> list[tuple[int, str, str]]:
    """The same from the trees before and after each patch, and from those before each changeset."""
    told: list[tuple[int, str, str]] = []
    tree, patches = EMPTY, iter(world.ledger.patches(PROJECT_ID))
    for changeset in reversed(world.ask(list_changesets, PROJECT_ID, limit=200).items):
        of_it: set[str] = set()  # whose words were not there before this changeset
        for version in range(changeset.first - 1, changeset.last):
            before, tree = _targets(tree), evolve(tree, next(patches))
            now = _targets(tree)
            told += [
                (version if id in of_it else changeset.first - 1, id, was.title)
                for id, was in before.items()
                if id not in now or _replaced(was, now[id])
            ]
            of_it |= {
                id
                for id in before.keys() | now.keys()
                if id not in before or id not in now or _words(before[id]) != _words(now[id])
            }
    return sorted(told)


def _targets(tree: Tree) -> dict[str, Project | Task]:
    project = [] if tree.project is None else [tree.project]
    return {target.id: target for target in (*project, *tree.tasks.values())}


def _words(target: Project | Task) -> dict[str, object]:
    return {name: getattr(target, name, None) for name in WORDED}


def _replaced(was: Project | Task, now: Project | Task) -> bool:
    """Whether it said something that it does not say now."""
    return any(value and value != _words(now)[name] for name, value in _words(was).items())


def _assert_row(world: World) -> None:
    state = world.ledger.state(PROJECT_ID)
    row = world.ask(find_project, PROJECT_ID)
    assert row is not None
    assert state.version == row.version
    assert tally(state.tree) == row.tally
    counts = Counter(task.status for task in state.tree.tasks.values())
    assert counts == {status: n for status, n in row.status_counts.items() if n}
    listed = world.ask(list_projects).items
    assert ([] if state.tree.project is None else [state.tree.project]) == [
        r.project for r in listed
    ]


def _assert_undone(world: World) -> None:
    rows = world.ask(list_changesets, PROJECT_ID, limit=200).items
    newest_first = [Changeset(r.id, r.first, r.last, r.actor, r.cause) for r in rows]
    undone = [in_force(newest_first, row.id) is None for row in rows]
    assert undone == [row.undone_by is not None for row in rows]


def _naive_blame(world: World) -> dict[tuple[str, str], int]:
    blame: dict[tuple[str, str], int] = {}
    tree = EMPTY
    for version, patch in enumerate(world.ledger.patches(PROJECT_ID), start=1):
        after = evolve(tree, patch)
        gone = removed_by(tree, patch)
        for task in unlinked_by(tree, after, gone):
            blame[task.id, "depends_on"] = version
        if patch.op != "update":
            lost = {patch.target_id, *(task.id for task in gone)}
            blame = {key: v for key, v in blame.items() if key[0] not in lost}
        blame |= {(patch.target_id, field): version for field in patch.fields()}
        tree = after
    return blame
