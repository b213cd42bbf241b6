"""verify: on a sound ledger, on files that somebody has been at with SQL, against checkpoints."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.storage import open_ledger, open_store, open_to_read
from ledger.core.errors import StoreUnavailable
from ledger.integrity.heads import Heads
from ledger.integrity.notary import Notary
from ledger.integrity.tree import Tree
from ledger.integrity.watch import Watch
from ledger.ports import NewRecord, Unit
from ledger.stores.sqlite import SQLiteStore
from tests.cli.conftest import Cli, Plan, update
from tests.integrity.books import fill, grow
from tests.servers import Server

Json = Any
Sql = Callable[[sqlite3.Connection], object]
TRIGGERS = ("no_update", "no_delete")


def signed(file: Path, key: Path | None = None) -> tuple[str, str]:
    """A checkpoint of the ledger in a file, and its public key, as a server gives them."""
    with closing(SQLiteStore(file)) as store:
        path = key or file.with_name(file.name + ".key")
        found = Notary(Watch(store, Heads(path))).checkpoint()
        return found.note, found.key


def held(file: Path) -> Path:
    """A checkpoint in a file of an auditor's."""
    note, _ = signed(file)
    place = file.with_name("checkpoint.txt")
    place.write_bytes(note.encode())
    return place


def fault(cli: Cli, *arguments: str) -> Json:
    """The problem with which verify ends, as JSON."""
    ended = cli.run("verify", "--json", *arguments)
    assert (1, "") == (ended.status, ended.out), ended
    return json.loads(ended.err[ended.err.index('{"type"') :])


def told(cli: Cli, *arguments: str) -> str:
    """What verify says of a ledger that holds."""
    ended = cli.run("verify", *arguments)
    assert 0 == ended.status, ended.err
    return ended.out


def test_a_sound_ledger(cli: Cli, plan: Plan, ledger_file: Path) -> None:
    """Verify tells what holds, and what it extends; --json has the same as fields."""
    assert "The ledger holds: 5 events in 1 stream, 2 changesets" in told(cli)
    assert "Nothing was signed yet" in told(cli)
    checkpoint = held(ledger_file)
    answer = json.loads(told(cli, "--json", "--against", str(checkpoint)))
    assert (5, 1, 2) == (answer["events"], answer["streams"], answer["changesets"])
    assert [5, 5] == [one["size"] for one in answer["extends"]]
    assert f"They extend the checkpoint {checkpoint} (5 events)." in told(
        cli, "--against", str(checkpoint)
    )


def test_against_what_was_held_before_more_was_accepted(
    cli: Cli, plan: Plan, ledger_file: Path
) -> None:
    """A ledger that only grew extends a checkpoint that was held; several may be given."""
    first = held(ledger_file)
    cli.apply(plan.project, update(plan.build, status="in_progress"))
    second = ledger_file.with_name("second.txt")
    second.write_bytes(signed(ledger_file)[0].encode())
    answer = json.loads(told(cli, "--json", "--against", str(first), "--against", str(second)))
    assert [6, 5, 6] == [one["size"] for one in answer["extends"]]


def test_a_ledger_without_its_key_needs_one(cli: Cli, plan: Plan, ledger_file: Path) -> None:
    """An auditor who has the database alone names the public key; without one nothing is proved."""
    note, key = signed(ledger_file, ledger_file.with_name("elsewhere.key"))
    place = ledger_file.with_name("checkpoint.txt")
    place.write_bytes(note.encode())
    assert "key_missing" == fault(cli, "--against", str(place))["code"]
    assert "They extend the checkpoint" in told(cli, "--against", str(place), "--key", key)
    wrong = fault(cli, "--against", str(place), "--key", key[:-1])
    assert "checkpoint_refused" == wrong["code"]


@pytest.mark.parametrize("content", [b"", b"\xff", b"no checkpoint\n"])
def test_what_is_no_checkpoint(cli: Cli, plan: Plan, ledger_file: Path, content: bytes) -> None:
    """A file that is no checkpoint of the key proves nothing."""
    place = held(ledger_file)
    place.write_bytes(content)
    assert "proves nothing" in fault(cli, "--against", str(place))["detail"]
    place.unlink()
    assert "file_unusable" == fault(cli, "--against", str(place))["code"]


def test_there_is_no_ledger(cli: Cli) -> None:
    """Where there is none, none is made."""
    assert "ledger_missing" == fault(cli)["code"]


def run(*statements: str) -> Sql:
    return lambda connection: [connection.execute(statement) for statement in statements]


