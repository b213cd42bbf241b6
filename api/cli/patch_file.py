"""A file of patches as the body of a changeset, in the bytes that are in the file.

The bytes are not decoded and encoded again: what strict JSON refuses (a key twice, NaN, …) has to reach
the door where that is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from api.encoding import encode
from ledger.core.model import Json


def changes_in(raw: bytes, options: Mapping[str, Json]) -> bytes:
    """The body: a list of patches, one patch, patches line by line, or a whole changeset."""
    text = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if text.startswith(b"["):
        return _object(b'"patches":' + text, options)
    whole = _decoded(text)
    if isinstance(whole, dict) and "patches" in whole:
        return _object(text[1:-1], options)
    if whole is not None:
        return _object(b'"patches":[' + text + b"]", options)
    lines = [line.strip() for line in text.splitlines()]
    return _object(b'"patches":[' + b",".join(line for line in lines if line) + b"]", options)


def _object(members: bytes, options: Mapping[str, Json]) -> bytes:
    more = encode(options)[1:-1]
    return b"{" + b",".join(part for part in (members, more) if part.strip()) + b"}"


def _decoded(text: bytes) -> Json:
    """The value; None where the text is not one JSON value."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
