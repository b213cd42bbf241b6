"""A bundle that is not what was written is refused, and leaves the place as empty as it was."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.bundle.checking import Checker, checked
from ledger.bundle.lines import Checkpoint, End, Failed, Pruned, written
from ledger.bundle.restoring import check, restore
from ledger.bundle.units import units
from ledger.bundle.writing import bundle_lines, in_chunks
from ledger.core.errors import LedgerError, Refused, StoreForeign, StoreUnavailable
from ledger.ports import EventStore, NewRecord, Record
from ledger.stores.memory import MemoryStore
from tests.bundle.lives import MADE_AT, lines_of, lived
from tests.conformance.conftest import Backend

FLIPS = 1500


def found_in(raw: bytes) -> LedgerError | None:
    """What is wrong with a bundle; None where nothing is."""
    checker = Checker()
    try:
        records = [checker.take(line) for line in raw.splitlines(keepends=True)]
        list(units(record for record in records if record is not None))
        checker.finish()
    except LedgerError as error:
        return error
    return None


def sealed(lines: Sequence[bytes]) -> bytes:
    """The lines with an end that fits them, as somebody would make it who knows how."""
    body = b"".join(lines)
    return body + written(End(lines=len(lines), sha256=sha256(body).hexdigest()))


def code_of(raw: bytes) -> str | None:
    """The code of what is wrong with a bundle."""
    error = found_in(raw)
    return None if error is None else error.code


def test_any_flipped_bit_is_found(lines: list[bytes]) -> None:
    """Wherever it is."""
    whole = b"".join(lines)
    assert found_in(whole) is None
    chance = random.Random(12)
    for _ in range(FLIPS):
        raw, place = bytearray(whole), chance.randrange(8 * len(whole))
        raw[place // 8] ^= 1 << place % 8
        assert found_in(bytes(raw)) is not None, f"bit {place}"


def test_any_shorter_or_longer_one_is_found(lines: list[bytes]) -> None:
    """Cut off at any line or within one, or with something after its end."""
    whole = b"".join(lines)
    chance = random.Random(12)
    cuts = {len(b"".join(lines[:count])) for count in range(1, len(lines))}
    cuts |= {len(whole) - 1} | {chance.randrange(1, len(whole)) for _ in range(200)}
    for cut in cuts:
        assert found_in(whole[:cut]) is not None, f"cut at {cut}"
    for more in (b"\n", b"x", lines[-1], lines[1]):
        assert "bundle_damaged" == code_of(whole + more)


def without(place: int) -> Callable[[list[bytes]], None]:
    return lambda lines: lines.__delitem__(place)


def swapped(one: int, other: int) -> Callable[[list[bytes]], None]:
    def swap(lines: list[bytes]) -> None:
        lines[one], lines[other] = lines[other], lines[one]

    return swap


def changed(place: int, old: bytes, new: bytes) -> Callable[[list[bytes]], None]:
    def change(lines: list[bytes]) -> None:
        assert old in lines[place]
        lines[place] = lines[place].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (without(-1), "it has 36 events and says that it has 37"),
        (without(5), "version 6 does not follow version 4"),
        (swapped(3, 4), "version 4 does not follow version 2"),
        (changed(3, b'"user:me"', b'"user:he"'), "version 4 does not follow"),
        (changed(3, b'"type":"patch"', b'"type":1'), "line 4: it is no event"),
        (lambda lines: lines.insert(5, lines[0]), "line 6: it begins twice"),
        (lambda lines: lines.insert(5, b'{"bundle":"sung"}\n'), "line 6: it says nothing"),
        (
            lambda lines: lines.insert(5, b'{"bundle":"pruned", "events":1,"root":""}\n'),
            "line 6: it says",
        ),
        (
            lambda lines: lines.insert(5, written(Checkpoint(note="n", key="k"))),
            "line 7: it is out of place",
        ),
    ],
)
def test_what_does_not_fit_together_is_found(
    lines: list[bytes], tamper: Callable[[list[bytes]], None], said: str
) -> None:
    """Also by somebody who gave it an end that fits."""
    tampered = lines[:-1]
    tamper(tampered)
    error = found_in(sealed(tampered))
    assert isinstance(error, Refused)
    assert "bundle_damaged" == error.code
    with pytest.raises(Refused, match=said):
        raise error


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (slice(0, 3), "is not whole"),
        (slice(1, 4), "is not whole"),
        ([0, 1, 4], "is not whole"),
        ([0, 1, 18], "is not whole"),
    ],
    ids=["last patch", "first patch", "another changeset", "another topic"],
)
def test_a_changeset_has_all_its_patches(
    source: EventStore, broken: slice | list[int], said: str
) -> None:
    """One after the other."""
    stored = [NewRecord(*record[:4]) for record in source.read_all(0, 100)]
    chosen = stored[broken] if isinstance(broken, slice) else [stored[place] for place in broken]
    with pytest.raises(Refused, match=said):
        list(units(chosen))


def test_a_patch_that_says_no_changeset_is_refused() -> None:
    """What has the envelope of a patch only is none."""
    record = NewRecord("project:a", 1, "patch", b'{"schema":1}')
    with pytest.raises(Refused, match="cannot be read"):
        list(units([record]))


@pytest.mark.parametrize("length", [0, 20, 5000])
def test_what_is_no_bundle_is_told(tmp_path: Path, length: int) -> None:
    """An empty file, somebody else's, a picture."""
    (tmp_path / "file").write_bytes(random.Random(1).randbytes(length))
    with pytest.raises(Refused) as raised:
        check(tmp_path / "file")
    assert "bundle_foreign" == raised.value.code