SET = "UPDATE stored_events SET "
WAYS: dict[str, Sql] = {
    "a bit of the data": run(
        SET + "state = CAST(replace(CAST(state AS TEXT), 'user:me', 'user:ne') AS BLOB)"
        " WHERE rowid = 101"
    ),
    "data that is no text": run(SET + "state = x'ff' WHERE rowid = 101"),
    "data as text": run(SET + "state = CAST(state AS TEXT) WHERE rowid = 101"),
    "another spelling": run(SET + "state = CAST(state || ' ' AS BLOB) WHERE rowid = 101"),
    "a topic": run(SET + "topic = 'Patch' WHERE rowid = 101"),
    "a topic that is no text": run(SET + "topic = CAST(x'ff41' AS TEXT) WHERE rowid = 101"),
    "a topic, and tiles that are text": run(
        SET + "topic = 'Patch' WHERE rowid = 101", "UPDATE tiles SET hashes = hex(hashes)"
    ),
    "tiles that are text": run("UPDATE tiles SET hashes = substr(hex(hashes), 1, 8192)"),
    "a stream": run(SET + "originator_id = 'project:other' WHERE rowid = 101"),
    "a version": run(SET + "originator_version = 10000 WHERE rowid = 101"),
    "the first event": run(
        SET + "state = CAST(replace(CAST(state AS TEXT), 'Plan', 'Plot') AS BLOB) WHERE rowid = 1"
    ),
    "the last event": run(
        SET + "state = CAST(replace(CAST(state AS TEXT), '\"At', '\"It') AS BLOB) WHERE rowid = 600"
    ),
    "two streams swapped": run(
        SET + "rowid = 0 WHERE rowid = 6",
        SET + "rowid = 6 WHERE rowid = 7",
        SET + "rowid = 7 WHERE rowid = 0",
    ),
    "the last one dropped": run("DELETE FROM stored_events WHERE rowid = 600"),
    "one in the middle dropped": run("DELETE FROM stored_events WHERE rowid = 101"),
    "the end dropped, with its receipts": run(
        "DELETE FROM stored_events WHERE rowid > 300",
        "DELETE FROM receipts WHERE stream || last NOT IN"
        " (SELECT originator_id || originator_version FROM stored_events)",
    ),
    "all dropped": run("DELETE FROM stored_events", "DELETE FROM receipts"),
    "a receipt dropped": run(
        "DELETE FROM receipts WHERE changeset = (SELECT max(changeset) FROM receipts)"
    ),
    "a receipt for another request": run(
        "UPDATE receipts SET request = 'x' WHERE changeset = (SELECT max(changeset) FROM receipts)"
    ),
    "a receipt for nothing": run(
        "INSERT INTO receipts SELECT 'more', stream, first, last, request FROM receipts LIMIT 1"
    ),
}


