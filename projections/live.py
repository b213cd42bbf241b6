"""The plans as the views know them: each project's tree, kept in a table, held in memory while in use.

What one patch does to a view can depend on the whole tree (a delete takes everything below with it).
So each event is applied to its project's tree, and every view is told of the tree before and after.
The table makes that restartable at any position without a replay.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from ledger.codec import decode_accepted
from ledger.core.apply import evolve, replay
from ledger.core.model import EMPTY, Project, Task, Tree
from ledger.core.patch import Patch, Target, create_project, create_task, freeze
from ledger.ports import Record
from projections.effects import PROJECT_NUMBER, Step, number_of, removed_by, unlinked_by
from projections.tables import PREFIX, Row, upsert
from projections.tally import tally_change
from projections.view import shape_of

VERSION = 1
TABLES = sa.MetaData()
TARGETS = sa.Table(
    f"{PREFIX}targets",
    TABLES,
    sa.Column("project_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # of a task, 0 for the project
    sa.Column("target_id", sa.Text, nullable=False),
    sa.Column(
        "body", sa.LargeBinary
    ),  # that of the patch that would create it; null: it is no more
    sa.Index(f"{PREFIX}targets_by_id", "project_id", "target_id"),
    sqlite_with_rowid=False,
)
MOST_TASKS = 100_000
"""Trees are held in memory up to this many tasks in all; one that is in use is never let go."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, object]).decode


def shape() -> str:
    """What tells this shape of the table from another."""
    return shape_of("live", VERSION, TABLES)


class LiveTrees:
    """The trees in memory, the most recently used last. Forgets everything when told to."""

    def __init__(self, most_tasks: int = MOST_TASKS) -> None:
        self._trees: dict[str, Tree] = {}
        self._changed: dict[tuple[str, int], str] = {}
        self._most_tasks = most_tasks

    def forget(self) -> None:
        """Drop what is in memory: the table is another, or a batch was not written."""
        self._trees.clear()
        self._changed.clear()

    def step(self, conn: sa.Connection, record: Record) -> Step:
        """Apply a record of a project's stream to its tree."""
        event = decode_accepted(record.data)
        project_id = record.stream.partition(":")[2]
        before = self._tree(conn, project_id)
        after = self._trees[project_id] = evolve(before, event.patch)
        removed = removed_by(before, event.patch)
        step = Step(
            record.offset,
            project_id,
            event.version - event.index,
            event,
            before,
            after,
            removed,
            unlinked_by(before, after, removed),
            tally_change(before, after, event.patch),
        )
        self._note(step)
        return step

    def write(self, conn: sa.Connection) -> None:
        """Write every target that changed since the last time."""
        upsert(conn, TARGETS, [self._row(*key, i) for key, i in self._changed.items()])
        self._changed.clear()
        self._let_go()

    def _tree(self, conn: sa.Connection, project_id: str) -> Tree:
        tree = self._trees.pop(project_id, None)
        return load_tree(conn, project_id) if tree is None else tree

    def _note(self, step: Step) -> None:
        for changed in (step.target, *step.removed, *step.unlinked):
            self._changed[step.project_id, number_of(changed)] = changed.id

    def _row(self, project_id: str, number: int, target_id: str) -> Row:
        tree = self._trees[project_id]
        target = tree.project if number == PROJECT_NUMBER else tree.tasks.get(target_id)
        return {
            "project_id": project_id,
            "number": number,
            "target_id": target_id,
            "body": None if target is None else _encode(_create(target).body),
        }

    def _let_go(self) -> None:
        held = sum(len(tree.tasks) for tree in self._trees.values())
        for project_id in list(self._trees)[:-1]:
            if held <= self._most_tasks:
                return
            held -= len(self._trees.pop(project_id).tasks)


def load_tree(conn: sa.Connection, project_id: str) -> Tree:
    """A project's tree as the views know it, from the table."""
    table = TARGETS.c
    query = sa.select(table.number, table.target_id, table.body).where(
        table.project_id == project_id, table.body.is_not(None)
    )
    return replay(EMPTY, [_create_again(*row) for row in conn.execute(query)])


def number_of_task(conn: sa.Connection, project_id: str, task_id: str) -> int | None:
    """The number of a task that there is or was; None if there never was one of this id."""
    table = TARGETS.c
    query = sa.select(table.number).where(
        table.project_id == project_id, table.target_id == task_id, table.number != PROJECT_NUMBER
    )
    number: int | None = conn.execute(query).scalar()
    return number


def _create_again(number: int, target_id: str, body: bytes) -> Patch:
    target: Target = "project" if number == PROJECT_NUMBER else "task"
    return Patch("create", target, target_id, freeze(_decode(body)))


def _create(target: Project | Task) -> Patch:
    return create_task(target) if isinstance(target, Task) else create_project(target)
