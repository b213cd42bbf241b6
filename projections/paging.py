"""Lists in pages: an opaque cursor says where the next page begins."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from ledger.core.errors import Refused, refused
from projections.text import is_text

T = TypeVar("T")
P = TypeVar("P", bound=tuple[Any, ...])
Position = tuple[str | int | float, ...]


class Page(NamedTuple, Generic[T]):
    """Some rows of a list, and the cursor of the page after them; None: there is none."""

    items: Sequence[T]
    next_cursor: str | None


def cursor_of(position: Position) -> str:
    """A cursor that stands behind a row with this position."""
    return urlsafe_b64encode(msgspec.json.encode(position)).decode().rstrip("=")


def position_of(cursor: str, kinds: type[P]) -> P:
    """The position in a cursor of ours, as a tuple of these types. Raises Refused for any other text."""
    try:
        found = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        position: P = msgspec.json.decode(found, type=kinds)
    except ValueError as error:
        raise not_a_cursor() from error
    if not all(map(_is_storable, position)):
        raise not_a_cursor()
    return position


def _is_storable(value: object) -> bool:
    if isinstance(value, str):
        return is_text(value)
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def not_a_cursor() -> Refused:
    """The refusal of a cursor that this list did not give."""
    return refused("invalid_cursor", "This cursor is not one that this list gave.", field="cursor")
