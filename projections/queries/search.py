"""Search: the targets that have all the words, best first. The last word may be the beginning of one."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

from ledger.core.model import TaskStatus
from ledger.core.patch import Target
from projections.effects import PROJECT_NUMBER
from projections.indexes import index_of
from projections.indexes.documents import EVERYWHERE, SEARCH, Scope
from projections.live import TARGETS, task_in
from projections.paging import Page, cursor_of, not_a_cursor, position_of
from projections.question import question_in
from projections.tables import Key, Row, rows_by_key
from projections.views.search import KEYS, NUMBER_BITS
from projections.words import Part, Wanted, snippet, wanted_in

DOCUMENTS = 1 << NUMBER_BITS
"""Row ids of one project."""


class Hit(msgspec.Struct, frozen=True):
    """A project or task that was found. `number` and `status` are None for a project."""

    target: Target
    target_id: str
    number: int | None
    title: str
    status: TaskStatus | None
    project_id: str
    project_title: str
    snippet: tuple[Part, ...]


def search(
    conn: sa.Connection,
    text: str,
    scope: Scope = EVERYWHERE,
    limit: int = 20,
    cursor: str | None = None,
) -> Page[Hit]:
    """What has all the words of `text`, best first. A kind of scope is `project` or `task`.

    Any text will do: what is no word is passed over, and without words nothing is found. Which is best
    changes with what is written, so a page begins after so many. Raises Refused: `invalid_cursor`.
    """
    question = question_in(text)
    skipped = 0 if cursor is None else _skipped(cursor)
    if not question.phrases:
        return Page([], None)
    found = index_of(conn, SEARCH).best(SEARCH, question, scope)
    best = found.limit(limit + 1).offset(skipped).subquery()
    project = SEARCH.alias("project")
    title = sa.select(project.c.title).where(project.c.rowid == KEYS.c.key * DOCUMENTS)
    query = (
        sa.select(best, KEYS.c.project_id, title.scalar_subquery().label("project_title"))
        .join_from(best, KEYS, KEYS.c.key == best.c.rowid // DOCUMENTS)
        .order_by(best.c.score, best.c.rowid)
    )
    rows = conn.execute(query).mappings().all()
    following = cursor_of((skipped + limit,)) if len(rows) > limit else None
    wanted = wanted_in(question)
    shown = rows[:limit]
    targets = rows_by_key(conn, TARGETS, {(row["project_id"], _number(row)) for row in shown})
    return Page([_hit(row, targets, wanted) for row in shown], following)


def _skipped(cursor: str) -> int:
    (skipped,) = position_of(cursor, tuple[int])
    if skipped < 0:
        raise not_a_cursor()
    return skipped


def _number(row: sa.RowMapping) -> int:
    number: int = row["rowid"] % DOCUMENTS
    return number


def _hit(row: sa.RowMapping, targets: Mapping[Key, Row], wanted: Wanted) -> Hit:
    number = _number(row)
    is_task = number != PROJECT_NUMBER
    return Hit(
        "task" if is_task else "project",
        row["about"],
        number if is_task else None,
        row["title"],
        task_in(targets[row["project_id"], number]["state"]).status if is_task else None,
        row["project_id"],
        row["project_title"],
        snippet((row["body"], row["title"]), wanted),
    )
