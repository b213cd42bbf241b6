"""The suite itself on trial: run over stores with a planted bug, it must fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from time import sleep
from typing import Any

import pytest

from ledger.ports import EventStore, Receipt, ReceiptTaken, Record, Unit, VersionConflict
from ledger.stores import _postgresql_layout as layout
from ledger.stores.memory import MemoryStore
from ledger.stores.postgresql import PostgreSQLStore
from tests.conformance import test_event_store as suite
from tests.conformance import test_threads as threads


class HalfAppends(MemoryStore):
    """Each unit in a transaction of its own: the first ones stay when a later one is refused."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return [super(HalfAppends, self).append([unit])[0] for unit in units]


class ForgetsReceipts(MemoryStore):
    """The receipt is written after the transaction, and its loss goes unnoticed."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return super().append([Unit(unit.records) for unit in units])


class AnswersLater(MemoryStore):
    """A receipt is found only for another question than the one that was asked."""

    def receipt(self, changeset_id: str) -> Receipt | None:
        found = super().receipt(changeset_id)
        return found and found._replace(request="")


class LetsGapsThrough(MemoryStore):
    """Only doubles are refused, as a primary key does it."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        try:
            return super().append(units)
        except VersionConflict as conflict:
            if conflict.expected < conflict.head:
                raise
            return [self.length()]


class CountsFromOne(MemoryStore):
    """The library's notification id, taken for an offset."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        return [offset + 1 for offset in super().append(units)]


class ReadsTooMuch(MemoryStore):
    """`after` taken as inclusive in the ledger as a whole."""

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return super().read_all(max(from_offset - 1, 0), limit)


class RewritesBytes(MemoryStore):
    """A store that thinks that it knows JSON."""

    def read(self, *arguments: object, **more: object) -> Sequence[Record]:
        found = super().read(*arguments, **more)  # type: ignore[arg-type]
        return [record._replace(data=record.data.strip(b"\x00")) for record in found]


class SwallowsConflicts(MemoryStore):
    """A conflict that is retried blindly: the other writer's event is taken for one's own."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        with suppress(VersionConflict, ReceiptTaken):
            return super().append(units)
        return [0 for _ in units]


class NeverWakes(MemoryStore):
    """A wait that nobody ends."""

    def wait(self, length: int, timeout: float) -> int:
        return min(length, self.length())


def first(test: Callable[..., None], *arguments: object) -> Callable[[EventStore], None]:
    return lambda store: test(store, *arguments)


