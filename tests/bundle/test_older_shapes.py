"""What was written once is read for ever: by newer code, in any store, and it can be gone on with."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from api.storage import open_ledger
from ledger import codec
from ledger.bundle.files import save
from ledger.bundle.lines import End, written
from ledger.bundle.restoring import restore
from ledger.codec import TOPICS, hash_of
from ledger.core.canonical import canonical
from ledger.core.errors import StoreForeign
from ledger.core.events import GENESIS, SCHEMA
from ledger.integrity.verify import verify
from ledger.ports import EventStore
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from projections.database import Database
from projections.follower import Follower
from tests.bundle.lives import AGAIN, told
from tests.conformance.conftest import Backend
from tests.golden.bundles.make import FOLDER
from tests.ledger.plans import ME, PROJECT, assert_sound, by_me, retitle
from tests.projections.world import Dump, dump

Json = Any
BUNDLES = sorted(FOLDER.glob("*.jsonl"))


def story_of(bundle: Path) -> Json:
    return json.loads(bundle.with_suffix(".json").read_text())


def as_json(value: Json) -> Json:
    return json.loads(json.dumps(value))


def as_then(store: EventStore, story: Json) -> Json:
    """What a ledger tells, without what messages had no place for when the story was written."""
    now = as_json(told(store))
    for id, messages in now["proposals"].items():
        now["proposals"][id] = [
            {name: value for name, value in message.items() if name in then}
            for message, then in zip(messages, story["proposals"][id], strict=True)
        ]
    return now


def rows_of(store: EventStore) -> Dump:
    """Every row of every view of a ledger, but for whose it is."""
    views = Database("sqlite://")
    follower = Follower(store, views)
    follower.prepare()
    follower.catch_up()
    rows = dump(views)
    views.close()
    return {name: found for name, found in rows.items() if name != "view_position"}


def test_there_is_a_bundle_of_every_schema() -> None:
    """From the first on."""
    assert [f"ledger.{schema}.jsonl" for schema in range(1, SCHEMA + 1)] == [
        path.name for path in BUNDLES
    ]


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_a_golden_bundle_is_read_for_ever(backend: Backend, bundle: Path) -> None:
    """It tells what it told when it was written: each version's tree, the history, the proposals."""
    restore(bundle, store := backend.open())
    story = story_of(bundle)
    assert story == as_then(store, story)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of a later day, whose events have another schema that today's are brought to."""

    def step(fields: codec.Fields) -> codec.Fields:
        return {**fields, "schema": SCHEMA + 1}

    for name, module in list(sys.modules.items()):
        if name.startswith("ledger.") and hasattr(module, "SCHEMA"):
            monkeypatch.setattr(module, "SCHEMA", SCHEMA + 1)
    for topic in TOPICS:
        monkeypatch.setitem(codec.UPCASTS, (topic, SCHEMA), step)


def test_newer_code_goes_on_with_an_older_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """It shows the same, appends events of its own, and from then on the older code keeps out."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with open_ledger(url) as ledger:
        restore(BUNDLES[-1], ledger.store)
        rows = rows_of(ledger.store)
    request.getfixturevalue("newer")
    with open_ledger(url) as ledger:
        story = story_of(BUNDLES[-1])
        assert story == as_then(ledger.store, story)
        assert rows == rows_of(ledger.store)
        assert ledger.commit(AGAIN).repeated
        ledger.commit(by_me(retitle("On")))
        assert_sound(ledger.store)
        assert ledger.store.length() == verify(ledger.store).events
        [newest] = ledger.store.read_all(ledger.store.length() - 1, 1)
        assert SCHEMA + 1 == json.loads(newest.data)["schema"]
    monkeypatch.undo()
    with pytest.raises(StoreForeign, match="newer version"), open_ledger(url):
        pass


def older(fields: codec.Fields) -> codec.Fields:
    """An event as a schema 0 might have had it: other names, another shape.

    What it says of its own place is called the same in every schema (`ledger.integrity.chain.Link`).
    """
    fields = {**fields, "schema": 0, "who": fields["actor"]}
    del fields["actor"]
    if fields["type"] == "patch":
        cause, patch = fields.pop("cause"), fields.pop("patch")
        fields["why"] = [cause["kind"], *([cause["ref"]] if "ref" in cause else [])]
        fields["change"] = {"verb": patch.pop("op"), **patch}
        fields["note"] = fields.pop("message", "")
    return fields


def younger(fields: codec.Fields) -> codec.Fields:
    """The step from schema 0 to schema 1."""
    fields = {**fields, "schema": 1, "actor": fields["who"]}
    del fields["who"]
    if fields["type"] == "patch":
        why, change = fields.pop("why"), fields.pop("change")
        fields["cause"] = {"kind": why[0], **({"ref": why[1]} if why[1:] else {})}
        fields["patch"] = {"op": change.pop("verb"), **change}
        if note := fields.pop("note"):
            fields["message"] = note
    return fields


def aged(lines: Sequence[bytes]) -> list[bytes]:
    """A bundle as it would have been, had its events been written in schema 0."""
    heads: dict[str, str] = {}
    aged = [lines[0]]
    for line in lines[1:-1]:
        fields = json.loads(line)
        fields["previous"] = heads.get(fields["stream"], GENESIS)
        data = canonical(older(fields))
        heads[fields["stream"]] = hash_of(data)
        aged.append(data + b"\n")
    return [*aged, written(End(lines=len(aged), sha256=sha256(b"".join(aged)).hexdigest()))]


def without_hashes(story: Json) -> Json:
    for project in story["projects"].values():
        del project["head_hash"]
    return story


@pytest.fixture
def aged_file(lines: list[bytes], tmp_path: Path) -> Path:
    save(tmp_path / "aged.jsonl", aged(lines))
    return tmp_path / "aged.jsonl"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """This version knows the way from schema 0."""
    for topic in TOPICS:
        monkeypatch.setitem(codec.UPCASTS, (topic, 0), younger)


@pytest.mark.usefixtures("steps")
def test_an_older_shape_opens_folds_shows_and_goes_on(
    backend: Backend, source: EventStore, aged_file: Path
) -> None:
    """A ledger whose events had other names and another shape tells all that it would tell now."""
    restore(aged_file, store := backend.open())
    assert without_hashes(told(source)) == without_hashes(told(store))
    assert rows_of(source) == rows_of(store)
    ledger = Ledger(store)
    assert ledger.commit(AGAIN).repeated
    ledger.commit(by_me(retitle("On")))
    ledger.undo(PROJECT, ME)
    assert_sound(store)
    assert store.length() == verify(store).events
    assert [0, 1] == sorted({json.loads(record.data)["schema"] for record in store.read_all(0, 99)})


def test_an_older_shape_that_nobody_knows_is_refused(aged_file: Path, tmp_path: Path) -> None:
    """When it is restored and when it is opened."""
    with pytest.raises(StoreForeign, match="an older version than can be read here"):
        restore(aged_file, MemoryStore())
