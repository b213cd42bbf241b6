"""Canonical JSON (RFC 8785): the one way in which something is written when its bytes are hashed.

`rfc8785` is the reference and slow. msgspec's sorted encoder writes the same bytes as long as there
is no float (other rules for exponents), no integer beyond 2^53 - 1 (not allowed there) and no key
outside ASCII (RFC 8785 sorts UTF-16 code units, msgspec code points), so such values, nearly all
that there are, take the fast path. Property tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
import msgspec.inspect
import rfc8785

from ledger.core.model import Json

MAX_SAFE_INTEGER = 2**53 - 1
SIMPLE = frozenset({str, bool, type(None)})
TEXT = (msgspec.inspect.StrType, msgspec.inspect.BoolType, msgspec.inspect.NoneType)

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


def canonical_each(values: Sequence[object]) -> list[bytes]:
    """The canonical bytes of each value, for less than one by one."""
    if _is_plain(values):
        return list(map(_encode_sorted, values))
    return list(map(canonical, values))


def canonical_list(items: Iterable[bytes]) -> bytes:
    """The canonical bytes of a list out of those of its items."""
    return b"[" + b",".join(items) + b"]"


def canonical_object(members: Mapping[str, bytes]) -> bytes:
    """The canonical bytes of an object out of those of its members; their names are ASCII."""
    return b"{" + b",".join(b'"%b":%b' % (n.encode(), members[n]) for n in sorted(members)) + b"}"


def _is_plain(value: Any) -> bool:
    """Whether msgspec writes it as RFC 8785 does. Level by level: this runs for every stored event."""
    level = [value]
    while level:
        deeper: list[Any] = []
        for member in level:
            kind: Any = type(member)
            if kind in SIMPLE:
                continue
            if kind is int:
                if not -MAX_SAFE_INTEGER <= member <= MAX_SAFE_INTEGER:
                    return False
            elif kind is list or kind is tuple:
                deeper += member
            elif kind is dict and _are_ascii(member):
                deeper += member.values()
            elif (doubtful := _doubtful_fields(kind)) is not None:
                deeper += [getattr(member, field) for field in doubtful]
            else:
                return False
        level = deeper
    return True


def _are_ascii(keys: Iterable[Any]) -> bool:
    try:
        return "".join(keys).isascii()
    except TypeError:  # a key that is no text
        return False


@cache
def _doubtful_fields(kind: type) -> tuple[str, ...] | None:
    """A struct's fields that can hold more than text, true, false or nothing.

    None for a struct with a name outside ASCII, and for what is no struct.
    """
    if not issubclass(kind, msgspec.Struct):
        return None
    if not all(name.isascii() for name in kind.__struct_encode_fields__):
        return None
    found = msgspec.inspect.type_info(kind)
    assert isinstance(found, msgspec.inspect.StructType)
    return tuple(field.name for field in found.fields if not _is_text(field.type))


def _is_text(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return all(map(_is_text, kind.types))
    if isinstance(kind, msgspec.inspect.LiteralType):
        return all(isinstance(value, str) for value in kind.values)
    return isinstance(kind, TEXT)