def test_a_newer_format_is_told(lines: list[bytes]) -> None:
    """Also where its first line says more than we know."""
    newer = lines[0].replace(b'"version":1}', b'"version":2,"what":"else"}')
    error = found_in(newer)
    assert error is not None
    assert "bundle_foreign" == error.code
    assert "newer version (format 2; this one knows 1)" in error.message


def test_events_of_a_newer_version_are_told(lines: list[bytes], tmp_path: Path) -> None:
    """They are not restored into a ledger that could not be opened then."""
    newer = lines[-2].replace(b'"schema":1', b'"schema":7')
    (tmp_path / "b").write_bytes(sealed([*lines[:-2], newer]))
    with pytest.raises(StoreForeign, match=r"newer version.*schema 7; this version reads 1"):
        restore(tmp_path / "b", store := MemoryStore())
    assert 0 == store.length()


def test_a_part_is_not_restored(tmp_path: Path, lines: list[bytes]) -> None:
    """A bundle that shows one project only is no backup."""
    header = lines[0].replace(b'"schema"', b'"project":"p","schema"')
    (tmp_path / "b").write_bytes(sealed([header, *lines[1:-2], written(Pruned(events=1, root=""))]))
    with pytest.raises(Refused, match="shows project p only") as raised:
        check(tmp_path / "b")
    assert "bundle_partial" == raised.value.code


def test_a_damaged_bundle_leaves_the_place_empty(
    backend: Backend, lines: list[bytes], tmp_path: Path
) -> None:
    """Whatever the store, and although all but the last line is well."""
    (tmp_path / "b").write_bytes(b"".join(lines[:-1]))
    store = backend.open()
    with pytest.raises(Refused, match="cut off"):
        restore(tmp_path / "b", store)
    assert 0 == store.length()


def test_a_file_that_changes_while_it_is_read_leaves_the_place_empty(
    backend: Backend, file: Path, lines: list[bytes]
) -> None:
    """What was checked is what is restored, or nothing is."""
    store = backend.open()

    def meanwhile(doing: str, done: int, of: int) -> None:
        if doing == "Checking" and done == of:
            file.write_bytes(b"".join(lines[:-4]))

    with pytest.raises(Refused, match="cut off"):
        restore(file, store, meanwhile)
    assert 0 == store.length()


