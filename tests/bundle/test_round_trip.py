"""Out of one store and into another: nothing is another than before."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest

from ledger.bundle.checking import Checker
from ledger.bundle.files import opened, save
from ledger.bundle.restoring import restore
from ledger.bundle.units import units
from ledger.bundle.writing import bundle_lines
from ledger.core.errors import ChangesetIdReused, Refused
from ledger.core.saved_views import Look
from ledger.integrity.verify import verify
from ledger.ports import EventStore
from ledger.saved_views import SavedViews
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.bundle.lives import AGAIN, MADE_AT, lines_of, lived, told
from tests.conformance.conftest import Backend
from tests.ledger.plans import PROJECT, by_me, change, new_project, new_task, retitle


def test_every_store_tells_the_same_after_a_restore(
    backend: Backend, source: EventStore, file: Path
) -> None:
    """Every version's tree, the history, receipts, proposals, and every stored byte."""
    store = backend.open()
    found = restore(file, store)
    assert list(source.read_all(0, 1000)) == list(store.read_all(0, 1000))
    assert told(source) == told(store)
    assert verify(source)._replace(tiles=0) == verify(store)._replace(tiles=0)
    assert (source.length(), 5) == (found.events, found.streams)


def test_a_restored_ledger_goes_on(backend: Backend, file: Path) -> None:
    """It remembers which changesets it accepted, counts on, and can take back what was before."""
    ledger = Ledger(store := backend.open())
    restore(file, store)
    length, version = store.length(), ledger.state(PROJECT).version
    assert ledger.commit(AGAIN).repeated
    with pytest.raises(ChangesetIdReused):
        ledger.commit(by_me(retitle("Other"), id=AGAIN.id))
    assert version + 1 == ledger.commit(by_me(retitle("On"))).version
    ledger.undo(PROJECT, "user:me")
    assert length + 2 == store.length()


def test_a_restored_ledger_is_another_one(file: Path, source: EventStore) -> None:
    """It has an id of its own: what was signed or seen of the old one is not taken for its."""
    store = MemoryStore()
    found = restore(file, store)
    assert source.ledger_id() == found.header.ledger
    assert source.ledger_id() != store.ledger_id()


def test_there_and_back_is_the_same_bundle(
    backend: Backend, lines: list[bytes], file: Path
) -> None:
    """Through any store, the events' lines stay as they were."""
    store = backend.open()
    restore(file, store)
    assert lines[1:-1] == lines_of(store)[1:-1]


def test_a_bundle_is_the_same_each_time(source: EventStore) -> None:
    """For the same ledger and time, byte for byte."""
    assert lines_of(source) == lines_of(source)


def test_a_bundle_is_json_lines(source: EventStore, lines: list[bytes]) -> None:
    """Each line is JSON, and between the first and the last are the stored bytes as they are."""
    header, *events, end = map(json.loads, lines)
    assert ("patchledger", 1, source.length()) == (
        header["bundle"],
        header["version"],
        header["events"],
    )
    assert ("end", len(events) + 1) == (end["bundle"], end["lines"])
    assert [r.data + b"\n" for r in source.read_all(0, 1000)] == lines[1:-1]


def test_an_empty_ledger_has_a_bundle_too(tmp_path: Path) -> None:
    """Restoring it leaves an empty ledger."""
    save(tmp_path / "nothing", lines_of(MemoryStore()))
    assert 0 == restore(tmp_path / "nothing", store := MemoryStore()).events
    assert 0 == store.length()


def test_receipts_follow_from_the_events(source: EventStore, lines: list[bytes]) -> None:
    """Every receipt that the writer stored comes out of the bundle, and no other."""
    checker = Checker()
    records = [record for line in lines if (record := checker.take(line)) is not None]
    receipts = {unit.receipt for unit in units(records)} - {None}
    assert isinstance(source, MemoryStore)
    assert set(source._recorder.receipts.values()) == receipts


def test_packed_and_plain_say_the_same(lines: list[bytes], tmp_path: Path) -> None:
    """A name that ends in .gz gives a smaller file, the same each time, with the same lines."""
    packed, again, plain = (tmp_path / name for name in ("a.gz", "b.gz", "a.jsonl"))
    for path in (packed, again, plain):
        save(path, lines)
    assert packed.read_bytes() == again.read_bytes()
    assert packed.stat().st_size < plain.stat().st_size / 2
    for path in (packed, plain):
        with opened(path) as found:
            assert lines == list(found)


def test_writing_goes_on_meanwhile(backend: Backend, tmp_path: Path) -> None:
    """A bundle is the ledger as it was when it was begun, whatever is appended until it is done."""
    ledger = Ledger(store := backend.open("busy.db"))
    ledger.commit(by_me(new_project(), *(new_task(number) for number in range(1, 1500))))
    length = store.length()

    def write() -> None:
        for number in range(1, 30):
            ledger.commit(by_me(change(number, title="Meanwhile")))

    thread = Thread(target=write)
    lines = bundle_lines(store, MADE_AT)
    thread.start()
    save(tmp_path / "b", lines)
    thread.join()
    assert length + 29 == store.length()
    assert length == restore(tmp_path / "b", other := MemoryStore()).events
    assert list(store.read_all(0, length)) == list(other.read_all(0, length + 100))


def test_only_an_empty_ledger_is_filled(file: Path) -> None:
    """One with events stays as it is, and the refusal says why."""
    ledger = lived(MemoryStore())
    before = list(ledger.store.read_all(0, 1000))
    with pytest.raises(Refused, match="events in that ledger already") as raised:
        restore(file, ledger.store)
    assert "ledger_not_empty" == raised.value.code
    assert before == list(ledger.store.read_all(0, 1000))


def test_saved_views_come_along(tmp_path: Path) -> None:
    """Their stream is one as any other: in the bundle, in what is verified, and offered again."""
    ledger = Ledger(MemoryStore())
    ledger.commit(by_me(new_project()))
    views = SavedViews(ledger)
    kept, _ = views.save(PROJECT, Look("Late", "outline", {"due": "overdue"}), "user:me")
    views.delete(
        PROJECT, views.save(PROJECT, Look("Gone", "board", {}), "user:me")[0].id, "user:me"
    )
    save(tmp_path / "b", lines_of(ledger.store))
    restore(tmp_path / "b", other := MemoryStore())
    assert (kept,) == SavedViews(Ledger(other)).all(PROJECT)
    assert (4, 2) == (verify(other).events, verify(other).streams)


class FilledMeanwhile(MemoryStore):
    """Somebody else appends between the look and the filling."""

    def length(self) -> int:
        return 0


def test_who_comes_first_wins(file: Path) -> None:
    """A ledger that gets its first event meanwhile is not overwritten."""
    ledger = lived(FilledMeanwhile())
    before = list(ledger.store.read_all(0, 1000))
    with pytest.raises(Refused) as raised:
        restore(file, ledger.store)
    assert "ledger_not_empty" == raised.value.code
    assert before == list(ledger.store.read_all(0, 1000))


def test_what_is_done_is_told(file: Path, source: EventStore) -> None:
    """The file is checked, then restored, then compared, each to its end."""
    told: list[tuple[str, int, int]] = []
    restore(file, MemoryStore(), lambda *what: told.append(what))
    ends = [what for what in told if what[1] == what[2]]
    n = source.length()
    assert [("Checking", n, n), ("Restoring", n, n), ("Reading back", n, n)] == ends
