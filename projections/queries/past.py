"""Search in what was: former values, messages of changesets and conversations, the newest first.

A former value that its target has again, after an undo or a redo, is none: search in what is finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from projections.indexes import index_of
from projections.indexes.documents import EVERYWHERE, PAST, Scope, group_in
from projections.live import TARGETS, target_in
from projections.paging import Page, cursor_of, position_of
from projections.question import Question, question_in
from projections.tables import Key, Row, rows_by_key
from projections.views.past import About, FormerValue, read_about
from projections.views.projects import PROJECTS, project_in
from projections.wording import words_of
from projections.words import Part, snippet, wanted_in


class PastHit(msgspec.Struct, frozen=True):
    """Something that was.

    `project_title` is None for a plan that was never accepted. `deleted`: the target, or where there
    is none the project, is no more. `earlier`: how many more texts the same fields of the same target
    had before that are found, too.
    """

    about: About
    project_title: str | None
    project_deleted: bool
    deleted: bool
    snippet: tuple[Part, ...]
    earlier: int


def search_past(
    conn: sa.Connection,
    text: str,
    scope: Scope = EVERYWHERE,
    limit: int = 20,
    cursor: str | None = None,
) -> Page[PastHit]:
    """What had all the words of `text`, of the former values of one field the newest.

    A kind of scope is `value`, `message` or `conversation`. Raises Refused: `invalid_cursor`.
    """
    before = None if cursor is None else position_of(cursor, tuple[int])[0]
    question = question_in(text)
    if not question.phrases:
        return Page([], None)
    asked = _Asked(conn, question, scope)
    rows = asked.newest(limit + 1, before)
    following = cursor_of((rows[limit - 1]["rowid"],)) if len(rows) > limit else None
    rows = rows[:limit]
    wanted = wanted_in(question)
    shown = [snippet((row["body"], row["title"]), wanted) for row in rows]
    about = [read_about(row["about"]) for row in rows]
    earlier = asked.earlier(rows)
    counts = [earlier.get(group_in(row["scope"]), 0) for row in rows]
    return Page(list(_hits(conn, about, shown, counts)), following)


def _groups(rows: Iterable[sa.RowMapping]) -> tuple[str, ...]:
    return tuple(group for row in rows if (group := group_in(row["scope"])) is not None)


class _Asked(NamedTuple):
    """A question to the index, from which the first of each group is wanted."""

    conn: sa.Connection
    question: Question
    scope: Scope

    def newest(self, count: int, before: int | None) -> list[sa.RowMapping]:
        """The newest before a row, each group once, and none of a group that was shown by then.

        The index is asked again without the groups that are known, so that what was edited a thousand
        times is not read a thousand times. What holds again is passed over.
        """
        found: list[sa.RowMapping] = []
        known: set[str] = set()
        last = before
        while len(found) < count:
            rows = self._rows(count, last, tuple(sorted(known)))
            known |= self._shown(before, _groups(rows) if before is not None else ())
            for row in _former(self.conn, rows):
                group = group_in(row["scope"])
                if group not in known:
                    found.append(row)
                if group is not None:
                    known.add(group)
            if len(rows) < count:
                break
            last = rows[-1]["rowid"]
        return found[:count]

    def earlier(self, shown: Sequence[sa.RowMapping]) -> dict[str | None, int]:
        """Of each group that is shown, how many there are before what is shown of it."""
        grouped = [row for row in shown if group_in(row["scope"]) is not None]
        if not grouped:
            return {}
        found = self._find(self.scope._replace(among=_groups(grouped))).subquery().c
        before = [(found.scope == row["scope"]) & (found.rowid < row["rowid"]) for row in grouped]
        query = sa.select(found.scope, sa.func.count()).where(sa.or_(*before)).group_by(found.scope)
        return {group_in(scope): count for scope, count in self.conn.execute(query)}

    def _rows(
        self, count: int, before: int | None, known: tuple[str, ...]
    ) -> Sequence[sa.RowMapping]:
        query = self._find(self.scope._replace(beside=known))
        if before is not None:
            query = query.where(PAST.c.rowid < before)
        query = query.order_by(PAST.c.rowid.desc()).limit(count)
        return self.conn.execute(query).mappings().all()

    def _shown(self, before: int | None, groups: tuple[str, ...]) -> set[str]:
        """Those of these groups that have something newer, which was shown on a page before."""
        if not groups:
            return set()
        query = self._find(self.scope._replace(among=groups)).where(PAST.c.rowid >= before)
        return set(_groups(_former(self.conn, self.conn.execute(query).mappings().all())))

    def _find(self, scope: Scope) -> sa.Select[Any]:
        return index_of(self.conn, PAST).find(PAST, self.question, scope)


def _former(conn: sa.Connection, rows: Sequence[sa.RowMapping]) -> list[sa.RowMapping]:
    """These without the former values that hold again."""
    values = [
        (row, about) for row in rows if isinstance(about := read_about(row["about"]), FormerValue)
    ]
    targets = rows_by_key(conn, TARGETS, {(about.project_id, about.number) for _, about in values})
    again = {row["rowid"] for row, about in values if _holds_again(row, about, targets)}
    return [row for row in rows if row["rowid"] not in again]


def _holds_again(row: sa.RowMapping, about: FormerValue, targets: dict[Key, Row]) -> bool:
    state = targets[about.project_id, about.number]["state"]
    if state is None:
        return False
    now = target_in(about.number, state)
    return (row["title"], row["body"]) == words_of(now, about.fields)


def _hits(
    conn: sa.Connection,
    found: Sequence[About],
    shown: Sequence[tuple[Part, ...]],
    earlier: Sequence[int],
) -> Iterator[PastHit]:
    """With what is known of their projects and targets now."""
    projects = rows_by_key(conn, PROJECTS, {(about.project_id,) for about in found})
    values = [about for about in found if isinstance(about, FormerValue)]
    targets = rows_by_key(conn, TARGETS, {(about.project_id, about.number) for about in values})
    for about, parts, more in zip(found, shown, earlier, strict=True):
        project = projects.get((about.project_id,))
        title = None if project is None else project_in(project).title
        gone = project is not None and bool(project["deleted"])
        deleted = _is_deleted(about, targets) if isinstance(about, FormerValue) else gone
        yield PastHit(about, title, gone, deleted, parts, more)


def _is_deleted(about: FormerValue, targets: dict[Key, Row]) -> bool:
    return targets[about.project_id, about.number]["state"] is None