ELSEWHERE = {
    "the first event": 0,
    "tiles that are text": 0,
    "the last event": 599,
    "two streams swapped": 5,
    "the last one dropped": 599,
    "the end dropped, with its receipts": 300,
    "all dropped": 0,
}
"""Where it was done, if not at offset 100."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed ledger of 600 events, without its triggers."""
    file = tmp_path_factory.mktemp("verify") / "ledger.db"
    with open_ledger(f"sqlite:///{file}") as books:
        grow(fill(books.store), 600)
    held(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")
    return file


@pytest.mark.parametrize("way", WAYS)
def test_what_was_done_with_sql_is_found(cli: Cli, ledger_file: Path, book: Path, way: str) -> None:
    """Whatever somebody does to the file by hand is found; the first event that does not hold is named."""
    for file in book.parent.iterdir():
        ledger_file.with_name(file.name).write_bytes(file.read_bytes())
    checkpoint = ledger_file.with_name("checkpoint.txt")
    told(cli, "--against", str(checkpoint))
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as connection:
        WAYS[way](connection)
    found = fault(cli, "--against", str(checkpoint))
    if "receipt" not in way:
        assert ELSEWHERE.get(way, 100) == found["offset"], found
        assert "last_offset" not in found
    assert found["code"] in {
        "event_changed",
        "event_missing",
        "receipt_differs",
        "history_differs",
        "tile_differs",
    }


def test_a_write_on_the_file_itself_is_refused(cli: Cli, plan: Plan, ledger_file: Path) -> None:
    """The command line keeps to the promise without a server: no writes to what does not hold."""
    copy = ledger_file.read_bytes()
    cli.apply(plan.project, update(plan.build, status="in_progress"))
    held(ledger_file)
    ledger_file.write_bytes(copy)
    assert "writes_stopped" in cli.refused("undo", plan.project)
    assert "Website relaunch" in cli.done("tree", plan.project)
    assert "event_missing" == fault(cli)["code"]


def test_the_key_may_be_elsewhere(
    cli: Cli, plan: Plan, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PATCHLEDGER_SIGNING_KEY holds for the command line, too."""
    key = ledger_file.with_name("signing.key")
    signed(ledger_file, key)
    assert "Nothing was signed yet" in told(cli)
    monkeypatch.setenv("PATCHLEDGER_SIGNING_KEY", str(key))
    assert "They extend what was signed last (5 events)." in told(cli)


def test_postgresql_is_verified(
    cli: Cli, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger in PostgreSQL is verified likewise, and what was done to it with SQL is found."""
    import psycopg  # noqa: PLC0415 (only here)

    monkeypatch.setenv("PATCHLEDGER_DATABASE", postgres_url)
    with closing(open_store(postgres_url)) as store:
        grow(fill(store), 300)
        Tree(store).grow()
    assert "The ledger holds: 300 events in 3 streams" in told(cli)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE stored_events DISABLE TRIGGER ALL")
        connection.execute("UPDATE stored_events SET topic = 'Patch' WHERE notification_id = 101")
    assert ("event_changed", 100) == (fault(cli)["code"], fault(cli)["offset"])


def test_the_database_alone_names_a_range(cli: Cli, ledger_file: Path, book: Path) -> None:
    """Who has the database and a checkpoint, and not what is beside the key, is told among which it is."""
    ledger_file.write_bytes(book.read_bytes())
    checkpoint = book.with_name("checkpoint.txt")
    key = signed(book)[1]
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as connection:
        WAYS["the last event"](connection)
    found = fault(cli, "--against", str(checkpoint), "--key", key)
    assert ("history_differs", 0, 599) == (found["code"], found["offset"], found["last_offset"])
    assert "The first event that cannot be shown to hold is at offset 0" in found["detail"]


def test_a_ledger_is_verified_while_a_server_writes(cli: Cli, tmp_path: Path) -> None:
    """Verify reads the file itself beside the server that owns it, and disturbs nobody."""
    with Server(tmp_path) as server, server.client() as client:
        project = client.post("/projects", json={"title": "Busy"}).json()["project"]["id"]
        stop = threading.Event()

        def write() -> None:
            with server.client() as other:
                while not stop.is_set():
                    patch = {"op": "update", "target": "project", "target_id": project}
                    body = {"patches": [{**patch, "body": {"title": "Busy"}}]}
                    assert (
                        201 == other.post(f"/projects/{project}/changesets", json=body).status_code
                    )

        writing = threading.Thread(target=write)
        writing.start()
        try:
            seen = [json.loads(told(cli, "--json"))["events"] for _ in range(5)]
        finally:
            stop.set()
            writing.join()
        assert sorted(seen) == seen
        assert client.get("/ledger/checkpoint").is_success
    assert "They extend what was signed last" in told(cli)


def test_a_reader_beside_the_owner_cannot_write(plan: Plan, ledger_file: Path) -> None:
    """What is opened to read beside the owner sees what that commits, and writes nothing."""
    with closing(SQLiteStore(ledger_file)) as owner:
        with closing(open_to_read(f"sqlite:///{ledger_file}")) as reader:
            owner.append([Unit((NewRecord("raw:1", 1, "raw", b"x"),))])
            assert owner.length() == reader.length()
            with pytest.raises(StoreUnavailable, match="readonly"):
                reader.append([Unit((NewRecord("raw:1", 2, "raw", b"x"),))])
        assert 7 == owner.append([Unit((NewRecord("raw:1", 2, "raw", b"x"),))])[0] + 1


def test_a_restored_ledger_contradicts_nothing_that_was_signed(
    cli: Cli, plan: Plan, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restored ledger signs under an origin of its own, and still proves to begin with what was signed."""
    note, key = signed(ledger_file)
    checkpoint = ledger_file.with_name("checkpoint.txt")
    checkpoint.write_bytes(note.encode())
    backup, restored = ledger_file.with_name("kept.jsonl"), ledger_file.with_name("restored.db")
    assert 0 == cli.run("backup", str(backup)).status
    monkeypatch.setenv("PATCHLEDGER_DATABASE", f"sqlite:///{restored}")
    assert 0 == cli.run("restore-backup", str(backup)).status
    cli.apply(plan.project, update(plan.build, status="in_progress"))
    other_note, other_key = signed(restored)
    assert note.partition("\n")[0] != other_note.partition("\n")[0]
    assert key != other_key
    assert "They extend the checkpoint" in told(cli, "--against", str(checkpoint), "--key", key)
    assert "checkpoint_refused" == fault(cli, "--against", str(checkpoint))["code"]
