"""What `ledger.ports` promises to several threads, for every store."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event, Thread

from ledger.ports import EventStore, NewRecord, Receipt, ReceiptTaken, Unit, VersionConflict

A = "project:a"
WRITERS, EACH = 4, 40


def one(stream: str, version: int, data: bytes = b"x") -> Unit:
    return Unit((NewRecord(stream, version, "patch", data),))


def run_at_once(*jobs: Callable[[], None]) -> None:
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def race_for_versions(*stores: EventStore) -> None:
    """A writer on each store; of each version exactly one of them says that it wrote it."""

    def race(name: int, store: EventStore) -> Callable[[], None]:
        def run() -> None:
            won = 0
            while won < EACH:
                head = len(store.read(A))
                with suppress(VersionConflict):
                    store.append([one(A, head + 1, b"%d" % name)])
                    won += 1

        return run

    run_at_once(*(race(name, store) for name, store in enumerate(stores)))
    found = stores[0].read(A)
    assert [*range(1, len(stores) * EACH + 1)] == [record.version for record in found]
    for name in range(len(stores)):
        assert EACH == sum(1 for record in found if record.data == b"%d" % name)


def race_for_receipts(*stores: EventStore) -> None:
    """A writer on each store, all with the same changeset ids; each id is taken once."""
    together, winners = Barrier(len(stores), timeout=60), [list[int]() for _ in range(EACH)]

    def race(name: int, store: EventStore) -> Callable[[], None]:
        stream = f"project:{name}"

        def run() -> None:
            for number in range(EACH):
                head = len(store.read(stream))
                receipt = Receipt(f"c{number}", stream, head + 1, head + 1, "r")
                together.wait()
                with suppress(ReceiptTaken):
                    store.append([Unit(one(stream, head + 1).records, receipt)])
                    winners[number].append(name)

        return run

    run_at_once(*(race(name, store) for name, store in enumerate(stores)))
    assert [1] * EACH == [len(names) for names in winners]
    assert stores[0].length() == EACH
    receipts = [stores[0].receipt(f"c{number}") for number in range(EACH)]
    assert [f"project:{name}" for [name] in winners] == [r and r.stream for r in receipts]


def race_for_offsets(*stores: EventStore) -> None:
    """A writer on each store, each in a stream of its own; each is told where its events are."""

    def write(name: int, store: EventStore) -> Callable[[], None]:
        def run() -> None:
            for version in range(1, EACH + 1):
                [offset] = store.append([one(f"project:{name}", version)])
                [record] = store.read(f"project:{name}", version - 1, version)
                assert offset == record.offset

        return run

    run_at_once(*(write(name, store) for name, store in enumerate(stores)))
    offsets = [record.offset for record in stores[0].read_all(0, 1_000)]
    assert [*range(len(stores) * EACH)] == offsets


def follow_while_others_append(follower: EventStore, *stores: EventStore) -> None:
    """Who reads on from the next offset sees every event once, in order."""
    total = len(stores) * EACH
    seen: list[int] = []

    def follow() -> None:
        while len(seen) < total:
            assert follower.wait(len(seen), 30) > len(seen)
            seen.extend(record.offset for record in follower.read_all(len(seen), 7))
            assert [*range(len(seen))] == seen

    def write(name: int, store: EventStore) -> Callable[[], None]:
        def run() -> None:
            for version in range(1, EACH + 1):
                store.append([one(f"project:{name}", version)])

        return run

    run_at_once(follow, *(write(name, store) for name, store in enumerate(stores)))


def test_one_winner_for_each_version(store: EventStore) -> None:
    """Of writers that race for a stream's next version, each version has exactly one winner."""
    race_for_versions(*[store] * WRITERS)


def test_one_winner_for_each_receipt(store: EventStore) -> None:
    """Of appends that race with one changeset's id exactly one succeeds, whatever their streams."""
    race_for_receipts(*[store] * WRITERS)


def test_offsets_are_dense_under_load(store: EventStore) -> None:
    """Writers of different streams share the offsets without a gap and without a double."""
    race_for_offsets(*[store] * WRITERS)


def test_a_follower_misses_nothing(store: EventStore) -> None:
    """Who follows the ledger by offset sees every event once, in order, while others append."""
    follow_while_others_append(store, *[store] * WRITERS)


def test_wait_returns_at_once_when_there_is_more(store: EventStore) -> None:
    """Who is behind does not wait."""
    store.append([one(A, 1)])
    assert store.wait(0, 60) == 1


def test_wait_ends_with_its_timeout(store: EventStore) -> None:
    """Without news, a wait ends by itself and tells the same length."""
    assert store.wait(0, 0.001) == 0


def test_wait_is_woken_by_an_append(store: EventStore) -> None:
    """A wait ends as soon as somebody appends."""
    waiting, lengths = Event(), []

    def wait() -> None:
        waiting.set()
        lengths.append(store.wait(0, 60))

    thread = Thread(target=wait)
    thread.start()
    waiting.wait()
    store.append([one(A, 1)])
    thread.join(60)
    assert lengths == [1]


def test_close_wakes_who_waits(store: EventStore) -> None:
    """Closing ends every wait; closing twice is the same as once."""
    waiting = Event()

    def wait() -> None:
        waiting.set()
        with suppress(Exception):  # whether a closed store still tells its length is its own matter
            store.wait(0, 60)

    thread = Thread(target=wait)
    thread.start()
    waiting.wait()
    store.close()
    store.close()
    thread.join(60)
    assert not thread.is_alive()
