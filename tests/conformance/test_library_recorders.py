"""Our recorders are still recorders of the library, for whatever of it is used on top of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent

from ledger.stores._sqlite_file import prepare
from ledger.stores._sqlite_recorder import (
    AppendOnlyRecorder,
    SingleWriterDatastore,
    create_table_statements,
)
from ledger.stores.memory import MemoryRecorder

EVENTS = [StoredEvent("project:a", version, "patch", b"%d" % version) for version in (1, 2, 3)]


@pytest.fixture(params=["memory", "sqlite"])
def recorder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ApplicationRecorder]:
    """An empty recorder."""
    if request.param == "memory":
        yield MemoryRecorder()
        return
    path = tmp_path / "ledger.db"
    prepare(path, create_table_statements())
    with closing(SingleWriterDatastore(path)) as datastore:
        recorder = AppendOnlyRecorder(datastore)
        recorder.create_table()  # the tables are there already: this changes nothing
        yield recorder


def test_events_go_in_and_out(recorder: ApplicationRecorder) -> None:
    """What the library inserts, it finds again, by stream and by notification id."""
    assert recorder.insert_events(EVENTS[:2]) == [1, 2]
    assert recorder.insert_events(EVENTS[2:]) == [3]
    assert recorder.max_notification_id() == 3
    assert EVENTS == recorder.select_events("project:a")
    assert EVENTS[1:2] == recorder.select_events("project:a", gt=1, lte=2)
    assert [2, 3] == [n.id for n in recorder.select_notifications(2, 10)]


def test_an_event_goes_in_once(recorder: ApplicationRecorder) -> None:
    """A version that is there already is refused with all that came with it."""
    recorder.insert_events(EVENTS[:1])
    with pytest.raises(IntegrityError):
        recorder.insert_events([EVENTS[1], EVENTS[0]])
    assert EVENTS[:1] == recorder.select_events("project:a")
    assert recorder.insert_events(EVENTS[1:]) == [2, 3]
