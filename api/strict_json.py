"""JSON at the door: strict, before anything else looks at it.

What the standard library lets through (NaN, Infinity, duplicate keys, lone surrogates, numbers that
overflow, any depth) is refused here with a code, on every store alike.
"""

from __future__ import annotations

import json
import math
import re

from ledger.core.model import Json

MAX_DEPTH = 64
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')


class NotStrict(ValueError):
    """Text that is not taken in: `code` is part of the interface, `detail` says what is wrong."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def loads(body: bytes) -> Json:
    """Decode a body. Raises NotStrict saying what is wrong with it."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(f"The body is not UTF-8 (byte {error.start}).") from error
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _malformed(f"The body is not JSON: {error.msg} ({place}).") from error
    if "\\u" in text:
        _check_text(value)
    return value


def _malformed(message: str) -> NotStrict:
    return NotStrict("malformed_json", message)


def _check_depth(text: str) -> None:
    depth = 0
    for token in _NESTING.finditer(text):
        first = token[0][0]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            raise NotStrict("too_nested", f"The body nests more than {MAX_DEPTH} levels deep.")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise NotStrict("duplicate_key", f"The key {twice[:60]!a} stands twice in an object.")
    return value


def _constant(name: str) -> Json:
    raise NotStrict("invalid_number", f"{name} is not a JSON number.")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotStrict("invalid_number", f"The number {text[:40]} is out of range.")
    return value


def _int(text: str) -> int:
    if len(text) > 20:
        raise NotStrict("invalid_number", f"The number {text[:20]}… is out of range.")
    return int(text)


def _check_text(value: Json) -> None:
    """Escapes can smuggle in what no text may hold: halves of surrogate pairs, and NUL."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise NotStrict("lone_surrogate", "Text may not contain half of a surrogate pair.")
        if "\0" in value:
            raise NotStrict("nul_in_text", "Text may not contain the character NUL.")
    elif isinstance(value, list):
        for item in value:
            _check_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key)
            _check_text(item)
