"""Which changesets of a project are meant: the same choice for its history, its slider and its activity."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from ledger.core.events import CauseKind
from ledger.core.patch import Op
from projections.live import number_of_task
from projections.text import equal, folded, like, words_in
from projections.views.timeline import CHANGESETS, COUNTS, TOUCHED


class Filters(msgspec.Struct, frozen=True):
    """Which changesets to list. None or empty: all.

    `actor` is who accepted or who wrote; `task_id` one that was touched; `proposal` the one that was
    accepted; `since` ≤ time < `until`, in the ledger's form of time; `text`: each word in the message
    or in a touched target's title.
    """

    actor: str | None = None
    task_id: str | None = None
    op: Op | None = None
    since: str | None = None
    until: str | None = None
    text: str = ""
    cause: CauseKind | None = None
    proposal: str | None = None


ALL = Filters()


def conditions(
    conn: sa.Connection, project_id: str, filters: Filters
) -> Iterator[sa.ColumnElement[bool]]:
    """What the rows of a project's changesets have to fulfil."""
    table = CHANGESETS.c
    if filters.actor is not None:
        yield equal(table.actor, filters.actor) | equal(table.author, filters.actor)
    if filters.task_id is not None:
        number = number_of_task(conn, project_id, filters.task_id)
        mine = (TOUCHED.c.project_id == project_id) & (TOUCHED.c.number == number)
        yield table.first.in_(sa.select(TOUCHED.c.first).where(mine))
    if filters.op is not None:
        yield COUNTS[filters.op] > 0
    if filters.cause is not None:
        yield table.cause == filters.cause
    if filters.proposal is not None:
        yield equal(table.proposal, filters.proposal)
    if filters.since is not None:
        yield table.time >= filters.since
    if filters.until is not None:
        yield table.time < filters.until
    for word in words_in(filters.text):
        yield like(table.words, folded(word)) | _touching(like(TOUCHED.c.words, folded(word)))


def _touching(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    same = (TOUCHED.c.project_id == CHANGESETS.c.project_id) & (
        TOUCHED.c.first == CHANGESETS.c.first
    )
    return sa.exists().where(same, condition)
