"""What a leaf of the ledger's tree covers."""

from __future__ import annotations

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from ledger.integrity.leaves import leaf_hash_of, leaf_of
from ledger.ports import NewRecord, Record

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RECORDS = st.builds(NewRecord, NAMES, st.integers(1, 2**53 - 1), NAMES, st.binary(max_size=40))


def test_a_leaf_is_written_down() -> None:
    """A leaf is the canonical JSON of stream, version, topic and the hash of the stored bytes."""
    data_hash = sha256(b"{}").hexdigest()
    expected = b'["project:a",7,"patch","%s"]' % data_hash.encode()
    assert expected == leaf_of("project:a", 7, "patch", data_hash)
    assert sha256(b"\x00" + expected).digest() == leaf_hash_of(
        Record("project:a", 7, "patch", b"{}", 99)
    )


@given(RECORDS, RECORDS)
def test_different_events_have_different_leaves(one: NewRecord, other: NewRecord) -> None:
    """Two leaves are the same only where every part is: stream, version, topic and bytes."""
    assert (one == other) == (leaf_hash_of(one) == leaf_hash_of(other))


@given(RECORDS)
def test_a_leaf_can_be_written_with_nothing_but_python(record: NewRecord) -> None:
    """The standard library's JSON writes the same leaf: a verifier needs nothing of ours."""
    parts = [record.stream, record.version, record.topic, sha256(record.data).hexdigest()]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    assert sha256(b"\x00" + text.encode()).digest() == leaf_hash_of(record)
