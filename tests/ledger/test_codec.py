"""What is stored: canonical bytes, fixed names, and old shapes that are read for ever."""

from __future__ import annotations

import json

import msgspec
import pytest
import rfc8785

from ledger import codec
from ledger.codec import (
    TOPICS,
    decode,
    decode_accepted,
    decode_mark,
    decode_patch_fast,
    decode_patches,
    decode_stored_patch,
    digest,
    encode,
    hash_of,
)
from ledger.core.errors import StoreDamaged, StoreForeign
from ledger.core.events import SCHEMA, PatchAccepted
from tests.golden.events.examples import EXAMPLES, FOLDER

FILES = sorted(path.name for path in FOLDER.glob("*.json"))


def topic_of(name: str) -> str:
    return name.split(".1", maxsplit=1)[0]


@pytest.mark.parametrize("name", FILES)
def test_a_golden_file_is_read_for_ever(name: str) -> None:
    """Every shape that was ever stored decodes to the event that it means today."""
    data = (FOLDER / name).read_bytes()
    assert EXAMPLES[name] == decode(topic_of(name), data)


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_is_what_is_in_the_golden_file(name: str) -> None:
    """An event of today's schema is written to exactly the same bytes."""
    data = (FOLDER / name).read_bytes()
    event = decode(topic_of(name), data)
    if event.schema == SCHEMA:
        assert (topic_of(name), data) == encode(event)


@pytest.mark.parametrize("name", FILES)
def test_stored_bytes_are_canonical(name: str) -> None:
    """Stored JSON is in the form of RFC 8785, with its type, and without nulls in the envelope."""
    data = (FOLDER / name).read_bytes()
    fields = json.loads(data)
    assert rfc8785.dumps(fields) == data
    assert topic_of(name) == fields["type"]
    assert [] == [field for field, value in fields.items() if value is None]


def test_every_topic_has_a_golden_file() -> None:
    """No event can be added without a file that holds its shape."""
    of_today = {topic_of(name) for name in FILES if f".{SCHEMA}." in name}
    assert set(TOPICS) == of_today
    assert set(FILES) == set(EXAMPLES)


def test_names_are_fixed() -> None:
    """The names under which events are stored, which no renaming of classes may change."""
    assert {
        "patch": "PatchAccepted",
        "proposal.opened": "Opened",
        "proposal.instructed": "Instructed",
        "proposal.drafted": "Drafted",
        "proposal.edited": "Edited",
        "proposal.asked": "Asked",
        "proposal.accepted": "Accepted",
        "proposal.rejected": "Rejected",
        "proposal.rebased": "Rebased",
        "proposal.commented": "Commented",
        "proposal.comment_withdrawn": "CommentWithdrawn",
        "document.added": "DocumentAdded",
        "view.saved": "ViewSaved",
        "view.changed": "ViewChanged",
        "view.deleted": "ViewDeleted",
    } == {topic: event.__name__ for topic, event in TOPICS.items()}


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("patch.")])
def test_the_fast_ways_see_the_same(name: str) -> None:
    """Decoding only a part gives the same as that part of the whole."""
    data = (FOLDER / name).read_bytes()
    event = decode_accepted(data)
    assert event.patch == decode_patch_fast(data)
    mark = decode_mark(data)
    assert {field: getattr(event, field) for field in mark.__struct_fields__} == {
        field: getattr(mark, field) for field in mark.__struct_fields__
    }


def test_an_unknown_topic_is_from_elsewhere() -> None:
    """What this version has no name for comes from a newer one."""
    with pytest.raises(StoreForeign, match=r"proposal\.sung"):
        decode("proposal.sung", b"{}")


@pytest.mark.parametrize("field", ["actor", "patch", "request"])
def test_an_older_shape_is_upcast(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event of an older schema goes through the steps between, on each way of reading."""
    event = EXAMPLES["patch.1.create-task.json"]
    assert isinstance(event, PatchAccepted)
    stored = msgspec.json.decode(encode(event)[1])
    older = {name: value for name, value in stored.items() if name != field}
    data = msgspec.json.encode({**older, "schema": 0, "old name": stored[field]})

    def renamed(fields: codec.Fields) -> codec.Fields:
        value = fields.pop("old name")
        return {**fields, field: value, "schema": 1}

    assert event == decode("patch", data, {("patch", 0): renamed})
    monkeypatch.setitem(codec.UPCASTS, ("patch", 0), renamed)
    assert event.patch == decode_patch_fast(data)
    assert [event.patch] * 2 == decode_patches([data, encode(event)[1]])
    assert (event.changeset, event.actor) == (decode_mark(data).changeset, decode_mark(data).actor)


@pytest.mark.parametrize("schema", [0, 2])
def test_a_shape_without_a_step_is_from_elsewhere(schema: int) -> None:
    """A schema that no step leads on from is not guessed at."""
    fields = msgspec.json.decode(encode(EXAMPLES["proposal.rejected.1.json"])[1])
    data = msgspec.json.encode({**fields, "schema": schema})
    with pytest.raises(StoreForeign, match=f"schema {schema}"):
        decode("proposal.rejected", data)


def test_a_digest_is_of_the_meaning() -> None:
    """However a request was written, the same meaning has the same digest, another one another."""
    assert digest({"b": [1.0, "é"], "a": None}) == digest({"a": None, "b": [1, "\u00e9"]})
    assert digest({"a": True}) != digest({"a": 1})
    assert digest({"a": None}) != digest({})


def test_the_hash_is_that_of_the_bytes() -> None:
    """The chain is SHA-256 over what is stored, in hex."""
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" == hash_of(b"abc")


WHOLE = (FOLDER / "patch.1.create-task.json").read_bytes()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"null",
        b"\xff",
        WHOLE[:-20],
        WHOLE.replace(b'"schema":1', b'"schema":"1"'),
        WHOLE.replace(b'"op":"create"', b'"op":"creat\xff"'),
        WHOLE.replace(b'"target_id":', b'"target_id":1,"x":'),
    ],
)
def test_what_nobody_wrote_is_told(damaged: bytes) -> None:
    """Damaged bytes are no fault of the program: reading them says what they are."""
    assert damaged != WHOLE
    for read in (decode_accepted, decode_patch_fast, decode_stored_patch):
        with pytest.raises(StoreDamaged, match="'patch' cannot be read"):
            read(damaged)
    with pytest.raises(StoreDamaged):
        decode_mark(damaged[:-20])
