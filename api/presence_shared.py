"""Who is looking at what, for servers that share a database: a table that a crash may empty."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
import sqlalchemy as sa

from api.encoding import text
from api.presence import LINGER, MOST, SECONDS
from api.shapes import Answer
from projections.database import Database

FRESH = 0.4
"""Seconds for which what was read is told to every stream of this process."""
MAKE = """
CREATE UNLOGGED TABLE IF NOT EXISTS presence (
    project_id text NOT NULL, viewer text NOT NULL, told text NOT NULL,
    until timestamptz NOT NULL, PRIMARY KEY (project_id, viewer))
"""
ALONE = "SELECT pg_advisory_xact_lock(7233918264)"
"""Two servers that make the table at once would meet; the number is this table's."""
ENTER = """
INSERT INTO presence VALUES (:project_id, :viewer, :told, now() + make_interval(secs => :seconds))
ON CONFLICT (project_id, viewer) DO UPDATE SET told = excluded.told, until = excluded.until
"""
LEAVE = (
    "DELETE FROM presence WHERE (project_id = :project_id AND viewer = :viewer) OR until < now()"
)
FADE = """
UPDATE presence SET until = least(until, now() + make_interval(secs => :seconds))
WHERE project_id = :project_id AND viewer = :viewer
"""
READ = "SELECT project_id, told FROM presence WHERE until > now() ORDER BY project_id, viewer"


class SharedPresence:
    """The `Presence` of all servers over one PostgreSQL, by its clock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_at = 0.0
        self._read: dict[str, list[Answer]] = {}

    def enter(self, project_id: str, viewer: str, told: Answer) -> None:
        """See `Presence`."""
        known = {"project_id": project_id, "viewer": viewer, "told": text(told), "seconds": SECONDS}
        self._write(ENTER, known)

    def leave(self, project_id: str, viewer: str) -> None:
        """See `Presence`."""
        self._write(LEAVE, {"project_id": project_id, "viewer": viewer})

    def fade(self, project_id: str, viewer: str) -> None:
        """See `Presence`."""
        self._write(FADE, {"project_id": project_id, "viewer": viewer, "seconds": LINGER})

    def of(self, project_id: str) -> Sequence[Answer]:
        """See `Presence`."""
        if time.monotonic() > self._read_at + FRESH:
            self._read_all()
        return self._read.get(project_id, [])[:MOST]

    def _read_all(self) -> None:
        assert self._made
        with self._database.reading() as connection:
            rows = connection.execute(sa.text(READ)).all()
        read: dict[str, list[Answer]] = {}
        for project_id, told in rows:
            read.setdefault(project_id, []).append(msgspec.json.decode(told))
        self._read, self._read_at = read, time.monotonic()

    def _write(self, statement: str, parameters: Mapping[str, object]) -> None:
        assert self._made
        with self._database.writing() as connection:
            connection.execute(sa.text(statement), parameters)
        self._read_at = 0.0

    @cached_property
    def _made(self) -> bool:
        with self._database.writing() as connection:
            connection.execute(sa.text(ALONE))
            connection.execute(sa.text(MAKE))
        return True
