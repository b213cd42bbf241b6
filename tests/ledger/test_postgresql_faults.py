"""A database that is shared, slow, frozen, killed or cut off: nothing hangs, and what is said is true."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from ledger.core.errors import OutcomeUnknown, StoreUnavailable
from ledger.ports import Receipt, ReceiptTaken, VersionConflict
from ledger.stores.postgresql import PostgreSQLStore
from tests.ledger.databases import END, IMPATIENT, A, Line, backends, lock_held, one
from tests.postgres import Postgres, database, execute


@pytest.fixture
def store(postgres_url: str) -> Iterator[PostgreSQLStore]:
    """An empty ledger, which does not wait for long."""
    with closing(PostgreSQLStore(postgres_url, IMPATIENT)) as store:
        yield store


class TestSharing:
    """Several processes on one database are one ledger."""

    def test_one_sees_the_others_appends(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """At once, by reading and by waiting; and conflicts are with everybody's."""
        with closing(PostgreSQLStore(postgres_url)) as other:
            assert 0 == other.wait(0, 0)
            with ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(other.wait, 0, 60)
                store.append([one(1, "c")])
                assert waiting.result() == 1
            assert [1] == [record.version for record in other.read(A)]
            with pytest.raises(VersionConflict):
                other.append([one(1)])
            with pytest.raises(ReceiptTaken):
                other.append([one(2, "c")])

    def test_a_waiter_hears_after_its_connection_was_ended(
        self, postgres_url: str, store: PostgreSQLStore
    ) -> None:
        """A listening connection that is terminated is begun anew, and nothing is missed."""
        with closing(PostgreSQLStore(postgres_url)) as other:
            for length in range(3):
                assert length == other.wait(length, 0)
                backends(postgres_url, END)
                store.append([one(length + 1)])
                assert length + 1 == other.wait(length, 60)
            store.append([one(4)])
            assert 4 == other.wait(3, 60)

    def test_it_hears_without_looking(
        self, postgres_url: str, store: PostgreSQLStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What wakes who waits is the database's message, not the next look at the table."""
        monkeypatch.setattr("ledger.stores._postgresql_listening.LOOK_SECONDS", 3600.0)
        monkeypatch.setattr("ledger.stores._postgresql_listening.LOOK_SECONDS_DEAF", 3600.0)
        with closing(PostgreSQLStore(postgres_url)) as other:
            for length in range(5):
                with ThreadPoolExecutor(1) as pool:
                    waiting = pool.submit(other.wait, length, 60)
                    store.append([one(length + 1)])
                    assert length + 1 == waiting.result()


class TestInTime:
    """No call takes for ever, and what it says is true."""

    def test_a_connection_that_died_idle_is_not_used(
        self, postgres_url: str, store: PostgreSQLStore
    ) -> None:
        """After the server ended every connection, the next calls simply work."""
        store.append([one(1)])
        backends(postgres_url, END)
        assert [1] == store.append([one(2)])
        backends(postgres_url, END)
        assert store.length() == 2

    def test_others_hold_the_lock(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """An append that others keep waiting gives up, having stored nothing."""
        with lock_held(postgres_url), pytest.raises(StoreUnavailable, match="nothing was stored"):
            store.append([one(1)])
        assert [0] == store.append([one(1)])

    def test_ended_while_it_appends(self, postgres_url: str) -> None:
        """A connection that ends in an append leaves open what became of it, and says so."""
        with closing(PostgreSQLStore(postgres_url)) as store, ThreadPoolExecutor(1) as pool:
            with lock_held(postgres_url):
                appending = pool.submit(store.append, [one(1, "c")])
                while not execute(postgres_url, "SELECT 1 FROM pg_locks WHERE NOT granted"):
                    pass
                backends(postgres_url, END)
                with pytest.raises(OutcomeUnknown, match="never stored twice"):
                    appending.result()
            assert store.receipt("c") is None
            assert [0] == store.append([one(1, "c")])

    @pytest.mark.parametrize("call", ["append", "read"])
    def test_a_server_that_answers_nothing(
        self, postgres_url: str, store: PostgreSQLStore, call: str
    ) -> None:
        """A server that stands still is given up: its connections are cut off from this side."""
        store.append([one(1)])
        frozen = backends(postgres_url)
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            if call == "append":
                with pytest.raises(OutcomeUnknown):
                    store.append([one(2, "c")])
            else:
                assert store.length() == 1  # asked again on another connection
        finally:
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)
        assert store.receipt("c") is None or store.length() == 2

    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("SELECT pg_sleep(60)::text", "took too long"),
            (
                "DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$",
                "disk is full",
            ),
            ("SELECT 1/0", "refuses: division by zero"),
        ],
    )
    def test_what_postgresql_has_against_it(
        self, store: PostgreSQLStore, statement: str, said: str
    ) -> None:
        """Its refusals are sentences, and what they mean for the ledger is told with them."""
        with pytest.raises(StoreUnavailable, match=said):
            store._datastore.execute(statement, ())
        assert store.length() == 0

    def test_a_database_that_only_reads(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """On a standby the ledger can be opened and read."""
        store.append([one(1)])
        name = execute(postgres_url, "SELECT current_database()")[0][0]
        execute(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with closing(PostgreSQLStore(postgres_url)) as standby:
            assert standby.length() == 1
            with pytest.raises(StoreUnavailable, match="only reads"):
                standby.append([one(2)])

    def test_a_session_that_cannot_be_set_up(self, postgres_url: str) -> None:
        """A connection without its time limits is not used."""
        with pytest.raises(StoreUnavailable, match="lock_timeout"):
            PostgreSQLStore(postgres_url, IMPATIENT._replace(lock=-1))

    def test_all_connections_in_use(
        self, postgres_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where there are not enough connections for all, waiting for one has an end."""
        monkeypatch.setattr("ledger.stores._postgresql_connections.MOST", 1)
        patience = IMPATIENT._replace(connect=0.05)
        with closing(PostgreSQLStore(postgres_url, patience)) as store:
            with store._datastore.using(), pytest.raises(StoreUnavailable, match="in use"):
                store.length()
            assert store.length() == 0

    def test_closed_is_closed(self, store: PostgreSQLStore) -> None:
        """A closed store says so."""
        store.close()
        with pytest.raises(StoreUnavailable, match="closed"):
            store.length()
        assert 0 == store.wait(0, 60)


class TestTurns:
    """The lock of appends, held while a process decides."""

    def test_it_is_given_back_by_who_dies(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """A holder whose connection ends holds nothing, and is told so when it appends."""
        with closing(PostgreSQLStore(postgres_url)) as other:
            with other.alone():
                backends(postgres_url, END)
                assert [0] == store.append([one(1)])
                with pytest.raises(OutcomeUnknown):
                    other.append([one(2)])
            assert [1] == other.append([one(2)])

    def test_who_stands_still_loses_it(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """A process that was stopped while it had its turn keeps the others waiting for some seconds."""
        with closing(PostgreSQLStore(postgres_url)) as other:
            with store.alone():
                assert [0] == other.append([one(1)])  # waited until the server ended the turn
                with pytest.raises(OutcomeUnknown):
                    store.append([one(2)])
            assert [1] == store.append([one(2)])

    def test_nobody_waits_for_ever(self, postgres_url: str, store: PostgreSQLStore) -> None:
        """Who does not get the turn in time says so."""
        with closing(PostgreSQLStore(postgres_url)) as other, other.alone():
            with pytest.raises(StoreUnavailable, match="nothing was stored"), store.alone():
                pass
            assert store.length() == 0


class TestLostAnswers:
    """The network, or the server itself, goes away in the middle of things."""

    @pytest.fixture(scope="class")
    @staticmethod
    def own() -> Iterator[Postgres]:
        """A server that may be killed."""
        with Postgres(tcp=True) as running:
            yield running

    def test_after_the_commit(self, own: Postgres) -> None:
        """What was stored stays, once, although nobody was told; the same receipt is taken."""
        with (
            database(own.url) as url,
            Line(own.port) as line,
            closing(PostgreSQLStore(line.through(url))) as store,
        ):
            store.append([one(1, "a")])
            line.deaf = True
            with pytest.raises(OutcomeUnknown):
                store.append([one(2, "b")])
            line.deaf = False
            assert store.receipt("b") == Receipt("b", A, 2, 2, "r")
            with pytest.raises((ReceiptTaken, VersionConflict)):
                store.append([one(2, "b")])
            assert store.length() == 2

    def test_the_server_is_killed_and_comes_back(self, own: Postgres) -> None:
        """Meanwhile every call but `wait` says that it cannot be reached; afterwards all is there."""
        with database(own.url) as url, closing(PostgreSQLStore(url)) as store:
            store.append([one(1, "a")])
            assert store.wait(0, 60) == 1
            own.kill()
            for call in (lambda: store.append([one(2, "b")]), store.length):
                with pytest.raises(StoreUnavailable, match=r"cannot be reached|lost"):
                    call()
            assert store.wait(1, 0.01) == 1
            own.start()
            assert store.receipt("a") is not None
            assert [1] == store.append([one(2, "b")])
            assert 2 == store.wait(1, 60)

    def test_a_server_that_syncs_nothing(self, own: Postgres) -> None:
        """A ledger that was made on a durable server is not opened on one that is not."""
        with database(own.url) as url:
            PostgreSQLStore(url).close()
            own.stop()
            own.settings["fsync"] = "off"
            own.start()
            with pytest.raises(StoreUnavailable, match="fsync=off"):
                PostgreSQLStore(url)
            own.stop()
            own.settings["fsync"] = "on"
            own.start()
