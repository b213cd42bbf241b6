"""How far the views have got, of which ledger, and in which shape they are."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from projections.dialects import dialect_of
from projections.tables import PREFIX, TEXT

TABLES = sa.MetaData()
POSITION = sa.Table(
    f"{PREFIX}position",
    TABLES,
    sa.Column("ledger_id", TEXT, nullable=False),
    sa.Column("shape", TEXT, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
)

# Built once: every batch executes it.
ADVANCE = (
    sa.update(POSITION)
    .where(
        POSITION.c.ledger_id == sa.bindparam("of"), POSITION.c.position == sa.bindparam("expected")
    )
    .values(position=sa.bindparam("new"))
)

SEEN = f"SELECT ledger_id, shape, position FROM {POSITION.name}"


class Overtaken(Exception):
    """Somebody else moved the views on from this position. Nothing of ours was written."""


class Tracking(NamedTuple):
    """`position`: the offset of the next event that the views have to see."""

    ledger_id: str
    shape: str
    position: int


def tracking(conn: sa.Connection) -> Tracking | None:
    """What is stored; None where there is nothing, or nothing of this kind."""
    if not sa.inspect(conn).has_table(POSITION.name):
        return None
    row = conn.execute(sa.select(POSITION)).one_or_none()
    return None if row is None else Tracking(*row)


def begin_anew(conn: sa.Connection, ledger_id: str, shape: str) -> None:
    """Drop every table of ours, of whatever version, and stand at position 0 of this ledger."""
    dialect = dialect_of(conn)
    dialect.lock_layout(conn)
    _drop_all(conn)
    dialect.announce(conn, 0)
    TABLES.create_all(conn, checkfirst=False)
    conn.execute(sa.insert(POSITION).values(ledger_id=ledger_id, shape=shape, position=0))


def advance(conn: sa.Connection, ledger_id: str, expected: int, position: int) -> None:
    """Move the position on from where it is expected to be.

    One conditional statement, in the transaction that writes the rows: of two projectors at one
    position one has an effect, the other gets Overtaken.
    """
    values = {"of": ledger_id, "expected": expected, "new": position}
    if conn.execute(ADVANCE, values).rowcount != 1:
        raise Overtaken(f"the views are no longer at {expected}")
    dialect_of(conn).announce(conn, position)


def position_seen(conn: sa.Connection, ledger_id: str, shape: str) -> int:
    """Where the views are as this transaction sees them; 0 for those of another ledger or shape.

    Cheap: every reader asks.
    """
    row = conn.exec_driver_sql(SEEN).one_or_none()
    return int(row[2]) if row is not None and row[:2] == (ledger_id, shape) else 0


def _drop_all(conn: sa.Connection) -> None:
    """The position first: who reads has looked at it first, so neither waits for the other in a circle."""
    dialect = dialect_of(conn)
    names = dialect.table_names(conn, PREFIX)
    for name in sorted(names, key=lambda name: name != POSITION.name):
        dialect.drop_table(conn, name)
