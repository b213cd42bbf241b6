"""Checkpoints and proofs over HTTP, checked as an auditor would: with nothing but what was answered."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import open_backend
from api.schemas.integrity import KEY, NOTE
from api.settings import Settings
from ledger.integrity.checkpoint import opened, verifier
from ledger.integrity.leaves import leaf_of
from ledger.integrity.merkle import leaf_hash, verify_consistency, verify_inclusion
from ledger.stores.sqlite import SQLiteStore
from tests.api.conftest import Calls, create

JSON = {"accept": "application/json"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger's file."""
    return tmp_path / "ledger.db"


@pytest.fixture
def fresh(place: Path) -> Iterator[Calls]:
    """The application over a new ledger of the test's own."""
    with serving(place) as client:
        yield Calls(client)


def serving(place: Path) -> TestClient:
    settings = Settings(database=f"sqlite:///{place}")
    return TestClient(create_app(lambda: open_backend(settings)), "http://localhost:8400")


def roots(told: Any, *names: str) -> list[bytes]:
    return [b64decode(told[name]) for name in names]


def test_a_checkpoint_is_a_signed_note(fresh: Calls) -> None:
    """A checkpoint is text that the key which JSON names has signed, over all events there are."""
    fresh.new_project()
    told = fresh.get("/ledger/checkpoint", headers=JSON)
    plain = fresh.client.get("/api/v1/ledger/checkpoint")
    assert "text/plain; charset=utf-8" == plain.headers["content-type"]
    assert told["note"] == plain.text
    signed = opened(plain.text, verifier(told["key"]))
    assert (1, b64decode(told["root"]), told["origin"]) == (signed.size, signed.root, signed.origin)


def test_the_example_in_the_documents_is_one() -> None:
    """The note that the API's description shows is signed by the key that it shows."""
    assert 20852 == opened(NOTE, verifier(KEY)).size


def test_an_event_is_proved_to_be_in_the_ledger(fresh: Calls) -> None:
    """The proof of each event leads from its leaf to the root of the checkpoint beside it."""
    project = fresh.new_project()
    fresh.change(
        project, *(create(f"00000000-0000-4000-8000-{n:012}", title="x") for n in range(9))
    )
    key = fresh.get("/ledger/checkpoint", headers=JSON)["key"]
    for offset in range(10):
        told = fresh.get("/ledger/proof", params={"offset": offset})
        signed = opened(told["checkpoint"], verifier(key))
        leaf = told["leaf"]
        assert (f"project:{project}", offset + 1) == (leaf["stream"], leaf["version"])
        hashed = leaf_hash(leaf_of(leaf["stream"], leaf["version"], leaf["topic"], leaf["sha256"]))
        proof = list(map(b64decode, told["proof"]))
        assert verify_inclusion(hashed, offset, signed.size, proof, signed.root)
        assert [hashed, signed.root] == roots(told, "leaf_hash", "root")


def test_a_ledger_is_proved_to_have_grown_only(fresh: Calls) -> None:
    """A consistency proof leads from the root of an earlier checkpoint to that of a later one."""
    project = fresh.new_project()
    first = fresh.get("/ledger/checkpoint", headers=JSON)
    fresh.add_task(project, "Task")
    told = fresh.get("/ledger/consistency", params={"from": first["size"]})
    later = opened(told["checkpoint"], verifier(first["key"]))
    old_root, new_root = roots(told, "from_root", "to_root")
    proof = list(map(b64decode, told["proof"]))
    assert (b64decode(first["root"]), later.root) == (old_root, new_root)
    assert verify_consistency(first["size"], later.size, proof, old_root, new_root)


def test_proofs_against_a_size_that_is_held(fresh: Calls) -> None:
    """With a size, proofs are against the tree of then, whatever came after it."""
    project = fresh.new_project()
    then = fresh.get("/ledger/checkpoint", headers=JSON)
    fresh.add_task(project, "Task")
    told = fresh.get("/ledger/proof", params={"offset": 0, "size": 1})
    assert (then["root"], None) == (told["root"], told["checkpoint"])
    grown = fresh.get("/ledger/consistency", params={"from": 0, "to": 1})
    assert (then["root"], []) == (grown["to_root"], grown["proof"])


