"""Search in what was: former values, messages of changesets and conversations, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from projections.indexes import index_of
from projections.indexes.documents import EVERYWHERE, PAST, Scope
from projections.live import TARGETS
from projections.paging import Page, cursor_of, position_of
from projections.question import question_in
from projections.tables import Key, Row, rows_by_key
from projections.views.past import About, FormerValue, read_about
from projections.views.projects import PROJECTS, project_in
from projections.words import Part, snippet, wanted_in


class PastHit(msgspec.Struct, frozen=True):
    """Something that was.

    `project_title` is None for a plan that was never accepted. `deleted`: the target, or where there
    is none the project, is no more.
    """

    about: About
    project_title: str | None
    project_deleted: bool
    deleted: bool
    snippet: tuple[Part, ...]


def search_past(
    conn: sa.Connection,
    text: str,
    scope: Scope = EVERYWHERE,
    limit: int = 20,
    cursor: str | None = None,
) -> Page[PastHit]:
    """What had all the words of `text`. A kind of scope is `value`, `message` or `conversation`.

    Raises Refused: `invalid_cursor`.
    """
    before = None if cursor is None else position_of(cursor, tuple[int])[0]
    question = question_in(text)
    if not question.phrases:
        return Page([], None)
    query = index_of(conn, PAST).find(PAST, question, scope)
    if before is not None:
        query = query.where(PAST.c.rowid < before)
    query = query.order_by(PAST.c.rowid.desc()).limit(limit + 1)
    rows = conn.execute(query).mappings().all()
    following = cursor_of((rows[limit - 1]["rowid"],)) if len(rows) > limit else None
    wanted = wanted_in(question)
    shown = [snippet((row["body"], row["title"]), wanted) for row in rows[:limit]]
    about = [read_about(row["about"]) for row in rows[:limit]]
    return Page(list(_hits(conn, about, shown)), following)


def _hits(
    conn: sa.Connection, found: Sequence[About], shown: Sequence[tuple[Part, ...]]
) -> Iterator[PastHit]:
    """With what is known of their projects and targets now."""
    projects = rows_by_key(conn, PROJECTS, {(about.project_id,) for about in found})
    values = [about for about in found if isinstance(about, FormerValue)]
    targets = rows_by_key(conn, TARGETS, {(about.project_id, about.number) for about in values})
    for about, parts in zip(found, shown, strict=True):
        project = projects.get((about.project_id,))
        title = None if project is None else project_in(project).title
        gone = project is not None and bool(project["deleted"])
        deleted = _is_deleted(about, targets) if isinstance(about, FormerValue) else gone
        yield PastHit(about, title, gone, deleted, parts)


def _is_deleted(about: FormerValue, targets: dict[Key, Row]) -> bool:
    return targets[about.project_id, about.number]["state"] is None
