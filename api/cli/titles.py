"""The titles of all projects out of the ledger itself: for short ledgers, where views would cost more."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.codec import decode_patch_fast
from ledger.core.events import project_stream
from ledger.ports import EventStore, Record

BATCH = 5000
ABOUT_A_PROJECT = b'"target":"project"'
"""What is in the canonical bytes of every patch of a project, and of few others."""


def titles_in(store: EventStore) -> dict[str, str]:
    """The title of each project that is there, by id."""
    found: dict[str, str] = {}
    for record in _records(store):
        if record.topic != "patch" or ABOUT_A_PROJECT not in record.data:
            continue
        patch = decode_patch_fast(record.data)
        if patch.target != "project":
            continue
        project_id = record.stream.removeprefix(project_stream(""))
        if patch.op == "delete":
            del found[project_id]
        elif "title" in patch.fields():
            found[project_id] = patch.fields()["title"]
    return found


def _records(store: EventStore) -> Iterator[Record]:
    offset = 0
    while batch := store.read_all(offset, BATCH):
        yield from batch
        offset += len(batch)
