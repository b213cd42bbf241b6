"""When a ledger does not hold, writes stop; what was signed is never contradicted."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ledger.core.errors import Refused, StoreUnavailable, WritesStopped
from ledger.integrity.checkpoint import Checkpoint, opened, verifier
from ledger.integrity.heads import Head, Heads
from ledger.integrity.keys import open_key
from ledger.integrity.leaves import leaf_hash_of
from ledger.integrity.merkle import verify_consistency, verify_inclusion
from ledger.integrity.notary import Notary, Signed
from ledger.integrity.tree import Tree
from ledger.integrity.watch import Watch, WatchedStore
from ledger.ports import EventStore, NewRecord, Unit
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.integrity.books import Rows, fill, grow, rows_of
from tests.ledger.plans import ME, by_me, change

MORE = by_me(change(1, title="More"))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Where a key may be."""
    return tmp_path / "ledger.db.key"


def notary(store: EventStore, key: Path | None = None) -> Notary:
    return Notary(Watch(store, Heads(key)))


def told(signed: Signed) -> Checkpoint:
    return opened(signed.note, verifier(signed.key))


def again(store: MemoryStore, rows: Rows) -> MemoryStore:
    """What is there when a server starts over these rows, which call themselves the same ledger."""
    rows._id = store._id
    return rows


def stopped(watch: Watch) -> str:
    """The reason why nothing is appended."""
    books = Ledger(WatchedStore(watch))
    with pytest.raises(WritesStopped) as raised:
        books.commit(MORE)
    assert raised.value.message == watch.reason
    assert "writes_stopped" == raised.value.code
    with pytest.raises(WritesStopped):
        Notary(watch).checkpoint()
    return raised.value.message


def test_a_sound_ledger_is_written_and_signed(key: Path) -> None:
    """What was signed is extended by what is signed later, also by another process with the same key."""
    store = MemoryStore()
    fill(store)
    first = notary(store, key).checkpoint()
    watch = Watch(store, Heads(key))
    books = Ledger(WatchedStore(watch))
    grow(books, 300)
    later = Notary(watch)
    second = told(later.checkpoint())
    assert (300, None) == (second.size, watch.reason)
    proof = later.consistency(told(first).size, second.size)
    assert (told(first).root, second.root) == (proof.old_root, proof.new_root)
    assert verify_consistency(proof.old, proof.new, proof.proof, proof.old_root, proof.new_root)
    assert first.key == later.checkpoint().key


def test_nothing_new_is_the_same_note(key: Path) -> None:
    """Asked twice, a server gives the same note; and it is what stands in the memory."""
    store = MemoryStore()
    fill(store)
    one = notary(store, key)
    assert one.checkpoint() == one.checkpoint()
    checkpoint = told(one.checkpoint())
    assert Head(checkpoint.size, checkpoint.root) == Heads(key).last(checkpoint.origin)


@pytest.mark.parametrize("events", [30, 300, 1_000])
def test_an_older_copy_is_recognised(key: Path, events: int) -> None:
    """A ledger that is shorter than what was signed takes no writes."""
    store = MemoryStore()
    books = fill(store)
    grow(books, events)
    copy = rows_of(store)
    grow(books, events + 1)
    notary(store, key).checkpoint()
    assert "older than what was signed" in stopped(Watch(again(store, copy), Heads(key)))


@pytest.mark.parametrize("tiles", [True, False])
def test_an_older_copy_that_went_on_is_recognised(key: Path, tiles: bool) -> None:
    """A ledger that is long enough and another one takes no writes, and is not signed."""
    store = MemoryStore()
    books = fill(store)
    grow(books, 290)
    copy = rows_of(store)
    grow(books, 600)
    notary(store, key).checkpoint()
    other = MemoryStore()
    with_other_end = Ledger(other)
    other.fill([Unit(tuple(NewRecord(*row[:4]) for row in copy.rows))])
    grow(with_other_end, 700)
    rows = Rows(other.read_all(0, 1_000), [], store._tiles if tiles else {})
    assert "not those that were signed" in stopped(Watch(again(store, rows), Heads(key)))


def test_a_changed_event_within_the_last_is_recognised(key: Path) -> None:
    """At start, the latest events have to be chained; the one that is not is named."""
    store = MemoryStore()
    fill(store)
    rows = rows_of(store)
    last = rows.rows[-2]
    rows.rows[-2] = last._replace(data=last.data.replace(b'"user:', b'"uzer:', 1))
    message = stopped(Watch(again(store, rows), Heads(key)))
    assert f"offset {last.offset + 1}" in message or f"offset {last.offset}" in message
    rows = rows_of(store)
    del rows.rows[-3]
    assert "are missing" in stopped(Watch(again(store, rows), Heads(key)))