@pytest.mark.parametrize(
    ("broken", "caught_by"),
    [
        (HalfAppends, first(suite.test_all_or_nothing, suite.unit(suite.B, 2, 1, "second"))),
        (ForgetsReceipts, suite.test_receipts),
        (ForgetsReceipts, suite.test_a_receipt_is_taken_once),
        (AnswersLater, suite.test_receipts),
        (LetsGapsThrough, suite.test_a_version_ahead_conflicts),
        (CountsFromOne, suite.test_append_tells_the_offset_of_each_unit),
        (CountsFromOne, threads.test_offsets_are_dense_under_load),
        (ReadsTooMuch, first(suite.test_the_whole_ledger_in_pages, 2, 2, [2, 3])),
        (RewritesBytes, first(suite.test_bytes_are_untouched, b"\x00")),
        (SwallowsConflicts, suite.test_a_stale_version_conflicts),
        (NeverWakes, threads.test_wait_is_woken_by_an_append),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_planted_bug_is_caught(
    broken: type[MemoryStore], caught_by: Callable[[EventStore], None]
) -> None:
    """A store that breaks a promise fails the test that guards it."""
    caught_by(MemoryStore())
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        caught_by(broken())


class Careless:
    """Stands in front of a real store, whichever it is, and spoils one of its promises."""

    def __init__(self, store: EventStore) -> None:
        self.store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


class AcknowledgesEarly(Careless):
    """Says that it is stored while it is still on its way: the next append takes it along."""

    on_its_way: Sequence[Unit] = ()

    def append(self, units: Sequence[Unit]) -> list[int]:
        self.store.append(self.on_its_way)
        self.on_its_way = units
        length = self.store.length()
        return [length + sum(len(u.records) for u in units[:n]) for n in range(len(units))]


class LooksUpOutside(Careless):
    """Looks a changeset's id up first, and then appends: what comes in between is not seen."""

    def __init__(self, store: EventStore) -> None:
        super().__init__(store)
        self.receipts: dict[str, Receipt] = {}

    def append(self, units: Sequence[Unit]) -> list[int]:
        receipts = [unit.receipt for unit in units if unit.receipt]
        for receipt in receipts:
            if receipt.changeset in self.receipts:
                raise ReceiptTaken(receipt.changeset)
        sleep(0.001)
        offsets = self.store.append([Unit(unit.records) for unit in units])
        self.receipts |= {receipt.changeset: receipt for receipt in receipts}
        return offsets

    def receipt(self, changeset_id: str) -> Receipt | None:
        return self.receipts.get(changeset_id)


class CountsOutside(Careless):
    """Takes the length plus one for the next offset before it has the lock."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        length = self.store.length()
        sleep(0.001)
        first, *more = self.store.append(units)
        return [length, *(offset - first + length for offset in more)]


@pytest.mark.parametrize("real", ["memory", "postgresql"])
@pytest.mark.parametrize(
    ("careless", "caught_by"),
    [
        (AcknowledgesEarly, suite.test_append_tells_the_offset_of_each_unit),
        (AcknowledgesEarly, threads.test_offsets_are_dense_under_load),
        (LooksUpOutside, threads.test_one_winner_for_each_receipt),
        (CountsOutside, threads.test_offsets_are_dense_under_load),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_careless_store_is_caught(
    careless: type[Careless],
    caught_by: Callable[[EventStore], None],
    real: str,
    request: pytest.FixtureRequest,
) -> None:
    """Whatever it keeps its events in, a store that cuts a corner fails by the test's name."""
    in_postgresql = real == "postgresql"
    kept_in: EventStore = (
        PostgreSQLStore(request.getfixturevalue("postgres_url")) if in_postgresql else MemoryStore()
    )
    with closing(kept_in), pytest.raises((AssertionError, ValueError, VersionConflict)):
        caught_by(careless(kept_in))


LOCK = "PERFORM pg_advisory_xact_lock({lock});"
LENGTH = "SELECT coalesce(max(notification_id), 0) INTO base FROM {stored_events};"
A_MOMENT = "PERFORM pg_sleep(random() * 0.004);"


@pytest.mark.parametrize(
    ("spoiled", "caught_by"),
    [
        ({LOCK: "", LENGTH: LENGTH + A_MOMENT}, threads.test_offsets_are_dense_under_load),
        (
            {LOCK: "", LENGTH: "base := nextval('offsets') - 1;" + A_MOMENT},
            threads.test_a_follower_misses_nothing,
        ),
        (
            {LOCK: A_MOMENT + LOCK, "IF FOUND THEN RETURN; END IF;": ""},
            threads.test_one_winner_for_each_version,
        ),
    ],
    ids=["MAX+1 without lock", "sequence without lock", "heads not looked at"],
)
def test_careless_sql_is_caught(
    spoiled: dict[str, str],
    caught_by: Callable[[EventStore], None],
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same in PostgreSQL's own language, where a key would not have helped."""
    sql = layout.APPEND
    for right, wrong in spoiled.items():
        assert right in sql
        sql = sql.replace(right, wrong)
    monkeypatch.setattr(layout, "APPEND", sql + ";CREATE SEQUENCE offsets")
    keyless = layout.TABLES.replace("NOT NULL UNIQUE", "NOT NULL").replace(
        "PRIMARY KEY (originator_id, originator_version)", "CHECK (true)"
    )
    monkeypatch.setattr(layout, "TABLES", keyless)
    with closing(PostgreSQLStore(postgres_url)) as store, pytest.raises(AssertionError):
        caught_by(store)
