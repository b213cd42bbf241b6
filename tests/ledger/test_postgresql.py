"""A ledger's database: whose it is, that it is durable, that nobody rewrites it and nothing leaks."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Thread

import psycopg
import pytest

from ledger.core.errors import StoreForeign, StoreUnavailable
from ledger.ports import NewRecord, NotEmpty, Unit, VersionConflict
from ledger.stores import _postgresql_recorder as recorder
from ledger.stores._postgresql_connections import Patience
from ledger.stores.postgresql import PostgreSQLStore
from tests.ledger.databases import END, IMPATIENT, A, backends, lock_held, one
from tests.postgres import database, execute, named


@pytest.fixture
def store(postgres_url: str) -> Iterator[PostgreSQLStore]:
    """An empty ledger, which does not wait for long."""
    with closing(PostgreSQLStore(postgres_url, IMPATIENT)) as store:
        yield store


STREAMS = [Unit((NewRecord(f"project:{n}", 1, "patch", b"x"),)) for n in range(4)]


class TestWhoseItIs:
    """A database of somebody else stays as it is."""

    @pytest.mark.parametrize(
        "theirs",
        [
            "CREATE TABLE customers (id int)",
            "CREATE VIEW stored_events AS SELECT 1 AS id",
            "CREATE TABLE identity (id int)",
            "CREATE TABLE identity (ledger_id text, layout int)",
        ],
    )
    def test_another_programs_tables(self, postgres_url: str, theirs: str) -> None:
        """A schema that is in use is refused, and nothing is made in it."""
        execute(postgres_url, theirs)
        with pytest.raises(StoreForeign, match="another program"):
            PostgreSQLStore(postgres_url)
        tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert [(1,)] == execute(postgres_url, tables)

    def test_a_newer_layout(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """A ledger that a newer version wrote is refused, with both layouts."""
        execute(postgres_url, "UPDATE identity SET layout = 99")
        with pytest.raises(StoreForeign, match=r"newer version .layout 99"):
            PostgreSQLStore(postgres_url)

    def test_no_schema(self, postgres_url: str) -> None:
        """A search path that leads nowhere is told."""
        with pytest.raises(StoreUnavailable, match="search_path"):
            PostgreSQLStore(postgres_url + "&options=-csearch_path%3Dnowhere")

    def test_a_schema_of_its_own(self, postgres_url: str) -> None:
        """Two ledgers may share a database, each in the schema that its URL leads to."""
        urls = []
        for name in ("one", '"the other"'):
            execute(postgres_url, f"CREATE SCHEMA {name}")
            urls.append(f"{postgres_url}&options=-csearch_path%3D{name.replace(' ', '%5C%20')}")
        first, second = map(PostgreSQLStore, urls)
        with closing(first), closing(second):
            assert first.ledger_id() != second.ledger_id()
            while not second._listening._hears:
                assert 0 == second.wait(0, 0.01)
            first.append([one(1, size=3)])
            second.append([one(1)])
            assert (3, 1) == (first.wait(0, 60), second.wait(0, 60))
            assert 1 == second.wait(1, 0.05)  # what it heard was the other's

    def test_an_ordinary_role(self, postgres_url: str) -> None:
        """It takes no superuser; a role that may not make tables is told so, and makes none."""
        execute(postgres_url, "CREATE ROLE planner LOGIN")
        as_planner = postgres_url.replace("postgres@", "planner@")
        try:
            execute(postgres_url, "REVOKE CREATE ON SCHEMA public FROM public")
            with pytest.raises(StoreUnavailable, match="permission denied"):
                PostgreSQLStore(as_planner)
            execute(postgres_url, "GRANT ALL ON SCHEMA public TO planner")
            with closing(PostgreSQLStore(as_planner)) as store:
                assert [0] == store.append([one(1, "c")])
                assert 1 == store.wait(0, 60)
        finally:
            execute(postgres_url, "DROP OWNED BY planner CASCADE; DROP ROLE planner")

    def test_made_once_by_many(self, postgres_url: str) -> None:
        """Of processes that start at once one makes the tables, and all open the same ledger."""
        together = Barrier(6)

        def opened(_: int) -> str:
            together.wait()
            with closing(PostgreSQLStore(postgres_url)) as store:
                return store.ledger_id()

        with ThreadPoolExecutor(6) as pool:
            assert 1 == len(set(pool.map(opened, range(6))))


class TestDurable:
    """What is accepted outlives a power cut, or is not accepted."""

    def test_synchronous_commit_off(self, postgres_url: str) -> None:
        """A database that acknowledges before it wrote is refused, with the setting's name."""
        name = execute(postgres_url, "SELECT current_database()")[0][0]
        execute(postgres_url, f"ALTER DATABASE {name} SET synchronous_commit = off")
        with pytest.raises(StoreUnavailable, match="synchronous_commit=off"):
            PostgreSQLStore(postgres_url)
        assert [] == execute(postgres_url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")

    def test_turned_off_later(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """Appends stop as soon as a connection would not be durable; reading goes on."""
        store.append([one(1)])
        name = execute(postgres_url, "SELECT current_database()")[0][0]
        execute(postgres_url, f"ALTER DATABASE {name} SET synchronous_commit = off")
        backends(postgres_url, END)
        with pytest.raises(StoreUnavailable, match="synchronous_commit=off"):
            store.append([one(2)])
        assert store.length() == 1

    def test_stronger_isolation_than_ours(self, postgres_url: str) -> None:
        """Whatever the database's default, appends look at the rows after the lock is granted."""
        name = execute(postgres_url, "SELECT current_database()")[0][0]
        level = "ALTER DATABASE {} SET default_transaction_isolation = 'serializable'"
        execute(postgres_url, level.format(name))
        with closing(PostgreSQLStore(postgres_url)) as store:
            store.append([one(1)])
            with lock_held(postgres_url):
                writers = [Thread(target=store.append, args=([other],)) for other in STREAMS]
                for writer in writers:
                    writer.start()
            for writer in writers:
                writer.join()
            assert store.length() == 1 + len(STREAMS)


class TestAppendOnly:
    """Nobody rewrites the ledger, by whatever way they come."""

    @pytest.mark.parametrize("table", ["stored_events", "receipts"])
    @pytest.mark.parametrize(
        "rewrite", ["UPDATE {} SET {} = 'x'", "DELETE FROM {} WHERE {} = ''", "TRUNCATE {}"]
    )
    @pytest.mark.parametrize("role", ["origin", "replica"])
    def test_the_database_refuses(
        self, rewritable: str, table: str, rewrite: str, role: str
    ) -> None:
        """UPDATE, DELETE and TRUNCATE are refused, to a replica's role, too."""
        column = {"stored_events": "topic", "receipts": "request"}[table]
        with closing(psycopg.connect(rewritable)) as connection:
            connection.execute(f"SET session_replication_role = {role}".encode())
            with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                connection.execute(rewrite.format(table, column).encode())

    @pytest.fixture(scope="class")
    @staticmethod
    def rewritable(postgres_server: str) -> Iterator[str]:
        """A database with a ledger in it."""
        with database(postgres_server) as url, closing(PostgreSQLStore(url)) as store:
            store.append([one(1, "c")])
            yield url


class TestLargeAppends:
    """However much is appended, it is one transaction and does not hang."""

    @pytest.fixture(autouse=True)
    def small_chunks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Several calls for what would go in one."""
        monkeypatch.setattr(recorder, "CHUNK", 3)
        monkeypatch.setattr(recorder, "CHUNK_BYTES", 1_000)

    def test_in_several_calls(self, store: PostgreSQLStore) -> None:
        """What is too much for one call goes in several, without a gap."""
        assert [0, 7] == store.append([one(1, "c", size=7), one(8, "d", b"x" * 600, 4)])
        assert [*range(11)] == [record.offset for record in store.read_all(0, 20)]
        assert [*range(1, 12)] == [record.version for record in store.read(A)]

    def test_refused_in_the_last_call(self, store: PostgreSQLStore) -> None:
        """When the last of several calls is refused, nothing of the first stays."""
        other = Unit((NewRecord("project:b", 2, "patch", b"x"),))
        with pytest.raises(VersionConflict):
            store.append([one(1, "c", size=5), other])
        assert (0, None) == (store.length(), store.receipt("c"))

    def test_a_filling_takes_the_lock(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """Nobody appends between the look whether a ledger is empty and its filling."""
        with closing(PostgreSQLStore(postgres_url, IMPATIENT)) as other:

            def units() -> Iterator[Unit]:
                yield one(1, "c", size=7)
                with pytest.raises(StoreUnavailable, match="locked"):
                    other.append([one(1)])

            store.fill(units())
            with pytest.raises(NotEmpty):
                other.fill([one(8)])
        assert store.length() == 7


class TestSecrets:
    """A password is in no error, and in nothing that an error brings along."""

    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://ann:hunter2%zz@127.0.0.1/plans",
            "postgresql://ann:hunter2@127.0.0.1:1/plans",
            "postgresql://ann:hunter2@127.0.0.1:port/plans",
            "postgresql://ann:hunter2@[::1/plans",
            "postgresql://ann:p@hunter2@127.0.0.1:1/plans",
            "postgresql://ann:hunter2/p@127.0.0.1:1/plans",
            "postgresql://ann:hunter2?p@127.0.0.1:1/plans",
        ],
    )
    def test_a_url_that_leads_nowhere(self, url: str) -> None:
        """Whatever is wrong with a URL, its password is not repeated."""
        with pytest.raises(StoreUnavailable) as raised:
            PostgreSQLStore(url, Patience(connect=1))
        told = "".join(traceback.format_exception(raised.value))
        assert "hunter2" not in told.replace(url, "")

    def test_a_database_that_is_not_there(self, postgres_server: str) -> None:
        """The reason is PostgreSQL's own, in one line."""
        with pytest.raises(StoreUnavailable) as raised:
            PostgreSQLStore(named(postgres_server, "nowhere"))
        assert "cannot be reached" in str(raised.value)
        assert "nowhere" in str(raised.value)
        assert "\n" not in str(raised.value)


def test_texts_that_postgresql_cannot_have(store: PostgreSQLStore) -> None:
    """What cannot be stored is not found, and refused as what it is."""
    assert [] == list(store.read("project:\0"))
    assert store.receipt("\0") is None
    assert store.nearest_snapshot("project:\0") is None
    with pytest.raises(StoreUnavailable, match="refuses"):
        store.append([Unit((NewRecord("project:\0", 1, "patch", b"x"),))])


def test_the_librarys_unlocked_way_stays_shut(
    store: PostgreSQLStore, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    """Whatever the environment says, nobody inserts without the lock (design: missed events)."""
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    with closing(PostgreSQLStore(postgres_url, IMPATIENT)) as other:
        assert not other._datastore.enable_db_functions
        with lock_held(postgres_url), pytest.raises(Exception, match="lock timeout"):
            other._recorder.insert_events([])