def test_a_ledger_that_shrinks_while_it_is_served_is_recognised(key: Path) -> None:
    """When events go while a server runs, the next checkpoint is not signed, and writes stop."""
    store = MemoryStore()
    fill(store)
    rows = again(store, rows_of(store))
    one = notary(rows, key)
    one.checkpoint()
    del rows.rows[-1]  # type: ignore[attr-defined]
    with pytest.raises(WritesStopped):
        one.checkpoint()
    assert "was removed" in stopped(one.watch)


def test_a_bad_tile_is_replaced(key: Path) -> None:
    """A damaged tile is made anew from the events, which lead to what was signed: nothing stops."""
    store = MemoryStore()
    grow(fill(store), 600)
    notary(store, key).checkpoint()
    sound = dict(store._tiles)
    for place in sound:
        store._tiles[place] = bytes(8192)
        one = notary(store, key)
        assert 600 == told(one.checkpoint()).size
        assert None is one.watch.reason
        assert sound == store._tiles


@pytest.mark.parametrize("offset", [3, 300, 599])
def test_a_proof_fits_the_event_itself(key: Path, offset: int) -> None:
    """A proof leads from the event as it is stored to the root that was signed."""
    store = MemoryStore()
    grow(fill(store), 600)
    one = notary(store, key)
    size = told(one.checkpoint()).size
    proof = one.inclusion(offset, size)
    [record] = store.read_all(offset, 1)
    assert (leaf_hash_of(record), record) == (proof.leaf, proof.record)
    assert verify_inclusion(proof.leaf, offset, size, proof.proof, proof.root)


def test_a_proof_over_a_bad_tile_makes_it_anew(key: Path) -> None:
    """A tile that went bad while the server runs does not spoil a proof."""
    store = MemoryStore()
    grow(fill(store), 600)
    one = notary(store, key)
    one.checkpoint()
    sound = store._tiles[0, 0]
    store._tiles[0, 0] = bytes(8192)
    found = one.inclusion(3, 600)
    assert verify_inclusion(found.leaf, 3, 600, found.proof, found.root)
    assert sound == store._tiles[0, 0]


def test_a_changed_event_is_not_proved(key: Path) -> None:
    """Asked to prove an event that was changed, the server finds that out, and stops writes."""
    store = MemoryStore()
    grow(fill(store), 600)
    notary(store, key).checkpoint()
    rows = rows_of(store)
    rows.rows[100] = rows.rows[100]._replace(topic="Patch")
    one = notary(again(store, rows), key)
    one.watch.check()
    with pytest.raises(WritesStopped, match="one of them was changed"):
        one.inclusion(100, 600)
    assert "one of them was changed" in stopped(one.watch)


def test_what_is_not_there_is_not_proved(key: Path) -> None:
    """Proofs are for sizes and offsets that the ledger has reached."""
    store = MemoryStore()
    one = notary(store, key)
    assert 0 == told(one.checkpoint()).size
    fill(store)
    assert 30 == one.consistency(0, 30).new
    for asked in (
        lambda: one.inclusion(30, 30),
        lambda: one.inclusion(0, 31),
        lambda: one.consistency(3, 2),
        lambda: one.consistency(3, 31),
    ):
        with pytest.raises(Refused, match=r"There is no|does not extend"):
            asked()


def test_many_sign_at_once_and_none_contradicts(key: Path) -> None:
    """Several notaries over one key and ledger, while it grows: all their heads are one history."""
    store = MemoryStore()
    books = fill(store)
    signed: list[Checkpoint] = []

    def sign() -> None:
        one = notary(store, key)
        signed.extend(told(one.checkpoint()) for _ in range(5))

    threads = [threading.Thread(target=sign) for _ in range(4)]
    for thread in threads:
        thread.start()
    grow(books, 120)
    for thread in threads:
        thread.join()
    tree = Tree(store)
    tree.grow()
    assert {tree.root(one.size) for one in signed} == {one.root for one in signed}
    sizes = {one.size for one in signed}
    last = Heads(key).last(signed[0].origin)
    assert last is not None
    assert max(sizes) == last.size


