"""Columns as PostgreSQL writes arrays: `{"a","b"}`.

psycopg makes an array value by value, which takes longer than anything else in a batch of rows.
A column is of one type, so that a whole one can be quoted at once. No text has a NUL in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

NUL = "\0"


def arrays(rows: Collection[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The columns of the rows as parameters, each sent as text (`%t`) and cast to an array.

    Bytes are left to psycopg: written as text they would be twice as long.
    """
    return tuple(map(_array, zip(*rows, strict=True)))


def _array(column: tuple[Any, ...]) -> Any:
    types = set(map(type, column)) - {type(None)}
    if types == {bytes}:
        return list(column)
    if types == {str}:
        return _texts(column)
    return "{" + ",".join(map(str, column)).replace("None", "NULL") + "}"


def _texts(column: tuple[str | None, ...]) -> str:
    if None in column:
        quoted = ("NULL" if text is None else f'"{_escaped(text)}"' for text in column)
        return "{" + ",".join(quoted) + "}"
    return '{"' + _escaped(NUL.join(cast(tuple[str, ...], column))).replace(NUL, '","') + '"}'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
