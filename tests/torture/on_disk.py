"""The databases of a ledger on a disk whose power can be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.postgres import Postgres
from tests.torture.disk import Disk
from tests.torture.power_cuts import Database

Place = tuple[Disk, Database]


class SqliteFile:
    """A file, and nothing that has to run."""

    opening = 30
    readying = 2_100  # the log gets its room, in pages of 4 KiB with a header each
    appending = 1_500

    def __init__(self, disk: Disk) -> None:
        self.url = f"sqlite:///{disk.mountpoint / 'ledger.db'}"

    def start(self) -> None:
        """See `Database`."""

    def lose_power(self) -> None:
        """See `Database`."""


@contextmanager
def sqlite(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Place]:
    """An empty disk for a ledger's file. There is nothing to set."""
    assert not settings
    with Disk(folder / "disk") as disk:
        yield disk, SqliteFile(disk)


TRIES = 10

SMALL = {
    "dynamic_shared_memory_type": "mmap",  # others outlive a process that is killed
    "shared_buffers": "16MB",
    "min_wal_size": "32MB",
    "max_wal_size": "48MB",
    "checkpoint_timeout": "30s",
    "autovacuum_naptime": "1s",
    "bgwriter_delay": "10ms",
}
"""A small server that writes back, vacuums and checkpoints all the time."""


class OnDisk(Postgres):
    """A server on a folder that was made before, and that this process need not see."""

    def _make(self) -> None:
        pass

    def _wait_until_it_answers(self) -> None:
        """To recover it syncs each of its files, which takes minutes where others work, too."""
        for _ in range(TRIES):
            with suppress(AssertionError):
                super()._wait_until_it_answers()
                return
            if self.process is None or self.process.poll() is not None:
                break
        raise AssertionError(f"PostgreSQL did not start: {self.said()[-2_000:]}")


class PostgresFolder:
    """A server whose data folder is on the disk; its socket is not."""

    opening = 1_200  # to recover it syncs each of its thousand files
    readying = 0
    appending = 600

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self.url = server.url

    def start(self) -> None:
        """See `Database`. After a crash PostgreSQL recovers by itself."""
        if self._server.process is None:
            self._server.start()

    def lose_power(self) -> None:
        """See `Database`."""
        # Once its processes are gone the launcher tidies up on the disk, which has no power.
        with suppress(OSError):
            self._server.kill()
        self._server.process = None


@contextmanager
def postgresql(_: Path, settings: Mapping[str, str] | None = None) -> Iterator[Place]:
    """A disk with the data folder of a new server."""
    with (
        closing(OnDisk(settings={**SMALL, **(settings or {})})) as server,
        # Not in the test's folder: PostgreSQL is somebody else, who may not enter it.
        _new_disk(server.folder / "disk") as disk,
    ):
        server.inside = disk.inside
        server.data = disk.mountpoint / "data"
        database = PostgresFolder(server)
        try:
            yield disk, database
        finally:
            database.lose_power()


def _new_disk(mountpoint: Path) -> Disk:
    with Postgres() as maker:
        maker.stop()
        return Disk(mountpoint, maker.data.parent)


STORES: dict[str, Callable[..., AbstractContextManager[Place]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
}


class Bug(NamedTuple):
    """A way to lose what was acknowledged, which a run has to find."""

    store: str
    appender: str | None = None
    """What `tests/torture/appender.py` is to do wrong."""
    settings: Mapping[str, str] = {}
    """What the server is to do wrong."""
    lying: bool = False
    """Whether the disk says that it has synced, and has not."""


BUGS = {
    "synchronous=NORMAL": Bug("sqlite", "sync-less"),
    "a key that is not synced": Bug("sqlite", "unsynced-key"),
    "a lying disk under SQLite": Bug("sqlite", lying=True),
    "fsync=off": Bug("postgresql", "trusting", {"fsync": "off"}),
    "synchronous_commit=off": Bug("postgresql", "trusting", {"synchronous_commit": "off"}),
    "a lying disk under PostgreSQL": Bug("postgresql", lying=True),
}
