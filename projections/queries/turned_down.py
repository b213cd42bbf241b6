"""What people did not want: of one project, or of the plans for new projects that one person turned down."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from projections.views.turned_down import TURNED_DOWN, Sketch, sketches_in


class TurnedDown(msgspec.Struct, frozen=True):
    """A draft that was rejected, or (`accepted`) what was left out of one. `more`: further patches."""

    proposal_id: str
    instruction: str
    ended: str
    accepted: bool
    reason: str | None
    patches: tuple[Sketch, ...]
    more: int


def turned_down(conn: sa.Connection, project_id: str, most: int) -> list[TurnedDown]:
    """The latest of a project, the newest first."""
    return _found(conn, TURNED_DOWN.c.project_id == project_id, most)


def turned_down_new(conn: sa.Connection, actor: str, most: int) -> list[TurnedDown]:
    """The latest plans for new projects that came to nothing, the newest first."""
    table = TURNED_DOWN.c
    never = sa.and_(table.actor == actor, table.base_version == 0, table.accepted == 0)
    return _found(conn, never, most)


def _found(conn: sa.Connection, which: sa.ColumnElement[bool], most: int) -> list[TurnedDown]:
    table = TURNED_DOWN.c
    query = (
        sa.select(TURNED_DOWN)
        .where(which, table.ended.is_not(None))
        .order_by(table.ended.desc(), table.proposal_id.desc())
        .limit(most)
    )
    return [
        TurnedDown(
            row["proposal_id"],
            row["instruction"],
            row["ended"],
            bool(row["accepted"]),
            row["reason"],
            sketches_in(row["patches"]),
            row["more"],
        )
        for row in conn.execute(query).mappings()
    ]