def test_a_changeset_twice_is_refused(tmp_path: Path) -> None:
    """Two projects cannot have accepted the same changeset."""
    ledger = lived(MemoryStore())
    first = lines_of(ledger.store)
    other = first[1].replace(b"0a000000", b"0f000000").replace(b'"size":4', b'"size":1')
    header = first[0].replace(b'"events":37', b'"events":38')
    (tmp_path / "b").write_bytes(sealed([header, *first[1:-1], other]))
    with pytest.raises(Refused, match="is in it twice"):
        restore(tmp_path / "b", store := MemoryStore())
    assert 0 == store.length()


class Forgetful(MemoryStore):
    """A disk that loses what it was given."""

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return [record for record in super().read_all(from_offset, limit) if record.offset != 9]


def test_what_is_not_given_back_is_told(file: Path) -> None:
    """The restored ledger is compared with the file, event by event."""
    with pytest.raises(StoreUnavailable, match="from offset 9 on: do not use it"):
        restore(file, Forgetful())


class TestASourceThatDoesNotHold:
    """A ledger that is damaged itself is not backed up as if it were well."""

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            ({"data": b"not JSON"}, "offset 9: it cannot be read"),
            ({"topic": "proposal.opened"}, "offset 9: the store says something else of it"),
            ({"stream": "project:b"}, "offset 9: the store says something else of it"),
            ({"version": 3}, "offset 9: the store says something else of it"),
            ({"offset": 10}, "offset 9: it is not in its place"),
        ],
    )
    def test_is_told(self, damage: dict[str, object], said: str) -> None:
        """By a last line, since the first ones are with the reader already."""

        class Damaged(MemoryStore):
            def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
                found = list(super().read_all(from_offset, limit))
                found[9] = found[9]._replace(**damage)  # type: ignore[arg-type]
                return found

        error = found_in(b"".join(lines_of(lived(Damaged()).store)))
        assert error is not None
        assert "ledger_damaged" == error.code
        assert said in error.message

    def test_misses_its_end(self) -> None:
        """Events that are counted and not there are missed."""

        class Shortened(MemoryStore):
            def length(self) -> int:
                return super().length() + 1

        error = found_in(b"".join(lines_of(Shortened())))
        assert error is not None
        assert "offset 0: it is missing" in error.message

    def test_a_store_that_fails_is_told_as_it_says(self) -> None:
        """With its own code."""

        class Failing(MemoryStore):
            def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
                raise StoreUnavailable("the disk is gone")

        *_, last = lines_of(lived(Failing()).store)
        assert written(Failed(code="store_unavailable", detail="the disk is gone")) == last


def test_lines_are_passed_on_when_they_are_checked(lines: list[bytes]) -> None:
    """Up to the first one that is wrong."""
    assert lines == list(checked(lines, Checker()))
    passed: list[bytes] = []
    with pytest.raises(Refused):
        passed.extend(checked([*lines[:4], *lines[5:]], Checker()))
    assert lines[:4] == passed


def test_a_damaged_packing_is_told(tmp_path: Path, lines: list[bytes]) -> None:
    """Cut off, flipped, or not packed at all."""
    packed = gzip.compress(b"".join(lines))
    for raw in (packed[:-20], packed[:100] + b"\x00\x00" + packed[102:], b"plain"):
        (tmp_path / "b.gz").write_bytes(raw)
        with pytest.raises(Refused) as raised:
            check(tmp_path / "b.gz")
        assert "bundle_damaged" == raised.value.code


def test_chunks_are_the_same_bytes(lines: list[bytes]) -> None:
    """In fewer pieces."""
    chunks = list(in_chunks(bundle_lines(lived(MemoryStore()).store, MADE_AT), 4000))
    assert 3 < len(chunks) < 10
    assert len(b"".join(lines)) == len(b"".join(chunks))
