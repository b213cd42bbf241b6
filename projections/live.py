"""The plans as the views know them: each project's tree, kept in a table, held in memory while in use.

What one patch does to a view can depend on the whole tree (a delete takes everything below with it).
So each event is applied to its project's tree, and every view is told of the tree before and after.
The table makes that restartable at any position without a replay.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from ledger.codec import decode_stored_patch
from ledger.core.fold import Fold
from ledger.core.model import EMPTY, Project, Task, Tree, tree_of
from ledger.ports import Record
from projections.effects import PROJECT_NUMBER, Step, apply_step
from projections.tables import PREFIX, TEXT, Key, upsert
from projections.text import equal
from projections.view import shape_of

VERSION = 1
TABLES = sa.MetaData()
TARGETS = sa.Table(
    f"{PREFIX}targets",
    TABLES,
    sa.Column("project_id", TEXT, primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True),  # of a task, 0 for the project
    sa.Column("target_id", TEXT, nullable=False),
    sa.Column("state", sa.LargeBinary),  # as JSON; null: it is no more
    sa.Index(f"{PREFIX}targets_by_id", "project_id", "target_id"),
    sqlite_with_rowid=False,
)
MOST_TASKS = 100_000
"""Trees are held in memory up to this many tasks in all; one that is in use is never let go."""

_encode = msgspec.json.Encoder().encode
_decode_project = msgspec.json.Decoder(Project).decode
task_in = msgspec.json.Decoder(Task).decode


def shape() -> str:
    """What tells this shape of the table from another."""
    return shape_of("live", VERSION, TABLES)


class LiveTrees:
    """The trees in memory, the most recently used last. Forgets everything when told to."""

    def __init__(self, most_tasks: int = MOST_TASKS) -> None:
        self._plans: dict[str, Fold] = {}
        self._changed: dict[tuple[str, int], str] = {}
        self._most_tasks = most_tasks

    def forget(self) -> None:
        """Drop what is in memory: the table is another, or a batch was not written."""
        self._plans.clear()
        self._changed.clear()

    def step(self, conn: sa.Connection, record: Record) -> Step:
        """Apply a record of a project's stream to its tree."""
        project_id = record.stream.partition(":")[2]
        plan = self._plan(conn, project_id)
        step = apply_step(plan, decode_stored_patch(record.data), project_id, record.offset)
        self._changed[project_id, step.number] = step.target.id
        for changed in (*step.removed, *step.unlinked):
            self._changed[project_id, changed.number] = changed.id
        return step

    def write(self, conn: sa.Connection) -> None:
        """Write every target that changed since the last time."""
        upsert(conn, TARGETS, [self._row(*key, i) for key, i in self._changed.items()])
        self._changed.clear()
        self._let_go()

    def _plan(self, conn: sa.Connection, project_id: str) -> Fold:
        """The plan, which is now the one used last."""
        plan = self._plans.pop(project_id, None)
        if plan is None:
            plan = Fold(load_tree(conn, project_id))
        self._plans[project_id] = plan
        return plan

    def _row(self, project_id: str, number: int, target_id: str) -> Key:
        plan = self._plans[project_id]
        target = plan.project if number == PROJECT_NUMBER else plan.tasks.get(target_id)
        return project_id, number, target_id, None if target is None else _encode(target)

    def _let_go(self) -> None:
        held = sum(len(plan.tasks) for plan in self._plans.values())
        for project_id in list(self._plans)[:-1]:
            if held <= self._most_tasks:
                return
            held -= len(self._plans.pop(project_id).tasks)


def load_tree(conn: sa.Connection, project_id: str) -> Tree:
    """A project's tree as the views know it, from the table."""
    table = TARGETS.c
    query = sa.select(table.number, table.state).where(
        table.project_id == project_id, table.state.is_not(None)
    )
    states: dict[int, bytes] = dict(conn.execute(query).all())
    project = states.pop(PROJECT_NUMBER, None)
    if project is None:
        return EMPTY
    return tree_of(_decode_project(project), map(task_in, states.values()))


def target_in(number: int, state: bytes) -> Project | Task:
    """What a row of the table says of the target with this number."""
    return _decode_project(state) if number == PROJECT_NUMBER else task_in(state)


def number_of_task(conn: sa.Connection, project_id: str, task_id: str) -> int | None:
    """The number of a task that there is or was; None if there never was one of this id."""
    table = TARGETS.c
    query = sa.select(table.number).where(
        table.project_id == project_id,
        equal(table.target_id, task_id),
        table.number != PROJECT_NUMBER,
    )
    number: int | None = conn.execute(query).scalar()
    return number