# The key and its memory


def test_the_key_is_made_once_and_is_the_owners(key: Path) -> None:
    """The key is made at first, read afterwards; nobody else may read it, and nothing is left beside."""
    first = open_key(Heads(key))
    assert first.private_bytes_raw() == open_key(Heads(key)).private_bytes_raw()
    assert [0o600, 0o600] == [path.stat().st_mode & 0o777 for path in sorted(key.parent.iterdir())]
    names = [path.name for path in sorted(key.parent.iterdir())]
    assert ["ledger.db.key", "ledger.db.key.signed"] == names


def test_who_comes_at_once_gets_the_same_key(key: Path) -> None:
    """Several servers that start for the first time have one key."""
    keys: list[bytes] = []

    def make() -> None:
        keys.append(open_key(Heads(key)).private_bytes_raw())

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 8 == len(keys)
    assert 1 == len(set(keys))


def test_a_ledger_in_memory_has_a_key_in_memory() -> None:
    """Where nothing outlives the process, neither does the key; what was signed is kept as long."""
    store = MemoryStore()
    fill(store)
    one = notary(store)
    assert one.checkpoint() == one.checkpoint()
    assert notary(store).checkpoint().key != one.checkpoint().key


def drop(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


@pytest.mark.parametrize("harm", [drop, damage])
def test_a_lost_memory_stops_writes(key: Path, harm: Callable[[Path], None]) -> None:
    """Where it is not known any more what was signed, nothing is signed or written."""
    store = MemoryStore()
    fill(store)
    notary(store, key).checkpoint()
    harm(key.with_name(key.name + ".signed"))
    assert "what was signed last" in stopped(Watch(store, Heads(key)))
    key.unlink()
    key.with_name(key.name + ".signed").unlink(missing_ok=True)
    assert 30 == told(notary(store, key).checkpoint()).size


def test_the_memory_is_on_the_disk_before_the_signature(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what was signed cannot be written down, nothing is signed; and nothing stops for that."""
    store = MemoryStore()
    fill(store)
    one = notary(store, key)
    _ = one.key

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable, match="No space left"):
        one.checkpoint()
    assert None is one.watch.reason
    monkeypatch.undo()
    assert 30 == told(one.checkpoint()).size


@pytest.mark.parametrize("content", [b"", b"-----BEGIN", b"secret"])
def test_what_is_no_key_is_told_plainly(key: Path, content: bytes) -> None:
    """A file that is no key is named, and nothing of what it says is repeated."""
    Heads(key).begin()
    key.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="is not an Ed25519 key") as raised:
        open_key(Heads(key))
    assert "secret" not in str(raised.value)
    other = generate_private_key(SECP256R1())
    key.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(StoreUnavailable, match="is not an Ed25519 key"):
        open_key(Heads(key))


def test_a_place_that_cannot_be_used_is_told_plainly(tmp_path: Path) -> None:
    """Where no key can be made, the problem names the place."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="file"):
        open_key(Heads(tmp_path / "file" / "signing.key"))


def test_each_origin_is_remembered_by_itself(key: Path) -> None:
    """Ledgers that share a key do not get in each other's way, as after a restore."""
    one, other = MemoryStore(), MemoryStore()
    grow(fill(one), 60)
    fill(other)
    assert [60, 30] == [told(notary(store, key).checkpoint()).size for store in (one, other)]
    kept = msgspec.json.decode(key.with_name(key.name + ".signed").read_bytes())
    assert {60, 30} == {head["size"] for head in kept.values()}


# The promise on trial: a notary that forgets has to be caught.


def test_a_notary_that_remembers_in_the_database_is_caught(key: Path) -> None:
    """With the planted bug (the memory goes back with the database), two heads contradict each other."""
    store = MemoryStore()
    books = fill(store)
    copy = rows_of(store)
    signed = told(notary(store, key).checkpoint())
    memory = key.with_name(key.name + ".signed")
    backup = memory.read_bytes()
    books.commit(MORE)
    signed = told(notary(store, key).checkpoint())

    memory.write_bytes(backup)
    restored = MemoryStore()
    restored.fill([Unit(tuple(NewRecord(*row[:4]) for row in copy.rows))])
    restored._id = store._id
    Ledger(restored).commit(by_me(change(2, title="Another way"), actor=ME))
    forgetful = told(notary(restored, key).checkpoint())
    assert signed.size == forgetful.size
    assert signed.root != forgetful.root
