"""Our recorders are still recorders of the library: they pass the test cases that it ships.

All cases for aggregates, applications and notification ids run, on every recorder. Of the others:

- The case for subscriptions runs in memory. The library has none for SQLite, and the one for PostgreSQL
  misses what is appended before it listens, so ours refuses it. We follow the ledger by `wait`.
- Those for tracking and process recorders are for recorders that we do not use: the views keep their
  position in a table of their own (`projections/tracking.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    StoredEvent,
)
from eventsourcing.tests import persistence as library

from ledger.stores import _postgresql_recorder as postgresql
from ledger.stores._sqlite_file import prepare
from ledger.stores._sqlite_recorder import (
    AppendOnlyRecorder,
    SingleWriterDatastore,
    create_table_statements,
)
from ledger.stores.memory import MemoryRecorder
from tests.conformance.conftest import NAMES

EVENTS = [StoredEvent("project:a", version, "patch", b"%d" % version) for version in (1, 2, 3)]


@pytest.fixture(params=NAMES)
def recorder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ApplicationRecorder]:
    """An empty recorder of each kind that we use."""
    match request.param:
        case "memory":
            yield MemoryRecorder()
        case "sqlite":
            path = tmp_path / "ledger.db"
            prepare(path, create_table_statements())
            with closing(SingleWriterDatastore(path)) as datastore:
                yield AppendOnlyRecorder(datastore)
        case "postgresql":
            url = request.getfixturevalue("postgres_url")
            with closing(postgresql.Datastore(url)) as datastore:
                yield postgresql.AppendOnlyRecorder(datastore)
        case other:
            pytest.fail(f"no recorder of {other} is tested here")


class OfAggregates(AggregateRecorder):
    """A recorder seen as one of aggregates: it does the same, and tells no notification ids."""

    def __init__(self, recorder: ApplicationRecorder) -> None:
        self._recorder = recorder

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        self._recorder.insert_events(stored_events, **kwargs)

    def select_events(self, originator_id: UUID | str, **chosen: Any) -> Sequence[StoredEvent]:
        return self._recorder.select_events(originator_id, **chosen)


class ShippedForAggregates(library.AggregateRecorderTestCase):
    """The library's cases for the recorder of aggregates, of which every recorder is one."""

    __test__ = False  # run by the tests below, once for each recorder

    def __init__(self, recorder: ApplicationRecorder) -> None:
        super().__init__()
        self._recorder = recorder

    def create_recorder(self) -> AggregateRecorder:
        return OfAggregates(self._recorder)

    def new_originator_id(self) -> str:
        return str(uuid4())

    def __str__(self) -> str:
        return type(self._recorder).__name__


class Shipped(library.ApplicationRecorderTestCase[ApplicationRecorder]):
    """The library's cases for the recorder of an application, on the one that is given."""

    __test__ = False  # run by the tests below, once for each recorder

    def __init__(self, recorder: ApplicationRecorder) -> None:
        super().__init__()
        self._recorder = recorder

    def create_recorder(self) -> ApplicationRecorder:
        return self._recorder

    def new_originator_id(self) -> str:
        return str(uuid4())

    def __str__(self) -> str:
        return type(self._recorder).__name__


class ShippedInterleaving(Shipped, library.NonInterleavingNotificationIDsBaseCase):
    """Its case for notification ids that are given out and committed in the same order."""

    insert_num = 500


SHIPPED: list[Callable[[Any], None]] = [
    Shipped.test_insert_select,
    Shipped.test_performance,
    Shipped.test_concurrent_no_conflicts,
    Shipped.test_concurrent_throughput,
    ShippedInterleaving.test,
]
SHIPPED_FOR_AGGREGATES: list[Callable[[Any], None]] = [
    ShippedForAggregates.test_insert_and_select,
    ShippedForAggregates.test_performance,
]


@pytest.mark.parametrize("case", SHIPPED, ids=lambda case: case.__name__)
def test_the_cases_that_the_library_ships(
    recorder: ApplicationRecorder, case: Callable[[Any], None]
) -> None:
    """Each case of the library for such a recorder holds for ours."""
    case(ShippedInterleaving(recorder))


@pytest.mark.parametrize("recorder", ["memory"], indirect=True)
def test_the_case_that_the_library_ships_for_subscriptions(recorder: ApplicationRecorder) -> None:
    """A recorder in memory can be subscribed to."""
    Shipped(recorder).optional_test_insert_subscribe()


@pytest.mark.parametrize("recorder", ["sqlite", "postgresql"], indirect=True)
def test_no_other_is_subscribed_to(recorder: ApplicationRecorder) -> None:
    """One that would miss events refuses at once."""
    with pytest.raises(NotImplementedError):
        recorder.subscribe(gt=0)


@pytest.mark.parametrize("case", SHIPPED_FOR_AGGREGATES, ids=lambda case: case.__name__)
def test_the_cases_that_the_library_ships_for_aggregates(
    recorder: ApplicationRecorder, case: Callable[[Any], None]
) -> None:
    """Each case of the library for the recorder of aggregates holds for ours."""
    case(ShippedForAggregates(recorder))


def test_no_case_is_forgotten() -> None:
    """Every case that the library ships for such recorders is run here."""
    kinds = (
        library.AggregateRecorderTestCase,
        library.ApplicationRecorderTestCase,
        library.NonInterleavingNotificationIDsBaseCase,
    )
    shipped = {
        kind.__dict__[name] for kind in kinds for name in vars(kind) if name.startswith("test")
    }
    assert shipped == {*SHIPPED, *SHIPPED_FOR_AGGREGATES}


def test_creating_the_tables_again_changes_nothing(recorder: ApplicationRecorder) -> None:
    """A recorder's tables are there when it is; the library may ask for them once more."""
    recorder.insert_events(EVENTS[:1])
    if isinstance(recorder, AppendOnlyRecorder | postgresql.AppendOnlyRecorder):
        recorder.create_table()
    assert EVENTS[:1] == recorder.select_events("project:a")


def test_an_event_goes_in_once(recorder: ApplicationRecorder) -> None:
    """A version that is there already is refused with all that came with it, and takes no number."""
    recorder.insert_events(EVENTS[:1])
    with pytest.raises(IntegrityError):
        recorder.insert_events([EVENTS[1], EVENTS[0]])
    assert EVENTS[:1] == recorder.select_events("project:a")
    assert [2, 3] == recorder.insert_events(EVENTS[1:])
    assert [2, 3] == [n.id for n in recorder.select_notifications(2, 10)]
