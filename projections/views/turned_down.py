"""Drafts that wait for a decision, and what people turned down: rejected ones, and what was left out.

A row is a conversation on its way until it ends; one that was accepted whole leaves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from ledger.core import events
from ledger.core.events import ProposalEvent
from ledger.core.patch import Op, Patch, Target
from projections.effects import Step
from projections.tables import PREFIX, TEXT, Row, in_order, remove, rows_by_key, upsert
from projections.view import View

MOST = 100
"""How many patches of a draft are kept."""
TABLES = sa.MetaData()
TURNED_DOWN = sa.Table(
    f"{PREFIX}turned_down",
    TABLES,
    sa.Column("proposal_id", TEXT, primary_key=True),
    sa.Column("project_id", TEXT, nullable=False),
    sa.Column("task_id", TEXT),  # the task that is broken down
    sa.Column("base_version", sa.BigInteger, nullable=False),
    sa.Column("actor", TEXT, nullable=False),
    sa.Column("instruction", TEXT, nullable=False),
    sa.Column("patches", TEXT, nullable=False),  # as JSON: a list of `Sketch`
    sa.Column("more", sa.BigInteger, nullable=False),  # how many patches there are beyond those
    sa.Column("ended", TEXT),  # the time; None for a draft that may still be accepted
    sa.Column("accepted", sa.BigInteger, nullable=False),  # 1: these were left out of the rest
    sa.Column("reason", TEXT),
    sa.Column("touched", TEXT, nullable=False),  # when something last happened to it
    sa.Column("touched_by", TEXT, nullable=False),
    sa.Index(f"{PREFIX}turned_down_by_project", "project_id", "ended"),
    sa.Index(f"{PREFIX}turned_down_of_new", "actor", "base_version", "ended"),
    sqlite_with_rowid=False,
)


class Sketch(msgspec.Struct, frozen=True, omit_defaults=True):
    """A patch, as far as one who looks back wants to know: the fields without their values."""

    op: Op
    target: Target
    target_id: str
    title: str | None = None
    fields: tuple[str, ...] = ()


_write = msgspec.json.Encoder().encode
sketches_in = msgspec.json.Decoder(tuple[Sketch, ...]).decode


def sketch(patch: Patch) -> Sketch:
    """A patch in short."""
    fields = patch.fields()
    return Sketch(
        patch.op, patch.target, patch.target_id, fields.get("title"), tuple(sorted(fields))
    )


class _Fold:
    def __init__(self) -> None:
        self._heard: dict[str, list[ProposalEvent]] = {}
        self._rows: dict[str, Row] = {}

    def take(self, step: Step) -> None:
        """Accepted patches say nothing of what was not accepted."""

    def hear(self, event: ProposalEvent, offset: int) -> None:
        del offset
        id = event.stream.removeprefix(events.proposal_stream(""))
        self._heard.setdefault(id, []).append(event)

    def read(self, conn: sa.Connection) -> None:
        known = rows_by_key(conn, TURNED_DOWN, [(id,) for id in self._heard])
        self._rows = {id: row for (id,), row in known.items()}
        for id, heard in self._heard.items():
            for event in heard:
                self._evolve(id, event)

    def write(self, conn: sa.Connection) -> None:
        kept = {id: row for id, row in self._rows.items() if _tells_something(row)}
        upsert(conn, TURNED_DOWN, in_order(TURNED_DOWN, kept.values()))
        remove(conn, TURNED_DOWN, [(id,) for id in self._rows.keys() - kept.keys()])

    def _evolve(self, id: str, event: ProposalEvent) -> None:
        if isinstance(event, events.Opened):
            self._rows[id] = _opened(id, event)
            return
        row = self._rows[id]
        row |= {"touched": event.time, "touched_by": event.author or event.actor}
        if isinstance(event, events.Instructed):
            row["instruction"] = row["instruction"] or event.instruction
        elif isinstance(event, events.Drafted | events.Edited):
            _put(row, [*sketches_in(row["patches"]), *map(sketch, event.patches)], row["more"])
        elif isinstance(event, events.Rebased):
            _put(row, map(sketch, event.patches))
        elif isinstance(event, events.Accepted):
            _put(row, map(sketch, event.left_out))
            row |= {"ended": event.time, "accepted": 1}
        elif isinstance(event, events.Rejected):
            row |= {"ended": event.time, "reason": event.reason}


def _opened(id: str, event: events.Opened) -> Row:
    return {
        "proposal_id": id,
        "project_id": event.project_id,
        "task_id": event.task_id,
        "base_version": event.base_version,
        "actor": event.actor,
        "instruction": "",
        "patches": "[]",
        "more": 0,
        "ended": None,
        "accepted": 0,
        "reason": None,
        "touched": event.time,
        "touched_by": event.author or event.actor,
    }


def _tells_something(row: Row) -> bool:
    return row["ended"] is None or row["reason"] is not None or row["patches"] != "[]"


def _put(row: Row, sketches: Iterable[Sketch], more: int = 0) -> None:
    all_of_them: Sequence[Sketch] = list(sketches)
    row["patches"] = _write(all_of_them[:MOST]).decode()
    row["more"] = more + max(0, len(all_of_them) - MOST)


VIEW = View("turned_down", 2, TABLES, _Fold)
