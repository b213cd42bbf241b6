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
import rfc8785

from ledger.core.model import Json

MAX_SAFE_INTEGER = 2**53 - 1

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
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return bool(-MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER)
    if kind is dict:
        return all(
            type(key) is str and key.isascii() and _is_plain(item) for key, item in value.items()
        )
    if kind is list or kind is tuple:
        return all(map(_is_plain, value))
    return _is_plain_struct(value)


def _is_plain_struct(value: object) -> bool:
    if not isinstance(value, msgspec.Struct) or not _has_plain_names(type(value)):
        return False
    return all(_is_plain(getattr(value, field)) for field in value.__struct_fields__)


@cache
def _has_plain_names(struct: type[msgspec.Struct]) -> bool:
    return all(name.isascii() for name in struct.__struct_encode_fields__)
