"""What `ledger.ports` promises to several processes: here, stores that were opened independently.

A store that only one process may have refuses the second (StoreBusy); one in memory is nobody else's.
For those the same cases hold for one store, and their own sentence is tested.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice, pairwise
from threading import Event
from time import sleep

import pytest

from ledger.core.errors import StoreBusy
from ledger.ports import EventStore, ReceiptTaken, VersionConflict
from tests.conformance import test_threads as threads
from tests.conformance.conftest import Backend
from tests.conformance.test_event_store import A, B, unit

WRITERS = 4


@pytest.fixture
def stores(backend: Backend) -> list[EventStore]:
    """Stores on one ledger, as many as may be; some of them are one where they may not be several."""
    first = backend.open()
    try:
        others = [backend.open() for _ in range(2)]
    except StoreBusy:
        others = []
    shared = [first, *(other for other in others if other.ledger_id() == first.ledger_id())]
    return list(islice(cycle(shared), WRITERS))


def test_the_second_shares_or_is_refused(backend: Backend) -> None:
    """Who opens a ledger that is in use gets the same one or StoreBusy, never one that falls apart."""
    first = backend.open()
    first.append([unit(A, 1)])
    try:
        second = backend.open()
    except StoreBusy:
        assert first.append([unit(A, 2)]) == [1]
        return
    assert backend.durable == (second.ledger_id() == first.ledger_id())
    assert (1 if backend.durable else 0) == second.length()


def test_what_one_appended_the_others_read(stores: list[EventStore]) -> None:
    """At once and by every way of reading."""
    for version, (writer, reader) in enumerate(pairwise(stores), 1):
        writer.append([unit(A, version, 1, f"c{version}")])
        assert version == len(reader.read(A)) == len(reader.read_all(0, 10)) == reader.length()
        assert reader.receipt(f"c{version}") is not None
        writer.save_snapshot(A, version, b"s")
        assert (version, b"s") == reader.nearest_snapshot(A)


def test_what_one_appended_the_others_cannot(stores: list[EventStore]) -> None:
    """A version and a changeset's id are taken for all of them."""
    first, second = stores[:2]
    first.append([unit(A, 1, 1, "c")])
    with pytest.raises(VersionConflict) as raised:
        second.append([unit(A, 1)])
    assert (A, 0, 1) == (raised.value.stream, raised.value.expected, raised.value.head)
    with pytest.raises(ReceiptTaken):
        second.append([unit(B, 1, 1, "c")])
    assert [1] == second.append([unit(A, 2)])


def test_races(stores: list[EventStore]) -> None:
    """One winner for each version, on whichever store."""
    threads.race_for_versions(*stores)


def test_races_for_receipts(stores: list[EventStore]) -> None:
    """One winner for each changeset's id, on whichever store."""
    threads.race_for_receipts(*stores)


def test_offsets(stores: list[EventStore]) -> None:
    """Dense, and told as they are stored, on whichever store."""
    threads.race_for_offsets(*stores)


def test_following(stores: list[EventStore]) -> None:
    """Who follows on one store misses nothing that is appended on the others."""
    threads.follow_while_others_append(stores[0], *stores[1:])


def test_alone_the_others_wait(stores: list[EventStore]) -> None:
    """Who has the turn appends; what others ask for meanwhile is decided after it."""
    mine, others = stores[:2]
    asked = Event()

    def intrude() -> None:
        asked.set()
        others.append([unit(A, 1)])

    with ThreadPoolExecutor(1) as pool:
        with mine.alone():
            intruding = pool.submit(intrude)
            asked.wait()
            sleep(0.02)  # enough for one who does not wait
            assert [0, 1] == mine.append([unit(A, 1)]) + mine.append([unit(A, 2)])
        with pytest.raises(VersionConflict):
            intruding.result()


def test_a_turn_ends_with_a_refusal(stores: list[EventStore]) -> None:
    """Whatever ends a turn, the others go on."""
    mine, others = stores[:2]
    with pytest.raises(VersionConflict), mine.alone():
        mine.append([unit(A, 2)])
    assert [0] == others.append([unit(A, 1)])
    with mine.alone(), ThreadPoolExecutor(1) as pool:
        assert 1 == pool.submit(others.length).result()  # reading waits for nobody's turn
