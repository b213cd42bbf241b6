"""Whatever is changed in an audit bundle is found; `audits.sealed` is what a forger can make fit."""

from __future__ import annotations

import json
import random
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.bundle import verify_bundle
from ledger.bundle.files import save
from ledger.bundle.restoring import check, restore
from ledger.bundle.verify_bundle import verify
from ledger.bundle.writing import audit_lines, bundle_lines
from ledger.core.canonical import canonical
from ledger.core.errors import Refused
from ledger.integrity.heads import Heads
from ledger.integrity.notary import Notary
from ledger.integrity.watch import Watch
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.bundle.audits import (
    Lines,
    World,
    holds,
    rechained,
    rerooted,
    respelling,
    sealed,
    small,
    split,
)
from tests.bundle.lives import MADE_AT
from tests.ledger.plans import OTHER_PROJECT, PROJECT, by_me, new_task

TAMPERINGS = 2500
"""Of each kind, on the bundle of the whole ledger and on that of one project."""


def test_any_bit(world: World) -> None:
    """Of the whole file: events, signature, base64, key, digest."""
    for lines in (world.lines(), world.lines(project=PROJECT)):
        whole = b"".join(lines)
        chance = random.Random(9)
        for _ in range(TAMPERINGS):
            raw, bit = bytearray(whole), chance.randrange(8 * len(whole))
            raw[bit // 8] ^= 1 << bit % 8
            assert not holds(split(bytes(raw))), f"bit {bit}"


def test_any_bit_by_somebody_who_knows_how(world: World) -> None:
    """Where the end is made to fit: of every event, root, signature and key."""
    chance = random.Random(10)
    for lines in (world.lines(), world.lines(project=PROJECT)):
        header, *rest = lines[:-1]
        body = b"".join(rest)
        for _ in range(TAMPERINGS):
            raw, bit = bytearray(body), chance.randrange(8 * len(body))
            raw[bit // 8] ^= 1 << bit % 8
            assert not holds(sealed([header, *split(bytes(raw))])), f"bit {bit}"


@pytest.mark.parametrize("place", range(1, 11))
def test_any_line_missing(world: World, place: int) -> None:
    """An event in the middle, the last one, the checkpoint; also where the header fits again."""
    lines = world.lines()[:-1]
    missing = sealed([*lines[:place], *lines[place + 1 :]])
    assert not holds(missing)
    counted = missing[0].replace(b'"events":9', b'"events":8')
    assert not holds(sealed([counted, *missing[1:-1]]))


def test_any_cut(world: World) -> None:
    """After any byte."""
    whole = b"".join(world.lines())
    chance = random.Random(11)
    for cut in [*chance.sample(range(len(whole)), 300), len(whole) - 1]:
        assert not holds(split(whole[:cut])), f"cut at {cut}"


def test_any_two_lines_swapped(world: World) -> None:
    """Of one stream or of two."""
    lines = world.lines()[:-1]
    for one in range(len(lines)):
        for other in range(one):
            swapped = [*lines]
            swapped[one], swapped[other] = lines[other], lines[one]
            assert not holds(sealed(swapped)), f"{one} and {other}"


def test_any_order(world: World) -> None:
    header, *events = world.lines()[:-2]
    checkpoint = world.lines()[-2]
    chance = random.Random(12)
    for _ in range(200):
        shuffled = [*events]
        chance.shuffle(shuffled)
        assert (shuffled == events) == holds(sealed([header, *shuffled, checkpoint]))


def test_any_line_twice(world: World) -> None:
    lines = world.lines()[:-1]
    for place in range(len(lines)):
        assert not holds(sealed([*lines[: place + 1], *lines[place:]])), f"line {place}"


def test_two_streams_that_are_exchanged(world: World) -> None:
    """With every name and hash made to fit again: only the signature tells."""
    names = [f"project:{PROJECT}", f"project:{OTHER_PROJECT}"]
    other = dict(zip(names, reversed(names), strict=True))

    def exchanged(fields: dict[str, object]) -> None:
        fields["stream"] = other.get(str(fields["stream"]), fields["stream"])

    assert not holds(rechained(world.lines(), exchanged))


def test_any_story_told_anew(world: World) -> None:
    """Whoever can make all hashes fit cannot make the signature."""

    def retold(fields: dict[str, object]) -> None:
        fields["actor"] = "user:somebody"

    assert holds(rerooted(rechained(world.lines(), lambda _: None)))
    assert not holds(rechained(world.lines(), retold))
    assert not holds(rerooted(rechained(world.lines(), retold)))


def test_base64_in_another_spelling(world: World) -> None:
    """Bits that say nothing are looked at, too: one text, one meaning."""
    lines = world.lines()[:-1]
    said = json.loads(lines[-1])
    signature = said["note"].rpartition(" ")[2].strip()
    for field, text in (("note", signature), ("key", said["key"].split("+", 2)[2])):
        respelled = respelling(text)
        assert b64decode(text) == b64decode(respelled)
        changed = {**said, field: said[field].replace(text, respelled)}
        assert not holds(sealed([*lines[:-1], canonical(changed) + b"\n"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":1}', b'"version":2}'),
        (b'"events":9', b'"events":10'),
        (b'"ledger":"', b'"ledger":"0'),
        (b'"events":9,', b'"events":9, '),
    ],
)
def test_a_header_that_says_something_else(world: World, old: bytes, new: bytes) -> None:
    header, *rest = world.lines()[:-1]
    assert old in header
    assert not holds(sealed([header.replace(old, new), *rest]))


def test_another_signer(world: World) -> None:
    """The whole ledger forged and signed anew is found by whoever has the key from elsewhere."""
    forger = World()
    assert holds(forger.lines())
    assert not holds(forger.lines(), world.signed.key)


def test_an_older_state() -> None:
    """A ledger that is put back is found by whoever holds a later checkpoint."""
    world = World()
    before = world.lines()
    world.ledger.commit(by_me(new_task(3)))
    later = world.notary.checkpoint()
    assert holds(before, world.signed.key)
    assert not holds(before, world.signed.key, later.note)


def test_another_past(world: World) -> None:
    """An earlier checkpoint over other events is told."""
    other = World()
    other.ledger.commit(by_me(new_task(3)))
    now = other.notary.checkpoint()
    note = other.signed.note
    assert holds(other.lines(now), None, note)
    assert not holds(other.lines(now), None, note.replace("\n9\n", "\n8\n"))
    assert not holds(other.lines(now), None, world.signed.note)
    assert not holds(other.lines(now), None, "no checkpoint")


def test_a_restored_ledger_contradicts_nothing(tmp_path: Path) -> None:
    """It signs as another one, and its past is proved to be that of the lost one.

    What the lost one signed after the backup stays its own: the restored one went another way.
    """
    heads = Heads(tmp_path / "key")
    lost = small(MemoryStore())
    notary = Notary(Watch(lost.store, heads))
    backed_up = notary.checkpoint()
    save(tmp_path / "b", bundle_lines(lost.store, MADE_AT))
    lost.commit(by_me(new_task(3)))
    later = notary.checkpoint()
    restore(tmp_path / "b", store := MemoryStore())
    Ledger(store).commit(by_me(new_task(4)))
    now = Notary(Watch(store, heads)).checkpoint()
    assert later.checkpoint.size == now.checkpoint.size
    assert later.checkpoint.root != now.checkpoint.root
    assert later.checkpoint.origin != now.checkpoint.origin
    lines = list(audit_lines(store, MADE_AT, now))
    proved = verify(lines, backed_up.key, [backed_up.note])[-1]
    assert f"9 events that were signed as patchledger/{lost.store.ledger_id()}" in proved
    assert not holds(lines, backed_up.key, later.note)


@pytest.mark.parametrize("events", [3, 0, 2, -1, 4])
def test_subtrees_that_are_none(world: World, events: int) -> None:
    """What is left out has to be a subtree that is there in every longer tree."""
    lines = world.lines(project=PROJECT)[:-1]
    place = next(n for n, line in enumerate(lines) if b'"pruned"' in line)
    said = json.loads(lines[place])
    assert said["events"] == 2
    lines[place] = canonical({**said, "events": events}) + b"\n"
    assert (events == 2) == holds(sealed(lines))


@pytest.mark.parametrize("root", ["", "q" * 43, "q" * 43 + "=", "?" * 44, "qqqq"])
def test_roots_that_are_none(world: World, root: str) -> None:
    lines = world.lines(project=PROJECT)[:-1]
    place = next(n for n, line in enumerate(lines) if b'"pruned"' in line)
    lines[place] = canonical({**json.loads(lines[place]), "root": root}) + b"\n"
    assert not holds(sealed(lines))


def test_a_backup_is_no_audit_bundle(lines: Lines) -> None:
    """Nothing is signed in it."""
    assert not holds(lines)


def test_nothing_at_all() -> None:
    assert not holds([])
    assert not holds([b"[" * 100_000 + b"\n"])


def test_a_forged_one_is_not_restored(world: World, tmp_path: Path) -> None:
    """Although every chain in it fits."""

    def retold(fields: dict[str, object]) -> None:
        fields["actor"] = "user:somebody"

    save(tmp_path / "b", rechained(world.lines(), retold))
    with pytest.raises(Refused, match="what was signed is not what is in it"):
        check(tmp_path / "b")


class Anybody:
    """A public key that finds every signature right."""

    from_public_bytes = classmethod(lambda cls, _: cls())

    def verify(self, *_: bytes) -> None:
        """Say nothing."""


class NoDigest:
    """A digest that is whatever was said: the end is not compared with what is before it."""

    def __init__(self, content: bytes = b"") -> None:
        self._real = sha256(content)
        self._pieces = 0

    def update(self, _: bytes) -> None:
        self._pieces += 1

    def digest(self) -> bytes:
        return self._real.digest()

    def hexdigest(self) -> str:
        return Whatever() if self._pieces else self._real.hexdigest()


class Whatever(str):
    """Equal to everything."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, _: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("name", "careless", "caught_by"),
    [
        ("Ed25519PublicKey", Anybody, test_any_story_told_anew),
        ("decoded", lambda text, _: b64decode(text), test_base64_in_another_spelling),
        ("sha256", NoDigest, test_any_bit),
    ],
)
def test_a_careless_verifier_is_caught(
    world: World,
    name: str,
    careless: object,
    caught_by: Callable[[World], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """These tests fail for a script that looks at a signature, a spelling or the digest less closely."""
    monkeypatch.setattr(verify_bundle, name, careless)
    assert holds(world.lines())
    with pytest.raises(AssertionError):
        caught_by(world)
