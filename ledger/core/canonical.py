"""Canonical JSON (RFC 8785): the one way in which something is written when its bytes are hashed.

`rfc8785` is the reference and slow. msgspec's sorted encoder writes the same bytes as long as there
is no float (other rules for exponents), no integer beyond 2^53 - 1 (not allowed there) and no key
outside ASCII (RFC 8785 sorts UTF-16 code units, msgspec code points), so such values, nearly all
that there are, take the fast path. Property tests hold the two against each other.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import msgspec.inspect
import rfc8785

from ledger.core.model import Json

MAX_SAFE_INTEGER = 2**53 - 1
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


def _is_plain(value: Any) -> bool:
    """Whether msgspec writes it as RFC 8785 does. A loop: this runs for every stored event."""
    todo = [value]
    while todo:
        value = todo.pop()
        kind: Any = type(value)
        if kind is str or value is None or kind is bool:
            continue
        if kind is int:
            if not -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER:
                return False
        elif kind is dict:
            if not all(type(key) is str and key.isascii() for key in value):
                return False
            todo.extend(value.values())
        elif kind is list or kind is tuple:
            todo.extend(value)
        elif isinstance(value, msgspec.Struct) and _has_plain_names(kind):
            todo.extend([getattr(value, field) for field in _doubtful_fields(kind)])
        else:
            return False
    return True


@cache
def _has_plain_names(struct: type[msgspec.Struct]) -> bool:
    return all(name.isascii() for name in struct.__struct_encode_fields__)


@cache
def _doubtful_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that can hold more than text, true, false or nothing."""
    found = msgspec.inspect.type_info(struct)
    assert isinstance(found, msgspec.inspect.StructType)
    return tuple(field.name for field in found.fields if not _is_text(field.type))


def _is_text(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return all(map(_is_text, kind.types))
    if isinstance(kind, msgspec.inspect.LiteralType):
        return all(isinstance(value, str) for value in kind.values)
    return isinstance(kind, TEXT)