@pytest.mark.parametrize(
    ("path", "code", "field"),
    [
        ("/ledger/proof?offset=1", "offset_out_of_range", "offset"),
        ("/ledger/proof?offset=0&size=2", "size_out_of_range", "size"),
        ("/ledger/consistency?from=2", "size_out_of_range", "from"),
        ("/ledger/consistency?from=1&to=9", "size_out_of_range", "size"),
        ("/ledger/consistency?from=-1", "invalid_value", "from"),
        ("/ledger/proof", "missing_field", "offset"),
    ],
)
def test_what_is_out_of_range_is_refused(fresh: Calls, path: str, code: str, field: str) -> None:
    """What is not in the ledger cannot be proved; the problem says which parameter is wrong."""
    fresh.new_project()
    told = fresh.problem(fresh.client.get(f"/api/v1{path}"), 422)
    assert (code, field) == (told["code"], told["errors"][0]["field"])


def test_the_key_is_beside_the_ledger_and_nobody_elses(fresh: Calls, place: Path) -> None:
    """The key is in a file that only its owner can read, and no part of it is in the database."""
    key = place.with_name("ledger.db.key")
    assert 0o600 == key.stat().st_mode & 0o777
    secret = b"".join(key.read_bytes().splitlines()[1:-1])
    assert secret not in place.read_bytes()


def test_the_key_may_be_elsewhere(place: Path, tmp_path: Path) -> None:
    """PATCHLEDGER_SIGNING_KEY names another place, whose folder is made."""
    elsewhere = tmp_path / "secrets" / "signing.key"
    settings = Settings(database=f"sqlite:///{place}", signing_key=elsewhere)
    with TestClient(create_app(lambda: open_backend(settings)), "http://localhost:8400") as client:
        assert client.get("/api/v1/ledger/checkpoint").is_success
    assert elsewhere.exists()
    assert not place.with_name("ledger.db.key").exists()


def test_a_checkpoint_stays_the_same_after_a_restart(place: Path) -> None:
    """The same ledger and key give the same note."""
    with serving(place) as client:
        Calls(client).new_project()
        before = client.get("/api/v1/ledger/checkpoint").text
    with serving(place) as client:
        assert before == client.get("/api/v1/ledger/checkpoint").text


def test_an_older_copy_stops_writes(place: Path) -> None:
    """An older copy put in the ledger's place is read, and neither written nor signed."""
    with serving(place) as client:
        project = Calls(client).new_project()
    copy = place.read_bytes()
    with serving(place) as client:
        Calls(client).add_task(project, "Lost")
        client.get("/api/v1/ledger/checkpoint")
    place.write_bytes(copy)
    place.with_name("ledger.db-views").unlink()

    with serving(place) as client:
        calls = Calls(client)
        ready = client.get("/readyz")
        assert (503, "not_ready") == (ready.status_code, ready.json()["status"])
        assert "older than what was signed" in ready.json()["writes_stopped"]
        assert client.get("/healthz").is_success
        assert project == calls.get(f"/projects/{project}")["project"]["id"]
        change = {"patches": [create("00000000-0000-4000-8000-000000000001", title="x")]}
        for refused in (
            calls.refused(f"/projects/{project}/changesets", change, 503),
            calls.refused("/projects", {"title": "Other"}, 503),
            calls.refused("/proposals", {"instruction": "Plan a party"}, 503),
            calls.problem(client.get("/api/v1/ledger/checkpoint"), 503),
        ):
            assert "writes_stopped" == refused["code"]
            assert "older than what was signed" in refused["detail"]
    store = SQLiteStore(place)
    assert 1 == store.length()
    store.close()
