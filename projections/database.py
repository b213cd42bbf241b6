"""Where the views live, disposable: on SQLite in a file of their own, on PostgreSQL beside the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from projections.dialects import dialect_at
from projections.tables import PREFIX


class Database:
    """The views' database at `url`.

    `sqlite://` for memory, or `sqlite:///path`, percent-encoded or not; `postgresql://…` as libpq reads
    it. A file that cannot be read as a database is put aside as `<file>.damaged` and begun anew.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._dialect = dialect_at(url)
        self._open()
        try:
            self._probe()
        except DatabaseError as error:
            if not self.is_damage(error):
                raise
            self.put_aside()

    @property
    def shared(self) -> bool:
        """Whether other processes may keep the same views."""
        return self.url.startswith("postgresql:")

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one connection that writes, in a transaction that commits at the end.

        This and `reading` raise StoreUnavailable when a server cannot be reached or does not answer.
        """
        with self._telling_outages(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection whose queries all see one state."""
        with self._telling_outages(), self._reader.begin() as connection:
            yield connection

    def is_damage(self, error: BaseException) -> bool:
        """Whether an error says that the file is no sound database (rather than locked, full, missing)."""
        return self._dialect.is_damage(error)

    def put_aside(self) -> None:
        """Move a damaged file out of the way and begin an empty one. For files only."""
        assert self.file is not None, "memory does not get damaged"
        self.close()
        self.file.replace(f"{self.file}.damaged")
        for companion in ("-wal", "-shm"):
            Path(f"{self.file}{companion}").unlink(missing_ok=True)
        self._open()

    def close(self) -> None:
        """Close every connection, the writer last: the last one out checkpoints."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _telling_outages(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            outage = self._dialect.outage(error)
            if outage is None:
                raise
            raise outage from error

    def _open(self) -> None:
        self._writer, self._reader, self.file = self._dialect.open_engines(self.url)

    def _probe(self) -> None:
        with self.writing() as connection:
            self._dialect.table_names(connection, PREFIX)
