"""Laws of what is written: canonical bytes, position keys, and patches at the door."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ledger.codec import CommonEnvelope, Written, digest, encode, hash_of
from ledger.core.canonical import MANY, canonical, writer_of
from ledger.core.errors import Refused
from ledger.core.events import GENESIS, SCHEMA, Cause, PatchAccepted
from ledger.core.parsing import parse_patches
from ledger.core.patch import Patch
from ledger.core.positions import DIGITS, MAX_LENGTH, NoRoom, between, spread
from tests.properties.strategies import any_patches

keys = st.text(DIGITS, min_size=1, max_size=8)
awkward_keys = st.text("01yzZ", min_size=1, max_size=5)
texts = st.text(st.characters(codec="utf-8"))


def json_with(floats: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    """JSON values with such floats in them."""
    integers = st.integers(-(2**53) + 1, 2**53 - 1)
    return st.recursive(
        st.none() | st.booleans() | integers | floats | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=12,
    )


json_values = json_with(st.floats(allow_nan=False, allow_infinity=False))
stored_values = json_with(st.floats(-(2**53) + 1, 2**53 - 1))  # what the door lets in
beyond_json = st.sampled_from([float("nan"), float("inf"), 2**53, -(2**53), "\ud800", 1e400])


@given(json_values)
def test_canonical_bytes_are_those_of_rfc_8785(value: Any) -> None:
    """The fast path and the reference write the same bytes."""
    assert rfc8785.dumps(value) == canonical(value)


@given(stored_values)
def test_canonical_bytes_are_a_fixed_point(value: Any) -> None:
    """Reading canonical bytes and writing them again gives the same bytes."""
    once = canonical(value)
    assert once == canonical(msgspec.json.decode(once))


@given(json_values, beyond_json, st.sampled_from(["list", "dict", "key"]))
def test_what_json_cannot_hold_is_an_error(value: Any, bad: Any, where: str) -> None:
    """Wherever it stands: no NaN is written as null, no long integer rounded."""
    if where == "key":
        bad = {bad: 1} if isinstance(bad, str) else [{"a": bad}]
    with pytest.raises(ValueError):
        canonical([value, bad] if where == "list" else {"a": value, "b": bad})


@given(any_patches())
def test_canonical_writes_structs_as_their_builtins(patch: Patch) -> None:
    """A patch has the canonical bytes of what it is in JSON."""
    assert rfc8785.dumps(msgspec.to_builtins(patch)) == canonical(patch)


@given(st.lists(any_patches(), min_size=1, max_size=4), st.none() | texts, st.none() | st.just("T"))
def test_an_envelope_writes_what_encode_writes(
    made: list[Patch], message: str | None, occurred_at: str | None
) -> None:
    """The events of a changeset have the same bytes, written together or one by one."""
    events: list[PatchAccepted] = []
    expected: list[bytes] = []
    for index, patch in enumerate(made):
        event = PatchAccepted(
            schema=SCHEMA,
            stream="project:p",
            version=7 + index,
            changeset="c",
            index=index,
            size=len(made),
            time="2026-11-23T05:42:21.123456Z",
            occurred_at=occurred_at,
            actor='user:"index":0,',
            author='"patch":{',
            cause=Cause("restore", 3),
            base_version=2,
            request="r",
            previous=hash_of(expected[-1]) if index else GENESIS,
            message=None if index else message,
            patch=patch,
        )
        events.append(event)
        expected.append(encode(event)[1])
    rest = Written(made).each(made)[1:]
    assert expected[1:] == list(CommonEnvelope(events[0]).following(expected[0], rest))


@given(st.lists(st.dictionaries(texts, json_values, max_size=3), min_size=MANY), st.data())
def test_many_objects_are_written_as_each_alone(many: list[Any], data: DataObject) -> None:
    """What holds them all is written the same, and refused the same, however they are looked at."""
    bad = data.draw(st.none() | beyond_json)
    many[data.draw(st.integers(0, len(many) - 1))]["x"] = bad
    write = writer_of(many)
    if bad is None:
        assert [rfc8785.dumps(value) for value in many] == list(map(write, many))
    else:
        with pytest.raises(ValueError):
            list(map(write, many))


@given(st.lists(any_patches(), max_size=4), texts)
def test_patches_written_once_have_their_digest(made: list[Patch], message: str) -> None:
    """The digest of a request does not depend on when its patches were written."""
    asked = {"patches": made, "message": message, "base_version": None}
    assert digest(asked) == Written(made).digest(message=message, base_version=None)


@given(st.lists(any_patches(), max_size=4), st.lists(any_patches(), max_size=4))
def test_patches_written_before_are_taken_for_no_others(a: list[Patch], b: list[Patch]) -> None:
    """Only the very same patch in the same place has its bytes already."""
    for patches in (b, [*a, *b], a[1:], a[:1] + b):
        assert list(map(canonical, patches)) == Written(a).each(patches)


@given(st.one_of(keys, awkward_keys), st.one_of(keys, awkward_keys))
def test_a_key_fits_between_any_two(a: str, b: str) -> None:
    """Bytewise between them, unless one is the other followed by a single zero."""
    low, high = sorted([a, b])
    if low == high or high == low + "0":
        with pytest.raises(ValueError):
            between(low, high)
    else:
        assert low < between(low, high) < high


@given(st.one_of(keys, awkward_keys))
def test_a_key_fits_before_and_after_any(key: str) -> None:
    """There is always an end, and a start before everything but the single zero."""
    assert key < between(key, None)
    if key == "0":
        with pytest.raises(NoRoom):
            between(None, key)
    else:
        assert "" < between(None, key) < key


@given(st.data())
def test_keys_stay_short_however_tasks_are_inserted(data: DataObject) -> None:
    """A hundred insertions at places of any kind keep the order, and stay far below the limit."""
    made = [between(None, None)]
    for where in data.draw(st.lists(st.integers(0, 2**16), min_size=100, max_size=100)):
        slot = where % (len(made) + 1)
        neighbours = [None, *made, None][slot : slot + 2]
        made.insert(slot, between(*neighbours))
    assert sorted(made) == made
    assert len(set(made)) == len(made)
    assert max(map(len, made)) <= MAX_LENGTH // 4


@given(st.integers(0, 5000))
def test_spread_keys_are_in_order_with_room_between(count: int) -> None:
    """As many as asked for, and a further key fits before, between and after them."""
    made = spread(count)
    assert count == len(made)
    for low, high in zip([None, *made], [*made, None], strict=True):
        assert (low or "") < between(low, high) < (high or "zzz")


@given(st.lists(any_patches(), max_size=4))
def test_parsing_takes_what_we_write(made: list[Patch]) -> None:
    """Our own patches as JSON come out of the door as they were."""
    raw = json.loads(json.dumps(msgspec.to_builtins(made)))
    assert tuple(made) == parse_patches(raw)


places = st.sampled_from(["op", "target", "target_id", "body", "body field", "extra"])
any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | beyond_json,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    any_patches(),
    places,
    any_json,
    st.data(),
)
def test_parsing_refuses_or_gives_what_can_be_stored(
    patch: Patch, where: str, value: Any, data: DataObject
) -> None:
    """Whatever stands in a patch's place: a refusal that names the patch, or canonical bytes."""
    raw: dict[str, Any] = json.loads(json.dumps(msgspec.to_builtins(patch)))
    if where == "body field" and raw.get("body"):
        raw["body"][data.draw(st.sampled_from(sorted(raw["body"])))] = value
    else:
        raw[where] = value
    try:
        parsed = parse_patches([raw])
    except Refused as error:
        assert {0} == {violation.index for violation in error.violations}  # noqa: PT017
        msgspec.json.encode(error.violations)
    else:
        assert parsed == parse_patches(json.loads(canonical(parsed)))
