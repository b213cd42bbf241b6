"""Canonical JSON (RFC 8785): the one way in which something is written when its bytes are hashed.

`rfc8785` is the reference and slow. msgspec's sorted encoder writes the same bytes as long as there
is no float (other rules for exponents), no integer beyond 2^53 - 1 (not allowed there) and no key
outside ASCII (RFC 8785 sorts UTF-16 code units, msgspec code points), so such values, nearly all
that there are, take the fast path. Property tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec
import msgspec.inspect
import rfc8785

from ledger.core.model import Json

MAX_SAFE_INTEGER = 2**53 - 1
SIMPLE = frozenset({str, bool, type(None)})
FLAT = SIMPLE | {int}
MANY = 8
TEXT = (msgspec.inspect.StrType, msgspec.inspect.BoolType, msgspec.inspect.NoneType)

_values: Callable[[Any], Iterable[object]] = dict.values
_encode_sorted = msgspec.json.Encoder(order="sorted").encode


def canonical(value: object) -> bytes:
    """The canonical bytes of JSON-like values: dict, list, tuple, str, numbers, bool, None, Structs.

    Raises ValueError for what JSON cannot hold: NaN, infinities, integers beyond 2^53 - 1, lone
    surrogates, keys that are not text.
    """
    if _is_plain(value):
        return _encode_sorted(value)
    builtins: Json = msgspec.to_builtins(value)
    return rfc8785.dumps(builtins)


def writer_of(objects: Sequence[Mapping[str, object]]) -> Callable[[object], bytes]:
    """What gives the canonical bytes of values that hold text and these objects, for the least.

    Many objects are looked at together, if none holds another: a third of the time for each.
    """
    return _encode_sorted if len(objects) >= MANY and _are_flat(objects) else canonical


def canonical_list(items: Iterable[bytes]) -> bytes:
    """The canonical bytes of a list out of those of its items."""
    return b"[" + b",".join(items) + b"]"


def canonical_object(members: Mapping[str, bytes]) -> bytes:
    """The canonical bytes of an object out of those of its members; their names are ASCII."""
    return b"{" + b",".join(b'"%b":%b' % (n.encode(), members[n]) for n in sorted(members)) + b"}"


def _is_plain(value: object) -> bool:
    """Whether msgspec writes it as RFC 8785 does. This runs for every stored event."""
    inside: list[Any] = [value]
    for member in inside:  # grows while it is walked
        kind: Any = type(member)
        if kind in SIMPLE:
            continue
        if kind is int:
            if not -MAX_SAFE_INTEGER <= member <= MAX_SAFE_INTEGER:
                return False
        elif kind is dict:
            if not _are_ascii(member):
                return False
            inside += member.values()
        elif kind is list or kind is tuple:
            inside += member
        elif (doubtful_of := _doubtful_fields(kind)) is not None:
            inside += doubtful_of(member)
        else:
            return False
    return True


def _are_flat(objects: Sequence[Mapping[str, object]]) -> bool:
    """Whether they are plain, and hold neither lists nor objects."""
    if not {dict}.issuperset(map(type, objects)):
        return False
    values = list(chain.from_iterable(map(_values, objects)))
    integers = [value for value in values if type(value) is int]
    return (
        FLAT.issuperset(map(type, values))
        and min(integers, default=0) >= -MAX_SAFE_INTEGER
        and max(integers, default=0) <= MAX_SAFE_INTEGER
        and _are_ascii(set[object]().union(*objects))
    )


def _are_ascii(keys: Iterable[Any]) -> bool:
    try:
        return "".join(keys).isascii()
    except TypeError:  # a key that is no text
        return False


@cache
def _doubtful_fields(kind: type) -> Callable[[Any], Sequence[Any]] | None:
    """What gives those fields of a struct that can hold more than text, true, false or nothing.

    None for a struct with a name outside ASCII, and for what is no struct.
    """
    if not issubclass(kind, msgspec.Struct):
        return None
    if not all(name.isascii() for name in kind.__struct_encode_fields__):
        return None
    found = msgspec.inspect.type_info(kind)
    assert isinstance(found, msgspec.inspect.StructType)
    doubtful = [field.name for field in found.fields if not _is_text(field.type)]
    if not doubtful:
        return lambda _: ()
    get = attrgetter(*doubtful)
    return get if len(doubtful) > 1 else lambda struct: (get(struct),)


def _is_text(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return all(map(_is_text, kind.types))
    if isinstance(kind, msgspec.inspect.LiteralType):
        return all(isinstance(value, str) for value in kind.values)
    return isinstance(kind, TEXT)
