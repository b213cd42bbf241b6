"""backup and restore-backup, on the file and through the server that owns it."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from api.storage import open_ledger, open_store
from ledger.bundle import verify_bundle
from ledger.bundle.restoring import restore
from ledger.codec import encode
from ledger.core.events import SCHEMA
from ledger.ports import NewRecord, Unit
from ledger.stores.memory import MemoryStore
from tests.cli.conftest import Cli, Plan, accept, create_project, update
from tests.golden.events.examples import EXAMPLES
from tests.servers import Server


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where a backup is to be; nothing is there yet."""
    return tmp_path / "kept.jsonl"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another ledger's place; see `move`."""
    return tmp_path / "elsewhere.db"


def move(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Let the commands work on another place."""
    monkeypatch.setenv("PATCHLEDGER_DATABASE", f"sqlite:///{place}")


def said(cli: Cli, *arguments: str) -> str:
    """What a command printed that shows a progress bar on stderr."""
    ended = cli.run(*arguments)
    assert 0 == ended.status, ended.err
    assert "100%" in ended.err
    return ended.out


def test_there_and_back(
    cli: Cli, plan: Plan, kept: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the restored ledger shows is what the first one showed, and it can be changed."""
    before = [cli.json(*words) for words in (["projects"], ["log", plan.project])]
    assert f"5 events in 1 stream are in {kept}.\n" == said(cli, "backup", str(kept))
    move(monkeypatch, elsewhere)
    assert "5 events in 1 stream were restored and read back.\n" == said(
        cli, "restore-backup", str(kept)
    )
    assert before == [cli.json(*words) for words in (["projects"], ["log", plan.project])]
    assert 6 == cli.json("undo", plan.project)["version"]


def test_moving_to_postgresql_and_back(
    cli: Cli, plan: Plan, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same plan, history and bytes there, and the same again after the way back."""
    there, back, again = (str(tmp_path / name) for name in ("there", "back.gz", "again"))
    shown = ["projects"], ["tree", plan.project], ["log", plan.project]
    before = [cli.json(*words) for words in shown]
    said(cli, "backup", there)
    monkeypatch.setenv("PATCHLEDGER_DATABASE", postgres_url)
    said(cli, "restore-backup", there)
    assert before == [cli.json(*words) for words in shown]
    assert "ledger_not_empty" in cli.refused("restore-backup", there)
    said(cli, "backup", back)
    move(monkeypatch, tmp_path / "home.db")
    said(cli, "restore-backup", back)
    assert before == [cli.json(*words) for words in shown]
    said(cli, "backup", again)
    assert events_in(there) == events_in(again)


def events_in(bundle: str) -> list[str]:
    """The lines of a bundle that are no others' than the events'."""
    return Path(bundle).read_text().splitlines()[1:-1]


def test_json_tells_what_is_in_it(
    cli: Cli, plan: Plan, kept: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose events, how many, when, and the digest to compare copies by."""
    about = json.loads(said(cli, "backup", str(kept), "--json"))
    *_, end = kept.read_text().splitlines()
    assert (str(kept), 5, 1) == (about["file"], about["events"], about["streams"])
    assert json.loads(end)["sha256"] == about["sha256"]
    move(monkeypatch, elsewhere)
    restored = json.loads(said(cli, "restore-backup", str(kept), "--json"))
    assert about == {name: value for name, value in restored.items() if name != "restored_as"}
    with open_ledger(f"sqlite:///{elsewhere}") as ledger:
        assert ledger.store.ledger_id() == restored["restored_as"] != about["ledger"]


def test_a_server_gives_its_ledger_away(
    cli: Cli, plan: Plan, kept: Path, server: Server, tmp_path: Path
) -> None:
    """The one that owns the file, or one that is named; nothing is restored over its head."""
    packed = tmp_path / "kept.jsonl.gz"
    owned = json.loads(said(cli, "backup", str(kept), "--json"))
    named = json.loads(said(cli, "backup", str(packed), "--json", "--server", server.address))
    assert (5, owned["ledger"]) == (named["events"], named["ledger"])
    refusal = cli.refused("restore-backup", str(kept))
    assert ("store_busy" in refusal, server.address in refusal) == (True, True)
    assert_signed_by(server, cli, plan.project, tmp_path)
    assert_saved_while_writing(server, cli, plan, tmp_path)
    server.stop()
    direct = tmp_path / "direct"
    said(cli, "backup", str(direct))
    assert events_in(str(kept)) == events_in(str(direct))[:5]


def assert_saved_while_writing(server: Server, cli: Cli, plan: Plan, folder: Path) -> None:
    """What is accepted while a backup is made neither waits for it nor tears it."""

    def write() -> None:
        with server.client() as http:
            for number in range(20):
                patch = update(plan.test, title=f"Meanwhile {number}")
                body = {"patches": [patch]}
                http.post(f"/projects/{plan.project}/changesets", json=body).raise_for_status()

    writer = Thread(target=write)
    writer.start()
    backups = [str(folder / f"meanwhile {number}") for number in range(3)]
    for backup in backups:
        said(cli, "backup", backup)
    writer.join()
    said(cli, "backup", whole := str(folder / "afterwards"))
    assert 25 == len(events_in(whole))
    for backup in backups:
        assert events_in(backup) == events_in(whole)[: len(events_in(backup))]
        restore(Path(backup), MemoryStore())


def assert_signed_by(server: Server, cli: Cli, project: str, folder: Path) -> None:
    """A server signs what it gives away, the whole or one project; what it refuses is told."""
    whole, part = str(folder / "whole"), str(folder / "part")
    keys = {json.loads(said(cli, "export", "--audit", whole, "--json"))["key"]}
    keys |= {json.loads(said(cli, "export", "--audit", part, "-p", project, "--json"))["key"]}
    with server.client() as http:
        key = http.get("/ledger/checkpoint", headers={"accept": "application/json"}).json()["key"]
        backup = http.get("/ledger/bundle", params={"project": project})
        nobody = http.get("/ledger/bundle", params={"project": "nobody", "audit": True})
    assert {key} == keys
    assert [0, 0] == [verify_bundle.main([file, "--key", key]) for file in (whole, part)]
    assert (422, "bundle_partial") == (backup.status_code, backup.json()["code"])
    assert (404, "project_missing") == (nobody.status_code, nobody.json()["code"])
    assert "project_missing" in cli.refused("export", "--audit", part + "2", "-p", str(uuid4()))


class _Dying(BaseHTTPRequestHandler):
    """A server that ends in the middle of its answer."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        line = b'{"bundle":"patchledger","events":9,"ledger":"l","made_at":"t","schema":1,"version":1}\n'
        self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_server_that_dies_meanwhile_leaves_no_backup(cli: Cli, kept: Path) -> None:
    """What came of it is not kept under any name."""
    with HTTPServer(("127.0.0.1", 0), _Dying) as dying:
        thread = Thread(target=dying.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{dying.server_port}"
        ended = cli.run("backup", str(kept), "--server", address)
        dying.shutdown()
        thread.join()
    assert (1, True) == (ended.status, "server_unreachable" in ended.err)
    assert [] == list(kept.parent.iterdir())


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """Where an audit bundle is to be; nothing is there yet."""
    return tmp_path / "audit.jsonl"


def test_an_auditor_verifies_what_was_exported(
    cli: Cli, plan: Plan, audited: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the key that the command prints, and the script that it names."""
    told = said(cli, "export", "--audit", str(audited))
    assert f"5 events in 1 stream are in {audited}." in told
    key = next(word for word in told.split() if word.startswith("patchledger/"))
    script = next(word for word in told.split() if word.endswith("verify_bundle.py"))
    assert Path(verify_bundle.__file__) == Path(script)
    assert 0 == verify_bundle.main([str(audited), "--key", key])
    assert "as given\nAll of it holds." in capfd.readouterr().out


def test_one_project_is_exported_alone(
    cli: Cli,
    plan: Plan,
    audited: Path,
    ledger_file: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """What others plan is not in the file, and what is in it is proved all the same."""
    accept(ledger_file, other := str(uuid4()), [create_project(other, "Secret")])
    about = json.loads(said(cli, "export", "--audit", str(audited), "-p", "website", "--json"))
    assert (5, 1) == (about["events"], about["streams"])
    assert "Secret" not in audited.read_text()
    assert 0 == verify_bundle.main([str(audited), "--key", about["key"]])
    assert "1 of these are left out" in capfd.readouterr().out


def test_nobody_s_project_is_not_exported(cli: Cli, plan: Plan, audited: Path) -> None:
    assert "project_missing" in cli.refused("export", "--audit", str(audited), "-p", str(uuid4()))
    assert not audited.exists()


def test_a_file_that_exists_is_refused(cli: Cli, plan: Plan, kept: Path) -> None:
    """And stays as it is."""
    kept.write_text("precious")
    assert "file_exists" in cli.refused("backup", str(kept))
    assert "precious" == kept.read_text()


def test_a_ledger_with_events_is_not_restored_into(cli: Cli, plan: Plan, kept: Path) -> None:
    """It is told at once, and nothing changes."""
    said(cli, "backup", str(kept))
    assert "ledger_not_empty" in cli.refused("restore-backup", str(kept))
    assert 5 == cli.json("tree", plan.project)["version"]


def test_an_empty_ledger_is_restored_into(cli: Cli, plan: Plan, kept: Path, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """One that a server has made, and nobody used."""
    said(cli, "backup", str(kept))
    move(monkeypatch, tmp_path / "made.db")
    with open_ledger(f"sqlite:///{tmp_path / 'made.db'}"):
        pass
    said(cli, "restore-backup", str(kept))
    assert 5 == cli.json("tree", plan.project)["version"]


def test_a_damaged_backup_makes_no_ledger(
    cli: Cli, plan: Plan, kept: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even an empty one."""
    said(cli, "backup", str(kept))
    kept.write_bytes(kept.read_bytes().replace(b"Design it", b"Deceive!!"))
    move(monkeypatch, elsewhere)
    assert "bundle_damaged" in cli.refused("restore-backup", str(kept))
    assert not elsewhere.exists()


def test_without_a_ledger_there_is_nothing_to_back_up(cli: Cli, kept: Path) -> None:
    assert "ledger_missing" in cli.refused("backup", str(kept))
    assert not kept.exists()


def append(url: str, topic: str, data: bytes) -> None:
    """Store an event as it is, as another version might have."""
    store = open_store(url)
    store.append([Unit((NewRecord("proposal:a", 1, topic, data),))])
    store.close()


def test_a_ledger_of_a_newer_version_is_not_opened(
    cli: Cli, ledger_file: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line and the server say so in one sentence, wherever the ledger is."""
    topic, data = encode(EXAMPLES["proposal.rejected.1.json"])
    newer = data.replace(b'"schema":%d' % SCHEMA, b'"schema":%d' % (SCHEMA + 1))
    sentence = f"written by a newer version: an event 'proposal.rejected' has schema {SCHEMA + 1}"
    append(f"sqlite:///{ledger_file}", topic, newer)
    assert sentence in Server(ledger_file.parent).refusal()
    assert sentence in cli.refused("projects")
    append(postgres_url, topic, newer)
    monkeypatch.setenv("PATCHLEDGER_DATABASE", postgres_url)
    assert sentence in cli.refused("projects")


def test_a_ledger_with_unknown_events_is_not_opened(cli: Cli, ledger_file: Path) -> None:
    """A name of an event that only a newer version has."""
    append(f"sqlite:///{ledger_file}", "rule.made", b'{"schema":1}')
    told = cli.refused("projects")
    assert "store_foreign" in told
    assert "it holds an event 'rule.made'" in told


def test_a_damaged_newest_event_does_not_keep_the_ledger_shut(
    cli: Cli, plan: Plan, ledger_file: Path
) -> None:
    """What is sound can still be read."""
    append(f"sqlite:///{ledger_file}", "patch", b"\xff")
    assert 5 == cli.json("tree", plan.project)["version"]
